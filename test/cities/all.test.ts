import { expect, it } from 'vitest';
import { cities, cityNamed } from '../../cities/all.ts';

it('knows each city by its name', () => {
  for (const city of cities) expect(cityNamed(city.name)).toBe(city);
});

it('says which cities there are when it is asked for another', () => {
  expect(() => cityNamed('atlantis')).toThrow(
    'there is no city "atlantis"; known are chongqing, qingdao, dazhou, jinfeng',
  );
});

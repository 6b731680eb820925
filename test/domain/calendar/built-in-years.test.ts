import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtInYears } from '../../../domain/calendar/built-in-years.ts';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { on } from './builders.ts';
import { generatedYears, pathOfYear, sourceOfYear } from './generate-years.ts';
import { wall } from './walker.ts';

describe('the tables of 2004 to 2026', () => {
  it('are all there, in order', () => {
    expect(builtInYears.map(({ year }) => year)).toEqual(generatedYears);
    const files = readdirSync(new URL('.', `file://${pathOfYear(2004)}`));
    expect(files.sort()).toEqual(generatedYears.map((year) => `${year}.ts`));
  });

  it.each(generatedYears)('of %i is what the generator writes, untouched by hand', (year) => {
    expect(readFileSync(pathOfYear(year), 'utf8')).toBe(sourceOfYear(year));
  });

  it('agree with the notices, typed and read independently, on every day from December 2005 to December 2026', () => {
    const calendar = calendarOf();
    const differing = wall.filter(({ date, works }) => calendar.day(on(date)).working !== works);
    expect(differing).toEqual([]);
    expect(wall).toHaveLength(7701);
  });

  it('have 2005-12-31 worked, which the package misses and the notice for 2006 says', () => {
    expect(calendarOf().day(on('2005-12-31'))).toEqual({
      date: '2005-12-31',
      working: true,
      reason: 'make-up-workday',
      name: '元旦',
      provisional: false,
    });
  });
});

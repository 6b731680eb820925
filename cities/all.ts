import type { City } from '../domain/policy/policy.ts';
import { chongqing } from './chongqing.ts';
import { dazhou } from './dazhou.ts';
import { jinfeng } from './jinfeng.ts';
import { qingdao } from './qingdao.ts';

/** Every city that the platform can be deployed for. */
export const cities: readonly City[] = [chongqing, qingdao, dazhou, jinfeng];

export function cityNamed(name: string): City {
  const found = cities.find((city) => city.name === name);
  if (found !== undefined) return found;
  throw new Error(`there is no city "${name}"; known are ${cities.map((city) => city.name).join(', ')}`);
}

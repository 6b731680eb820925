import type { City } from '../domain/policy/policy.ts';
import { qingdao } from './qingdao.ts';

/** Every city that the platform can be deployed for. */
export const cities: readonly City[] = [qingdao];

export function cityNamed(name: string): City {
  const found = cities.find((city) => city.name === name);
  if (found !== undefined) return found;
  throw new Error(`there is no city "${name}"; known are ${cities.map((city) => city.name).join(', ')}`);
}

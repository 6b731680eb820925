import { type City, type Organisation, partyOf } from '../../domain/policy/policy.ts';
import { invalid } from '../middleware/faults.ts';

/** The unit that a form or command names as a party, or a refusal of the place where it does. */
export function partyNamed(city: City, id: string, pointer: string): Organisation {
  if (city.organisations.some((unit) => unit.id === id)) return partyOf(city, id);
  throw invalid([{ pointer, detail: { zh: `本市没有单位 ${id}`, en: `there is no organisation ${id} in this city` } }]);
}

import type { Person } from '../access/caller.ts';
import { Refusal } from '../refusal.ts';
import type { DatasetEntry } from './entry.ts';

type Conditions = Pick<DatasetEntry, 'conditions' | 'requiredProofs'>;

/** Every document that an application has to bring: what the agency asks for, and what shows that a condition is met. */
export const proofsOf = ({ conditions = [], requiredProofs = [] }: Conditions = {}): string[] => [
  ...new Set([
    ...requiredProofs,
    ...conditions.flatMap((each) => (typeof each === 'object' && each.proof !== undefined ? [each.proof] : [])),
  ]),
];

/** Who is on a list of dishonesty doesn't meet a condition of credit (信用要求), whatever the city asks of filings. */
export function refuseUntrusted({ conditions = [] }: Conditions, { dishonest }: Pick<Person, 'dishonest'>): void {
  const credit = conditions.find((each) => typeof each === 'object' && each.aspect === 'credit');
  if (!dishonest || typeof credit !== 'object') return;
  throw new Refusal('dishonesty-listed', {
    zh: `您被列入失信名单,不符合该数据的开放条件:${credit.text}`,
    en: `you are on a list of dishonesty and don't meet a condition of this data: ${credit.text}`,
  });
}

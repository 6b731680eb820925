import { admitsLess } from '../access/quota.ts';
import { canonicalJson } from '../audit/canonical.ts';
import { proofsOf } from './eligibility.ts';
import type { DatasetEntry } from './entry.ts';
import { narrows } from './openness.ts';
import type { OpeningMode } from './words.ts';

/** What of an entry says how widely its data is open: to whom, in what ways, on what conditions, how often. */
export const openingFields = ['openness', 'openingModes', 'conditions', 'requiredProofs', 'defaultQuota'] as const;
export type OpeningField = (typeof openingFields)[number];
export type Opening = Pick<DatasetEntry, OpeningField>;

/**
 * By what less would be open than is, as far as that can be told without understanding what a condition says: less openness,
 * a mode fewer, a condition or a proof more, a smaller quota. Nothing is less than what is closed.
 */
export function narrowed(from: Opening, to: Opening): OpeningField[] {
  if (narrows(from.openness, to.openness)) return ['openness'];
  if (from.openness === 'closed') return [];
  const conditional = to.openness === 'conditional';
  const isNarrower: Record<OpeningField, boolean> = {
    openness: false,
    openingModes: lostModes(from, to).length > 0,
    conditions: conditional && (to.conditions ?? []).length > (from.conditions ?? []).length,
    requiredProofs: conditional && proofsOf(to).length > proofsOf(from).length,
    // Without a quota of its own it has the city's, of which the entry says nothing.
    defaultQuota:
      from.defaultQuota !== undefined &&
      (to.defaultQuota === undefined || admitsLess(to.defaultQuota, from.defaultQuota)),
  };
  return openingFields.filter((field) => isNarrower[field]);
}

/** Whether the conditions of conditional data are other ones; whether these are narrower is for people to read. */
export const rewritesConditions = (from: Opening, to: Opening): boolean =>
  from.openness === 'conditional' && to.openness === 'conditional' && conditionsOf(from) !== conditionsOf(to);

const conditionsOf = ({ conditions = [], requiredProofs = [] }: Opening): string =>
  canonicalJson([conditions, requiredProofs]);

// They stand in for data that isn't given itself: whoever is given more needs them no longer.
const inPlaceOfData: readonly OpeningMode[] = ['model-result', 'sandbox'];

const lostModes = (from: Opening, to: Opening): OpeningMode[] =>
  from.openingModes.filter(
    (mode) => !to.openingModes.includes(mode) && (from.openness === to.openness || !inPlaceOfData.includes(mode)),
  );

import type { DatasetEntry } from './entry.ts';
import type { AccrualPeriodicity } from './words.ts';

/** Within how many days of a publication the next one is due, by the update cycle; what never changes within a year (QD-14b). */
const days: Readonly<Record<AccrualPeriodicity, number>> = {
  continuous: 1,
  daily: 1,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  biannual: 183,
  annual: 365,
  irregular: 365,
  never: 365,
};

export const updateDaysOf = ({ accrualPeriodicity }: Pick<DatasetEntry, 'accrualPeriodicity'>): number =>
  days[accrualPeriodicity];

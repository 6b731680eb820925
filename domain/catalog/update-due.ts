import { addDays, endOfDay, type Instant, LocalDate, localDateOf } from '../calendar/dates.ts';
import type { CatalogRules } from '../policy/catalog-rules.ts';
import { type Dataset, type Listed, listedOf } from './dataset.ts';
import type { AccrualPeriodicity } from './words.ts';

/** By when data has to be renewed, by which clause, and whether that day is over. */
export interface UpdateDue {
  dueOn: LocalDate;
  clause: string;
  overdue: boolean;
}

/**
 * When the data of a dataset has to be renewed: after its own update cycle, or when it gets older than the regulation
 * lets open data be. Nothing is due of what is archived or discontinued, of what says that it is never renewed, or has
 * no data.
 */
export function updateDueOf(
  { entry, updated }: Pick<Listed, 'entry' | 'updated'>,
  { updates }: Pick<CatalogRules, 'updates'>,
  now: Instant,
): UpdateDue | undefined {
  const { accrualPeriodicity, lifecycle = 'current', openness } = entry;
  const renewed = openness !== 'closed' && lifecycle === 'current' && accrualPeriodicity !== 'never';
  if (updates === undefined || updated === undefined || !renewed) return undefined;
  const from = localDateOf(updated);
  const due = [
    { dueOn: after(from, cycles[accrualPeriodicity]), clause: updates.clause },
    { dueOn: updates.oldest && addMonths(from, updates.oldest.months), clause: updates.oldest?.clause ?? '' },
  ];
  const [first] = due
    .flatMap(({ dueOn, clause }) => (dueOn === undefined ? [] : [{ dueOn, clause }]))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  return first && { ...first, overdue: now >= endOfDay(first.dueOn) };
}

/** An update that is due: by what day, counted from what day, and a name that no other release or cycle shares. */
export interface Renewal {
  name: string;
  release: string;
  due: { from: LocalDate; on: LocalDate };
}

/** The update of a dataset that is due next; none of what the public doesn't have, or what is never renewed. */
export function renewalOf(dataset: Dataset, rules: Pick<CatalogRules, 'updates'>, now: Instant): Renewal | undefined {
  const listed = listedOf(dataset);
  const due = listed && updateDueOf(listed, rules, now);
  const release = dataset.published?.release;
  if (due === undefined || release === undefined) return undefined;
  return {
    name: `${release.id}#${due.dueOn}`,
    release: release.id,
    due: { from: localDateOf(release.preparedAt), on: due.dueOn },
  };
}

type Cycle = { days: number } | { months: number } | undefined;

/** What each word promises; what comes continuously is looked at by the day. */
const cycles: Readonly<Record<AccrualPeriodicity, Cycle>> = {
  continuous: { days: 1 },
  daily: { days: 1 },
  weekly: { days: 7 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  biannual: { months: 6 },
  annual: { months: 12 },
  irregular: undefined,
  never: undefined,
};

function after(from: LocalDate, cycle: Cycle): LocalDate | undefined {
  if (cycle === undefined) return undefined;
  return 'days' in cycle ? addDays(from, cycle.days) : addMonths(from, cycle.months);
}

/** The same day so many months later, or the last one of a shorter month. */
function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return LocalDate.parse(first.toISOString().slice(0, 10));
}

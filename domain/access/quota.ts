import {
  addDays,
  dateOfDayNumber,
  dayNumberOf,
  type Instant,
  LocalDate,
  localDateOf,
  millisOf,
  startOfDay,
} from '../calendar/dates.ts';
import type { Quota } from '../policy/policy.ts';

/** The window in which calls count together: `2026-10-16`, `2026-10` or `total`; a later one sorts after an earlier one. */
export type Window = string;

export interface WindowSpan {
  from: Instant;
  /** The first instant of the next window. */
  to: Instant;
}

/** Days and months are the city's, from 00:00 to 24:00 at +08:00. */
export function windowOf({ per }: Pick<Quota, 'per'>, now: Instant): Window {
  const today = localDateOf(now);
  return per === 'day' ? today : per === 'month' ? today.slice(0, 7) : 'total';
}

// A month has at most so many windows of a day.
const DAYS = 31;

/** Whether there is a span of time in which one quota admits fewer calls than the other would. */
export function admitsLess(one: Quota, other: Quota): boolean {
  if (one.per === other.per || spans.indexOf(one.per) < spans.indexOf(other.per)) return one.calls < other.calls;
  // The days of a quota never end, nor do its months.
  return one.per === 'total' || one.calls < other.calls * DAYS;
}

const spans: readonly Quota['per'][] = ['day', 'month', 'total'];

/** When a window begins and ends; a total has neither. */
export function spanOf(window: Window): WindowSpan | undefined {
  if (window === 'total') return undefined;
  if (window.length > 'YYYY-MM'.length) {
    const day = LocalDate.parse(window);
    return { from: startOfDay(day), to: startOfDay(addDays(day, 1)) };
  }
  const first = LocalDate.parse(`${window}-01`);
  return { from: startOfDay(first), to: startOfDay(firstOfNextMonth(first)) };
}

/** Whole seconds until an instant, rounded up, so that whoever waits that long isn't early. */
export const secondsUntil = (instant: Instant, now: Instant): number =>
  Math.max(0, Math.ceil((millisOf(instant) - millisOf(now)) / 1000));

const firstOfNextMonth = (first: LocalDate): LocalDate =>
  LocalDate.parse(`${dateOfDayNumber(dayNumberOf(first) + 31).slice(0, 7)}-01`);

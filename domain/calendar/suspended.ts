import type { Calendar } from './calendar.ts';
import type { LocalDate } from './dates.ts';

/** Days on which a period stands still, from the one to the other, both among them. */
export interface Suspension {
  from: LocalDate;
  to: LocalDate;
}

/** The calendar of a period that stood still on these days: none of them counts. */
export function suspendedOn(calendar: Calendar, suspensions: readonly Suspension[]): Calendar {
  if (suspensions.length === 0) return calendar;
  const isSuspended = (date: LocalDate): boolean => suspensions.some(({ from, to }) => from <= date && date <= to);
  return {
    lastPublishedYear: calendar.lastPublishedYear,
    sourcesOf: (year) => calendar.sourcesOf(year),
    day(date) {
      const { name: _, ...day } = calendar.day(date);
      return isSuspended(date) ? { ...day, working: false, reason: 'suspended' } : calendar.day(date);
    },
  };
}

import type { Calendar } from './calendar.ts';
import { addDays, type LocalDate } from './dates.ts';

/**
 * Working days after `from` up to and including `to`, counted as the law counts: from today to the due day it is what
 * is left (还剩 3 个工作日; 0 on the last day), from the due day to today what it is over (逾期), hence negative backwards.
 */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from);
  let days = 0;
  for (let date = from; date < to; ) {
    date = addDays(date, 1);
    if (calendar.day(date).working) days += 1;
  }
  return days;
}

import { z } from 'zod';
import { type Calendar, type CalendarDay, DayReason } from './calendar.ts';
import { addDays, endOfDay, Instant, LocalDate } from './dates.ts';
import type { DaysPeriod, FixedDate, Period } from './period.ts';

/** One day of a count: 0 is the day of receipt, null a day that doesn't count. */
export const ExplainedDay = z.strictObject({
  date: LocalDate,
  counted: z.int().nonnegative().nullable(),
  reason: DayReason,
  name: z.string().exactOptional(),
  provisional: z.literal(true).exactOptional(),
});
export type ExplainedDay = z.infer<typeof ExplainedDay>;

/** When a period ends, and each day's part in it. */
export const CountedPeriod = z.strictObject({
  startedOn: LocalDate,
  /** Only of calendar-day periods: the last day on which it can still be done at work; passing it escalates. */
  targetOn: LocalDate.exactOptional(),
  dueOn: LocalDate,
  /** 24:00 of `dueOn`: from this instant on it is overdue. */
  dueAt: Instant,
  /** A day used in the counting isn't settled yet; no overdue is declared on such a date. */
  provisional: z.boolean(),
  explain: z.array(ExplainedDay),
});
export type CountedPeriod = z.infer<typeof CountedPeriod>;

/**
 * Counts a period from the day of receipt, which is day zero at whatever hour and on whatever day it was; the next day
 * is the first that can count, and the period ends at 24:00 of its last day (Civil Code 200-203 by analogy).
 */
export function countPeriod(
  calendar: Calendar,
  { startedOn, period }: { startedOn: LocalDate; period: Period },
): CountedPeriod {
  switch (period.unit) {
    case 'working-day':
      return countWorkingDays(calendar, startedOn, period);
    case 'calendar-day':
      return countCalendarDays(calendar, startedOn, period);
    case 'date':
      return fixedDate(calendar, startedOn, period);
    default:
      return period satisfies never;
  }
}

function countWorkingDays(calendar: Calendar, startedOn: LocalDate, { length }: DaysPeriod): CountedPeriod {
  const explain = [explained(calendar.day(startedOn), 0)];
  let dueOn = startedOn;
  for (let counted = 0; counted < length; ) {
    dueOn = addDays(dueOn, 1);
    const day = calendar.day(dueOn);
    if (day.working) counted += 1;
    explain.push(explained(day, day.working ? counted : null));
  }
  return ended(startedOn, dueOn, explain);
}

/** Civil Code 203: where the last day is a day off, the period ends with the next working day. */
function countCalendarDays(calendar: Calendar, startedOn: LocalDate, { length }: DaysPeriod): CountedPeriod {
  let day = calendar.day(startedOn);
  const explain = [explained(day, 0)];
  let lastWorkingDay: LocalDate | undefined;
  for (let counted = 0; counted < length || !day.working; ) {
    day = calendar.day(addDays(day.date, 1));
    const counts = counted < length && day.reason !== 'suspended';
    if (counts) counted += 1;
    explain.push(explained(day, counts ? counted : null));
    if (day.working && counts) lastWorkingDay = day.date;
  }
  // Without a working day in the whole period there is no earlier day to aim at.
  return { ...ended(startedOn, day.date, explain), targetOn: lastWorkingDay ?? day.date };
}

/** Nothing is counted, so nothing about it is provisional. */
function fixedDate(calendar: Calendar, startedOn: LocalDate, { on }: FixedDate): CountedPeriod {
  return { ...ended(startedOn, on, [explained(calendar.day(on), null)]), provisional: false };
}

function ended(startedOn: LocalDate, dueOn: LocalDate, explain: ExplainedDay[]): CountedPeriod {
  const provisional = explain.some((day) => day.counted !== 0 && day.provisional === true);
  return { startedOn, dueOn, dueAt: endOfDay(dueOn), provisional, explain };
}

const explained = ({ date, reason, name, provisional }: CalendarDay, counted: number | null): ExplainedDay => ({
  date,
  counted,
  reason,
  ...(name !== undefined && { name }),
  ...(provisional && { provisional }),
});

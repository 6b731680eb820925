import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { type CountedPeriod, countPeriod, ExplainedDay } from '../calendar/count.ts';
import { Instant, LocalDate } from '../calendar/dates.ts';
import type { DaysPeriod } from '../calendar/period.ts';
import { reminderInstant } from '../calendar/reminder.ts';
import type { Clock } from './clock.ts';

/** A deadline as callers see it. */
export const Deadline = z.object({
  stage: z.string(),
  startedOn: LocalDate,
  targetOn: LocalDate.exactOptional(),
  dueOn: LocalDate,
  /** 24:00 of `dueOn` in the city. */
  dueAt: Instant,
  unit: z.enum(['working-day', 'calendar-day']),
  /** As the clause sets it, without extension. */
  length: z.int(),
  clause: z.string(),
  kind: z.enum(['statutory', 'service-target']),
  provisional: z.boolean(),
  extendedBy: z.int().exactOptional(),
  remindedAt: Instant.exactOptional(),
  overdueSince: Instant.exactOptional(),
  endedAt: Instant.exactOptional(),
  explain: z.array(ExplainedDay),
});
export type Deadline = z.infer<typeof Deadline>;

const periodOf = ({ rule, extendedBy = 0 }: Clock): DaysPeriod => ({
  unit: rule.unit,
  length: rule.length + extendedBy,
});

/** When the clock's period ends by this calendar. */
export const dueOf = (clock: Clock, calendar: Calendar): CountedPeriod =>
  countPeriod(calendar, { startedOn: clock.startedOn, period: periodOf(clock) });

/** When its reminder is due: 00:00 of the day that the city's file names, or of the first day of the last third. */
export const reminderOf = (clock: Clock, calendar: Calendar): Instant =>
  reminderInstant(calendar, {
    startedOn: clock.startedOn,
    period: periodOf(clock),
    ...(clock.rule.remindOnDay === undefined ? {} : { atDay: clock.rule.remindOnDay }),
  });

/** Since when the period is overdue: derived from the due instant, so that a late mark hides nothing. Never on a provisional date. */
export function overdueSince(clock: Clock, calendar: Calendar, now: Instant): Instant | undefined {
  const { dueAt, provisional } = dueOf(clock, calendar);
  return !provisional && dueAt <= (clock.endedAt ?? now) && dueAt <= now ? dueAt : undefined;
}

export function deadlineOf(clock: Clock, calendar: Calendar, now: Instant): Deadline {
  const { startedOn, targetOn, dueOn, dueAt, provisional, explain } = dueOf(clock, calendar);
  const late = overdueSince(clock, calendar, now);
  const reminded = clock.reminded.find((mark) => mark.dueOn === dueOn);
  return {
    stage: clock.stage,
    startedOn,
    ...(targetOn === undefined ? {} : { targetOn }),
    dueOn,
    dueAt,
    unit: clock.rule.unit,
    length: clock.rule.length,
    clause: clock.clause,
    kind: clock.rule.kind,
    provisional,
    ...(clock.extendedBy === undefined ? {} : { extendedBy: clock.extendedBy }),
    ...(reminded === undefined ? {} : { remindedAt: reminded.at }),
    ...(late === undefined ? {} : { overdueSince: late }),
    ...(clock.endedAt === undefined ? {} : { endedAt: clock.endedAt }),
    explain,
  };
}

import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { type CountedPeriod, countPeriod, ExplainedDay } from '../calendar/count.ts';
import { addDays, Instant, LocalDate, yearOf } from '../calendar/dates.ts';
import type { Period } from '../calendar/period.ts';
import { reminderInstant } from '../calendar/reminder.ts';
import { type Suspension, suspendedOn } from '../calendar/suspended.ts';
import { type Clock, isRunning, isSuspended } from './clock.ts';

/** A deadline as callers see it. */
export const Deadline = z.object({
  stage: z.string(),
  startedOn: LocalDate,
  /**
   * The day to act by, where that isn't `dueOn`: the last working day of a period of calendar days, or the stricter end
   * where laws collide.
   */
  targetOn: LocalDate.exactOptional(),
  dueOn: LocalDate,
  /** 24:00 of `dueOn` in the city. */
  dueAt: Instant,
  unit: z.enum(['working-day', 'calendar-day', 'date']),
  /** As the clause sets it, without extension; a date has none. */
  length: z.int().exactOptional(),
  clause: z.string(),
  kind: z.enum(['statutory', 'service-target', 'duration']),
  provisional: z.boolean(),
  extendedBy: z.int().exactOptional(),
  /** It stands still since that day, as its clause allows; `dueOn` is then the earliest possible. */
  suspendedSince: LocalDate.optional(),
  remindedAt: Instant.exactOptional(),
  overdueSince: Instant.exactOptional(),
  endedAt: Instant.exactOptional(),
  explain: z.array(ExplainedDay),
});
export type Deadline = z.infer<typeof Deadline>;

function periodOf({ rule, startedOn, extendedBy = 0 }: Pick<Clock, 'rule' | 'startedOn' | 'extendedBy'>): Period {
  if (rule.unit === 'date') return { unit: 'date', on: nextOf(rule.on, startedOn) };
  // What merely lasts is nobody's to do by a working day: a day off doesn't make it last longer.
  if (rule.kind === 'duration') return { unit: 'date', on: addDays(startedOn, rule.length) };
  return { unit: rule.unit, length: rule.length + extendedBy };
}

/** The first of these days of the year after the given day. */
export function nextOf(daysOfYear: readonly string[], after: LocalDate): LocalDate {
  const year = yearOf(after);
  const dates = [year, year + 1].flatMap((each) =>
    // 29 February isn't in every year.
    [...daysOfYear].sort().flatMap((day) => LocalDate.safeParse(`${each}-${day}`).data ?? []),
  );
  const found = dates.find((date) => date > after);
  if (found === undefined) throw new Error(`there is no day of ${daysOfYear.join(', ')} after ${after}`);
  return found;
}

/** When the clock's period ends by this calendar. */
export const dueOf = (clock: Clock, calendar: Calendar): CountedPeriod =>
  countPeriod(suspendedOn(calendar, suspensionsOf(clock)), { startedOn: clock.startedOn, period: periodOf(clock) });

/** While it stands still, it is counted as if it went on tomorrow; until then nothing falls due. */
const suspensionsOf = ({ suspended = [] }: Clock): Suspension[] =>
  suspended.map(({ from, to = from }) => ({ from, to }));

/** When its reminder is due: 00:00 of the day that the city's file names, or of the first day of the last third. */
export const reminderOf = (clock: Clock, calendar: Calendar): Instant =>
  reminderInstant(suspendedOn(calendar, suspensionsOf(clock)), {
    startedOn: clock.startedOn,
    period: periodOf(clock),
    ...(clock.rule.unit === 'date' || clock.rule.remindOnDay === undefined ? {} : { atDay: clock.rule.remindOnDay }),
  });

/**
 * Since when the period is overdue: derived from the due instant, so that a late mark hides nothing. Never on a
 * provisional date, and never a duration, for which nobody is late.
 */
export function overdueSince(clock: Clock, calendar: Calendar, now: Instant): Instant | undefined {
  if (clock.rule.kind === 'duration' || isSuspended(clock)) return undefined;
  const { dueAt, provisional } = dueOf(clock, calendar);
  return !provisional && dueAt <= (clock.endedAt ?? now) && dueAt <= now ? dueAt : undefined;
}

/** All periods of a case. Where several set by law run beside each other, the nearest end is the target of each. */
export function deadlinesOf(clocks: readonly Clock[], calendar: Calendar, now: Instant): Deadline[] {
  const binding = clocks.filter((clock) => isRunning(clock) && clock.rule.kind === 'statutory');
  const nearest = binding.map((clock) => dueOf(clock, calendar).dueOn).sort()[0];
  return clocks.map((clock) => {
    const deadline = deadlineOf(clock, calendar, now);
    const { targetOn = deadline.dueOn } = deadline;
    return nearest !== undefined && binding.includes(clock) && nearest < targetOn
      ? { ...deadline, targetOn: nearest }
      : deadline;
  });
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
    ...(clock.rule.unit === 'date' ? {} : { length: clock.rule.length }),
    clause: clock.clause,
    kind: clock.rule.kind,
    provisional,
    ...(isSuspended(clock) ? { suspendedSince: clock.suspended?.at(-1)?.from } : {}),
    ...(clock.extendedBy === undefined ? {} : { extendedBy: clock.extendedBy }),
    ...(reminded === undefined ? {} : { remindedAt: reminded.at }),
    ...(late === undefined ? {} : { overdueSince: late }),
    ...(clock.endedAt === undefined ? {} : { endedAt: clock.endedAt }),
    explain,
  };
}

import { createHash } from 'node:crypto';
import type { Calendar } from '../calendar/calendar.ts';
import {
  addDays,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
  millisOf,
  nextMidnight,
  startOfDay,
} from '../calendar/dates.ts';
import type { Case } from './case.ts';
import { type Clock, isRunning, isSuspended } from './clock.ts';
import { dueOf, reminderOf } from './deadline.ts';
import type { EventBody } from './event.ts';

/** What a clock's machine is to do next. */
export type Tick =
  | { action: 'remind' | 'overdue' | 'lapse' | 'closed' | 'superseded' }
  /** Whole seconds, for a Wait drops the rest. */
  | { action: 'wait'; wakeAt: string };

// 20 min: a city's cases don't all wake in the one second after midnight. The law's instant is kept by the marks.
const SPREAD_SECONDS = 20 * 60;
// 30 days: a duty that is a year away isn't woken for every night, and one that was fulfilled meanwhile lets go within a month.
const DAYS_TO_SLEEP = 30;
// 300 days: an execution may live a year; a new one takes the clock over before that.
const LIFETIME_MS = 300 * 24 * 3600 * 1000;

/** The clock that an execution was started for, unless a later one took it over. */
export const clockOfEpoch = (kase: Case, clause: string, epoch: number): Clock | undefined =>
  kase.clocks.find((clock) => clock.clause === clause && clock.epoch === epoch);

/**
 * Evaluates a clock from the case's events and the current calendar, so that extensions, withdrawals and new
 * calendars need no signal. Overdue comes before anything else of that day; a deadline never decides.
 */
export function tick(kase: Case, clock: Clock | undefined, calendar: Calendar, now: Instant, startedAt: Instant): Tick {
  if (clock === undefined || millisOf(now) - millisOf(startedAt) > LIFETIME_MS) return { action: 'superseded' };
  if (!isRunning(clock)) return { action: 'closed' };
  if (hasLapsed(clock, calendar, now)) return { action: 'lapse' };
  if (overdueMark(clock, calendar, now) !== undefined) return { action: 'overdue' };
  if (reminderMark(clock, calendar, now) !== undefined) return { action: 'remind' };
  const milestones = [reminderOf(clock, calendar), dueOf(clock, calendar).dueAt].filter((at) => at > now);
  const next = [lookAgainBy(clock, now), ...milestones].reduce((a, b) => (a < b ? a : b));
  return { action: 'wait', wakeAt: wholeSecond(millisOf(next) + 1000 * spread(kase.id)) };
}

/** Any night may bring a calendar by which a period ends sooner; a date stays where it is, and nothing extends it. */
const lookAgainBy = ({ rule }: Clock, now: Instant): Instant =>
  rule.unit === 'date' ? startOfDay(addDays(localDateOf(now), DAYS_TO_SLEEP)) : nextMidnight(now);

interface MarkDue {
  dueOn: LocalDate;
  legalAt: Instant;
}

/** Whether a measure has lasted as long as it may. A provisional date is no reason to let it last on. */
export const hasLapsed = (clock: Clock, calendar: Calendar, now: Instant): boolean =>
  isRunning(clock) && clock.rule.lapsesTo !== undefined && dueOf(clock, calendar).dueAt <= now;

/** The reminder that is due and not yet given for this due date. */
export function reminderMark(clock: Clock, calendar: Calendar, now: Instant): MarkDue | undefined {
  const { dueOn, dueAt } = dueOf(clock, calendar);
  const legalAt = reminderOf(clock, calendar);
  const given = clock.reminded.some((mark) => mark.dueOn === dueOn);
  return isRunning(clock) && !isSuspended(clock) && !given && legalAt <= now && now < dueAt
    ? { dueOn, legalAt }
    : undefined;
}

/** The overdue mark that is due and not yet set for this due date; none while the date is provisional. */
export function overdueMark(clock: Clock, calendar: Calendar, now: Instant): MarkDue | undefined {
  const { dueOn, dueAt, provisional } = dueOf(clock, calendar);
  const given = clock.overdue.some((mark) => mark.dueOn === dueOn);
  return isRunning(clock) &&
    !isSuspended(clock) &&
    clock.rule.kind !== 'duration' &&
    !given &&
    !provisional &&
    dueAt <= now
    ? { dueOn, legalAt: dueAt }
    : undefined;
}

/** The milestone's event, if it is due still. */
export function milestone(
  clock: Clock,
  kind: 'reminded' | 'overdue',
  calendar: Calendar,
  now: Instant,
): EventBody | undefined {
  const due = kind === 'overdue' ? overdueMark(clock, calendar, now) : reminderMark(clock, calendar, now);
  return due && { type: kind, clause: clock.clause, epoch: clock.epoch, ...due };
}

const spread = (id: string): number => createHash('sha256').update(id).digest().readUInt32BE(0) % SPREAD_SECONDS;

const wholeSecond = (ms: number): string => instantOf(Math.ceil(ms / 1000) * 1000).replace('.000Z', 'Z');

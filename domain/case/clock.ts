import { z } from 'zod';
import { Instant, LocalDate } from '../calendar/dates.ts';
import { ClauseId } from '../ids.ts';
import { PeriodRule } from '../policy/period.ts';
import { StepId } from '../policy/words.ts';

/** The legal instant of a milestone and the due date for which it was given: one of each per due date. */
export const Mark = z.strictObject({ dueOn: LocalDate, at: Instant });
export type Mark = z.infer<typeof Mark>;

/**
 * A statutory clock (法定期限): one per case and clause, and a new one each time its stage is entered anew.
 * `epoch` numbers the executions started for the case's clocks; the newest is the one that counts.
 */
export const Clock = z.strictObject({
  clause: ClauseId,
  epoch: z.int().positive(),
  stage: StepId,
  rule: PeriodRule,
  startedOn: LocalDate,
  openedAt: Instant,
  /** Days added, in the rule's unit. */
  extendedBy: z.int().positive().optional(),
  /** The days on which it stood still; the last may be open. */
  suspended: z.array(z.strictObject({ from: LocalDate, to: LocalDate.optional() })).optional(),
  reminded: z.array(Mark),
  overdue: z.array(Mark),
  endedAt: Instant.optional(),
});
export type Clock = z.infer<typeof Clock>;

/** A clock as it begins, written into the event that began it. */
export const ClockOpening = Clock.pick({
  clause: true,
  epoch: true,
  stage: true,
  rule: true,
  startedOn: true,
  extendedBy: true,
});
export type ClockOpening = z.infer<typeof ClockOpening>;

/** What a move of the case does to its clocks. */
export const ClockMoves = z.strictObject({
  opened: z.array(ClockOpening),
  ended: z.array(ClauseId),
  /** A period that goes on and is lengthened by so many days. */
  extended: z.strictObject({ clause: ClauseId, days: z.int().positive() }).optional(),
});
export type ClockMoves = z.infer<typeof ClockMoves>;

/** Whether it stands still now: nothing falls due until it goes on. */
export const isSuspended = ({ suspended = [] }: Clock): boolean =>
  suspended.at(-1)?.to === undefined && suspended.length > 0;

export const isRunning = (clock: Clock): boolean => clock.endedAt === undefined;

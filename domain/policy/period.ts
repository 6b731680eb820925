import { z } from 'zod';
import { ClauseId } from '../ids.ts';
import { Actor, StepId } from './words.ts';

/** Who may lengthen a period, once and before it ends: **by** so many more days, or **to** so many in all. */
export const ExtensionRule = z.strictObject({
  mode: z.enum(['by', 'to']),
  days: z.int().positive(),
  asks: Actor,
  approves: Actor,
  clause: ClauseId,
});
export type ExtensionRule = z.infer<typeof ExtensionRule>;

/** A day of the year, `MM-DD`. */
const DayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

const common = {
  clause: ClauseId,
  /**
   * `stage` counts from the day the case came to the stage and ends when it leaves; `receipt` from the day the case was
   * received, and ends when it is closed; `event` from the day the filing names (the change of law or duties), and ends
   * with the receipt: it tells whether the filing itself was in time.
   */
  from: z.enum(['stage', 'receipt', 'event']),
  /** `service-target` is the city's own promise (及时 or †), `duration` how long a measure lasts; neither is called statutory. */
  kind: z.enum(['statutory', 'service-target', 'duration']),
  /** Only for filings of these kinds; for all where absent. */
  kinds: z.array(z.string()).min(1).optional(),
  /** It goes on where the stage before had the same period, and begins anew only where that had none. */
  continues: z.literal(true).optional(),
  /** The step to which the platform leads the case when a duration has passed. No period of an authority has this. */
  lapsesTo: StepId.optional(),
};

const DaysRule = z.strictObject({
  ...common,
  unit: z.enum(['working-day', 'calendar-day']),
  length: z.int().positive(),
  /** Who may set fewer days than `length`: whoever files, or the decision that leads to the stage. */
  setBy: z.enum(['filing', 'decision']).optional(),
  /** The counted day at whose 00:00 the reminder goes out; without it the first day of the last third. */
  remindOnDay: z.int().positive().optional(),
  /**
   * A clause that lets the period stand still while experts have the case (专家评审时间不计算在内): from the day it is
   * referred to them to the day of their first opinion. Without one it never stands still.
   */
  suspendedWhileReferred: ClauseId.optional(),
  extension: ExtensionRule.optional(),
});
export type DaysRule = z.infer<typeof DaysRule>;

/** By a day that the regulation or the filing names, the next one after the start; it never rolls. */
const DateRule = z.strictObject({
  ...common,
  unit: z.literal('date'),
  /** None where the filing names it. */
  on: z.array(DayOfYear),
  setBy: z.literal('filing').optional(),
});
export type DateRule = z.infer<typeof DateRule>;

/** A period as the regulation sets it, belonging to its clause. */
export const PeriodRule = z.discriminatedUnion('unit', [DaysRule, DateRule]);
export type PeriodRule = z.infer<typeof PeriodRule>;

type Clause = string;
interface Options {
  from?: 'stage' | 'receipt' | 'event';
  remindOnDay?: number;
  setBy?: 'filing' | 'decision';
  kinds?: string[];
  continues?: true;
  suspendedWhileReferred?: Clause;
  extension?: { mode: 'by' | 'to'; days: number; asks: string; approves: string; clause: Clause };
}

const rule = (unit: DaysRule['unit'], length: number, clause: Clause, kind: PeriodRule['kind'], options: object) =>
  ({ unit, length, clause, kind, from: 'stage', ...options }) as const;

/** `workingDays(5, 'QD-17.2a')`: five working days from the day the case came to the stage. */
export const workingDays = (length: number, clause: Clause, options: Options = {}) =>
  rule('working-day', length, clause, 'statutory', options);

/** `calendarDays(30, 'DZ-16.2')`: thirty days on the calendar. */
export const calendarDays = (length: number, clause: Clause, options: Options = {}) =>
  rule('calendar-day', length, clause, 'statutory', options);

/** A working-day promise of the city's own where the text says 及时 or nothing. */
export const serviceTarget = (length: number, clause: Clause, options: Options = {}) =>
  rule('working-day', length, clause, 'service-target', options);

/** `lasts(30, 'CQ-I4', 'closing')`: a measure that the platform itself ends after at most thirty days. */
export const lasts = (days: number, clause: Clause, lapsesTo: string, options: Pick<Options, 'setBy' | 'from'> = {}) =>
  rule('calendar-day', days, clause, 'duration', { lapsesTo, ...options });

/** `by('05-31', 'QD-10b')`: by the next 31 May. */
export const by = (on: string | string[], clause: Clause, kind: 'statutory' | 'service-target' = 'statutory') =>
  ({ unit: 'date', on: [on].flat(), clause, kind, from: 'stage' }) as const;

/** By the day that the filing names and from the day that it names, such as the end of an update cycle. */
export const byNamedDay = (clause: Clause, kind: 'statutory' | 'service-target' = 'statutory') =>
  ({ unit: 'date', on: [], clause, kind, from: 'stage', setBy: 'filing' }) as const;

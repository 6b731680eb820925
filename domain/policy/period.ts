import { z } from 'zod';
import { ClauseId } from '../ids.ts';
import { Actor } from './words.ts';

/** Who may lengthen a period, once and before it ends: **by** so many more days, or **to** so many in all. */
export const ExtensionRule = z.strictObject({
  mode: z.enum(['by', 'to']),
  days: z.int().positive(),
  asks: Actor,
  approves: Actor,
  clause: ClauseId,
});
export type ExtensionRule = z.infer<typeof ExtensionRule>;

/**
 * A period as the regulation sets it, belonging to its clause.
 * `from: stage` counts from the day the case came to the stage and ends when it leaves;
 * `from: receipt` counts from the day the case was received and ends when the case is closed.
 * `kind: service-target` is the city's own promise (及时 or †) and is never called statutory.
 */
export const PeriodRule = z.strictObject({
  clause: ClauseId,
  unit: z.enum(['working-day', 'calendar-day']),
  length: z.int().positive(),
  from: z.enum(['stage', 'receipt']),
  kind: z.enum(['statutory', 'service-target']),
  /** The counted day at whose 00:00 the reminder goes out; without it the first day of the last third. */
  remindOnDay: z.int().positive().optional(),
  extension: ExtensionRule.optional(),
});
export type PeriodRule = z.infer<typeof PeriodRule>;

type Clause = string;
interface Options {
  from?: 'stage' | 'receipt';
  remindOnDay?: number;
  extension?: { mode: 'by' | 'to'; days: number; asks: string; approves: string; clause: Clause };
}

const rule = (unit: PeriodRule['unit'], length: number, clause: Clause, kind: PeriodRule['kind'], options: Options) =>
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

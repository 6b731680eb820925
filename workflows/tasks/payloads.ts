import { z } from 'zod';
import { CaseId, ClauseId } from '../../domain/ids.ts';

/** A clock, told apart by its case, clause and epoch. */
export const ClockRef = z.object({ caseId: CaseId, clause: ClauseId, epoch: z.int().positive() });

/** What the flow keeps of its case: `$case`. */
export const LoadedCase = z.object({
  id: CaseId,
  /** A step of the procedure, `closed`, or `superseded` when a later run ushers the case. */
  stands: z.string(),
  version: z.int().positive(),
  clocks: z.record(z.string(), z.object({ name: z.string(), ref: ClockRef })),
});
export type LoadedCase = z.infer<typeof LoadedCase>;

export const LoadInput = z.object({ flow: z.object({ caseId: CaseId, run: z.int().positive() }) });
export const AwaitInput = z.object({ case: LoadedCase, token: z.string().min(1) });
export const EffectInput = z.object({ case: LoadedCase });
export const ClockInput = z.object({ clock: ClockRef });
export const EvaluateInput = ClockInput.extend({ startedAt: z.string() });

/** The case has moved on since it was loaded; the flow catches it and loads again. */
export class StageMoved extends Error {
  override readonly name = 'StageMoved';
}

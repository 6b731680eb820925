import { z } from 'zod';
import { ClauseId } from '../ids.ts';
import { Text } from '../refusal.ts';
import { PeriodRule } from './period.ts';
import { Actor, CommandName, EffectName, Outcome, StepId } from './words.ts';

/** Where a decision leads, what it makes of the case, and what the law wants said with it. */
export const Decision = z.strictObject({
  to: StepId,
  outcome: Outcome.optional(),
  /** `reason`: one is required; `all-reasons`: all of them, at once (一次性告知). */
  needs: z.enum(['reason', 'all-reasons']).optional(),
  /** Only these of the stage's actors may decide so. */
  by: z.array(Actor).optional(),
  /** At a joint stage: takes effect although the others haven't acted. */
  alone: z.boolean().optional(),
});
export type Decision = z.infer<typeof Decision>;

export const Stage = z.strictObject({
  kind: z.literal('stage'),
  title: Text,
  clause: ClauseId,
  by: z.array(Actor).min(1),
  /** All actors must act; where their findings differ, that of `prevails` counts. */
  jointly: z.strictObject({ prevails: Actor.optional() }).optional(),
  within: z.array(PeriodRule),
  decisions: z.partialRecord(CommandName, Decision),
  /** Who may add documents while the case stands here. */
  supplementedBy: z.array(Actor).optional(),
});
export type Stage = z.infer<typeof Stage>;

/** What the platform itself does at a step, before it leads on. */
export const Effect = z.strictObject({
  kind: z.literal('effect'),
  does: EffectName,
  title: Text,
  clause: ClauseId,
  then: StepId,
});
export type Effect = z.infer<typeof Effect>;

export const Step = z.discriminatedUnion('kind', [Stage, Effect]);
export type Step = z.infer<typeof Step>;

/** Who may file, and under what conditions (资格). */
export const FilingRule = z.strictObject({
  /** `other-unit`: staff of any unit but the one whose data it is about. */
  by: z.enum(['registered', 'real-name', 'agency-staff', 'other-unit']),
  clause: ClauseId,
  /** A person or organisation on a dishonesty list (失信名单) is refused. */
  refusesDishonest: z.boolean().optional(),
});
export type FilingRule = z.infer<typeof FilingRule>;

/** The step at which a filing opens; the first whose kinds fit. No kinds: any. */
export const Opening = z.strictObject({ kinds: z.array(z.string()).optional(), at: StepId });
export type Opening = z.infer<typeof Opening>;

export const Procedure = z.strictObject({
  title: Text,
  clause: ClauseId,
  filing: FilingRule,
  opens: z.array(Opening).min(1),
  steps: z.record(StepId, Step),
  /** Where a withdrawal by the filing party leads, and from which stages it is possible. */
  withdraw: z.strictObject({ from: z.array(StepId).min(1), to: StepId }).optional(),
});
export type Procedure = z.infer<typeof Procedure>;

/** Every step to which a way leads from the given one, itself among them; `closed` where it ends. */
export function reachable(steps: Procedure['steps'], from: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(from)) return seen;
  seen.add(from);
  const step = steps[from];
  const next = step?.kind === 'effect' ? [step.then] : Object.values(step?.decisions ?? {}).map(({ to }) => to);
  for (const to of next) reachable(steps, to, seen);
  return seen;
}

import type { Case } from '../../domain/case/case.ts';
import { clocksOnArrival } from '../../domain/case/move.ts';
import { policyOf, procedureOf } from '../../domain/policy/policy.ts';
import type { Effect, Procedure } from '../../domain/policy/procedure.ts';
import type { Platform } from '../../functions/platform.ts';
import { Outrun } from '../../functions/stores/cases.ts';
import { arrivals } from '../../functions/stores/notices.ts';
import { effects } from './effects.ts';
import { EffectInput, type LoadedCase, StageMoved } from './payloads.ts';

/**
 * Carries out the effect at which the case stands and leads it on. The effect itself is idempotent and done first;
 * the event that says so is written once, on condition that the case still stands there.
 */
export const applyEffect =
  (p: Platform) =>
  async (input: unknown): Promise<Record<string, never>> => {
    const { case: loaded } = EffectInput.parse(input);
    const { kase, procedure, step } = await standingAt(p, loaded);
    const done = await effects[step.does](p, kase);
    await leadOn(p, loaded, { kase, procedure, step }, done);
    p.log({ event: 'effect', caseId: kase.id, effect: step.does, clause: step.clause });
    return {};
  };

interface Standing {
  kase: Case;
  procedure: Procedure;
  step: Effect;
}

async function standingAt(p: Platform, loaded: LoadedCase): Promise<Standing> {
  const kase = await p.cases.load(loaded.id);
  const procedure = procedureOf(policyOf(p.city, kase.policyVersion), kase.procedure);
  const step = procedure.steps[kase.stands];
  if (kase.version === loaded.version && step?.kind === 'effect') return { kase, procedure, step };
  throw new StageMoved(`case ${kase.id} has moved on from ${loaded.stands} (version ${loaded.version})`);
}

async function leadOn(
  p: Platform,
  loaded: LoadedCase,
  standing: Standing,
  done: Awaited<ReturnType<(typeof effects)['publish']>>,
): Promise<void> {
  const { kase, procedure, step } = standing;
  const now = p.now();
  const body = {
    type: 'applied' as const,
    step: kase.stands,
    effect: step.does,
    to: step.then,
    ...(done.grantId === undefined ? {} : { grantId: done.grantId }),
    clocks: clocksOnArrival(kase, procedure, step.then, now),
  };
  const ruling = { body, by: { role: 'platform' as const }, subject: 'platform' };
  try {
    await p.cases.append(kase, { ruling, now, salt: p.salt() }, procedure, (next) => [
      ...done.notices,
      ...arrivals(next, procedure, now),
    ]);
  } catch (error) {
    if (!(error instanceof Outrun)) throw error;
    // A reminder or an overdue mark came first: the case stands where it stood.
    await leadOn(p, loaded, await standingAt(p, loaded), done);
  }
}

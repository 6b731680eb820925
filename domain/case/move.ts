import { type Instant, localDateOf } from '../calendar/dates.ts';
import type { PeriodRule } from '../policy/period.ts';
import { type Procedure, reachable } from '../policy/procedure.ts';
import type { Case } from './case.ts';
import { type Clock, type ClockMoves, isRunning } from './clock.ts';

type Standing = Pick<Case, 'clocks' | 'epoch' | 'stands'>;

/**
 * What arriving at a step does to the clocks. A period counted from the stage lives as long as the stage;
 * one counted from receipt belongs to the whole case and ends only when the case is closed.
 */
export function clocksOnArrival(kase: Standing, procedure: Procedure, to: string, now: Instant): ClockMoves {
  const running = kase.clocks.filter(isRunning);
  const ended = running
    .filter((clock) => to === 'closed' || endsOnLeaving(clock, kase.stands, to))
    .map((clock) => clock.clause);
  const step = procedure.steps[to];
  const due = step?.kind === 'stage' ? step.within : [];
  const fresh = due.filter(({ clause }) => !running.some((c) => c.clause === clause && !ended.includes(clause)));
  return { opened: openings(fresh, to, kase.epoch, now), ended };
}

/**
 * The clocks that begin with the receipt: the first stage's, and every period counted from receipt of a stage to which
 * a way leads from where the case opens.
 */
export function clocksOnReceipt(procedure: Procedure, to: string, now: Instant): ClockMoves {
  const ahead = reachable(procedure.steps, to);
  const stages = Object.entries(procedure.steps).flatMap(([id, step]) =>
    step.kind === 'stage' && ahead.has(id) ? [{ id, within: step.within }] : [],
  );
  const first = stages.flatMap(({ id, within }) =>
    within.filter((rule) => rule.from === 'receipt' || id === to).map((rule) => ({ rule, stage: id })),
  );
  const once = first.filter(({ rule }, i) => first.findIndex((f) => f.rule.clause === rule.clause) === i);
  return { opened: once.flatMap(({ rule, stage }, i) => openings([rule], stage, i, now)), ended: [] };
}

const endsOnLeaving = (clock: Clock, from: string, to: string): boolean => clock.rule.from === 'stage' && from !== to;

const openings = (rules: readonly PeriodRule[], stage: string, epochs: number, now: Instant): ClockMoves['opened'] =>
  rules.map((rule, i) => ({ clause: rule.clause, stage, rule, epoch: epochs + i + 1, startedOn: localDateOf(now) }));

import { addressOf } from '../../domain/case/boxes.ts';
import type { Case } from '../../domain/case/case.ts';
import type { EventBody } from '../../domain/case/event.ts';
import { clockOfEpoch, milestone } from '../../domain/case/tick.ts';
import type { PeriodRule } from '../../domain/policy/period.ts';
import { policyOf, procedureOf } from '../../domain/policy/policy.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import type { Platform } from '../../functions/platform.ts';
import { messageWrite, Outrun } from '../../functions/stores/cases.ts';
import type { Write } from '../../functions/stores/engine.ts';
import { ClockInput } from './payloads.ts';

type Milestone = Extract<EventBody, { type: 'reminded' | 'overdue' }>;

/** Reminds whoever must act, before the period ends: once for each due date. */
export const sendReminder = (p: Platform) => mark(p, 'reminded');

/** Marks the period overdue and tells whoever must act and their supervisor: once for each due date. The case stays open. */
export const escalateOverdue = (p: Platform) => mark(p, 'overdue');

function mark(p: Platform, kind: Milestone['type']) {
  return async (input: unknown): Promise<{ marked: boolean }> => {
    const { clock } = ClockInput.parse(input);
    const kase = await p.cases.load(clock.caseId);
    const running = clockOfEpoch(kase, clock.clause, clock.epoch);
    const body = running && milestone(running, kind, await p.calendar(), p.now());
    if (running === undefined || body === undefined) return { marked: false };
    const procedure = procedureOf(policyOf(p.city, kase.policyVersion), kase.procedure);
    const ruling = { body, by: { role: 'platform' as const }, subject: 'platform' };
    try {
      await p.cases.append(kase, { ruling, now: p.now(), salt: p.salt() }, procedure, () =>
        messages(p, kase, body as Milestone, running.rule.kind, procedure),
      );
    } catch (error) {
      // Somebody acted meanwhile: the clock's machine evaluates again and comes back if it is still due.
      if (error instanceof Outrun) return { marked: false };
      throw error;
    }
    p.log({ event: kind, caseId: kase.id, clause: clock.clause });
    return { marked: true };
  };
}

function messages(
  { city }: Platform,
  kase: Case,
  body: Milestone,
  kind: PeriodRule['kind'],
  procedure: Procedure,
): Write[] {
  const step = procedure.steps[kase.stands];
  const contributing =
    body.type === 'reminded' && step?.kind === 'stage' && step.reminds !== undefined
      ? city.organisations.map(({ id }) => `agency:${id}`)
      : [];
  const name = `${kase.id}(${procedure.title.zh})`;
  const acting = step?.kind === 'stage' ? step.by.map((actor) => addressOf(actor, kase)) : [addressOf('agency', kase)];
  const supervising = body.type === 'overdue' ? [addressOf('same-level-regulator', kase), 'regulator:municipal'] : [];
  const text =
    body.type === 'overdue'
      ? {
          zh: `办件 ${name} 已超过${kind === 'statutory' ? '法定期限' : '服务承诺期限'}(${body.clause},${body.dueOn} 24:00)`,
          en: `Case ${kase.id} (${procedure.title.en}) is overdue (${body.clause}, due by 24:00 on ${body.dueOn})`,
        }
      : {
          zh: `办件 ${name} 的期限将于 ${body.dueOn} 24:00 届满(${body.clause})`,
          en: `The period of case ${kase.id} (${procedure.title.en}) ends at 24:00 on ${body.dueOn} (${body.clause})`,
        };
  return [...new Set([...acting, ...supervising, ...contributing])].map((address) =>
    messageWrite(address, {
      id: `${kase.id}-${body.type}-${body.clause}-${body.dueOn}`,
      at: body.legalAt,
      kind: body.type,
      caseId: kase.id,
      text,
    }),
  );
}

import type { Instant } from '../../domain/calendar/dates.ts';
import { type Address, addressOf, awaited } from '../../domain/case/boxes.ts';
import type { Case } from '../../domain/case/case.ts';
import type { EventBody } from '../../domain/case/event.ts';
import { defined } from '../../domain/defined.ts';
import type { DatasetId } from '../../domain/ids.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import type { Text } from '../../domain/refusal.ts';
import { messageWrite } from './cases.ts';
import type { Write } from './engine.ts';

/** One notice to an address about a case; the same occasion is told once, however often it is written. */
export const notice = (
  address: Address,
  kase: Pick<Case, 'id'> & { datasetId?: DatasetId },
  occasion: string,
  at: Instant,
  text: Text,
): Write =>
  messageWrite(address, {
    id: `${kase.id}-${occasion}`,
    at,
    kind: occasion.replace(/-\d+$/, ''),
    caseId: kase.id,
    ...defined({ datasetId: kase.datasetId }),
    text,
  });

/** Tells those whose act a case now waits for that it has come to them. */
export function arrivals(kase: Case, procedure: Procedure, at: Instant): Write[] {
  const step = procedure.steps[kase.stands];
  if (step?.kind !== 'stage' || kase.contributions.length > 0) return [];
  const addresses = new Set(awaited(kase, procedure).map((actor) => addressOf(actor, kase)));
  return [...addresses].map((address) =>
    notice(address, kase, `arrived-${kase.version}`, at, {
      zh: `办件 ${kase.id}(${procedure.title.zh})已到“${step.title.zh}”,请办理`,
      en: `Case ${kase.id} (${procedure.title.en}) has come to "${step.title.en}" and waits for you`,
    }),
  );
}

/** Tells whoever waits for an answer that its period was lengthened. */
export function lengthenings(kase: Case, body: EventBody, at: Instant): Write[] {
  const extended = lengthenedBy(body);
  if (extended === undefined) return [];
  const actors = ['applicant', ...(kase.counterpart === undefined ? [] : (['counterpart'] as const))] as const;
  const addresses = new Set(actors.map((actor) => addressOf(actor, kase)));
  return [...addresses].map((address) =>
    notice(address, kase, `extended-${kase.version}`, at, {
      zh: `办件 ${kase.id} 的办理期限(${extended.clause})延长 ${extended.days} 日`,
      en: `The period of ${extended.clause} in case ${kase.id} is ${extended.days} days longer`,
    }),
  );
}

function lengthenedBy(body: EventBody): { clause: string; days: number } | undefined {
  if (body.type === 'extension-decided') return body.granted ? body : undefined;
  return body.type === 'decided' ? body.clocks.extended : undefined;
}

import type { Instant } from '../../domain/calendar/dates.ts';
import { type Address, addressOf, awaited } from '../../domain/case/boxes.ts';
import type { Case } from '../../domain/case/case.ts';
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

import { signaturesOf } from '../../domain/access/agreement.ts';
import type { Person } from '../../domain/access/caller.ts';
import { maySeeGrant } from '../../domain/access/grant.ts';
import { agencyOf, fold } from '../../domain/case/case.ts';
import { type AgreementId, CaseId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';

/** An agreement with its signatures, for its parties and their regulators. */
export async function agreementFor(p: Platform, id: AgreementId, person: Person) {
  const agreement = await p.cases.agreement(id);
  const caseId = CaseId.parse(agreement.caseId);
  const recorded = await p.cases.history(caseId);
  const kase = fold(caseId, recorded);
  if (kase === undefined) throw new Error(`agreement ${id} is of case ${caseId}, which there is not`);
  if (maySeeGrant(person, { holder: kase.applicant.subject, agency: agencyOf(kase) })) {
    return { ...agreement, signatures: signaturesOf(recorded, agreement.stage) };
  }
  throw new Refusal('forbidden', { zh: `您无权查看协议 ${id}`, en: `agreement ${id} is not yours to see` });
}

import type { Person } from '../../domain/access/caller.ts';
import { fold } from '../../domain/case/case.ts';
import { maySee } from '../../domain/case/permissions.ts';
import type { CaseId } from '../../domain/ids.ts';
import { procedureOfCase } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Request } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import { caseView, type Look } from './view.ts';

/** A case as its caller may see it. */
export async function viewed(p: Platform, request: Pick<Request, 'caller' | 'language'>, id: CaseId) {
  const look = await lookOf(p, request);
  const { kase, recorded } = await seen(p, id, look.person);
  return caseView(kase, recorded, look);
}

export async function seen(p: Platform, id: CaseId, person: Person) {
  const recorded = await p.cases.history(id);
  const kase = fold(id, recorded);
  if (kase === undefined) throw new Refusal('not-found', { zh: `没有办件 ${id}`, en: `there is no case ${id}` });
  if (maySee(person, kase, procedureOfCase(p.city, kase))) return { kase, recorded };
  throw new Refusal('forbidden', { zh: `您无权查看办件 ${id}`, en: `case ${id} is not yours to see` });
}

export const lookOf = async (
  p: Platform,
  { caller, language }: Pick<Request, 'caller' | 'language'>,
): Promise<Look> => ({
  city: p.city,
  person: signedIn(caller),
  calendar: await p.calendar(),
  now: p.now(),
  language,
});

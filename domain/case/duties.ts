import { createHash } from 'node:crypto';
import { type Instant, localDateOf } from '../calendar/dates.ts';
import { CaseId } from '../ids.ts';
import type { Procedure } from '../policy/procedure.ts';
import { nextOf } from './deadline.ts';

/** For what a duty recurs: a district, unit, dataset or grant by its id, and of a dataset which release. */
export interface DutySubject {
  id: string;
  release?: string;
}

/**
 * The id of the case in which a duty is kept for a subject, the same however often it is asked: one for each date on
 * which it falls due, else one for each release of a dataset.
 */
export function dutyId(name: string, procedure: Procedure, subject: DutySubject, now: Instant): CaseId {
  const round = roundOf(procedure, now) ?? subject.release ?? '';
  const hash = createHash('sha256').update([name, subject.id, round].join('\n')).digest('hex');
  return CaseId.parse(`duty-${hash.slice(0, 20)}`);
}

/** The date on which the duty falls due next, such as 2027-05-31; none for what has no date. */
export function roundOf({ opens, steps }: Procedure, now: Instant): string | undefined {
  const first = steps[opens[0]?.at ?? ''];
  const dated = first?.kind === 'stage' ? first.within.find((rule) => rule.unit === 'date') : undefined;
  return dated?.unit === 'date' ? nextOf(dated.on, localDateOf(now)) : undefined;
}

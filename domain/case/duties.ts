import { createHash } from 'node:crypto';
import { addDays, type Instant, LocalDate, localDateOf } from '../calendar/dates.ts';
import { CaseId } from '../ids.ts';
import type { Duty, DutyFor, Procedure } from '../policy/procedure.ts';
import { nextOf } from './deadline.ts';

/** For what a duty recurs: a district, unit, dataset or grant by its id, and of a dataset which release. */
export interface DutySubject {
  id: string;
  /** What its filing is called, by which the procedure may open at different stages. */
  kind?: string;
  release?: string;
}

export const subjectsOf = (duty: Duty): readonly DutyFor[] => [duty.for].flat();

/** The id of the case in which a duty is kept for a subject in a round, the same however often it is asked. */
export function dutyId(name: string, subject: DutySubject, round: string): CaseId {
  const hash = createHash('sha256').update([name, subject.id, round].join('\n')).digest('hex');
  return CaseId.parse(`duty-${hash.slice(0, 20)}`);
}

/** A round of a duty: what tells it from the others, and the day by which it is to be done, if it has one. */
export interface DutyRound {
  name: string;
  dueBy?: LocalDate;
}

/**
 * The round for which a case is to be open now: that of the date on which the duty falls due next, or of the release of
 * its dataset, or the only one. None on the day itself, on which the round before ends, and none long before its date.
 */
export function roundOf({ opens, steps, duty }: Procedure, subject: DutySubject, now: Instant): DutyRound | undefined {
  const opening = opens.find(({ kinds }) => kinds === undefined || kinds.includes(subject.kind ?? ''));
  const first = steps[opening?.at ?? ''];
  const dates = (first?.kind === 'stage' ? first.within : []).flatMap((rule) => (rule.unit === 'date' ? rule.on : []));
  if (dates.length === 0) return { name: subject.release ?? '' };
  const today = localDateOf(now);
  const dueBy = nextOf(dates, today);
  if (dates.includes(today.slice(5))) return undefined;
  if (duty?.daysAhead !== undefined && addDays(dueBy, -duty.daysAhead) > today) return undefined;
  return { name: dueBy, dueBy };
}

/** The days to which a round of a dated duty belongs: after the date before, up to its own. */
export function spanOf(dates: readonly string[], dueBy: LocalDate): { from: LocalDate; to: LocalDate } {
  const earlier = [0, 1].flatMap((years) =>
    dates.flatMap((day) => LocalDate.safeParse(`${Number(dueBy.slice(0, 4)) - years}-${day}`).data ?? []),
  );
  const before = earlier.filter((date) => date < dueBy).sort();
  return { from: addDays(before.at(-1) ?? dueBy, 1), to: dueBy };
}

import type { Person } from '../../domain/access/caller.ts';
import { contentHash, firstBreak } from '../../domain/audit/chain.ts';
import type { Case } from '../../domain/case/case.ts';
import { type CaseEvent, RecordedEvent } from '../../domain/case/event.ts';
import { maySee } from '../../domain/case/permissions.ts';
import type { CaseId } from '../../domain/ids.ts';
import { procedureOfCase } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';

interface Break {
  seq: number;
  why: string;
}

/** A case's chain, and where it first breaks. Its record is read as it is stored, for it may have been tampered with. */
export async function auditOf(
  p: Platform,
  id: CaseId,
  person: Person,
): Promise<{ firstBreak?: Break; events: CaseEvent[] }> {
  const [head] = await p.cases.snapshots([id]);
  if (head === undefined) throw new Refusal('not-found', { zh: `没有办件 ${id}`, en: `there is no case ${id}` });
  if (!maySee(person, head, procedureOfCase(p.city, head)))
    throw new Refusal('forbidden', { zh: `您无权查看办件 ${id}`, en: `case ${id} is not yours to see` });
  const stored = await p.cases.stored(id);
  const read = stored.map((each) => RecordedEvent.safeParse(each).data);
  const illegible = read.indexOf(undefined);
  const recorded = read.filter((each) => each !== undefined);
  const broken = illegible === -1 ? firstBreakOf(recorded, head) : illegibleBreak(recorded, illegible);
  return { ...(broken === undefined ? {} : { firstBreak: broken }), events: recorded.map(({ event }) => event) };
}

/**
 * Where a case's record first fails to hold: a link of its chain, something beside a link that isn't what its hash says
 * (what was erased is missing, not changed), or an end that is cut off.
 */
export function firstBreakOf(
  recorded: readonly RecordedEvent[],
  head: Pick<Case, 'seq'> | undefined,
): Break | undefined {
  const events = recorded.map(({ event }) => event);
  const breaks = [firstBreak(events), firstChangedAside(recorded), cutOff(events.length, head)];
  return breaks.filter((found) => found !== undefined).sort((one, other) => one.seq - other.seq)[0];
}

/** What isn't an event any more was changed; an earlier break comes before it. */
const illegibleBreak = (recorded: readonly RecordedEvent[], at: number): Break =>
  firstBreakOf(recorded.slice(0, at), undefined) ?? {
    seq: at + 1,
    why: `event ${at + 1} was changed after it was written; it is no event any more`,
  };

function firstChangedAside(recorded: readonly RecordedEvent[]): Break | undefined {
  const changed = recorded.find(
    ({ event, aside }) => aside !== undefined && event.contentHash !== contentHash(aside.salt, aside),
  );
  return changed && { seq: changed.event.seq, why: `what stands beside event ${changed.event.seq} was changed` };
}

const cutOff = (events: number, head: Pick<Case, 'seq'> | undefined): Break | undefined =>
  head !== undefined && events < head.seq
    ? { seq: events + 1, why: `event ${events + 1} is missing; the case has come to event ${head.seq}` }
    : undefined;

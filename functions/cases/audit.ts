import { contentHash, firstBreak } from '../../domain/audit/chain.ts';
import type { Case } from '../../domain/case/case.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';

interface Break {
  seq: number;
  why: string;
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

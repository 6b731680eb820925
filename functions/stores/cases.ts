import { z } from 'zod';
import { contentHash, genesis, link } from '../../domain/audit/chain.ts';
import { Instant } from '../../domain/calendar/dates.ts';
import { boxesOf } from '../../domain/case/boxes.ts';
import { type Case, evolve, fold, isOpen } from '../../domain/case/case.ts';
import type { Ruling } from '../../domain/case/decide.ts';
import { CaseEvent, type EventBody, RecordedEvent } from '../../domain/case/event.ts';
import { defined } from '../../domain/defined.ts';
import { type AgencyId, AgreementId, CaseId } from '../../domain/ids.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import { Refusal, Text } from '../../domain/refusal.ts';
import { ResponsiblePerson } from '../../domain/responsible-person.ts';
import { ConditionFailed, type Engine, type Item, type Write } from './engine.ts';
import { caseKeys } from './keys.ts';
import { answeredBefore, createOnce, type Once } from './once.ts';

// DynamoDB reads at most 100 items at once.
const BATCH = 100;

/** The token with which a waiting flow is rung, and the version at which it began to wait. */
export const Door = z.object({ version: z.int(), token: z.string() });
export type Door = z.infer<typeof Door>;

export const Message = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  caseId: z.string().optional(),
  datasetId: z.string().optional(),
  text: Text,
});
export type Message = z.infer<typeof Message>;

export const Agreement = z.object({
  id: AgreementId,
  caseId: z.string(),
  /** Where it is signed. */
  stage: z.string().optional(),
  text: z.string(),
  textSha256: z.string(),
  parties: z.array(z.object({ role: z.string(), name: z.string() })),
});
export type Agreement = z.infer<typeof Agreement>;

/** A unit's responsible persons, and when its principal last confirmed them. */
export const KeptPersons = z.object({
  persons: z.array(ResponsiblePerson),
  confirmedAt: Instant,
});
export type KeptPersons = z.infer<typeof KeptPersons>;

/** Somebody else appended first: load again and decide anew. */
export class Outrun extends Error {
  override readonly name = 'Outrun';
}

/** The event a ruling becomes; `salt` hides what stands beside the chain. */
export interface Appending {
  ruling: Ruling;
  now: Instant;
  salt: string;
  name?: string;
}

export function caseStore(engine: Engine) {
  const recordedOf = async (id: string): Promise<RecordedEvent[]> => {
    return (await storedOf(id)).map((item) => RecordedEvent.parse(recordedIn(item)));
  };
  const storedOf = (id: string): Promise<Item[]> =>
    engine.query('cases', { pk: caseKeys.partition(id), begins: 'event#' });
  const find = async (id: CaseId): Promise<Case | undefined> => fold(id, await recordedOf(id));

  return {
    find,

    async load(id: CaseId): Promise<Case> {
      const kase = await find(id);
      if (kase !== undefined) return kase;
      throw new Refusal('not-found', { zh: `没有办件 ${id}`, en: `there is no case ${id}` });
    },

    /** The ledger of a case, oldest first. */
    history: recordedOf,

    /** The ledger as it is stored, for who audits it: what isn't an event any more as well. */
    stored: async (id: CaseId): Promise<unknown[]> => (await storedOf(id)).map(recordedIn),

    /** The case that was opened under the caller's key before; another request under that key is refused. */
    async openedBefore(once: Once): Promise<CaseId | undefined> {
      const id = await answeredBefore(engine, 'cases', caseKeys.once, once);
      return id === undefined ? undefined : CaseId.parse(id);
    },

    /** Opens a case with its first event; made idempotent by the caller's key. Answers the id of the case. */
    open(
      id: CaseId,
      appending: Appending,
      procedure: Procedure,
      more: (kase: Case) => readonly Write[],
      once?: Once,
    ): Promise<CaseId> {
      return createOnce(engine, 'cases', caseKeys.once, once, id, async (claim) => {
        const recorded = record({ seq: 0, hash: genesis }, appending);
        const kase = evolve(id, undefined, recorded);
        await engine.write([...claim, ...eventWrites(undefined, kase, recorded, procedure), ...more(kase)]);
      });
    },

    /**
     * Appends one event, conditional on the case as it was loaded, together with what else the decision writes.
     * Throws Outrun when another event came first.
     */
    async append(
      kase: Case,
      appending: Appending,
      procedure: Procedure,
      more: (next: Case) => readonly Write[] = () => [],
    ): Promise<Case> {
      const recorded = record(kase, appending);
      const next = evolve(kase.id, kase, recorded);
      const writes = eventWrites(kase, next, recorded, procedure);
      try {
        await engine.write([...writes, ...more(next)]);
      } catch (error) {
        if (error instanceof ConditionFailed && error.index < writes.length) {
          throw new Outrun(`case ${kase.id} moved on from event ${kase.seq}`, { cause: error });
        }
        throw error;
      }
      return next;
    },

    /** The case that the person has open about the dataset, where only one may be. */
    async soleOpen({ procedure, kind, datasetId, subject }: Sole): Promise<CaseId | undefined> {
      const item = await engine.get('cases', caseKeys.sole(procedure, kind, datasetId, subject));
      return item && CaseId.parse(item.caseId);
    },

    /** The cases of a box, newest first, as they stand. */
    async listed(
      box: string,
      range: { from?: string; to?: string } = {},
    ): Promise<{ id: string; procedure: string; state: 'open' | 'closed' }[]> {
      const items = await engine.query('cases', { pk: `box#${box}`, backwards: true, ...range });
      return items.map((item) => ({
        id: String(item.caseId),
        procedure: String(item.procedure),
        state: item.state === 'closed' ? 'closed' : 'open',
      }));
    },

    /** The cases with these ids as they stand, in that order; what isn't there is left out. */
    async snapshots(ids: readonly string[]): Promise<Case[]> {
      const keys = ids.map(caseKeys.snapshot);
      const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) =>
        engine.getMany('cases', keys.slice(i * BATCH, (i + 1) * BATCH)),
      );
      return (await Promise.all(batches)).flat().map((item) => item.kase as Case);
    },

    /** Stores the token of a flow that waits, unless the case has moved on from the version it loaded. */
    async openDoor(id: CaseId, door: Door): Promise<'open' | 'moved-on'> {
      try {
        await engine.write([
          { table: 'cases', check: caseKeys.snapshot(id), when: [['version', '=', door.version]] },
          { table: 'cases', put: { ...caseKeys.door(id), ...door } },
          { table: 'cases', put: { ...caseKeys.tended(id), caseId: id } },
        ]);
        return 'open';
      } catch (error) {
        if (error instanceof ConditionFailed) return 'moved-on';
        throw error;
      }
    },

    async door(id: CaseId): Promise<Door | undefined> {
      const item = await engine.get('cases', caseKeys.door(id));
      return item && Door.parse(item);
    },

    /** Forgets a door that was answered; a newer one stays. */
    async closeDoor(id: CaseId, token: string): Promise<void> {
      try {
        await engine.write([{ table: 'cases', remove: caseKeys.door(id), when: [['token', '=', token]] }]);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    },

    /** The cases the reconciler looks after. */
    async tended(): Promise<CaseId[]> {
      return (await engine.query('cases', { pk: 'tended' })).map((item) => item.caseId as CaseId);
    },

    /** A closed case whose flow has ended needs no looking after. */
    async release(id: CaseId): Promise<void> {
      await engine.write([{ table: 'cases', remove: caseKeys.tended(id) }]);
    },

    async agreement(id: string): Promise<Agreement> {
      const item = await engine.get('cases', caseKeys.agreement(id));
      if (item !== undefined) return Agreement.parse(item);
      throw new Refusal('not-found', { zh: `没有协议 ${id}`, en: `there is no agreement ${id}` });
    },

    /** The register of a unit's responsible persons (QD-23), as it was last kept. */
    async personsOf(agency: AgencyId): Promise<KeptPersons | undefined> {
      const item = await engine.get('cases', caseKeys.persons(agency));
      return item && KeptPersons.parse(item);
    },

    async keepPersons(agency: AgencyId, kept: KeptPersons): Promise<void> {
      await engine.write([{ table: 'cases', put: { ...caseKeys.persons(agency), ...kept } }]);
    },

    async messages(address: string): Promise<Message[]> {
      const items = await engine.query('cases', { pk: `inbox#${address}`, backwards: true, limit: 1000 });
      return items.map((item) => Message.parse(item));
    },
  };
}
const recordedIn = ({ event, aside }: Item): object => (aside === undefined ? { event } : { event, aside });

export type CaseStore = ReturnType<typeof caseStore>;

export const agreementWrite = (agreement: Agreement): Write => ({
  table: 'cases',
  put: { ...caseKeys.agreement(agreement.id), ...agreement },
});

/** A message to an address; one id, one message. */
export const messageWrite = (address: string, message: Message): Write => ({
  table: 'cases',
  put: { ...caseKeys.message(address, message.at, message.id), ...message },
});

/** An event recorded after the given link, with what stands beside the chain. */
export function record(previous: { seq: number; hash: string }, { ruling, now, salt, name }: Appending): RecordedEvent {
  const { body, by, subject, respondent, content } = ruling;
  const aside = {
    salt,
    subject,
    ...defined({ name, respondent, content }),
  };
  const event = link(previous, { at: now, by, body: body satisfies EventBody, contentHash: contentHash(salt, aside) });
  return RecordedEvent.parse({ event: CaseEvent.parse(event), aside });
}

function eventWrites(
  before: Case | undefined,
  after: Case,
  { event, aside }: RecordedEvent,
  procedure: Procedure,
): Write[] {
  const { id, receivedAt } = after;
  const listing = (box: string) => caseKeys.listing(box, receivedAt, id);
  const state = isOpen(after) ? 'open' : 'closed';
  const old = before === undefined ? [] : boxesOf(before, procedure);
  const boxes = boxesOf(after, procedure);
  const changed =
    before === undefined || isOpen(before) !== isOpen(after) ? boxes : boxes.filter((box) => !old.includes(box));
  return [
    {
      table: 'cases',
      put: { ...caseKeys.snapshot(id), version: after.version, seq: after.seq, kase: after },
      when: before === undefined ? 'absent' : [['seq', '=', before.seq]],
    },
    { table: 'cases', put: { ...caseKeys.event(id, event.seq), event, aside }, when: 'absent' },
    ...(before === undefined ? [{ table: 'cases', put: { ...caseKeys.tended(id), caseId: id } } as const] : []),
    ...soleWrites(before, after, procedure),
    ...old.filter((box) => !boxes.includes(box)).map((box): Write => ({ table: 'cases', remove: listing(box) })),
    ...changed.map(
      (box): Write => ({ table: 'cases', put: { ...listing(box), caseId: id, procedure: after.procedure, state } }),
    ),
  ];
}

/** Whose and about what a case is the only one open. */
interface Sole {
  procedure: string;
  kind?: string;
  datasetId: string;
  subject: string;
}

/**
 * Where one person may have one such case of a kind open about a dataset: its place is taken with the receipt, and free
 * once it is closed.
 */
function soleWrites(before: Case | undefined, after: Case, { filing }: Procedure): Write[] {
  const { id, procedure, kind, datasetId, applicant } = after;
  if (filing.oneOpenAtATime !== true || datasetId === undefined) return [];
  const key = caseKeys.sole(procedure, kind, datasetId, applicant.subject);
  if (before === undefined) return [{ table: 'cases', put: { ...key, caseId: id }, when: 'absent' }];
  return isOpen(before) && !isOpen(after) ? [{ table: 'cases', remove: key }] : [];
}

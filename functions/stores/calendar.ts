import { z } from 'zod';
import { contentHash, genesis, link } from '../../domain/audit/chain.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import {
  CalendarEvent,
  type CalendarEventBody,
  calendarFrom,
  type Layer,
  Proposal,
  PublishedYear,
} from '../../domain/calendar/publishing.ts';
import { ningxia, type RegionOverlay } from '../../domain/calendar/region.ts';
import type { City } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ConditionFailed, type Engine, type Item, type Write } from './engine.ts';
import { calendarKeys } from './keys.ts';
import { answeredBefore, createOnce, type Once } from './once.ts';

/** An event to append: in what role, by whom, and the salt that hides the latter in the chain. */
interface Appending<Body extends CalendarEventBody> {
  body: Body;
  by: CalendarEvent['by'];
  subject: string;
  now: Instant;
  salt: string;
}

type ProposedBody = Extract<CalendarEventBody, { type: 'proposed' }>;
type PublishedBody = Extract<CalendarEventBody, { type: 'published' }>;

const Head = z.object({ seq: z.int(), hash: z.string() });

/** The overlay of the region that the city lies in, if it has festivals of its own. */
export const regionOf = (city: City): RegionOverlay | undefined =>
  city.holidayRegion === 'ningxia' ? ningxia : undefined;

/** The published years, the proposals that wait, and the ledger of both. */
export function calendarStore(engine: Engine, region: RegionOverlay | undefined) {
  const published = async (): Promise<PublishedYear[]> => {
    const items = await engine.query('calendar', { pk: calendarKeys.partition, begins: 'year#' });
    return items.map((item) => PublishedYear.parse(bare(item)));
  };

  return {
    published,

    /** The calendar in force: read each time, so that the next call of every function counts by what was published. */
    async current(): Promise<Calendar> {
      return calendarFrom(await published(), region);
    },

    async proposal(layer: Layer, year: number): Promise<Proposal | undefined> {
      const item = await engine.get('calendar', calendarKeys.proposal(layer, year));
      return item && Proposal.parse(bare(item));
    },

    /** Keeps a proposal, in place of one that waited; made idempotent by the caller's key. */
    propose(appending: Appending<ProposedBody>, once: Once | undefined): Promise<Proposal> {
      const { body, subject, now } = appending;
      return untilFirst(async () => {
        const { event, writes } = await following(engine, appending);
        const proposal = { id: event.hash, layer: body.layer, notice: body.notice, proposedAt: now, subject };
        const kept = { ...calendarKeys.proposal(body.layer, body.notice.year), ...proposal };
        return createOnce(engine, 'calendar', calendarKeys.once, once, proposal, (claim) =>
          engine.write([...writes, { table: 'calendar', put: kept }, ...claim]),
        );
      });
    },

    /** Puts a proposal in force, on condition that it still is the one that waits; idempotent likewise. */
    publish<Answer>(
      { proposal, ...appending }: Appending<PublishedBody> & { proposal: Proposal },
      answer: Answer,
      once: Once | undefined,
    ): Promise<Answer> {
      const { layer, notice, proposedAt, id } = proposal;
      const year: PublishedYear = { layer, notice, proposedAt, publishedAt: appending.now };
      return untilFirst(async () => {
        const { writes } = await following(engine, appending);
        return createOnce(engine, 'calendar', calendarKeys.once, once, answer, (claim) =>
          engine.write([
            ...writes,
            { table: 'calendar', put: { ...calendarKeys.year(layer, notice.year), ...year } },
            { table: 'calendar', remove: calendarKeys.proposal(layer, notice.year), when: [['id', '=', id]] },
            ...claim,
          ]),
        );
      });
    },

    /** Answers what the same request was answered before. */
    answered: (once: Once | undefined): Promise<unknown> =>
      once === undefined ? Promise.resolve(undefined) : answeredBefore(engine, 'calendar', calendarKeys.once, once),

    /** The ledger, oldest first. */
    async history(): Promise<CalendarEvent[]> {
      const items = await engine.query('calendar', { pk: calendarKeys.ledger, begins: 'event#' });
      return items.map((item) => CalendarEvent.parse(item.event));
    },
  };
}
export type CalendarStore = ReturnType<typeof calendarStore>;

// A few notices a year: two who meet at the ledger's head once don't do so three times.
const TRIES = 3;
const LEDGER_WRITES = 2;

/** Whoever lost the race for the ledger's head follows the winner; a proposal that changed meanwhile is refused. */
async function untilFirst<T>(attempt: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      if (error.index < LEDGER_WRITES && n < TRIES) continue;
      throw new Refusal(
        'conflict',
        { zh: '日历提案刚刚发生了变化，请重试', en: 'the proposed calendar has just changed; please try again' },
        { cause: error },
      );
    }
  }
}

/** The event that follows the ledger's head, and the two writes that append it there. */
async function following(
  engine: Engine,
  { body, by, subject, now, salt }: Appending<CalendarEventBody>,
): Promise<{ event: CalendarEvent; writes: readonly Write[] }> {
  const item = await engine.get('calendar', calendarKeys.head);
  const head = item === undefined ? { seq: 0, hash: genesis } : Head.parse(item);
  const aside = { salt, subject };
  const event = CalendarEvent.parse(link(head, { at: now, by, body, contentHash: contentHash(salt, aside) }));
  const writes: Write[] = [
    {
      table: 'calendar',
      put: { ...calendarKeys.head, seq: event.seq, hash: event.hash },
      when: item === undefined ? 'absent' : [['seq', '=', head.seq]],
    },
    { table: 'calendar', put: { ...calendarKeys.event(event.seq), event, aside }, when: 'absent' },
  ];
  return { event, writes };
}

const bare = ({ pk: _, sk: __, ...content }: Item): unknown => content;

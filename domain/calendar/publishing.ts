import { z } from 'zod';
import { has, type Person, Role } from '../access/caller.ts';
import { DistrictId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { type Calendar, CalendarHorizonError, calendarOf } from './calendar.ts';
import { Instant, LocalDate } from './dates.ts';
import { type RegionOverlay, withRegionalYear } from './region.ts';
import { lastForeseenYear } from './statutory-holidays.ts';
import { CalendarYear } from './year.ts';

/** Whose notice it is: the State Council's, or that of the region the city lies in. */
export const Layer = z.enum(['national', 'region']);
export type Layer = z.infer<typeof Layer>;

const Proposed = z.strictObject({ type: z.literal('proposed'), layer: Layer, notice: CalendarYear });
/** `proposal` is the hash of the event that proposed it, so that exactly that text is confirmed. */
const Published = z.strictObject({
  type: z.literal('published'),
  layer: Layer,
  year: z.int(),
  proposal: z.string().length(64),
});

export const CalendarEventBody = z.discriminatedUnion('type', [Proposed, Published]);
export type CalendarEventBody = z.infer<typeof CalendarEventBody>;

const By = z.strictObject({ role: Role, district: DistrictId.optional() });

/** A link of the calendar's chain: what was proposed and published, and in what role. */
export const CalendarEvent = z.strictObject({
  at: Instant,
  by: By,
  body: CalendarEventBody,
  contentHash: z.string(),
  seq: z.int().positive(),
  prevHash: z.string(),
  hash: z.string(),
});
export type CalendarEvent = z.infer<typeof CalendarEvent>;

/** A notice that waits for a second person. */
export const Proposal = z.strictObject({
  id: z.string().length(64),
  layer: Layer,
  notice: CalendarYear,
  proposedAt: Instant,
  subject: z.string(),
});
export type Proposal = z.infer<typeof Proposal>;

/** A notice in force: it replaces the built-in year of its number, and the one published before it. */
export const PublishedYear = z.strictObject({
  layer: Layer,
  notice: CalendarYear,
  proposedAt: Instant,
  publishedAt: Instant,
});
export type PublishedYear = z.infer<typeof PublishedYear>;

/** The calendar by the built-in years and what was published since. */
export function calendarFrom(
  published: readonly Pick<PublishedYear, 'layer' | 'notice'>[],
  region: RegionOverlay | undefined,
): Calendar {
  const of = (layer: Layer): CalendarYear[] => published.filter((p) => p.layer === layer).map((p) => p.notice);
  return calendarOf({ published: of('national'), region: region && of('region').reduce(withRegionalYear, region) });
}

/** The event by which an operator proposes a year, anew or as a correction. */
export function proposeYear(
  { layer, notice }: { layer: Layer; notice: CalendarYear },
  person: Person,
  region: RegionOverlay | undefined,
): Extract<CalendarEventBody, { type: 'proposed' }> {
  if (!has(person, 'operator')) {
    throw new Refusal('forbidden', { zh: '日历由运营人员提出', en: 'a calendar is proposed by an operator' });
  }
  if (layer === 'region' && region === undefined) {
    const detail = {
      zh: '本市不适用地区节假日安排',
      en: 'no region of its own festivals reaches to this city',
    };
    throw new Refusal('invalid-request', detail, { faults: [{ pointer: '/layer', detail }] });
  }
  if (notice.year > lastForeseenYear) throw new CalendarHorizonError(LocalDate.parse(`${notice.year}-01-01`));
  return { type: 'proposed', layer, notice };
}

/**
 * The event by which a municipal regulator publishes what another person proposed: a wrong calendar would declare
 * agencies overdue all over the city, so it takes two. `wanted` is the proposal that was looked at, if it is said.
 */
export function confirmYear(
  { layer, year }: { layer: Layer; year: number },
  proposal: Proposal | undefined,
  person: Person,
  wanted: string | undefined,
): { body: Extract<CalendarEventBody, { type: 'published' }>; proposal: Proposal } {
  if (!has(person, 'regulator') || person.district !== undefined || has(person, 'operator')) {
    throw new Refusal('forbidden', {
      zh: '日历由市主管部门公布，运营人员不得公布',
      en: 'a calendar is published by the municipal regulator and by no operator',
    });
  }
  if (proposal === undefined) {
    throw new Refusal('not-now', {
      zh: `没有待确认的${year}年日历`,
      en: `no calendar of ${year} waits to be confirmed`,
    });
  }
  if (proposal.subject === person.subject) {
    throw new Refusal('forbidden', {
      zh: '提出日历的人不得自行确认',
      en: 'whoever proposed a calendar does not confirm it',
    });
  }
  if (wanted !== undefined && wanted !== proposal.id) {
    throw new Refusal(
      'stale-version',
      {
        zh: `${year}年日历已有新的提案 ${proposal.id}`,
        en: `the calendar of ${year} was proposed anew as ${proposal.id}`,
      },
      { state: { proposal: proposal.id, layer, year } },
    );
  }
  return { body: { type: 'published', layer, year, proposal: proposal.id }, proposal };
}

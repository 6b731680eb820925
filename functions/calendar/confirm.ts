import type { Person } from '../../domain/access/caller.ts';
import { calendarFrom, confirmYear, type Layer, type Proposal } from '../../domain/calendar/publishing.ts';
import { type Recount, recount } from '../../domain/case/recount.ts';
import type { Platform } from '../platform.ts';
import { Confirmed } from '../routes/calendar.ts';
import { type CalendarStore, regionOf } from '../stores/calendar.ts';
import type { Once } from '../stores/once.ts';

export type CalendarPlatform = Pick<Platform, 'city' | 'now' | 'salt' | 'engine' | 'cases' | 'log'>;

interface ToConfirm {
  layer: Layer;
  year: number;
  /** The proposal that was looked at, if it is said. */
  wanted: string | undefined;
  person: Person;
  once: Once | undefined;
}

/** Publishes a proposed year: from the next call on, every function counts by it. */
export async function confirm(
  p: CalendarPlatform,
  store: CalendarStore,
  { layer, year, wanted, person, once }: ToConfirm,
): Promise<Confirmed> {
  const before = await store.answered(once);
  if (before !== undefined) return Confirmed.parse(before);
  const { body, proposal } = confirmYear({ layer, year }, await store.proposal(layer, year), person, wanted);
  const now = p.now();
  const answer = { year, layer, publishedAt: now, ...(await recounted(p, store, proposal)) };
  const by = { role: 'regulator' as const };
  const given = await store.publish({ body, proposal, by, subject: person.subject, now, salt: p.salt() }, answer, once);
  p.log({ event: 'calendar-published', year, layer, recomputed: given.recomputed, changed: given.changed });
  return given;
}

// What one read of many items may ask for.
const BATCH = 100;

/**
 * What the new notice does to the open cases. Nothing is written to them: every read counts by the calendar in force,
 * and each statutory clock evaluates itself anew at its next midnight.
 */
async function recounted(p: CalendarPlatform, store: CalendarStore, { layer, notice }: Proposal): Promise<Recount> {
  const region = regionOf(p.city);
  const published = await store.published();
  const before = calendarFrom(published, region);
  const after = calendarFrom([...published, { layer, notice }], region);
  const ids = await p.cases.tended();
  const total = { recomputed: 0, changed: 0 };
  for (let at = 0; at < ids.length; at += BATCH) {
    const { recomputed, changed } = recount(await p.cases.snapshots(ids.slice(at, at + BATCH)), before, after);
    total.recomputed += recomputed;
    total.changed += changed;
  }
  return total;
}

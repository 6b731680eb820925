import { describe, expect, it } from 'vitest';
import { Person } from '../../../domain/access/caller.ts';
import {
  CalendarEvent,
  calendarFrom,
  confirmYear,
  Layer,
  Proposal,
  PublishedYear,
  proposeYear,
} from '../../../domain/calendar/publishing.ts';
import { ningxia } from '../../../domain/calendar/region.ts';
import { callers } from '../../builders/callers.ts';
import { refusalOf } from '../../builders/refusal.ts';
import { arrangement, arrangement2027, at, on } from './builders.ts';

const { operator, regulator } = callers;
const id = 'a'.repeat(64);
const proposal = Proposal.parse({
  id,
  layer: 'national',
  notice: arrangement2027,
  proposedAt: at('2026-11-05T02:00:00.000Z'),
  subject: operator.subject,
});

describe('a year is proposed', () => {
  it('by an operator, for the nation or for a region', () => {
    for (const layer of Layer.options) {
      const asked = { layer, notice: arrangement2027 };
      expect(proposeYear(asked, operator, ningxia)).toEqual({ type: 'proposed', ...asked });
    }
  });

  it.each([regulator, callers.auditor, callers.company])('not by $subject', (person) => {
    expect(refusalOf(() => proposeYear({ layer: 'national', notice: arrangement2027 }, person, ningxia)).code).toBe(
      'forbidden',
    );
  });

  it('for a region only where the city lies in one', () => {
    const propose = (layer: Layer) => proposeYear({ layer, notice: arrangement2027 }, operator, undefined);
    expect(refusalOf(() => propose('region'))).toMatchObject({
      code: 'invalid-request',
      faults: [{ pointer: '/layer' }],
    });
    expect(propose('national').layer).toBe('national');
  });

  it('as far as a year can be foreseen', () => {
    const propose = (year: number) =>
      proposeYear({ layer: 'national', notice: arrangement(year, [`${year}-01-01`]) }, operator, undefined);
    expect(propose(2040).notice.year).toBe(2040);
    expect(() => propose(2041)).toThrow('2041-01-01 lies outside');
  });
});

describe('a year is published', () => {
  const year = { layer: 'national', year: 2027 } as const;

  it('by the municipal regulator, as the proposal that waits', () => {
    const published = { body: { type: 'published', ...year, proposal: id }, proposal };
    expect(confirmYear(year, proposal, regulator, undefined)).toEqual(published);
    expect(confirmYear(year, proposal, regulator, id)).toEqual(published);
  });

  const both = Person.parse({ ...regulator, roles: ['regulator', 'operator'] });
  it.each([
    ['an operator', operator],
    ['a district’s regulator', callers['district-regulator']],
    ['a regulator who is an operator too', both],
    ['the government', callers.government],
    ['who proposed it', Person.parse({ ...regulator, subject: operator.subject })],
  ])('not by %s', (_, person) => {
    expect(refusalOf(() => confirmYear(year, proposal, person, undefined)).code).toBe('forbidden');
  });

  it('not where none waits', () => {
    expect(refusalOf(() => confirmYear(year, undefined, regulator, undefined)).code).toBe('not-now');
  });

  it('not where another one was looked at', () => {
    expect(refusalOf(() => confirmYear(year, proposal, regulator, 'b'.repeat(64)))).toMatchObject({
      code: 'stale-version',
      state: { proposal: id, ...year },
    });
  });
});

describe('the calendar of what was published', () => {
  const national = { layer: 'national', notice: arrangement2027 } as const;
  const regional = { layer: 'region', notice: arrangement(2027, ['2027-03-10']) } as const;

  it('takes national notices for the nation', () => {
    const calendar = calendarFrom([national], undefined);
    expect(calendar.day(on('2027-02-05'))).toMatchObject({ reason: 'holiday', provisional: false });
    expect(calendar.lastPublishedYear).toBe(2027);
  });

  it('takes regional ones for the region, where there is one', () => {
    const calendar = calendarFrom([national, regional], ningxia);
    expect(calendar.day(on('2027-03-10'))).toMatchObject({ reason: 'regional-holiday', provisional: false });
    expect(calendar.day(on('2020-05-25')).reason).toBe('regional-holiday');
    expect(calendarFrom([national, regional], undefined).day(on('2027-03-10')).reason).toBe('workday');
  });
});

describe('what is kept', () => {
  it('of a proposal and of a year in force is as it was', () => {
    expect(Proposal.parse(proposal)).toEqual(proposal);
    expect(Proposal.safeParse({ ...proposal, id: 'short' }).success).toBe(false);
    const { layer, notice, proposedAt } = proposal;
    const published = { layer, notice, proposedAt, publishedAt: at('2026-11-06T02:00:00.000Z') };
    expect(PublishedYear.parse(published)).toEqual(published);
    expect(PublishedYear.safeParse({ layer, notice, proposedAt }).success).toBe(false);
  });

  const link = { at: at('2026-11-05T02:00:00.000Z'), contentHash: id, seq: 1, prevHash: id, hash: id };
  const body = { type: 'published', layer: 'national', year: 2027, proposal: id };

  it.each([
    [{ role: 'operator' }, { type: 'proposed', layer: 'region', notice: arrangement2027 }],
    [{ role: 'regulator', district: 'laoshan' }, body],
  ])('of an event is who did what: %o', (by, body) => {
    expect(CalendarEvent.parse({ ...link, by, body })).toEqual({ ...link, by, body });
  });

  it.each([
    ['another role', { by: { role: 'mayor' } }],
    ['a place before the first', { seq: 0 }],
    ['a layer between', { body: { ...body, layer: 'province' } }],
    ['a short hash', { body: { ...body, proposal: 'abc' } }],
    ['more than is known', { body: { ...body, reason: 'x' } }],
  ])('is no event with %s', (_, over) => {
    const event = { ...link, by: { role: 'regulator' }, body };
    expect(CalendarEvent.safeParse(event).success).toBe(true);
    expect(CalendarEvent.safeParse({ ...event, ...over }).success).toBe(false);
  });
});

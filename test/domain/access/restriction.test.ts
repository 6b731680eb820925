import { describe, expect, it } from 'vitest';
import { Grant, grantState, usableGrant } from '../../../domain/access/grant.ts';
import { ended, isRestricted, isUsable, lifted, restricted } from '../../../domain/access/restriction.ts';
import { Instant } from '../../../domain/calendar/dates.ts';
import { CaseId, DatasetId } from '../../../domain/ids.ts';

const at = Instant.parse('2026-11-02T01:00:00.000Z');
const later = Instant.parse('2026-11-03T01:00:00.000Z');
const one = CaseId.parse('one');
const two = CaseId.parse('two');
const grant = Grant.parse({
  id: 'g1',
  caseId: 'g1',
  holder: 'company',
  datasetId: 'air',
  agency: { id: 'ecology-bureau' },
  columns: ['pm25'],
  purpose: '研究',
  validFrom: '2026-10-01',
  validTo: '2026-12-31',
  quota: { calls: 5, per: 'day' },
  grantedAt: '2026-09-28T00:00:00.000Z',
});
const done = (next: Grant | undefined): Grant => {
  if (next === undefined) throw new Error('nothing was changed');
  return next;
};

describe('a grant under a case of misuse', () => {
  it('is restricted by it once, however often that is repeated', () => {
    const next = done(restricted(grant, one, at));
    expect(next.restrictions).toEqual([{ caseId: 'one', at }]);
    expect([isRestricted(next), isUsable(next), grantState(next, 'published', at)]).toEqual([
      true,
      false,
      'restricted',
    ]);
    expect(restricted(next, one, later)).toBeUndefined();
  });

  it('refuses its holder by that reason', () => {
    const next = done(restricted(grant, one, at));
    expect(() => usableGrant([next], DatasetId.parse('air'), at)).toThrow(
      'grant g1 is restricted on account of a violation',
    );
  });

  it('stays restricted while another case restricts it', () => {
    const both = done(restricted(done(restricted(grant, one, at)), two, at));
    const left = done(lifted(both, one, later));
    expect([isRestricted(left), grantState(left, 'published', later)]).toEqual([true, 'restricted']);
    const free = done(lifted(left, two, later));
    expect([isRestricted(free), isUsable(free), grantState(free, 'published', later)]).toEqual([false, true, 'active']);
  });

  it('isn’t restricted again by a case that has lifted it: an effect that was overtaken does no harm', () => {
    const free = done(lifted(done(restricted(grant, one, at)), one, later));
    expect(free.restrictions).toEqual([{ caseId: 'one', at, liftedAt: later }]);
    expect([restricted(free, one, later), lifted(free, one, later)]).toEqual([undefined, undefined]);
    expect(lifted(grant, one, at)).toBeUndefined();
  });

  it('ends for good: nothing restricts it and nothing ends it again', () => {
    const over = done(ended(grant, at));
    expect([over.endedAt, isUsable(over), grantState(over, 'published', at)]).toEqual([at, false, 'ended']);
    expect([ended(over, later), restricted(over, one, later)]).toEqual([undefined, undefined]);
  });

  it('has expired rather than being restricted once its time is over', () => {
    const next = done(restricted(grant, one, at));
    expect(grantState(next, 'published', Instant.parse('2027-01-01T00:00:00.000Z'))).toBe('expired');
  });
});

import { describe, expect, it } from 'vitest';
import { Instant } from '../../../domain/calendar/dates.ts';
import {
  corrected,
  published as publishedIn,
  restored,
  sourceRecorded,
  suspended,
  takenDown,
} from '../../../domain/catalog/acts.ts';
import { AgencyId, CaseId } from '../../../domain/ids.ts';
import { aDataset, anEntryOf, aPublication, aRelease, openDataset } from './datasets.ts';

const [c1, c2] = ['c1', 'c2'].map((id) => CaseId.parse(id)) as [CaseId, CaseId];
const platform = { role: 'platform' };
const now = Instant.parse('2026-09-22T01:00:00.000Z');
const hashed = [{ column: '负责人', rule: 'hash' }];
const published = aPublication({ release: aRelease({ masking: hashed }) });

/** What confirming an error makes of a release that the agency has prepared since. */
const madeOf = (over: object): string =>
  corrected(openDataset({ published, release: aRelease({ id: 'r2', masking: hashed, ...over }) }), c1, now).body.type;

describe('a correction (QD-19a)', () => {
  it('publishes what was prepared by the rules that were reviewed', () => {
    expect(madeOf({})).toBe('corrected');
  });

  it('publishes what shows less than was reviewed', () => {
    expect(madeOf({ masking: [...hashed, { column: '浓度', rule: 'round-ten' }] })).toBe('corrected');
  });

  it.each([
    ['whose security was not reviewed (QD-12.1)', { securityReview: undefined }],
    ['whose risk was not assessed (QD-25)', { riskAssessment: undefined }],
    ['that unmasks a column', { masking: [] }],
    ['that masks a column by another rule', { masking: [{ column: '负责人', rule: 'keep-first-last' }] }],
  ])('leaves to a review data %s', (_name, over) => {
    expect(madeOf(over)).toBe('correction-due');
  });

  it('leaves to a review a column that was never open', () => {
    const { dictionary } = published.release;
    const fewer = { ...dictionary, fields: dictionary.fields.slice(0, 2) };
    const before = aPublication({ release: aRelease({ dictionary: fewer }) });
    const after = openDataset({ published: before, release: aRelease({ id: 'r2' }) });
    expect(corrected(after, c1, now).body.type).toBe('correction-due');
  });
});

describe('what a correction leaves', () => {
  const ready = (over: object = {}) =>
    openDataset({ published, release: aRelease({ id: 'r2', masking: hashed }), ...over });
  const bodyOf = (over: object) => corrected(ready(over), c1, now).body;

  it('is the new data under the terms that were reviewed, described as the agency now does', () => {
    const entry = anEntryOf({ title: '新标题', keyword: ['新'], description: '新说明', license: 'attribution' });
    const { next, body, by } = corrected(ready({ entry, correctionDue: 'c0' }), c1, now, 3);
    expect(next.published).toMatchObject({
      entry: { title: '新标题', keyword: ['新'], description: '新说明', license: 'open' },
      release: { id: 'r2' },
      caseId: 'c1',
      at: now,
    });
    expect(next.correctionDue).toBeUndefined();
    expect([body, by]).toEqual([{ type: 'corrected', caseId: 'c1', round: 3, releaseId: 'r2' }, platform]);
  });

  it('is that one is due where nothing is new, nothing is prepared, or nothing was ever published', () => {
    const due = { type: 'correction-due', caseId: 'c1' };
    expect(bodyOf({ release: published.release })).toEqual(due);
    expect(bodyOf({ release: undefined })).toEqual(due);
    expect(bodyOf({ published: undefined })).toEqual(due);
    expect(corrected(ready({ release: undefined }), c1, now).next.correctionDue).toBe('c1');
  });

  it('is a correction where the entry alone is new', () => {
    expect(bodyOf({ release: published.release, entry: anEntryOf({ title: '新标题' }) }).type).toBe('corrected');
  });

  it('waits for the review in which the working copy is, and for that of what was taken down', () => {
    expect(bodyOf({ submission: 'c2' }).type).toBe('correction-due');
    expect(bodyOf({ takenDownBy: 'c0' }).type).toBe('correction-due');
    expect(corrected(ready({ submission: 'c2' }), c1, now).next.submission).toBe('c2');
  });

  it('unlocks what was locked for the case itself', () => {
    expect(corrected(ready({ submission: 'c1' }), c1, now)).toMatchObject({ body: { type: 'corrected' } });
    expect(corrected(ready({ submission: 'c1' }), c1, now).next.submission).toBeUndefined();
    expect(corrected(ready({ submission: 'c1', release: undefined }), c1, now).next.submission).toBeUndefined();
  });
});

describe('a publication (QD-12.2a)', () => {
  const submitted = aDataset({ submission: 'c1', correctionDue: 'c0', takenDownBy: 'c0' });

  it('puts the reviewed working copy before the public, and ends what was due or taken down', () => {
    const { next, body, by } = publishedIn(submitted, c1, now);
    expect(next).toEqual({
      ...aDataset(),
      published: { entry: submitted.entry, release: submitted.release, caseId: 'c1', at: now },
      issued: now,
    });
    expect([body, by]).toEqual([{ type: 'published', caseId: 'c1', releaseId: 'r1' }, platform]);
  });

  it('is only of what that case reviewed', () => {
    expect(() => publishedIn(submitted, c2, now)).toThrow("isn't submitted in case c2, but in c1");
    expect(() => publishedIn(aDataset(), c2, now)).toThrow('but in none');
  });

  it('keeps the day on which it was first published', () => {
    const again = openDataset({ submission: 'c1' });
    expect(publishedIn(again, c1, now).next.issued).toBe(again.issued);
  });

  const closed = (sharing?: object) =>
    aDataset({
      submission: 'c1',
      entry: anEntryOf({ openness: 'closed', openingModes: [], legalBasis: '《某某法》第三条', sharing }),
    });

  it('of closed data is of its entry alone; what is shared between units is held for them', () => {
    const alone = publishedIn(closed(), c1, now);
    expect(alone.next.published).toEqual({ entry: closed().entry, caseId: 'c1', at: now });
    expect(alone.body).toEqual({ type: 'published', caseId: 'c1' });
    const shared = publishedIn(closed({ type: 'unconditional', mode: 'file' }), c1, now);
    expect(shared.next.published).toMatchObject({ gathered: { id: 'r1' } });
    expect(shared.next.published).not.toHaveProperty('release');
    expect(publishedIn(submitted, c1, now).next.published).not.toHaveProperty('gathered');
  });

  it('gives everybody the new data where an emergency has opened it', () => {
    const open = publishedIn(
      openDataset({
        submission: 'c1',
        release: aRelease({ id: 'r2' }),
        emergency: { entry: anEntryOf(), release: aRelease(), caseId: 'c0', at: now },
      }),
      c1,
      now,
    );
    expect(open.next.emergency).toMatchObject({ caseId: 'c0', release: { id: 'r2' } });
  });
});

describe('an objection (QD-19b)', () => {
  it('suspends once, and lifts its own suspension alone', () => {
    const once = suspended(openDataset(), c1);
    expect(once).toMatchObject({
      next: { suspendedBy: ['c1'] },
      body: { type: 'suspended', caseId: 'c1' },
      by: platform,
    });
    const both = openDataset({ suspendedBy: ['c1', 'c2'] });
    expect(suspended(both, c1)).toBeUndefined();
    expect(restored(both, c1)).toMatchObject({
      next: { suspendedBy: ['c2'] },
      body: { type: 'restored', caseId: 'c1' },
      by: platform,
    });
    expect(restored(openDataset({ suspendedBy: ['c2'] }), c1)).toBeUndefined();
  });

  it('takes down once, whereby its own suspension ends', () => {
    const down = takenDown(openDataset({ suspendedBy: ['c1', 'c2'] }), c1);
    expect(down).toMatchObject({
      next: { suspendedBy: ['c2'], takenDownBy: 'c1' },
      body: { type: 'taken-down', caseId: 'c1' },
      by: platform,
    });
    expect(down && takenDown(down.next, c1)).toBeUndefined();
    expect(down && takenDown(down.next, c2)?.next.takenDownBy).toBe('c2');
  });
});

it('a settled dispute records whose data it is', () => {
  const agency = AgencyId.parse('housing-bureau');
  expect(sourceRecorded(openDataset(), c1, agency, now)).toMatchObject({
    next: { source: { agency, caseId: 'c1', at: now } },
    body: { type: 'source-recorded', caseId: 'c1', agency },
    by: platform,
  });
});

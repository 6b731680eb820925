import { describe, expect, it } from 'vitest';
import { Instant } from '../../../domain/calendar/dates.ts';
import { published } from '../../../domain/catalog/acts.ts';
import { Dataset, openedOf } from '../../../domain/catalog/dataset.ts';
import {
  emergencyEnded,
  openedForEmergency,
  refuseUnlessEmergencyOpenable,
} from '../../../domain/catalog/emergency.ts';
import { changedAsFiled } from '../../../domain/catalog/entry-change.ts';
import { CaseId } from '../../../domain/ids.ts';
import { refusalOf } from '../../builders/refusal.ts';
import { aDataset, anEntryOf, aPublication, aRelease, openDataset } from './datasets.ts';

const now = Instant.parse('2026-09-22T01:00:00.000Z');
const [emergency, later] = ['c1', 'c2'].map((id) => CaseId.parse(id)) as [CaseId, CaseId];

/** Conditional data that is everybody's for now. */
function opened() {
  const dataset = openDataset({ published: aPublication({ entry: anEntryOf({ openness: 'conditional' }) }) });
  const change = openedForEmergency(dataset, emergency, now);
  if (change === undefined) throw new Error('it was not opened');
  return change.next;
}

describe('an emergency opening (CQ-I4)', () => {
  it('goes on when its entry is changed in something else', () => {
    const after = changedAsFiled(opened(), { id: later, filing: { change: { title: '另一名称' } } }, now)?.next;
    expect(after && openedOf(after)?.entry.openness).toBe('unconditional');
  });

  it.each([
    ['is found to hold a state secret', { contains: ['state-secret'] }],
    ['is found to hold what nobody has treated', { contains: ['personal-information'] }],
    ['is of the highest level of security', { securityLevel: 'L4' }],
  ])('is over as soon as the data %s', (_name, change) => {
    const after = changedAsFiled(opened(), { id: later, filing: { change } }, now)?.next;
    expect([after?.emergency, after && openedOf(after)?.entry.openness]).toEqual([undefined, 'conditional']);
    const entry = anEntryOf({ openness: 'conditional', ...change });
    const anew = Dataset.parse({ ...opened(), submission: later, entry });
    expect(published(anew, later, now).next.emergency).toBeUndefined();
  });
});

describe('an emergency (CQ-I4)', () => {
  const conditional = { openness: 'conditional', conditions: ['说明应用场景'], requiredProofs: ['营业执照'] };
  const of = (entry: object, over: object = {}) =>
    openDataset({ published: aPublication({ entry: anEntryOf(entry), ...over }) });
  const closed = { openness: 'closed', openingModes: [], legalBasis: '《某某法》第三条' };

  it('gives everybody the data by download and interface, without conditions or proofs', () => {
    const dataset = of(conditional);
    const change = openedForEmergency(dataset, emergency, now);
    const { conditions: _, requiredProofs: __, ...entry } = dataset.published?.entry ?? {};
    expect(change).toEqual({
      next: {
        ...dataset,
        emergency: {
          entry: { ...entry, openness: 'unconditional', openingModes: ['download', 'interface'] },
          release: dataset.published?.release,
          caseId: 'c1',
          at: now,
        },
      },
      body: { type: 'emergency-opened', caseId: 'c1', releaseId: 'r1' },
      by: { role: 'platform' },
    });
  });

  it('opens of closed data what is held for sharing, or else what its agency has prepared', () => {
    const held = of(closed, { release: undefined, gathered: aRelease({ id: 'r9' }) });
    expect(openedForEmergency(held, emergency, now)?.next.emergency?.release.id).toBe('r9');
    const prepared = of(closed, { release: undefined });
    expect(openedForEmergency(prepared, emergency, now)?.next.emergency?.release.id).toBe('r1');
  });

  it('is over by the case that began it, and by no other', () => {
    expect(emergencyEnded(opened(), later)).toBeUndefined();
    const ended = emergencyEnded(opened(), emergency);
    expect(ended).toMatchObject({ body: { type: 'emergency-ended', caseId: 'c1' }, by: { role: 'platform' } });
    expect(ended?.next).not.toHaveProperty('emergency');
    expect(emergencyEnded(of(conditional), emergency)).toBeUndefined();
  });

  it.each([
    ['conditional data', of(conditional)],
    ['closed data that its agency has prepared', of(closed, { release: undefined })],
    [
      'protected content that was treated',
      of({ ...conditional, contains: ['personal-information'], clearance: { treatment: '已脱敏' } }),
    ],
  ])('may open %s', (_what, dataset) => {
    expect(() => refuseUnlessEmergencyOpenable(dataset)).not.toThrow();
    expect(openedForEmergency(dataset, emergency, now)).toBeDefined();
  });

  it.each([
    ['not published', aDataset()],
    ['suspended', openDataset({ ...of(conditional), suspendedBy: ['c9'] })],
    [
      'without data',
      openDataset({ published: aPublication({ entry: anEntryOf(closed), release: undefined }), release: undefined }),
    ],
    ['a state secret', of({ ...conditional, contains: ['state-secret'], clearance: { treatment: '已脱敏' } })],
    ['personal data that nobody has treated', of({ ...conditional, contains: ['personal-information'] })],
    ['of the highest level of security', of({ ...conditional, securityLevel: 'L4' })],
  ])('opens nothing that is %s', (_what, dataset) => {
    expect(refusalOf(() => refuseUnlessEmergencyOpenable(dataset)).code).toBe('dataset-not-open');
    expect(openedForEmergency(dataset, emergency, now)).toBeUndefined();
  });

  it('isn’t declared of what is open to everybody already, in itself or by another', () => {
    expect(refusalOf(() => refuseUnlessEmergencyOpenable(openDataset())).code).toBe('not-now');
    expect(refusalOf(() => refuseUnlessEmergencyOpenable(opened()))).toMatchObject({
      code: 'not-now',
      text: { en: expect.stringContaining('in case c1') },
    });
    expect(openedForEmergency(opened(), later, now)).toBeUndefined();
  });
});

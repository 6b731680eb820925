import { describe, expect, it } from 'vitest';
import { Instant } from '../../../domain/calendar/dates.ts';
import { published } from '../../../domain/catalog/acts.ts';
import { Dataset, openedOf } from '../../../domain/catalog/dataset.ts';
import { openedForEmergency } from '../../../domain/catalog/emergency.ts';
import { changedAsFiled } from '../../../domain/catalog/entry-change.ts';
import { CaseId } from '../../../domain/ids.ts';
import { anEntryOf, aPublication, openDataset } from './datasets.ts';

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

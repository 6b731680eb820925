import { describe, expect, it } from 'vitest';
import { Instant } from '../../../domain/calendar/dates.ts';
import { changedAsFiled, narrowsSince } from '../../../domain/catalog/entry-change.ts';
import { CaseId } from '../../../domain/ids.ts';
import { aDataset, anEntryOf, aPublication, openDataset } from './datasets.ts';

const id = CaseId.parse('c9');
const now = Instant.parse('2026-09-22T01:00:00.000Z');
const dataset = openDataset({
  published: aPublication({ entry: anEntryOf({ openingModes: ['download', 'interface'] }) }),
});

const changed = (kind: string, change: object, legalBasis = '《某法》第三条') =>
  changedAsFiled(dataset, { id, kind, filing: { change, legalBasis } }, now)?.next.published?.entry;

describe('a change that is applied to an entry that was opened wider since (QD-11a)', () => {
  const restating = { openness: 'conditional', openingModes: ['download'], title: '另一名称' };

  it.each(['other', 'widening'])('leaves it as open as it is, filed as %s, and changes the rest', (kind) => {
    expect(changed(kind, restating)).toMatchObject({
      openness: 'unconditional',
      openingModes: ['download', 'interface'],
      title: '另一名称',
    });
    expect(changed(kind, restating)).not.toHaveProperty('legalBasis');
  });

  it('is none where it says nothing else', () => {
    expect(changed('other', { openness: 'conditional' })).toBeUndefined();
  });

  it('narrows what was filed to be narrowed, on its basis', () => {
    expect(changed('narrowing', restating)).toMatchObject({ ...restating, legalBasis: '《某法》第三条' });
  });

  it('is told before it is approved', () => {
    const entry = anEntryOf();
    const filing = { change: { openness: 'conditional' } };
    const told = (kind: string, from: object) => narrowsSince({ ...dataset.entry, ...from }, { kind, filing });
    expect([told('other', entry), told('widening', entry), told('narrowing', entry)]).toEqual([true, true, false]);
    expect(told('other', { openness: 'conditional' })).toBe(false);
  });
});

describe('a change of the catalog that was approved', () => {
  const applied = (change: object, to = dataset) =>
    changedAsFiled(to, { id, kind: 'narrowing', filing: { change, legalBasis: '《某法》第三条' } }, now);
  const closing = { openness: 'closed' };

  it('is what the public and the agency have from then on', () => {
    const change = applied({ title: '另一名称' });
    expect(change?.next).toMatchObject({
      entry: { title: '另一名称', openness: 'unconditional' },
      published: { entry: { title: '另一名称' }, release: { id: 'r1' }, at: now },
    });
    expect(change).toMatchObject({
      body: { type: 'entry-changed', caseId: 'c9' },
      by: { role: 'platform' },
      content: { title: '另一名称' },
    });
  });

  it('takes down what is withdrawn', () => {
    expect(applied({ withdrawn: true })).toMatchObject({ next: { takenDownBy: 'c9' }, body: { type: 'taken-down' } });
  });

  it('leaves alone what the public has no more, and what it says nothing new of', () => {
    expect(applied({ title: '另一名称' }, aDataset())).toBeUndefined();
  });

  it('opens in no mode what it closes, and holds its data for those with whom it is shared', () => {
    const closed = applied(closing)?.next.published;
    expect(closed).toMatchObject({
      entry: { openness: 'closed', openingModes: [], legalBasis: '《某法》第三条' },
      gathered: { id: 'r1' },
    });
    expect(closed).not.toHaveProperty('release');
    const unshared = openDataset({ published: aPublication({ entry: anEntryOf({ sharing: undefined }) }) });
    const withheld = applied(closing, unshared)?.next.published;
    expect(withheld).not.toHaveProperty('gathered');
    expect(withheld).not.toHaveProperty('release');
  });
});

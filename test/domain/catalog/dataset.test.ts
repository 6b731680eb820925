import { describe, expect, it } from 'vitest';
import { isOpenNow, listedOf, shownOf, stateOf } from '../../../domain/catalog/dataset.ts';
import { heldNow } from '../../../domain/catalog/openness.ts';
import { refusalOf } from '../../builders/refusal.ts';
import { aDataset, anEntryOf, aPublication, aRelease, openDataset } from './datasets.ts';

describe('the state of a dataset', () => {
  it.each([
    ['draft', aDataset()],
    ['submitted', aDataset({ submission: 'c1' })],
    ['published', openDataset()],
    ['published', openDataset({ submission: 'c2' })],
    ['suspended', openDataset({ suspendedBy: ['c1'] })],
    ['taken-down', openDataset({ suspendedBy: ['c1'], takenDownBy: 'c2' })],
  ] as const)('is %s', (state, dataset) => {
    expect(stateOf(dataset)).toBe(state);
  });

  it('opens the gates only of what is published with data and neither suspended nor taken down', () => {
    expect(isOpenNow(openDataset())).toBe(true);
    for (const over of [
      { suspendedBy: ['c1'] },
      { takenDownBy: 'c1' },
      { published: aPublication({ release: undefined }) },
    ])
      expect(isOpenNow(openDataset(over))).toBe(false);
    expect(isOpenNow(aDataset())).toBe(false);
  });
});

describe('what is shown of a dataset', () => {
  it('is what was published, not the working copy', () => {
    const dataset = openDataset({ entry: anEntryOf({ title: '新标题' }) });
    expect(shownOf(dataset).entry.title).toBe('空气质量小时值');
    expect(shownOf(dataset).modified).toBe('2026-09-21T02:00:00.000Z');
  });

  it('names no files where it is not opened for download', () => {
    const published = aPublication({ entry: anEntryOf({ openingModes: ['interface'] }) });
    expect(shownOf(openDataset({ published })).distributions).toEqual([]);
    expect(shownOf(openDataset()).distributions).toHaveLength(1);
  });

  it('is in lists while it is published or suspended', () => {
    expect(listedOf(aDataset())).toBeUndefined();
    expect(listedOf(openDataset({ takenDownBy: 'c1' }))).toBeUndefined();
    expect(listedOf(openDataset({ suspendedBy: ['c1'] }))?.state).toBe('suspended');
  });

  it('has figures, dates and a district where there are any', () => {
    const shown = shownOf(openDataset({ district: 'laoshan' }));
    expect(shown).toMatchObject({
      district: 'laoshan',
      rows: 3,
      warnings: 0,
      updated: '2026-09-21T01:00:00.000Z',
      issued: '2026-09-21T02:00:00.000Z',
    });
    for (const field of ['district', 'rows', 'warnings', 'updated', 'issued'])
      expect(shownOf(aDataset())).not.toHaveProperty(field);
  });

  it('offers no files of a draft, of what is taken down, or without data', () => {
    for (const over of [{ takenDownBy: 'c1' }, { published: aPublication({ release: undefined }) }])
      expect(shownOf(openDataset(over)).distributions).toEqual([]);
    expect(shownOf(aDataset()).distributions).toEqual([]);
  });
});

describe('data that is held for whoever has a right to it', () => {
  const gathered = openDataset({ published: aPublication({ release: undefined, gathered: aRelease({ id: 'r9' }) }) });

  it('is what is open, or what is gathered for sharing', () => {
    expect(heldNow(openDataset()).release.id).toBe('r1');
    expect(heldNow(gathered).release.id).toBe('r9');
  });

  it.each([
    ['isn’t gathered', openDataset({ published: aPublication({ release: undefined }) }), 'dataset-not-open', '归集'],
    [
      'is suspended',
      { ...gathered, ...{ suspendedBy: openDataset({ suspendedBy: ['c1'] }).suspendedBy } },
      'dataset-suspended',
      '中止',
    ],
    ['is taken down', openDataset({ takenDownBy: 'c1' }), 'dataset-not-open', '下架'],
    ['isn’t published', aDataset(), 'dataset-not-open', '尚未发布'],
    ['is under its first review', aDataset({ submission: 'c1' }), 'dataset-not-open', '尚未发布'],
  ] as const)('isn’t had while it %s', (_what, dataset, code, zh) => {
    expect(refusalOf(() => heldNow(dataset))).toMatchObject({ code, text: { zh: expect.stringContaining(zh) } });
  });
});

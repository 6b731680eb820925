import { describe, expect, it } from 'vitest';
import { isOpenNow, listedOf, shownOf, stateOf } from '../../../domain/catalog/dataset.ts';
import { aDataset, anEntryOf, aPublication, openDataset } from './datasets.ts';

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
});

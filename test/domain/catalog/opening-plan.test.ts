import { describe, expect, it } from 'vitest';
import { isFulfilled, plannedIn, planYearOf } from '../../../domain/catalog/opening-plan.ts';
import { aDataset, anEntryOf, aPublication, openDataset } from './datasets.ts';

const planning = (id: string, over: object) => aDataset({ id, entry: anEntryOf({ title: id, ...over }) });

describe('the plan of a year (QD-10b)', () => {
  it('has what entries say is to be opened in it, the first to be opened first, and nothing that stays closed', () => {
    const closed = { openness: 'closed', openingModes: [], legalBasis: '《某条例》第三条' };
    const datasets = [
      planning('late', { plannedOpening: '2026-12-31' }),
      planning('b', { plannedOpening: '2026-03-01' }),
      planning('a', { plannedOpening: '2026-03-01' }),
      planning('next', { plannedOpening: '2027-01-01' }),
      planning('never', {}),
      planning('closed', { plannedOpening: '2026-03-01', ...closed }),
    ];
    expect(plannedIn(datasets, '2026').map(({ datasetId }) => datasetId)).toEqual(['a', 'b', 'late']);
    expect(plannedIn(datasets, '2027')).toEqual([
      {
        datasetId: 'next',
        title: 'next',
        theme: anEntryOf().theme,
        publisher: 'ecology-bureau',
        openness: 'unconditional',
        plannedOpening: '2027-01-01',
      },
    ]);
  });

  it.each([
    [{ dueBy: '2026-05-31' }, '2026'],
    [{ dueBy: 'in May' }, undefined],
    [{}, undefined],
    [null, undefined],
  ])('is of the year in which it is due: %o', (filing, year) => {
    expect(planYearOf(filing)).toBe(year);
  });

  it.each([
    ['a draft', aDataset(), false],
    ['what is open', openDataset(), true],
    ['what is suspended for the moment', openDataset({ suspendedBy: ['c1'] }), true],
    ['what was taken down', openDataset({ takenDownBy: 'c1' }), false],
    ['what was published as closed', openDataset({ published: aPublication({ release: undefined }) }), false],
  ])('is fulfilled by what the public was given: %s', (_name, dataset, fulfilled) => {
    expect(isFulfilled(dataset)).toBe(fulfilled);
  });
});

import { describe, expect, it } from 'vitest';
import { Instant } from '../../../domain/calendar/dates.ts';
import { shownOf } from '../../../domain/catalog/dataset.ts';
import { qualityOf } from '../../../domain/catalog/quality.ts';
import { renewalOf, updateDueOf } from '../../../domain/catalog/update-due.ts';
import { CatalogRules } from '../../../domain/policy/catalog-rules.ts';
import { aDataset, anEntryOf, aPublication, aRelease, openDataset } from './datasets.ts';

const oldest = { months: 12, clause: 'XX-14' };
const rules = CatalogRules.parse({ updates: { clause: 'XX-13', oldest } });
const withoutLimit = CatalogRules.parse({ updates: { clause: 'XX-13' } });

const listed = (entry: object, preparedAt = '2026-01-31T01:00:00.000Z', over: object = {}) =>
  shownOf(
    openDataset({ published: aPublication({ entry: anEntryOf(entry), release: aRelease({ preparedAt, ...over }) }) }),
  );
const at = (text: string) => Instant.parse(text);
const now = at('2026-01-31T02:00:00.000Z');

describe('the day by which data has to be renewed', () => {
  it.each([
    ['continuous', '2026-02-01'],
    ['daily', '2026-02-01'],
    ['weekly', '2026-02-07'],
    ['monthly', '2026-02-28'],
    ['quarterly', '2026-04-30'],
    ['biannual', '2026-07-31'],
    ['annual', '2027-01-31'],
    ['irregular', '2027-01-31'],
    ['never', undefined],
  ])('of what is renewed %s is %s', (accrualPeriodicity, dueOn) => {
    expect(updateDueOf(listed({ accrualPeriodicity }), rules, now)?.dueOn).toBe(dueOn);
  });

  it('is the day of the city, not of Greenwich', () => {
    const late = listed({ accrualPeriodicity: 'daily' }, '2026-01-31T16:00:00.000Z');
    expect(updateDueOf(late, rules, now)?.dueOn).toBe('2026-02-02');
  });

  it('is the 29th of a leap year’s February, and crosses the year', () => {
    expect(updateDueOf(listed({ accrualPeriodicity: 'monthly' }, '2028-01-31T01:00:00.000Z'), rules, now)?.dueOn).toBe(
      '2028-02-29',
    );
    expect(
      updateDueOf(listed({ accrualPeriodicity: 'quarterly' }, '2026-11-15T01:00:00.000Z'), rules, now)?.dueOn,
    ).toBe('2027-02-15');
  });

  it('is told by the clause of the cycle, or of the longest age where that comes first', () => {
    expect(updateDueOf(listed({ accrualPeriodicity: 'monthly' }), rules, now)?.clause).toBe('XX-13');
    expect(updateDueOf(listed({ accrualPeriodicity: 'irregular' }), rules, now)?.clause).toBe('XX-14');
    const short = CatalogRules.parse({ updates: { clause: 'XX-13', oldest: { months: 2, clause: 'XX-14' } } });
    expect(updateDueOf(listed({ accrualPeriodicity: 'annual' }), short, now)).toMatchObject({
      dueOn: '2026-03-31',
      clause: 'XX-14',
    });
  });

  it('isn’t where nothing promises one', () => {
    expect(updateDueOf(listed({ accrualPeriodicity: 'irregular' }), withoutLimit, now)).toBeUndefined();
    expect(updateDueOf(listed({ accrualPeriodicity: 'daily' }), CatalogRules.parse({}), now)).toBeUndefined();
    for (const lifecycle of ['archived', 'discontinued'])
      expect(updateDueOf(listed({ accrualPeriodicity: 'daily', lifecycle }), rules, now)).toBeUndefined();
    expect(updateDueOf(listed({ accrualPeriodicity: 'daily', lifecycle: 'current' }), rules, now)).toBeDefined();
    const closed = { openness: 'closed', openingModes: [], legalBasis: '某法' };
    expect(updateDueOf(listed({ accrualPeriodicity: 'daily', ...closed }), rules, now)).toBeUndefined();
    const bare = shownOf(openDataset({ published: aPublication({ release: undefined }) }));
    expect(updateDueOf(bare, rules, now)).toBeUndefined();
  });

  it('is over with its 24:00', () => {
    const daily = listed({ accrualPeriodicity: 'daily' });
    expect(updateDueOf(daily, rules, at('2026-02-01T15:59:59.999Z'))?.overdue).toBe(false);
    expect(updateDueOf(daily, rules, at('2026-02-01T16:00:00.000Z'))?.overdue).toBe(true);
  });
});

describe('the quality of published data', () => {
  const values = (from: ReturnType<typeof listed>, when = now) =>
    Object.fromEntries(
      qualityOf(from, rules, when)?.dimensions.map(({ dimension, value }) => [dimension, value]) ?? [],
    );

  it('says for each dimension how it is known', () => {
    const quality = qualityOf(listed({ accrualPeriodicity: 'daily' }), rules, now);
    expect(quality).toMatchObject({
      rows: 3,
      warnings: 0,
      updateDueOn: '2026-02-01',
      updateClause: 'XX-13',
      overdue: false,
    });
    expect(quality?.dimensions.filter(({ how }) => how === 'attested').map(({ dimension }) => dimension)).toEqual([
      'truth',
      'integrity',
    ]);
  });

  it('falls with each doubtful row, and never below nothing', () => {
    expect(values(listed({}, undefined, { rows: 4, warnings: 1 })).accuracy).toBe(0.75);
    expect(values(listed({}, undefined, { rows: 4, warnings: 9 })).accuracy).toBe(0);
    expect(values(listed({}, undefined, { rows: 0, warnings: 0 })).accuracy).toBe(1);
  });

  it('is late when it is overdue and out of reach while it is suspended', () => {
    const daily = listed({ accrualPeriodicity: 'daily' });
    expect(values(daily)).toMatchObject({ timeliness: 1, availability: 1, conformity: 1, truth: 1 });
    expect(values(daily, at('2026-02-02T00:00:00.000Z')).timeliness).toBe(0);
    expect(values({ ...daily, state: 'suspended' }).availability).toBe(0);
  });

  it('isn’t told of what has no data', () => {
    expect(
      qualityOf(shownOf(openDataset({ published: aPublication({ release: undefined }) })), rules, now),
    ).toBeUndefined();
  });
});

describe('the update that is due next', () => {
  const published = aPublication({ entry: anEntryOf({ accrualPeriodicity: 'monthly' }) });

  it('is told from every other by its release and its day', () => {
    expect(renewalOf(openDataset({ published }), rules, now)).toEqual({
      name: 'r1#2026-10-21',
      release: 'r1',
      due: { from: '2026-09-21', on: '2026-10-21' },
    });
  });

  it.each([
    ['of a draft', aDataset()],
    ['of what is taken down', openDataset({ published, takenDownBy: 'c1' })],
    [
      'of what is never renewed',
      openDataset({ published: aPublication({ entry: anEntryOf({ accrualPeriodicity: 'never' }) }) }),
    ],
    ['without data', openDataset({ published: { ...published, release: undefined } })],
  ])('is none %s', (_what, dataset) => {
    expect(renewalOf(dataset, rules, now)).toBeUndefined();
  });
});

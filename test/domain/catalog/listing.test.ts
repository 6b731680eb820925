import { describe, expect, it } from 'vitest';
import { Instant } from '../../../domain/calendar/dates.ts';
import { Listed, listedOf } from '../../../domain/catalog/dataset.ts';
import { type Counted, list, type Wanted } from '../../../domain/catalog/listing.ts';
import { standingOf } from '../../../domain/catalog/standing.ts';
import { CatalogRules } from '../../../domain/policy/catalog-rules.ts';
import { anEntryOf, aPublication, aRelease, openDataset } from './datasets.ts';

const json = { ...aRelease().distributions[0], id: 'json', format: 'JSON' };

function counted(id: string, entry: object, { downloads = 0, at = '2026-09-21T02:00:00.000Z', ...over } = {}): Counted {
  const dataset = openDataset({ id, published: aPublication({ entry: anEntryOf(entry), at }), ...over });
  const listed = listedOf(dataset);
  if (listed === undefined) throw new Error(`${id} isn't listed`);
  return { listed, downloads };
}

const air = counted('air', { title: '空气质量', theme: '生态环境' }, { downloads: 5, at: '2026-09-21T02:00:00.000Z' });
const bus = counted(
  'bus',
  { title: '公交线路', description: '线路走向', keyword: ['公交'], theme: '交通运输', openness: 'conditional' },
  { downloads: 9, at: '2026-09-23T02:00:00.000Z' },
);
const laoshan = counted(
  'laoshan-air',
  { title: '崂山空气', theme: '生态环境', openingModes: ['interface'], dataKind: 'spatial' },
  { downloads: 5, at: '2026-09-22T02:00:00.000Z', publisher: 'laoshan-housing-bureau', district: 'laoshan' } as object,
);
const both: Counted = {
  ...air,
  listed: Listed.parse({ ...air.listed, id: 'both', distributions: [...air.listed.distributions, json] }),
};
const catalog = [air, bus, laoshan];
const idsOf = (wanted: Wanted, of = catalog): string[] => list(of, wanted).found.map(({ listed }) => String(listed.id));

describe('the catalog lists', () => {
  it.each<[string, Wanted, string[]]>([
    ['everything, the newest first', {}, ['bus', 'laoshan-air', 'air']],
    ['what one unit publishes', { publisher: 'laoshan-housing-bureau' }, ['laoshan-air']],
    ['what is a district’s', { district: 'laoshan' }, ['laoshan-air']],
    ['one theme', { theme: '交通运输' }, ['bus']],
    ['one openness', { openness: 'conditional' }, ['bus']],
    ['one kind of data', { kind: 'spatial' }, ['laoshan-air']],
    ['tables', { kind: 'table' }, ['bus', 'air']],
    ['what can be downloaded in a format, however that is spelt', { format: 'csv' }, ['bus', 'air']],
    ['nothing in a format that nothing has', { format: 'JSON' }, []],
    [
      'what was published at an instant or since',
      { updatedAfter: Instant.parse('2026-09-22T02:00:00.000Z') },
      ['bus', 'laoshan-air'],
    ],
    ['what a word is found in', { q: '空气' }, ['laoshan-air', 'air']],
    ['everything where the word is blank', { q: '  ' }, ['bus', 'laoshan-air', 'air']],
    ['by title, as pinyin orders it', { sort: 'title' }, ['bus', 'air', 'laoshan-air']],
    [
      'the most downloaded first, the newer of equals before the older',
      { sort: 'downloads' },
      ['bus', 'laoshan-air', 'air'],
    ],
    ['what is found in the order that is asked for', { q: '空气', sort: 'downloads' }, ['laoshan-air', 'air']],
    ['what fits every wish at once', { theme: '生态环境', openness: 'unconditional', format: 'CSV' }, ['air']],
  ])('%s', (_what, wanted, ids) => {
    expect(idsOf(wanted)).toEqual(ids);
    expect(idsOf(wanted, catalog.toReversed())).toEqual(ids);
  });

  it('equals by their ids, so that a page is the same whenever it is asked for', () => {
    const twins = ['b', 'a', 'c'].map((id) => counted(id, {}));
    for (const sort of ['modified', 'title', 'downloads'] as const)
      expect(idsOf({ sort }, twins)).toEqual(['a', 'b', 'c']);
  });

  it('what is found better before what is found worse', () => {
    const named = counted('z-named', { title: '地铁', description: '线路' });
    const mentioned = counted(
      'a-mentioned',
      { title: '线路', description: '地铁' },
      { at: '2026-10-01T02:00:00.000Z' },
    );
    expect(idsOf({ q: '地铁' }, [mentioned, named])).toEqual(['z-named', 'a-mentioned']);
  });
});

it('facets count what was found, the most frequent first and equals by name', () => {
  const { facets } = list([...catalog, both], { theme: undefined });
  expect(facets).toEqual({
    publisher: [
      { value: 'ecology-bureau', count: 3 },
      { value: 'laoshan-housing-bureau', count: 1 },
    ],
    theme: [
      { value: '生态环境', count: 3 },
      { value: '交通运输', count: 1 },
    ],
    openness: [
      { value: 'unconditional', count: 3 },
      { value: 'conditional', count: 1 },
    ],
    format: [
      { value: 'CSV', count: 3 },
      { value: 'JSON', count: 1 },
    ],
  });
  expect(list([bus, air], {}).facets.theme.map(({ value }) => value)).toEqual(['交通运输', '生态环境']);
  expect(list(catalog, { q: '公交' }).facets.theme).toEqual([{ value: '交通运输', count: 1 }]);
});

it('the standing of a catalog counts what is open, shared, gathered, to be renewed and used', () => {
  const closed = counted(
    'closed',
    {
      openness: 'closed',
      openingModes: [],
      legalBasis: '《某某法》第三条',
      sharing: { type: 'none', basis: '第四条' },
    },
    { downloads: 1 },
  );
  const monthly = counted('monthly', { accrualPeriodicity: 'monthly' }, { downloads: 2 });
  const never = counted('never', { accrualPeriodicity: 'never', sharing: undefined });
  const { updated: _, ...ungathered } = bus.listed;
  const rules = CatalogRules.parse({ updates: { clause: 'XX-1' } });

  expect(
    standingOf(
      [air, closed, monthly, never, { ...bus, listed: ungathered }],
      rules,
      Instant.parse('2026-10-01T02:00:00.000Z'),
    ),
  ).toEqual({
    cataloguing: { entries: 5 },
    gathering: { required: 4, gathered: 3 },
    sharing: { unconditional: 3, conditional: 0, none: 1, unsaid: 1 },
    opening: { unconditional: 3, conditional: 1, closed: 1 },
    updates: { due: 2, overdue: 1 },
    use: { downloads: 17 },
  });
});

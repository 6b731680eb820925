import { describe, expect, it } from 'vitest';
import { Instant } from '../../../domain/calendar/dates.ts';
import { shownOf } from '../../../domain/catalog/dataset.ts';
import {
  censusOf,
  isHighValue,
  notShared,
  overdueUpdates,
  responsibilitiesOf,
} from '../../../domain/catalog/derived-lists.ts';
import { DatasetEntry } from '../../../domain/catalog/entry.ts';
import { itemKeys, ofOneArea } from '../../../domain/catalog/one-source.ts';
import { CatalogRules } from '../../../domain/policy/catalog-rules.ts';
import { aDataset, anEntryOf, aPublication, openDataset } from './datasets.ts';

const rules = CatalogRules.parse({
  updates: { clause: 'XX-1' },
  highValue: { themes: ['气象服务'], clause: 'XX-2' },
});
const now = Instant.parse('2026-09-21T02:00:00.000Z');
const later = Instant.parse('2026-09-23T02:00:00.000Z');

const of = (title: string, over: object = {}, dataset: object = {}) =>
  openDataset({
    id: title.length === 0 ? 'x' : `d-${title.codePointAt(0)}`,
    published: aPublication({ entry: anEntryOf({ title, ...over }) }),
    ...dataset,
  });
const closed = { openness: 'closed', openingModes: [], legalBasis: '某法' };

describe('a responsibility list', () => {
  it('has what is published, high value first, then by title', () => {
    const datasets = [of('丙'), of('乙', { theme: '气象服务' }), of('甲'), aDataset()];
    const list = responsibilitiesOf(datasets, rules, now);
    expect(list.map(({ listed, highValue }) => [listed.entry.title, highValue])).toEqual([
      ['乙', true],
      ['丙', false],
      ['甲', false],
    ]);
    expect(list[0]).toMatchObject({
      filedAt: '2026-09-21T02:00:00.000Z',
      gathering: 'gathered',
      updateDueOn: '2026-09-22',
    });
  });

  it.each([
    ['gathered', of('甲')],
    ['not-required', of('甲', closed)],
    ['due', of('甲', {}, { takenDownBy: 'c1' })],
    ['due', openDataset({ published: aPublication({ release: undefined }) })],
  ] as const)('says that data is %s', (gathering, dataset) => {
    expect(responsibilitiesOf([dataset], rules, now)[0]?.gathering).toBe(gathering);
  });

  it('says from its last day on that data is overdue', () => {
    expect(responsibilitiesOf([of('甲')], rules, later)[0]?.gathering).toBe('overdue');
    expect(responsibilitiesOf([of('甲', { accrualPeriodicity: 'never' })], rules, later)[0]).not.toHaveProperty(
      'updateDueOn',
    );
  });

  it('knows high value only where the regulation does', () => {
    const [listed] = [shownOf(of('甲', { theme: '气象服务' }))];
    expect(isHighValue(listed, rules)).toBe(true);
    expect(isHighValue(listed, {})).toBe(false);
    expect(isHighValue(shownOf(of('甲')), rules)).toBe(false);
  });
});

describe('a census', () => {
  it('counts each agency’s resources as they stand', () => {
    const datasets = [aDataset(), of('甲'), of('乙', { accrualPeriodicity: 'never' }), of('丙', closed)];
    expect(censusOf(datasets, rules, later)).toEqual({ entries: 4, published: 3, open: 2, gathered: 2, overdue: 1 });
  });
});

describe('the other lists', () => {
  it('have what isn’t shared and nothing in words only', () => {
    const none = { type: 'none', basis: '某法' };
    const listed = [
      { sharing: none },
      { sharing: { type: 'conditional' } },
      { sharing: '不予共享' },
      { sharing: undefined },
    ].map((over, at) => shownOf(of(`${at}`, over)));
    expect(notShared(listed).map(({ listed: { entry }, sharing }) => [entry.title, sharing])).toEqual([['0', none]]);
  });

  it('have what is overdue, the oldest first', () => {
    const early = Instant.parse('2026-11-21T02:00:00.000Z');
    const listed = [
      of('甲', { accrualPeriodicity: 'weekly' }),
      of('乙'),
      of('丙'),
      of('丁', { accrualPeriodicity: 'annual' }),
    ].map(shownOf);
    expect(overdueUpdates(listed, rules, early).map(({ listed: { entry }, dueOn }) => [entry.title, dueOn])).toEqual([
      ['丙', '2026-09-22'],
      ['乙', '2026-09-22'],
      ['甲', '2026-09-28'],
    ]);
  });
});

describe('one datum', () => {
  const keys = (over: object) => itemKeys(DatasetEntry.parse(anEntryOf({ informationItems: undefined, ...over })));
  const title = (text: string) => keys({ title: text })[0]?.key;
  const by = (over: object) => keys(over).map((each) => each.by);

  it.each([
    ['企业名录', '企业 名录'],
    ['企业信用信息', '企业信用'],
    ['企业信用数据', '企业信用信息表'],
    ['PM2.5监测', 'ＰＭ２.５ 监测数据集'],
    ['空气质量(小时)', '空气质量（小时）'],
  ])('is known by its name: %s is %s', (one, other) => {
    expect(title(one)).toBe(title(other));
  });

  it.each([
    ['企业名录', '工厂名录'],
    ['空气质量小时值', '空气质量日均值'],
    ['数据', '信息'],
  ])('and %s isn’t %s', (one, other) => {
    expect(title(one)).not.toBe(title(other));
  });

  it('is known by its code and by three or more items in any order, under one theme', () => {
    expect(by({})).toEqual(['title']);
    expect(by({ resourceCode: '307013/1' })).toEqual(['title', 'code']);
    expect(by({ informationItems: ['甲', '乙'] })).toEqual(['title']);
    expect(by({ informationItems: ['甲', '乙', '丙'] })).toEqual(['title', 'items']);
    const items = (informationItems: string[], theme = '生态环境') => keys({ informationItems, theme })[1]?.key;
    expect(items(['甲', '乙', '丙'])).toBe(items(['丙', ' 甲', '乙']));
    expect(items(['甲', '乙', '丙'])).not.toBe(items(['甲', '乙', '丁']));
    expect(items(['甲', '乙', '丙'])).not.toBe(items(['甲', '乙', '丙'], '气象服务'));
    expect(by({ informationItems: ['甲', '乙', '乙。'] })).toEqual(['title']);
  });

  it('may stand once in each district, and is the city’s or a district’s', () => {
    expect(ofOneArea({}, {})).toBe(true);
    expect(ofOneArea({ district: 'laoshan' }, {})).toBe(true);
    expect(ofOneArea({}, { district: 'laoshan' })).toBe(true);
    expect(ofOneArea({ district: 'laoshan' }, { district: 'laoshan' })).toBe(true);
    expect(ofOneArea({ district: 'laoshan' }, { district: 'shinan' })).toBe(false);
  });
});

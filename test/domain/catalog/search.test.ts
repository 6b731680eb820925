import { describe, expect, it } from 'vitest';
import { shownOf } from '../../../domain/catalog/dataset.ts';
import { relevanceOf } from '../../../domain/catalog/search.ts';
import { aDataset, anEntryOf } from './datasets.ts';

const found = (query: string, entry: object): number =>
  relevanceOf(query)(shownOf(aDataset({ entry: anEntryOf(entry) })));
const air = { title: '空气质量监测数据', keyword: ['PM2.5', '大气'], description: '各站点每小时的浓度' };

describe('searching the catalog', () => {
  it.each([
    '空气质量',
    '监测',
    'pm2.5',
    'ＰＭ２.５',
    '大气',
    '每小时',
    '空气质量数据',
    '空',
    '  空气   浓度 ',
    '空气/监测',
  ])('finds by "%s"', (query) => {
    expect(found(query, air)).toBeGreaterThan(0);
  });

  it.each([
    '海洋',
    '水质',
    '空气 海洋',
    '空海',
    'pm10',
    '质空量气',
    '空气净化设备',
  ])('does not find by "%s"', (query) => {
    expect(found(query, air)).toBe(0);
  });

  it('ranks the title before the keywords before the description', () => {
    const by = (field: object) => found('气象', { title: '甲', keyword: [], description: '乙', ...field });
    expect(by({ title: '气象' })).toBeGreaterThan(by({ keyword: ['气象'] }));
    expect(by({ keyword: ['气象'] })).toBeGreaterThan(by({ description: '气象' }));
  });

  it('ranks what stands as it was asked before what stands in pieces', () => {
    expect(found('空气质量数据', { ...air, title: '空气质量数据' })).toBeGreaterThan(found('空气质量数据', air));
  });

  it('finds nothing in particular by blanks and signs alone', () => {
    expect(relevanceOf(' ,。 ')(shownOf(aDataset()))).toBe(0);
  });
});

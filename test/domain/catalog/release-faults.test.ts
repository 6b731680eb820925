import { describe, expect, it } from 'vitest';
import { dazhou } from '../../../cities/dazhou.ts';
import { jinfeng } from '../../../cities/jinfeng.ts';
import { qingdao } from '../../../cities/qingdao.ts';
import { DatasetEntry } from '../../../domain/catalog/entry.ts';
import { releaseFaults } from '../../../domain/catalog/release-faults.ts';
import type { Cell } from '../../../domain/data/cell.ts';
import { Dictionary } from '../../../domain/data/dictionary.ts';
import { type City, currentPolicy } from '../../../domain/policy/policy.ts';
import { anEntryOf } from './datasets.ts';

const table = (titles: string[], rows: Cell[][], type = 'string') => ({
  dictionary: Dictionary.parse({ fields: titles.map((name) => ({ name, title: name, type, sensitivity: 'L1' })) }),
  rows,
});
const judged = (
  city: City,
  entry: object,
  raw: ReturnType<typeof table>,
  published: ReturnType<typeof table> = raw,
): string[] =>
  releaseFaults(DatasetEntry.parse(anEntryOf(entry)), { raw, published }, currentPolicy(city).catalog).map(
    ({ pointer, detail }) => `${pointer} ${detail.zh}`,
  );

const number = '110101199003078777';
const persons = table(
  ['姓名', '证件'],
  [
    ['张三丰', null],
    ['李四', number],
  ],
);

describe('a release with identity numbers', () => {
  it('is refused for the columns that would show them, wherever in a text they stand', () => {
    expect(judged(qingdao, {}, persons)).toEqual(['/masking 列“证件”含有公民身份号码,须确定脱敏规则(QD-12.1)']);
    expect(judged(qingdao, {}, table(['备注'], [[`持证人${number},已核`]]))).toHaveLength(1);
  });

  it('is taken once they are masked, and where what looks like one isn’t', () => {
    expect(
      judged(
        qingdao,
        {},
        persons,
        table(
          ['姓名', '证件'],
          [
            ['张三丰', null],
            ['李四', '110***********8777'],
          ],
        ),
      ),
    ).toEqual([]);
    for (const text of ['110101199003078778', `1${number}`, `${number}1`, '37020019900307877X9'])
      expect(judged(qingdao, {}, table(['编号'], [[text]])), text).toEqual([]);
  });

  it('is taken with the consent of those about whom it is, but where nothing lifts the ban', () => {
    const consent = { clearance: { consent: '本人同意' }, informationItems: ['姓名', '证件'] };
    expect(judged(qingdao, consent, persons)).toEqual([]);
    expect(judged(qingdao, { clearance: { treatment: '已脱敏' } }, persons)).toHaveLength(1);
    expect(judged(jinfeng, consent, persons)).toHaveLength(1);
  });
});

describe('a release beyond its entry', () => {
  const items = { informationItems: ['姓名'] };

  it('JF-15: is refused for each column that the entry doesn’t name', () => {
    const raw = table(['姓名', '电话', '住址'], []);
    expect(judged(jinfeng, items, raw)).toEqual([
      '/uploadId 列“电话”不在目录的信息项范围内(JF-15)',
      '/uploadId 列“住址”不在目录的信息项范围内(JF-15)',
    ]);
    expect(judged(qingdao, items, raw)).toEqual([]);
  });

  it('JF-15: may name a column by its title or its name', () => {
    const { dictionary } = table(['name'], []);
    const titled = {
      dictionary: { ...dictionary, fields: dictionary.fields.map((f) => ({ ...f, title: '姓名' })) },
      rows: [],
    };
    expect(judged(jinfeng, items, titled)).toEqual([]);
    expect(judged(jinfeng, { informationItems: ['name'] }, titled)).toEqual([]);
    expect(judged(jinfeng, { informationItems: undefined }, titled)).toHaveLength(1);
  });
});

describe('a release by its standards (DZ-17)', () => {
  it.each([
    ['GB 32100-2015', '91370200MA0000015J', '91370200MA0000015K'],
    ['GB32100', '91370200MA0000015J', '1'],
    ['GB 11643-1999', '11010519491231002X', '110105194912310021'],
    ['GB/T 2260-2007', '511702', '011702'],
    ['GB/T 2260', '511702', '51170'],
    ['gb/t 2261.1-2003', '9', '3'],
  ])('%s takes %s and not %s', (standard, right, wrong) => {
    const entry = { standards: [{ standard, column: '值' }], clearance: { consent: '同意' } };
    expect(judged(dazhou, entry, table(['值'], [[right], [null]]))).toEqual([]);
    const [fault] = judged(dazhou, entry, table(['值'], [[right], [wrong], [wrong]]));
    expect(fault).toBe(`/uploadId 列“值”有 2 个值不符合 ${standard},如 ${wrong}、${wrong}(DZ-17)`);
  });

  it('shows three of many', () => {
    const rows = ['5', '6', '7', '8'].map((text) => [text]);
    const [fault] = judged(dazhou, { standards: [{ standard: 'GB/T 2261.1', column: '值' }] }, table(['值'], rows));
    expect(fault).toContain('有 4 个值不符合 GB/T 2261.1,如 5、6、7(');
  });

  it('is not judged by a standard that names no column, another one, or that no machine knows', () => {
    const raw = table(['值'], [['x']]);
    for (const adopted of [
      { standard: 'GB 32100' },
      { standard: 'GB 32100', column: '别的列' },
      { standard: 'DB51/T 1', column: '值' },
      { standard: 'GB/T 22600', column: '值' },
    ])
      expect(judged(dazhou, { standards: [adopted] }, raw)).toEqual([]);
    expect(judged(qingdao, { standards: [{ standard: 'GB 32100', column: '值' }] }, raw)).toEqual([]);
    expect(judged(dazhou, {}, raw)).toEqual([]);
  });
});

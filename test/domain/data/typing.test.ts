import { describe, expect, it } from 'vitest';
import { guessDictionary, type TextTable } from '../../../domain/data/typing.ts';

const tableOf = (header: string, values: readonly string[]): TextTable => ({
  header: [header],
  rows: values.map((value) => [value]),
  lines: values.map((_, at) => at + 2),
});
const guess = (header: string, ...values: string[]) => guessDictionary(tableOf(header, values));
const guessedType = (header: string, ...values: string[]) => guess(header, ...values).dictionary.fields[0]?.type;

describe('guessDictionary', () => {
  it.each([
    ['integer', ['1', '-20', '+3']],
    ['number', ['1', '2.5', '-1e3', '.5']],
    ['boolean', ['true', 'false']],
    ['date', ['2026-01-05', '2026/1/6', '二〇二六年一月七日']],
    ['datetime', ['2026-01-05 08:00', '2026-01-05']],
    ['string', ['1', 'a']],
    ['string', ['1,234', '5']],
    ['string', ['是', '否']],
    ['string', ['', ' ']],
  ] as const)('takes as %s: %j', (type, values) => {
    expect(guessedType('x', ...values)).toBe(type);
  });

  it.each([
    ['values of one length from six digits on', 'x', ['110101', '110102']],
    ['nine digits', 'x', ['110101001', '110101002']],
    ['a leading zero', 'x', ['01', '123']],
    ['a header that names a code', 'cityCode', ['1101', '99']],
    ['a Chinese header that names a code', '机构编号', ['1', '22']],
    ['a telephone', '联系电话', ['110', '8888888']],
    ['more digits than a number keeps', 'x', ['1', '9007199254740993']],
  ] as const)('keeps digits text for %s', (_why, header, values) => {
    expect(guessedType(header, ...values)).toBe('string');
  });

  it('does not take a count for a code', () => {
    expect(guessedType('人口', '110101', '99')).toBe('integer');
  });

  it('counts NA as missing where everything else has a type', () => {
    const { dictionary } = guess('x', '1', 'NA', '2');

    expect(dictionary.fields[0]?.type).toBe('integer');
    expect(dictionary.missingValues).toEqual(['', 'NA']);
  });

  it('leaves NA alone in a column of text', () => {
    expect(guess('x', 'NA', 'Na', 'b').dictionary.missingValues).toEqual(['']);
  });

  it('doubts text that is mostly numbers, naming the first that is none', () => {
    const { dictionary, doubts } = guess('金额', '1', '2', '三', '4');

    expect(dictionary.fields[0]?.type).toBe('string');
    expect(doubts).toMatchObject([{ line: 4, column: '金额', code: 'mixed-types' }]);
  });

  it.each([
    ['numbers, half of them', ['一', '2'], 2, '数值', '一'],
    ['dates, most of them', ['2026-01-05', '2026/1/6', '五月', '六月'], 4, '日期', '五月'],
    ['dates with a number among them', ['2026-01-05', '7', '2026-01-06'], 3, '日期', '7'],
    ['dates of which one is none of the calendar', ['2026-01-05', '2026-02-30'], 3, '日期', '2026-02-30'],
    ['numbers that are followed by blanks', ['', '1', '2', '三'], 5, '数值', '三'],
  ] as const)('doubts %s', (_what, values, line, kind, odd) => {
    expect(guess('x', ...values).doubts).toMatchObject([
      { line, detail: { zh: expect.stringMatching(new RegExp(`多数像${kind}.*“${odd}”`)) } },
    ]);
  });

  it.each([
    ['numbers, fewer than half', ['一', '二', '3']],
    ['dates, fewer than half', ['五月', '六月', '2026-01-05']],
    ['nothing but numbers', ['1', '2.5']],
    ['nothing but blanks', ['', ' ']],
    ['numbers with signs that are no codes', ['+123456', '-123456']],
  ])('has no doubt about %s', (_what, values) => {
    expect(guess('x', ...values).doubts).toEqual([]);
  });

  it.each([
    ['integers with signs', ['+123456', '-123456'], 'integer'],
    ['integers of unlike length', ['123456', '1234567'], 'integer'],
    ['integers of one length under six digits', ['12345', '67890'], 'integer'],
    ['decimals, however they begin', ['0.5', '12.25'], 'number'],
    ['a zero alone', ['0', '12'], 'integer'],
  ] as const)('takes %s for what can be counted', (_what, values, type) => {
    expect(guessedType('x', ...values)).toBe(type);
  });

  it('has no doubt about plain text', () => {
    expect(guess('x', 'a', 'b', '1').doubts).toEqual([]);
  });

  it('titles a column by its header, an empty one by its place, and grades it L1', () => {
    expect(guess(' 名称 ', 'a').dictionary.fields).toEqual([
      { name: '名称', title: '名称', type: 'string', sensitivity: 'L1' },
    ]);
    expect(guess('', 'a').dictionary.fields[0]?.title).toBe('第 1 列');
  });
});

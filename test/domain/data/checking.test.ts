import { describe, expect, it } from 'vitest';
import { checkRows } from '../../../domain/data/checking.ts';
import type { Dictionary, Field } from '../../../domain/data/dictionary.ts';

const field = (over: Partial<Field>): Field => ({ name: 'a', title: 'a', type: 'string', sensitivity: 'L1', ...over });
const dictionaryOf = (...fields: Field[]): Dictionary => ({ fields, missingValues: ['', 'NA'] });
const check = (dictionary: Dictionary, header: string[], ...rows: string[][]) =>
  checkRows(dictionary, { header, rows, lines: rows.map((_, at) => at + 2) });
const codes = ({ faults }: ReturnType<typeof check>) => faults.listed.map(({ line, code }) => `${line}:${code}`);

describe('checkRows', () => {
  it('types cells, finding the columns by name in any order', () => {
    const dictionary = dictionaryOf(field({ name: 'n', type: 'integer' }), field({ name: '日期', type: 'date' }));

    expect(check(dictionary, ['日期', 'n'], ['2026/1/5', ' 5 '], ['NA', '']).rows).toEqual([
      [5, '2026-01-05'],
      [null, null],
    ]);
  });

  it('leaves text as written, blanks and all', () => {
    expect(check(dictionaryOf(field({})), ['a'], [' x ']).rows).toEqual([[' x ']]);
  });

  it('refuses a file that lacks a column or has another', () => {
    const found = check(dictionaryOf(field({ name: 'b', title: '乙' })), ['c'], ['1']);

    expect(found.faults.listed.map(({ code, column }) => [code, column])).toEqual([
      ['missing-column', '乙'],
      ['unknown-column', 'c'],
    ]);
    expect(found.rows).toEqual([]);
  });

  it.each([
    [{ type: 'integer' }, '1.5', 'not-integer'],
    [{ type: 'integer' }, '9007199254740993', 'not-integer'],
    [{ type: 'number' }, '1,5', 'not-number'],
    [{ type: 'boolean' }, 'maybe', 'not-boolean'],
    [{ type: 'date' }, '2026-02-30', 'not-date'],
    [{ type: 'date' }, '46027', 'excel-serial-date'],
    [{ type: 'datetime' }, '2026-01-05T24:00:00+08:00', 'not-datetime'],
    [{ constraints: { required: true } }, 'NA', 'required'],
    [{ type: 'integer', constraints: { minimum: 0 } }, '-1', 'minimum'],
    [{ type: 'date', constraints: { maximum: '2026-01-01' } }, '2026/1/2', 'maximum'],
    [{ constraints: { maxLength: 1 } }, '𠮷𠮷', 'max-length'],
    [{ constraints: { pattern: '\\d{6}' } }, '1234567', 'pattern'],
    [{ type: 'integer', constraints: { enum: [1, 2] } }, '3', 'enum'],
  ] as const)('%j refuses %j: %s', (over, text, code) => {
    const found = check(dictionaryOf(field(over as Partial<Field>)), ['a'], [text]);

    expect(codes(found)).toEqual([`2:${code}`]);
    expect(found.rows).toEqual([]);
  });

  it('names every wrong cell of a row', () => {
    const dictionary = dictionaryOf(field({ type: 'integer' }), field({ name: 'b', type: 'date' }));

    expect(codes(check(dictionary, ['a', 'b'], ['x', 'y']))).toEqual(['2:not-integer', '2:not-date']);
  });

  it('says which line has a unique value first; missing values are never equal', () => {
    const found = check(dictionaryOf(field({ constraints: { unique: true } })), ['a'], ['x'], [''], [''], ['x']);

    expect(codes(found)).toEqual(['5:unique']);
    expect(found.rows).toEqual([['x'], [null], [null]]);
    expect(found.faults.listed[0]?.detail.en).toContain('line 2');
  });

  it('watches a primary key of two columns, which must have values', () => {
    const dictionary = { ...dictionaryOf(field({}), field({ name: 'b', title: 'b' })), primaryKey: ['a', 'b'] };

    const found = check(dictionary, ['a', 'b'], ['1', '1'], ['1', '2'], ['1', '1'], ['1', '']);

    expect(codes(found)).toEqual(['4:primary-key', '5:primary-key']);
    expect(found.faults.listed[0]).toMatchObject({
      column: 'a、b',
      detail: { en: 'a、b has the value of line 2 again' },
    });
    expect(found.rows).toEqual([
      ['1', '1'],
      ['1', '2'],
    ]);
  });

  it('watches the columns that a primary key names, wherever they stand', () => {
    const dictionary = { ...dictionaryOf(field({}), field({ name: 'b' })), primaryKey: ['b'] };

    expect(codes(check(dictionary, ['a', 'b'], ['1', '1'], ['1', '2'], ['2', '1']))).toEqual(['4:primary-key']);
  });

  it('names a wrong cell by its column’s title', () => {
    const found = check(
      dictionaryOf(field({}), field({ name: 'n', title: '数量', type: 'integer' })),
      ['a', 'n'],
      ['x', 'y'],
    );

    expect(found.faults.listed).toMatchObject([{ line: 2, column: '数量', code: 'not-integer' }]);
  });

  it('counts lines on from the header where the file says none, and takes a short row for one without values', () => {
    const { rows, faults } = checkRows(dictionaryOf(field({ type: 'integer' }), field({ name: 'b' })), {
      header: ['a', 'b'],
      rows: [['1'], ['x', 'y']],
      lines: [],
    });

    expect(rows).toEqual([[1, null]]);
    expect(faults.listed.map(({ line }) => line)).toEqual([3]);
  });

  it('warns of coordinates beyond the globe, and is silent about good ones', () => {
    const dictionary = dictionaryOf(field({ name: 'lng', type: 'number' }), field({ name: 'lat', type: 'number' }));

    const { warnings, rows } = check(dictionary, ['lng', 'lat'], ['120.38', '36.07'], ['200', '36'], ['', '']);

    expect(warnings.listed.map(({ line, code }) => `${line}:${code}`)).toEqual(['3:coordinates-out-of-range']);
    expect(rows).toHaveLength(3);
  });
});

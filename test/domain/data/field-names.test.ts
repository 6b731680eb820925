import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldNames, isReservedName, longestName, namePattern } from '../../../domain/data/field-names.ts';

describe('fieldNames', () => {
  it('keeps a plain or Chinese header as it is', () => {
    expect(fieldNames(['DEWP', 'cityCode', '统一社会信用代码', '2023年'])).toEqual([
      'DEWP',
      'cityCode',
      '统一社会信用代码',
      '2023年',
    ]);
  });

  it('writes an underscore for what a query would have to quote', () => {
    expect(fieldNames(['pm2.5', '面积（平方米）', 'a[0]', '$ref', 'ＡＢ 1'])).toEqual([
      'pm2_5',
      '面积_平方米',
      'a_0',
      'ref',
      'AB_1',
    ]);
  });

  it('names an empty header by its place', () => {
    expect(fieldNames(['a', '', ' '])).toEqual(['a', 'column_2', 'column_3']);
  });

  it('numbers repetitions without taking the name of another header', () => {
    expect(fieldNames(['a', 'a', 'a_2', 'a', 'A'])).toEqual(['a', 'a_3', 'a_2', 'a_4', 'A_5']);
  });

  it('keeps away from words of a query and keys of every object', () => {
    expect(fieldNames(['__proto__', 'constructor', 'toString', 'select', 'Order', 'prototype'])).toEqual([
      'proto',
      'constructor_',
      'toString_',
      'select_',
      'Order_',
      'prototype_',
    ]);
  });

  it('drops invisible characters', () => {
    expect(fieldNames(['名\u200b称', '\uFEFFid'])).toEqual(['名称', 'id']);
  });

  it('gives safe, short names that differ even without regard to case, whatever the headers', () => {
    const header = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a', 'A', 'a_2', '', '__proto__', 'x'.repeat(99)),
    );
    fc.assert(
      fc.property(fc.array(header, { maxLength: 30 }), (headers) => {
        const names = fieldNames(headers);

        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(headers.length);
        expect(names.every((name) => namePattern.test(name) && !isReservedName(name))).toBe(true);
        expect(names.every((name) => [...name].length <= longestName)).toBe(true);
      }),
    );
  });
});

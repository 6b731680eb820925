import { describe, expect, it } from 'vitest';
import type { Dictionary } from '../../../domain/data/dictionary.ts';
import { ColumnProfile, distinctCap, profileColumns } from '../../../domain/data/profile.ts';

const dictionary: Dictionary = {
  fields: [
    { name: 'n', title: '数', type: 'integer', sensitivity: 'L1' },
    { name: 's', title: '文', type: 'string', sensitivity: 'L1' },
  ],
  missingValues: [''],
};

describe('profileColumns', () => {
  it('counts, bounds and ranks the values of each column', () => {
    const [n, s] = profileColumns(dictionary, [
      [10, 'b'],
      [9, 'a'],
      [null, 'b'],
      [10, 'a'],
      [2, null],
    ]);

    expect(ColumnProfile.parse(n)).toEqual({
      name: 'n',
      title: '数',
      type: 'integer',
      count: 5,
      missing: 1,
      distinct: 3,
      distinctCapped: false,
      minimum: 2,
      maximum: 10,
      top: [{ value: 10, count: 2 }],
    });
    expect(s?.top).toEqual([
      { value: 'a', count: 2 },
      { value: 'b', count: 2 },
    ]);
  });

  it('has no bounds for a column without values', () => {
    const [n] = profileColumns(dictionary, [[null, null]]);

    expect(ColumnProfile.parse(n)).toMatchObject({ missing: 1, distinct: 0, top: [] });
    expect(n).not.toHaveProperty('minimum');
  });

  it('stops counting distinct values at its cap, and then names no top values', () => {
    const rows = Array.from({ length: distinctCap + 1 }, (_, at) => [at, 'x']);

    const [n, s] = profileColumns(dictionary, [...rows, ...rows]);

    expect(n).toMatchObject({ distinct: distinctCap, distinctCapped: true, top: [], maximum: distinctCap });
    expect(s).toMatchObject({ distinct: 1, distinctCapped: false });
  });
});

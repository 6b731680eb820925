import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentRange, rangeStatus, sliceOf } from '../../../functions/data/slice.ts';

describe('the rows of a request', () => {
  it('are a thousand unless asked otherwise, and ten thousand at most', () => {
    expect(sliceOf({ offset: 0 }, undefined)).toEqual({ offset: 0, limit: 1000 });
    expect(sliceOf({ offset: 5, limit: 20_000 }, undefined)).toEqual({ offset: 5, limit: 10_000 });
    expect(sliceOf({ offset: 0 }, '0-99999')).toEqual({ offset: 0, limit: 10_000 });
    expect(sliceOf({ offset: 0 }, '10-')).toEqual({ offset: 10, limit: 1000 });
  });

  it('are none where none are asked for, whatever the range', () => {
    expect(sliceOf({ offset: 0, limit: 0 }, '0-9')).toEqual({ offset: 0, limit: 0 });
  });

  it('are those that range and parameters have in common', () => {
    const small = fc.nat(50);
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 50 }), small, small, (offset, limit, first, last) => {
        const common = Array.from({ length: 101 }, (_, n) => n).filter(
          (n) => n >= offset && n < offset + limit && n >= first && n <= last,
        );
        const slice = sliceOf({ offset, limit }, `${first}-${last}`);
        expect(slice).toEqual(common.length === 0 ? undefined : { offset: common[0], limit: common.length });
      }),
    );
  });

  it('are not cut by a range that can’t be read', () => {
    for (const range of ['', '-5', 'bytes=0-1', 'a-b', '0', '0-1,3-4'])
      expect(sliceOf({ offset: 0, limit: 7 }, range)).toEqual({ offset: 0, limit: 7 });
  });
});

describe('what is said of them', () => {
  it.each([
    [0, 100, 4382, '0-99/4382', 206],
    [0, 100, undefined, '0-99/*', 200],
    [0, 0, 0, '*/0', 200],
    [0, 3, 3, '0-2/3', 200],
    [3, 0, 3, '*/3', 206],
    [4, 0, 3, '*/3', 416],
    [4, 0, undefined, '*/*', 200],
  ])('from %d, %d of %s: %s with %d', (offset, given, total, range, status) => {
    expect([contentRange(offset, given, total), rangeStatus(offset, given, total)]).toEqual([range, status]);
  });
});

import { describe, expect, it } from 'vitest';
import { compareCells } from '../../../domain/data/cell.ts';

describe('compareCells', () => {
  it('orders numbers by size, not by their digits', () => {
    expect([10, 9, -1].sort(compareCells)).toEqual([-1, 9, 10]);
  });

  it('orders text by code point: a surrogate pair comes after the rest of the basic plane', () => {
    expect(['𠮷', '\uFF01', '甲', 'b', 'a', ''].sort(compareCells)).toEqual(['', 'a', 'b', '甲', '\uFF01', '𠮷']);
  });

  it('orders what lies about the surrogates by code point, too', () => {
    expect(['\uE000', '\u{10000}', '\uD7FF'].sort(compareCells)).toEqual(['\uD7FF', '\uE000', '\u{10000}']);
  });

  it('orders a text before its continuation', () => {
    expect(compareCells('甲', '甲乙')).toBeLessThan(0);
  });

  it('orders false before true', () => {
    expect(compareCells(false, true)).toBeLessThan(0);
  });
});

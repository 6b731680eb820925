/** A typed cell. A date is `YYYY-MM-DD`, an instant `YYYY-MM-DDThh:mm:ss[.f]+08:00`, so that both order as text. */
export type Cell = string | number | boolean | null;

/** The cells in the order of the dictionary's fields: never an object, so that no header can become a hostile key. */
export type Row = readonly Cell[];

/** What the writers take and a query gives. */
export interface Rows {
  columns: readonly string[];
  rows: readonly Row[];
}

/** Orders two cells of one column: numbers by size, text by code point, false before true. Null never gets here. */
export function compareCells(left: string | number | boolean, right: string | number | boolean): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** JavaScript compares UTF-16 units, which puts 𠮷 (a surrogate pair) before ﬀ; by code point it comes after. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

import { type Cell, compareCells, type Row, type Rows } from './cell.ts';
import type { Dictionary } from './dictionary.ts';
import { compile, type Predicate } from './predicate.ts';
import type { ColumnView, Condition, Ordering, Query } from './query.ts';

/** A table in memory, its rows in the order of the dictionary's fields. */
export interface Table {
  dictionary: Dictionary;
  rows: readonly Row[];
}

/** One page of an answer; `total` counts all rows that fit, where it was asked for. */
export interface Page extends Rows {
  total?: number;
}

/** Answers a query: the view's rows, filtered, ordered (ties in the table's order), one page of them, masked. */
export function evaluate(table: Table, query: Query, view: ColumnView = {}, options: { count?: boolean } = {}): Page {
  const placeOf = (column: string): number => place(table.dictionary, column);
  const accepts = compile(restricted(query.where, view), placeOf);
  const end = query.offset + (query.limit ?? Number.POSITIVE_INFINITY);
  const sorted = query.order.length > 0;
  // Unsorted and uncounted, nothing after the page needs to be looked at.
  const fitting = fittingRows(table.rows, accepts, sorted || options.count ? Number.POSITIVE_INFINITY : end);
  if (sorted) fitting.sort(comparatorOf(query.order, placeOf));
  const given = query.select.map(({ column }) => ({ at: placeOf(column), mask: view.masks?.get(column) }));
  return {
    columns: query.select.map(({ as }) => as),
    rows: fitting.slice(query.offset, end).map((row) =>
      given.map(({ at, mask }): Cell => {
        const cell = row[at] ?? null;
        return mask ? mask(cell) : cell;
      }),
    ),
    ...(options.count && { total: fitting.length }),
  };
}

/** A grant's row filter can name a column that a later dictionary lost: then nothing may be given at all. */
function place({ fields }: Dictionary, column: string): number {
  const at = fields.findIndex(({ name }) => name === column);
  if (at < 0) throw new Error(`the table has no column ${column}`);
  return at;
}

const restricted = (where: Condition, view: ColumnView): Condition =>
  view.rows ? { kind: 'all', members: [view.rows, where] } : where;

function fittingRows(rows: readonly Row[], accepts: Predicate, enough: number): Row[] {
  const fitting: Row[] = [];
  for (const row of rows) {
    if (fitting.length >= enough) break;
    if (accepts(row) === true) fitting.push(row);
  }
  return fitting;
}

function comparatorOf(order: readonly Ordering[], placeOf: (column: string) => number) {
  const terms = order.map(({ column, direction, nulls }) => ({
    place: placeOf(column),
    sign: direction === 'asc' ? 1 : -1,
    nullSign: nulls === 'first' ? -1 : 1,
  }));
  return (left: Row, right: Row): number => {
    for (const { place, sign, nullSign } of terms) {
      const a = left[place] ?? null;
      const b = right[place] ?? null;
      if (a === b) continue;
      if (a === null) return nullSign;
      if (b === null) return -nullSign;
      const difference = compareCells(a, b);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
}

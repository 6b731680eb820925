import type { Cell, Row, Rows } from '../../domain/data/cell.ts';
import { Refusal } from '../../domain/refusal.ts';
import { writeCsv } from '../uploads/csv/write.ts';
import type { Format } from './format.ts';

// Lambda carries 6 MB, as JSON text in JSON text: measured as it is carried, with every quote escaped.
const MOST_BYTES = 4_000_000;

/** The rows that fit into one answer, and their text. */
export interface Representation {
  text: string;
  given: number;
}

/** Writes as many rows as an answer carries. CSV is never longer than JSON, so that one measure serves both. */
export function represent({ columns, rows }: Rows, { kind, stripsNulls }: Format): Representation {
  const write = rowWriter(columns, stripsNulls);
  const texts: string[] = [];
  let bytes = 2;
  for (const row of rows) {
    const text = write(row);
    bytes += Buffer.byteLength(JSON.stringify(text));
    if (bytes > MOST_BYTES) break;
    texts.push(text);
  }
  if (texts.length === 0 && rows.length > 0) throw tooLarge();
  const given = texts.length;
  if (kind === 'csv') return { text: writeCsv({ columns, rows: rows.slice(0, given) }), given };
  return { text: kind === 'object' ? (texts[0] ?? '') : `[${texts.join(',\n')}]`, given };
}

/** By hand: no object is made, so that `__proto__` is a column's name like any. */
function rowWriter(columns: readonly string[], stripsNulls: boolean): (row: Row) => string {
  const keys = columns.map((column) => `${JSON.stringify(column)}:`);
  const member = (cell: Cell, at: number): string[] =>
    stripsNulls && cell === null ? [] : [(keys[at] ?? '') + JSON.stringify(cell)];
  return (row) => `{${row.flatMap(member).join(',')}}`;
}

const tooLarge = (): Refusal =>
  new Refusal('too-large', {
    zh: '一行数据已超过单次返回的上限,请用 select 减少列',
    en: 'one row is larger than an answer may be; select fewer columns',
  });

import { stringify } from 'csv-stringify/sync';
import type { Rows } from '../../../domain/data/cell.ts';

/**
 * A CSV that Excel opens rightly: UTF-8 with byte order mark, CRLF, cells quoted as needed, no value as nothing.
 * Text that a spreadsheet would run as a formula gets an apostrophe in front; a number stays one, -5 too.
 */
export function writeCsv({ columns, rows }: Rows): string {
  return stringify([columns, ...rows], {
    bom: true,
    record_delimiter: '\r\n',
    // csv-stringify quotes for its own line end only; a lone one would divide the row for other readers.
    quoted_match: /[\r\n]/,
    cast: { string: neutralised, boolean: (value) => String(value) },
  });
}

/** An array of objects, one a row, keys in the columns' order. No object is ever made: `__proto__` is a key like any. */
export function writeJson({ columns, rows }: Rows): string {
  const keys = columns.map((column) => `${JSON.stringify(column)}:`);
  const lines = rows.map((row) => `{${keys.map((key, at) => key + JSON.stringify(row[at] ?? null)).join(',')}}`);
  return `[${lines.join(',\n')}]`;
}

/** The characters that begin a formula, and those that a spreadsheet drops before one; also their full-width forms. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

const neutralised = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

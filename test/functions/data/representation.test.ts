import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../domain/refusal.ts';
import { formatOf } from '../../../functions/data/format.ts';
import { represent } from '../../../functions/data/representation.ts';

const format = (accept: string) => {
  const found = formatOf(accept);
  if (found === undefined) throw new Error(accept);
  return found;
};
const json = format('application/json');
const csv = format('text/csv');

describe('an answer’s text', () => {
  it('is JSON of what the rows hold, whatever the names and cells', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }),
        fc.array(fc.array(cell, { minLength: 4, maxLength: 4 })),
        (columns, cells) => {
          const rows = cells.map((row) => row.slice(0, columns.length));
          const parsed = JSON.parse(represent({ columns, rows }, json).text);
          expect(parsed).toEqual(
            rows.map((row) =>
              JSON.parse(JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, row[at]])))),
            ),
          );
        },
      ),
    );
  });

  it('is no longer than Lambda carries, though every character has to be escaped', () => {
    const rows = Array.from({ length: 100 }, () => ['"'.repeat(100_000)]);
    for (const each of [json, csv]) {
      const { text, given } = represent({ columns: ['a'], rows }, each);
      expect(given).toBeGreaterThan(0);
      expect(given).toBeLessThan(100);
      expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThan(6 * 1024 * 1024);
    }
  });

  it('is refused where not even one row fits', () => {
    const rows = [['x'.repeat(5_000_000)]];
    expect(() => represent({ columns: ['a'], rows }, json)).toThrow(Refusal);
    expect(() => represent({ columns: ['a'], rows }, json)).toThrow('select fewer columns');
  });
});

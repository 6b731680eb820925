import { z } from 'zod';
import { type Cell, compareCells, type Row } from './cell.ts';
import { type Dictionary, FieldType } from './dictionary.ts';

const Value = z.union([z.string(), z.number(), z.boolean()]);

/** A column at a glance, for the preview: `distinct` stops counting at the cap, and then no top values are given. */
export const ColumnProfile = z.strictObject({
  name: z.string(),
  title: z.string(),
  type: FieldType,
  count: z.int().nonnegative(),
  missing: z.int().nonnegative(),
  distinct: z.int().nonnegative(),
  distinctCapped: z.boolean(),
  minimum: Value.optional(),
  maximum: Value.optional(),
  top: z.array(z.strictObject({ value: Value, count: z.int().positive() })),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** Bounds the memory of a profile; beyond it a column is a key or free text anyway. */
export const distinctCap = 10_000;
const topValues = 10;

/** Profiles the rows that are given, which are the published (masked) ones: a profile shows values. */
export function profileColumns(dictionary: Dictionary, rows: readonly Row[]): ColumnProfile[] {
  return dictionary.fields.map(({ name, title, type }, at) => ({ name, title, type, ...profile(rows, at) }));
}

function profile(rows: readonly Row[], at: number): Omit<ColumnProfile, 'name' | 'title' | 'type'> {
  const counts = new Map<Exclude<Cell, null>, number>();
  let missing = 0;
  let distinctCapped = false;
  let minimum: Exclude<Cell, null> | undefined;
  let maximum: Exclude<Cell, null> | undefined;
  for (const row of rows) {
    const cell = row[at] ?? null;
    if (cell === null) {
      missing++;
      continue;
    }
    if (minimum === undefined || compareCells(cell, minimum) < 0) minimum = cell;
    if (maximum === undefined || compareCells(cell, maximum) > 0) maximum = cell;
    const count = counts.get(cell);
    if (count !== undefined) counts.set(cell, count + 1);
    else if (counts.size < distinctCap) counts.set(cell, 1);
    else distinctCapped = true;
  }
  return {
    count: rows.length,
    missing,
    distinct: counts.size,
    distinctCapped,
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    top: distinctCapped ? [] : topOf(counts),
  };
}

/** A column where every value occurs once has no top values: any ten of them would be an accident. */
function topOf(counts: ReadonlyMap<Exclude<Cell, null>, number>): ColumnProfile['top'] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count || compareCells(a.value, b.value))
    .slice(0, topValues);
}

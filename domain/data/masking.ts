import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Cell } from './cell.ts';

/**
 * How a sensitive column (脱敏规则) is published:
 * `remove` not at all · `keep-first-last` 张*丰 · `keep-3-4` 138****5678 · `year-only` 1987 ·
 * `round-ten` 37 → 30 · `hash` a salted pseudonym, equal for equal values.
 */
export const MaskingRule = z.enum(['remove', 'keep-first-last', 'keep-3-4', 'year-only', 'round-ten', 'hash']);
export type MaskingRule = z.infer<typeof MaskingRule>;

/** One line of the masking rules that an agency decides on before it opens data. */
export const ColumnMasking = z.strictObject({ column: z.string(), rule: MaskingRule });
export type ColumnMasking = z.infer<typeof ColumnMasking>;

/** Turns a raw cell into a publishable one; null stays null. */
export type Mask = (cell: Cell) => Cell;

/** The types of column that a rule makes sense for; `remove` and `hash` fit all. */
export const maskableTypes: Record<MaskingRule, readonly string[]> = {
  remove: ['string', 'integer', 'number', 'boolean', 'date', 'datetime'],
  'keep-first-last': ['string'],
  'keep-3-4': ['string'],
  'year-only': ['date', 'datetime'],
  'round-ten': ['integer', 'number'],
  hash: ['string', 'integer', 'number', 'boolean', 'date', 'datetime'],
};

/** The mask of a rule; `salt` is the dataset's secret, without which a pseudonym can't be guessed from the value. */
export function maskOf(rule: MaskingRule, salt: string): Mask {
  const mask = present(rule, salt);
  return (cell) => (cell === null ? null : mask(cell));
}

function present(rule: MaskingRule, salt: string): (cell: string | number | boolean) => Cell {
  switch (rule) {
    case 'remove':
      return () => null;
    case 'keep-first-last':
      return (cell) => keep(String(cell), 1, 1);
    case 'keep-3-4':
      return (cell) => keep(String(cell), 3, 4);
    case 'year-only':
      return (cell) => Number(String(cell).slice(0, 4));
    case 'round-ten':
      return (cell) => Math.floor(Number(cell) / 10) * 10;
    case 'hash':
      // 128 bits: no accidental equality in any dataset a city could have.
      return (cell) => createHmac('sha256', salt).update(String(cell)).digest('hex').slice(0, 32);
    default:
      return rule satisfies never;
  }
}

/** Stars between the kept ends; a text too short to hide anything loses its end, then its beginning. */
function keep(text: string, first: number, last: number): string {
  const characters = [...text];
  const kept = characters.length > first + last ? last : 0;
  const begun = characters.length > first ? first : 0;
  const hidden = characters.length - begun - kept;
  return characters.slice(0, begun).join('') + '*'.repeat(hidden) + (kept ? characters.slice(-kept).join('') : '');
}

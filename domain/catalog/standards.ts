import type { Row } from '../data/cell.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { CatalogRules } from '../policy/catalog-rules.ts';
import type { Fault } from '../refusal.ts';
import { isCreditCode } from './credit-code.ts';
import type { DatasetEntry } from './entry.ts';
import { isIdentityNumber } from './personal-columns.ts';

/** Standards whose values can be judged by themselves; others are recorded and judged by people. */
const judges: readonly { named: RegExp; fits: (text: string) => boolean }[] = [
  { named: /^GB\s?32100\b/i, fits: isCreditCode },
  { named: /^GB\s?11643\b/i, fits: isIdentityNumber },
  // 行政区划代码: six digits, the first of a region.
  { named: /^GB\/T\s?2260\b/i, fits: (text) => /^[1-8]\d{5}$/.test(text) },
  // 人的性别代码: 0 unknown, 1 male, 2 female, 9 not stated.
  { named: /^GB\/T\s?2261\.1\b/i, fits: (text) => /^[0129]$/.test(text) },
];

// Enough to see what is wrong.
const shown = 3;

/** DZ-17: names each column whose values aren't as the standard has it that the entry binds it to. */
export function standardFaults(
  { standards = [] }: Pick<DatasetEntry, 'standards'>,
  { dictionary, rows }: { dictionary: Dictionary; rows: readonly Row[] },
  rules: Pick<CatalogRules, 'standards'>,
): Fault[] {
  if (rules.standards === undefined) return [];
  const { clause } = rules.standards;
  return standards.flatMap(({ standard, column }) => {
    const fits = judges.find(({ named }) => named.test(standard))?.fits;
    const at = dictionary.fields.findIndex(({ name, title }) => column !== undefined && [name, title].includes(column));
    if (fits === undefined || at < 0) return [];
    const wrong = rows.flatMap((row) => {
      const cell = row[at] ?? null;
      return cell === null || fits(String(cell)) ? [] : [String(cell)];
    });
    if (wrong.length === 0) return [];
    const some = wrong.slice(0, shown).join('、');
    return [
      {
        pointer: '/uploadId',
        detail: {
          zh: `列“${column}”有 ${wrong.length} 个值不符合 ${standard},如 ${some}(${clause})`,
          en: `column ${column}: ${wrong.length} value(s) not by ${standard}, such as ${some} (${clause})`,
        },
      },
    ];
  });
}

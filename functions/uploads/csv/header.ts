import { fieldNames } from '../../../domain/data/field-names.ts';
import type { Finding } from '../../../domain/data/finding.ts';

/** What is unclear about the headers, and what their columns are therefore called. At most one word for each. */
export function headerFindings(header: readonly string[], line: number): Finding[] {
  const names = fieldNames(header);
  return header.flatMap((written, at): Finding[] => {
    const flaw = flawOf(header, written, at, names[at] ?? '');
    return flaw ? [{ line, column: written, ...flaw }] : [];
  });
}

function flawOf(
  header: readonly string[],
  written: string,
  at: number,
  name: string,
): Omit<Finding, 'line'> | undefined {
  const named = { zh: `，该列称为“${name}”`, en: `; the column is called ${name}` };
  const flaw = (code: string, zh: string, en: string) => ({ code, detail: { zh: zh + named.zh, en: en + named.en } });
  if (written.trim() === '') return flaw('empty-header', `第 ${at + 1} 列没有列名`, `column ${at + 1} has no header`);
  const first = header.findIndex((other) => other.trim() === written.trim());
  if (first < at)
    return flaw(
      'duplicate-header',
      `列名“${written}”与第 ${first + 1} 列重复`,
      `"${written}" is column ${first + 1}'s header too`,
    );
  if (written !== written.trim())
    return flaw('header-whitespace', `列名“${written}”首尾有空格`, `"${written}" has blanks around it`);
  if (written !== name)
    return flaw('header-renamed', `列名“${written}”不能直接用于查询`, `"${written}" can't be used in a query as it is`);
  return undefined;
}

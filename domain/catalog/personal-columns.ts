import type { Row } from '../data/cell.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { Fault } from '../refusal.ts';

// GB 11643-1999: 18 places, the last of them a check character modulo 11.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** Whether a text is a citizen's identity number (公民身份号码): its form, its birthday and its check character. */
export function isIdentityNumber(text: string): boolean {
  const plain = text.trim().toUpperCase();
  const [, year = '', month = '', day = ''] = /^[1-8]\d{5}((?:19|20)\d\d)(\d\d)(\d\d)\d{3}[\dX]$/.exec(plain) ?? [];
  if (year === '' || !isDay(`${year}-${month}-${day}`)) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(plain[at]), 0);
  return plain.at(-1) === checks[sum % checks.length];
}

const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

// Within a sentence too, but not within a longer number.
const candidates = /(?<!\d)[1-8]\d{16}[\dX](?!\d)/gi;

const holdsIdentityNumber = (text: string): boolean =>
  text.length >= checks.length && (text.match(candidates) ?? []).some(isIdentityNumber);

/** Names each column that would leave the platform with identity numbers in it: such is never published as it is. */
export function personalFaults(
  published: { dictionary: Dictionary; rows: readonly Row[] },
  clause: string | undefined,
): Fault[] {
  return published.dictionary.fields.flatMap(({ title, type }, at) =>
    type === 'string' && published.rows.some((row) => holdsIdentityNumber(String(row[at] ?? '')))
      ? [
          {
            pointer: '/masking',
            detail: {
              zh: `列“${title}”含有公民身份号码,须确定脱敏规则${clause === undefined ? '' : `(${clause})`}`,
              en: `column ${title} holds identity numbers: it needs a masking rule${clause === undefined ? '' : ` (${clause})`}`,
            },
          },
        ]
      : [],
  );
}

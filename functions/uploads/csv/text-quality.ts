import type { Text } from '../../../domain/refusal.ts';

/** What is wrong with the text of a cell. It is said, never repaired: only the agency knows what stood there. */
export interface TextFlaw {
  severity: 'fault' | 'warning';
  code: string;
  detail: Text;
}

/** Whether any cell of a text needs a look: most files pass here, at one scan for the whole file. */
export const hasSuspects = (text: string): boolean => suspects.test(text) || text.includes('\0');

/** The flaws of one cell. */
export function flawsOf(cell: string): TextFlaw[] {
  const flaws: TextFlaw[] = [];
  if (cell.includes('\0')) flaws.push(nulBytes);
  if (lostText.test(cell) || misreadUtf8.test(cell)) flaws.push(corruptedText);
  if (invisible.test(cell)) flaws.push(invisibleCharacter);
  if (fullWidth.test(cell)) flaws.push(fullWidthCharacter);
  return flaws;
}

/** U+FFFD, its UTF-8 bytes read as GBK (锟斤拷), and uninitialised memory read as GBK (烫烫烫, 屯屯屯). */
const lostText = /\uFFFD|锟斤拷|烫烫烫|屯屯屯/;
/** Zero-width and no-break spaces, soft hyphens, direction marks, byte order marks. */
const invisible = /[\u00A0\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/;
const fullWidth = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/;
/**
 * UTF-8 read as Latin-1 or Windows-1252: Ã© (two bytes), æ–° (three). One of the characters after the first must be
 * outside of Windows-1252's quotes and dashes, which may well follow a French letter.
 */
const misreadUtf8 = (() => {
  const latin1 = '[\\u0080-\\u00BF]';
  const windows1252 = '[\\u0080-\\u00BF\\u0152-\\u017E\\u0192\\u02C6\\u02DC\\u2013-\\u2122]';
  return new RegExp(`[ÂÃ]${latin1}|[à-ï](?:${latin1}${windows1252}|${windows1252}${latin1})`);
})();
const suspects = new RegExp([lostText, invisible, fullWidth, misreadUtf8].map(({ source }) => source).join('|'));

const nulBytes: TextFlaw = {
  severity: 'fault',
  code: 'nul-bytes',
  detail: { zh: '含有空字节（NUL），文件可能已损坏', en: 'has NUL bytes; the file may be damaged' },
};
const corruptedText: TextFlaw = {
  severity: 'fault',
  code: 'corrupted-text',
  detail: {
    zh: '文字已成乱码，请用正确的编码从源系统重新导出',
    en: 'the text is corrupted (mojibake); export it again in the right encoding',
  },
};
const invisibleCharacter: TextFlaw = {
  severity: 'warning',
  code: 'invisible-character',
  detail: {
    zh: '含有不可见字符（如零宽空格、不间断空格）',
    en: 'has invisible characters, such as a zero-width space',
  },
};
const fullWidthCharacter: TextFlaw = {
  severity: 'warning',
  code: 'full-width-character',
  detail: { zh: '含有全角字母或数字', en: 'has full-width letters or digits' },
};

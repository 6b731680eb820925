import { type AttachmentEnding, attachmentEnding } from '../../../domain/case/attachment.ts';
import type { Finding } from '../../../domain/data/finding.ts';
import { decode } from '../csv/encoding.ts';
import { zipEntries } from './zip.ts';

/** Why a document isn't accepted: it is empty, not what its name says, or holds a program; undefined for one that is. */
export function documentFault(fileName: string, bytes: Uint8Array): Finding | undefined {
  if (bytes.length === 0) return empty;
  const ending = attachmentEnding(fileName);
  if (ending === undefined || !looksLike[ending](bytes)) return wrongContent(fileName);
  return holdsMacros(bytes) ? macros : undefined;
}

const beginsWith =
  (...magic: number[]) =>
  (bytes: Uint8Array): boolean =>
    magic.every((byte, at) => bytes[at] === byte);

const isPdf = beginsWith(...Buffer.from('%PDF-'));
const isPng = beginsWith(0x89, ...Buffer.from('PNG\r\n\x1a\n'));
const isJpeg = beginsWith(0xff, 0xd8, 0xff);

/** An archive with this entry, as such documents have it. */
const isPackageWith =
  (entry: string) =>
  (bytes: Uint8Array): boolean =>
    zipEntries(bytes)?.includes(entry) ?? false;

// Of the controls, text has tabs, breaks of lines and of pages.
const controls = /(?![\t\n\r\f])\p{Cc}/u;

function isText(bytes: Uint8Array): boolean {
  const decoded = decode(bytes);
  return decoded !== undefined && !controls.test(decoded.text);
}

const looksLike: Readonly<Record<AttachmentEnding, (bytes: Uint8Array) => boolean>> = {
  pdf: isPdf,
  ofd: isPackageWith('OFD.xml'),
  png: isPng,
  jpg: isJpeg,
  jpeg: isJpeg,
  docx: isPackageWith('word/document.xml'),
  xlsx: isPackageWith('xl/workbook.xml'),
  csv: isText,
  txt: isText,
};

const holdsMacros = (bytes: Uint8Array): boolean =>
  zipEntries(bytes)?.some((entry) => /(^|\/)vbaProject\.bin$/i.test(entry)) ?? false;

const empty: Finding = { code: 'empty-file', detail: { zh: '文件是空的', en: 'the file is empty' } };

const wrongContent = (fileName: string): Finding => ({
  code: 'wrong-content',
  detail: {
    zh: `文件“${fileName}”的内容与其扩展名不符，或者已损坏、已加密`,
    en: `what is in "${fileName}" is not what its ending says, or is damaged or encrypted`,
  },
});

const macros: Finding = {
  code: 'macros',
  detail: { zh: '文件含有宏，请另存为不含宏的文件', en: 'the file holds macros; save it without them' },
};

import type { Finding } from '../../../domain/data/finding.ts';

/** Says what a file is that is no CSV, whatever its name ends in; undefined if nothing speaks against it. */
export function foreignSignature(bytes: Uint8Array): Finding | undefined {
  const head = Buffer.from(bytes.subarray(0, 512));
  const kind = signatures.find(({ magic }) => head.subarray(0, magic.length).equals(magic)) ?? markupOf(head);
  return (
    kind && {
      code: 'not-csv',
      detail: {
        zh: `文件内容是${kind.zh}，不是 CSV；请另存为 CSV 后上传`,
        en: `the file is ${kind.en}, not CSV; save it as CSV and upload it again`,
      },
    }
  );
}

const signatures = [
  { magic: Buffer.from('PK\x03\x04', 'latin1'), zh: ' Excel 工作簿或压缩包', en: 'an Excel workbook or a zip archive' },
  { magic: Buffer.from('d0cf11e0a1b11ae1', 'hex'), zh: '旧版 Excel 或 Word 文件', en: 'an old Excel or Word file' },
  { magic: Buffer.from('%PDF-', 'latin1'), zh: ' PDF 文件', en: 'a PDF file' },
  { magic: Buffer.from('89504e470d0a1a0a', 'hex'), zh: ' PNG 图片', en: 'a PNG image' },
  { magic: Buffer.from('ffd8ff', 'hex'), zh: ' JPEG 图片', en: 'a JPEG image' },
  { magic: Buffer.from('GIF8', 'latin1'), zh: ' GIF 图片', en: 'a GIF image' },
  { magic: Buffer.from('II*\0', 'latin1'), zh: ' TIFF 图片', en: 'a TIFF image' },
  { magic: Buffer.from('MM\0*', 'latin1'), zh: ' TIFF 图片', en: 'a TIFF image' },
  { magic: Buffer.from('1f8b', 'hex'), zh: '压缩文件', en: 'a compressed file' },
];

function markupOf(head: Buffer): { zh: string; en: string } | undefined {
  const text = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^[þÿï»¿\s]+/, '');
  if (/^<(!doctype html|html|head|body|script|table|meta)\b/i.test(text))
    return { zh: '网页（HTML）', en: 'a web page (HTML)' };
  return /^<(\?xml|!doctype)\b/i.test(text) ? { zh: ' XML 文件', en: 'an XML file' } : undefined;
}

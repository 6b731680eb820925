import { describe, expect, it } from 'vitest';
import { documentFault } from '../../../../functions/uploads/document/document.ts';
import { zipEntries } from '../../../../functions/uploads/document/zip.ts';
import { aJpeg, aPdf, aPng, aZip } from '../../../builders/documents.ts';

const codeOf = (fileName: string, bytes: Uint8Array | string): string | undefined =>
  documentFault(fileName, Buffer.from(bytes))?.code;

const aDocx = aZip('[Content_Types].xml', 'word/document.xml');
const anXlsx = aZip('[Content_Types].xml', 'xl/workbook.xml');
const program = Buffer.from('4d5a90000300000004000000ffff0000', 'hex');

describe('a document', () => {
  it.each([
    ['制度.pdf', aPdf],
    ['制度.PDF', aPdf],
    ['证照.ofd', aZip('OFD.xml', 'Doc_0/Document.xml')],
    ['印章.png', aPng],
    ['证照.jpg', aJpeg],
    ['证照.jpeg', aJpeg],
    ['说明.docx', aDocx],
    ['清单.xlsx', anXlsx],
    ['清单.csv', '站点,值\r\n市南,1\r\n'],
    ['说明.txt', '\ufeff用途说明\n'],
    ['说明.txt', Buffer.from('d3c3cdbecbb5c3f7a3acb9b2c8fdcff2', 'hex')], // GB 18030
  ])('%s is accepted for what it is', (fileName, bytes) => {
    expect(codeOf(fileName, bytes)).toBeUndefined();
  });

  it.each(['制度.pdf', '说明.txt', '说明.docx'])('%s with nothing in it is refused as empty', (fileName) => {
    expect(codeOf(fileName, '')).toBe('empty-file');
  });

  it.each([
    ['制度.pdf', program],
    ['制度.pdf', Buffer.concat([Buffer.from('MZ'), aPdf])],
    ['制度.pdf', aDocx],
    ['印章.png', aJpeg],
    ['证照.jpg', aPng],
    ['说明.docx', anXlsx],
    ['清单.xlsx', aZip('a.exe')],
    ['证照.ofd', aDocx],
    ['说明.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex')], // encrypted, or of the old kind
    ['说明.docx', Buffer.concat([program, aDocx])],
    ['说明.docx', aDocx.subarray(0, aDocx.length - 30)],
    ['说明.txt', program],
    ['清单.csv', Buffer.from('a,b\0\n')],
    ['说明.txt', aPng],
    ['安装.exe', program],
  ])('%s with something else in it is refused', (fileName, bytes) => {
    expect(codeOf(fileName, bytes)).toBe('wrong-content');
  });

  it('that holds macros under the name of one without is refused', () => {
    const entries = ['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'];
    expect(codeOf('说明.docx', aZip(...entries))).toBe('macros');
  });

  it('that is refused is named in both languages', () => {
    const { detail } = documentFault('制度.pdf', program) ?? {};
    expect([detail?.zh, detail?.en]).toEqual([
      expect.stringContaining('制度.pdf'),
      expect.stringContaining('制度.pdf'),
    ]);
  });
});

describe('the entries of an archive', () => {
  it('are those of its directory', () => {
    expect(zipEntries(aZip('a.xml', '目录/b.xml'))).toEqual(['a.xml', '目录/b.xml']);
    expect(zipEntries(aZip())).toBeUndefined();
  });

  it('of no archive, or half of one, are unknown: no cut and no changed byte of the directory brings the check down', () => {
    const whole = aZip('a.xml', 'b.xml');
    for (let length = 0; length < whole.length - 22; length++)
      expect(zipEntries(whole.subarray(0, length)), `cut at ${length}`).toBeUndefined();
    for (let at = 4; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at] = 0xff;
      expect(() => zipEntries(changed), `changed at ${at}`).not.toThrow();
    }
  });
});

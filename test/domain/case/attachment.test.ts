import { describe, expect, it } from 'vitest';
import { attachmentEnding, attachmentType } from '../../../domain/case/attachment.ts';

describe("the ending of a document's name", () => {
  it.each([
    ['制度.pdf', 'pdf', 'application/pdf'],
    ['证照.JPG', 'jpg', 'image/jpeg'],
    ['a.b.docx', 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['证照.ofd', 'ofd', 'application/ofd'],
  ])('%s is accepted as %s', (fileName, ending, type) => {
    expect(attachmentEnding(fileName)).toBe(ending);
    expect(attachmentType(fileName)).toBe(type);
  });

  it.each([
    '安装.exe',
    '网页.html',
    '图.svg',
    '压缩.zip',
    '宏.docm',
    '旧.doc',
    '制度',
    '制度.',
    '.pdf',
    '制度.pdf.exe',
    '制度.pdf ',
    '制度.constructor',
  ])('%s is none that is accepted', (fileName) => {
    expect(attachmentEnding(fileName)).toBeUndefined();
    expect(attachmentType(fileName)).toBe('application/octet-stream');
  });
});

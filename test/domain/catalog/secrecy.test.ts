import { describe, expect, it } from 'vitest';
import { bearsDocumentMark, bearsSecrecyMark, stateSecretFault } from '../../../domain/catalog/secrecy.ts';

describe('the mark of a state secret', () => {
  it.each([
    '绝密',
    '机密★10年',
    '(秘密)区划.csv',
    '秘 密',
    '機密文件',
    '絕密',
    '祕密',
    '涉密人员名单',
    '涉及国家秘密的点位',
    '涉及國家秘密',
    'Top Secret.csv',
    'top-secret',
    'state secret list',
    '秘\u200b密',
  ])('is borne by %s', (text) => {
    expect(bearsSecrecyMark(text)).toBe(true);
  });

  it.each([
    '商业秘密保护指南',
    '商業秘密',
    '商业机密',
    '个人秘密',
    '技术秘密许可',
    '通信秘密',
    '营业秘密',
    '非涉密信息系统',
    '不涉密',
    '保守国家秘密法宣传',
    '秘书处通讯录',
    '秘密书',
    '密云区',
    'secretary.csv',
    '',
  ])('is not borne by %s', (text) => {
    expect(bearsSecrecyMark(text)).toBe(false);
  });

  it('is known inside a document by its star', () => {
    for (const text of ['绝密★', '前文 机密 ★ 20年', '秘密★10年']) expect(bearsDocumentMark(text), text).toBe(true);
    for (const text of ['秘密', '★', '商业秘密', '密★']) expect(bearsDocumentMark(text), text).toBe(false);
  });

  it('is refused with the clause, where there is one', () => {
    expect(stateSecretFault('/title', 'CQ-2')).toMatchObject({
      pointer: '/title',
      detail: { zh: expect.stringContaining('(CQ-2)'), en: expect.stringContaining('(CQ-2)') },
    });
    expect(stateSecretFault('/title', undefined).detail.zh).not.toContain('(');
  });
});

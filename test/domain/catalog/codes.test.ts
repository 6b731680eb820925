import { describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { isCreditCode } from '../../../domain/catalog/credit-code.ts';
import { isIdentityNumber } from '../../../domain/catalog/personal-columns.ts';
import { partsOfResourceCode } from '../../../domain/catalog/resource-code.ts';
import { personasOf } from '../../../local/identity/personas.ts';

describe('a unified social credit code (GB 32100)', () => {
  it.each(['91370200MA0000015J', '91370200MA0000023D', '91350100M000100Y43'])('%s is one', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  it('those of the laptop’s organisations are', () => {
    const codes = personasOf(qingdao).flatMap(({ org }) => (org === undefined ? [] : [org]));
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every(isCreditCode)).toBe(true);
  });

  it.each([
    ['another check character', '91370200MA0000015K'],
    ['a character too few', '91370200MA000001J'],
    ['a character too many', '91370200MA00000151J'],
    ['a letter that has no value', '91370200MI0000015J'],
    ['small letters', '91370200ma0000015j'],
    ['nothing', ''],
  ])('one with %s is none', (_what, code) => {
    expect(isCreditCode(code)).toBe(false);
  });

  it('a change of any single character is found out', () => {
    const code = '91350100M000100Y43';
    for (let at = 0; at < code.length; at++) {
      const other = code[at] === '7' ? '8' : '7';
      expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1)), String(at)).toBe(false);
    }
  });
});

describe('a citizen’s identity number (GB 11643)', () => {
  it.each([
    '11010519491231002X',
    '11010519491231002x',
    ' 440524188001010014 ',
    '110101199003078777',
  ])('%s is one where its birthday is in two centuries', (text) => {
    expect(isIdentityNumber(text)).toBe(!text.includes('1880'));
  });

  it.each([
    ['another check character', '110105194912310021'],
    ['a day that doesn’t exist', '110105194902300026'],
    ['a region that begins with 9', '910105194912310021'],
    ['fifteen digits', '110105491231002'],
    ['letters', 'ABCDEF19491231002X'],
  ])('one with %s is none', (_what, text) => {
    expect(isIdentityNumber(text)).toBe(false);
  });
});

describe('a resource code by the national guide', () => {
  it('tells 类, 项, 目, 细目 and the running number', () => {
    expect(partsOfResourceCode('307013001/000012')).toEqual({
      kind: 'department',
      group: '07',
      list: '013',
      detail: '001',
      number: '000012',
    });
    expect(partsOfResourceCode('101001/1')).toMatchObject({ kind: 'base', detail: '', number: '1' });
    expect(partsOfResourceCode('299999/1')?.kind).toBe('theme');
  });

  it.each([
    '407013/1',
    '300013/1',
    '307000/1',
    '30701/1',
    '307013',
    '307013/',
    '307013/a',
    'x307013/1',
    '307013/1x',
  ])('%s is none', (code) => {
    expect(partsOfResourceCode(code)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternOf } from '../../../domain/data/pattern.ts';

const native = (source: string): RegExp => new RegExp(`^(?:${source})$`, 'u');

describe('a pattern of a dictionary', () => {
  it.each([
    ['\\d{9}', '370212001', true],
    ['\\d{9}', '37021200', false],
    ['[A-Z]{1,3}-?\\d+', 'XX-42', true],
    ['(?:\\d{3,4}-)?\\d{7,8}', '0532-85912345', true],
    ['(鲁|京)[A-Z][\\p{L}\\d]{5}', '鲁B12345', true],
    ['(?<year>\\d{4})年', '2026年', true],
    ['.', '𠮷', true],
    ['\\u{20BB7}', '𠮷', true],
    ['[^@]+@[^@]+\\.[a-z]{2,}', 'a@qd.gov.cn', true],
    ['a|^b$|', '', true],
    ['(?:a*)*b', 'aab', true],
    ['a+?', 'aa', true],
    ['[\\]-]', ']', true],
  ])('%s on %s is %s', (source, text, expected) => {
    expect(patternOf(source)?.(text)).toBe(expected);
    expect(native(source).test(text)).toBe(expected);
  });

  it('agrees with JavaScript on whole texts', () => {
    const { pattern } = fc.letrec((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('a', 'b', '.', '[^a]', '\\w', '^', '$'),
        fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `${one}${other}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(${one}|${other})`),
        fc
          .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}'))
          .map(([p, n]) => `(?:${p})${n}`),
      ),
    }));
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 6 }), (source, text) => {
        expect(patternOf(String(source))?.(text)).toBe(native(String(source)).test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['(a+)+', '(a|a)*', '(?:a?){50}a{50}', '(.*)*x'])('answers %s, made to explode', (source) => {
    expect(patternOf(source)?.(`${'a'.repeat(5000)}!`)).toBe(false);
  });

  it.each([
    '(',
    'a{2,1}',
    '(a)\\1',
    '\\bx',
    '(?=a)a',
    '(?!a)b',
    '(?<=a)b',
    'a{1001}',
    '(?:a{100}){100}',
  ])('does not take %s', (source) => {
    expect(patternOf(source)).toBeUndefined();
  });
});

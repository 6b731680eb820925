import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeMatcher } from '../../../domain/data/like.ts';

describe('likeMatcher', () => {
  it.each([
    ['甲*', '甲乙', true],
    ['*乙', '甲乙', true],
    ['*甲*', '乙甲丙', true],
    ['%a%b%', 'xxaxxbxx', true],
    ['a*a', 'a', false],
    ['a_c', 'abc', true],
    ['a_c', 'ac', false],
    ['_', '𠮷', true],
    ['*_', '𠮷', true],
    ['__', '𠮷', false],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['ABC', 'abc', false],
    ['100\\%', '100%', true],
    ['100\\%', '1000', false],
    ['a\\_b', 'axb', false],
    ['a.c', 'abc', false],
    ['_%', '', false],
    ['%_b_%', 'xby', true],
    ['%_b_%', 'by', false],
    ['%\\%%', 'a%b', true],
    ['_', '\uffff', true],
    ['ab%cd%ef', 'abcdef', true],
    ['ab%bc', 'abc', false],
  ])('%j on %j is %s', (pattern, text, expected) => {
    expect(likeMatcher(pattern, false)?.(text)).toBe(expected);
  });

  it('ignores case where asked', () => {
    expect(likeMatcher('*ITY*', true)?.('City')).toBe(true);
  });

  it('is undefined for a pattern that ends in a lone backslash', () => {
    expect(likeMatcher('a\\', false)).toBeUndefined();
  });

  it('agrees with a regular expression on short texts', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '𠮷'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '𠮷', '%', '_'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, letters, (like, text) => {
        const regex = new RegExp(`^${like.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su');

        expect(likeMatcher(like, false)?.(text)).toBe(regex.test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('answers a pattern made to explode', () => {
    expect(likeMatcher(`${'%a'.repeat(200)}%b`, false)?.('a'.repeat(20_000))).toBe(false);
  });
});

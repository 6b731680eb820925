import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../functions/middleware/language.ts';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['zh-CN', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['fr', 'zh'],
    ['fr, en;q=0.5', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.7, zh;q=0.3', 'en'],
    ['en;q=0.5, zh;q=0.5', 'zh'],
    ['en;q=0', 'zh'],
    ['EN', 'en'],
    ['en;q=much', 'zh'],
  ] as const)('is Chinese unless English is preferred: %s', (accepted, language) => {
    expect(languageOf({ headers: accepted === undefined ? {} : { 'Accept-Language': accepted } })).toBe(language);
  });
});

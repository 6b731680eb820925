import { describe, expect, it } from 'vitest';
import { keyIn, tokenIn } from '../../../domain/access/credentials.ts';

const key = 'pdk_abc';

describe('tokenIn', () => {
  it('finds a bearer token, however the scheme is spelt', () => {
    for (const authorization of ['Bearer a.b.c', 'bearer  a.b.c', 'BEARER a.b.c '])
      expect(tokenIn({ authorization })).toBe('a.b.c');
  });

  it('finds none where there is none, or a key in its place', () => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      'Basic dTpw',
      'DataKey x',
      key,
      `Bearer ${key}`,
      'x Bearer a.b.c',
      'Bearer a.b.c x',
    ])
      expect(tokenIn({ authorization })).toBeUndefined();
    expect(tokenIn({})).toBeUndefined();
  });
});

describe('keyIn', () => {
  it.each([
    { 'x-api-key': key },
    { apikey: key },
    { 'x-ckan-api-key': key },
    { authorization: `Bearer ${key}` },
    { authorization: `DataKey ${key}` },
    { authorization: `datakey ${key}` },
    { authorization: key },
    { authorization: `Bearer  ${key}  ` },
    { authorization: `  `, apikey: ` ${key} ` },
  ])('finds the key in %o', (headers) => {
    expect(keyIn(headers)).toBe(key);
  });

  it('finds it beside a token of a person', () => {
    expect(keyIn({ 'x-api-key': key, authorization: 'Bearer a.b.c' })).toBe(key);
  });

  it('takes an empty header for nothing, and a token for no key', () => {
    for (const headers of [{}, { authorization: '' }, { 'x-api-key': ' ' }, { authorization: 'Bearer a.b.c' }])
      expect(keyIn(headers)).toBeUndefined();
  });

  it('takes no part of a header for a key', () => {
    for (const authorization of [`Basic ${key}`, `x ${key}`, `${key} x`, `Bearer ${key} x`, `xDataKey ${key}`])
      expect(keyIn({ authorization })).toBeUndefined();
  });

  it('passes on what was sent as a key and is none, so that it is refused and not taken for anonymous', () => {
    expect(keyIn({ authorization: 'DataKey nonsense' })).toBe('nonsense');
    expect(keyIn({ apikey: 'nonsense' })).toBe('nonsense');
  });
});

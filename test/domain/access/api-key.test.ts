import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiKey, isWellFormedKey, keyEnding, keyHash, keyOfSecret } from '../../../domain/access/api-key.ts';

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

describe('an API key', () => {
  it('is its prefix and 49 letters and digits, whatever its secret', () => {
    fc.assert(fc.property(secret, (hex) => void expect(keyOfSecret(hex)).toMatch(/^pdk_[0-9A-Za-z]{49}$/)));
  });

  it('is well-formed as it is made', () => {
    fc.assert(fc.property(secret, (hex) => void expect(isWellFormedKey(keyOfSecret(hex))).toBe(true)));
  });

  it('with any one character mistyped is told without a look-up', () => {
    const place = fc.integer({ min: 4, max: 52 });
    const letter = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
    fc.assert(
      fc.property(secret, place, letter, (hex, at, typed) => {
        const key = keyOfSecret(hex);
        fc.pre(key[at] !== typed);
        expect(isWellFormedKey(key.slice(0, at) + typed + key.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('cut short, lengthened, of another prefix or empty is none', () => {
    const key = keyOfSecret('ab'.repeat(32));
    for (const wrong of [
      '',
      'pdk_',
      key.slice(0, -1),
      `${key}0`,
      key.replace('pdk_', 'pkd_'),
      ` ${key}`,
      'eyJh.eyJz.c2ln',
    ])
      expect(isWellFormedKey(wrong)).toBe(false);
  });

  it('differs where the secret differs', () => {
    fc.assert(fc.property(secret, secret, (a, b) => void expect(keyOfSecret(a) === keyOfSecret(b)).toBe(a === b)));
  });

  it('is not made of fewer than 256 bits', () => {
    expect(() => keyOfSecret('ab'.repeat(31))).toThrow('256 bits');
  });

  it.each([
    'ab'.repeat(33),
    `x${'ab'.repeat(32)}`,
    `${'ab'.repeat(32)}x`,
    'AB'.repeat(32),
  ])('is not made of %s', (secretHex) => {
    expect(() => keyOfSecret(secretHex)).toThrow('in hex');
  });

  it('stays the same from version to version, for it is kept for years', () => {
    expect(keyOfSecret('01'.repeat(32))).toBe('pdk_0El6XFXwsUFD8J2vGxsaboW7rZYnQRBP5d9erwRwd293g9EQc');
    expect(keyOfSecret('00'.repeat(32))).toBe('pdk_00000000000000000000000000000000000000000003O9xIA');
  });

  it('is stored as a hash that another pepper makes differently', () => {
    const key = keyOfSecret('01'.repeat(32));
    expect(keyHash(key, 'pepper')).toMatch(/^[0-9a-f]{64}$/);
    expect(keyHash(key, 'pepper')).not.toBe(keyHash(key, 'another'));
  });

  it('is kept without itself, under its owner', () => {
    const kept = {
      id: 'key-1',
      owner: 'company',
      name: '生产环境',
      grants: ['case-1'],
      hash: 'a'.repeat(64),
      ending: 'wxyz',
      generation: 1,
      place: 1,
      createdAt: '2026-10-16T00:00:00.000Z',
    };
    expect(ApiKey.parse({ ...kept, key: 'pdk_abc' })).toEqual(kept);
    for (const broken of [{ owner: '' }, { generation: 0 }, { place: 0 }, { createdAt: 'yesterday' }])
      expect(ApiKey.safeParse({ ...kept, ...broken }).success).toBe(false);
  });

  it('shows its last four characters in lists', () => {
    const key = keyOfSecret('01'.repeat(32));
    expect(key.endsWith(keyEnding(key))).toBe(true);
    expect(keyEnding(key)).toHaveLength(4);
  });
});

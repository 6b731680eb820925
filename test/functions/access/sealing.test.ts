import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../functions/access/sealing.ts';

const sealed = seal('pdk_x', { id: 'k1', pepper: 'pepper', nonce: '0'.repeat(32) });

describe('a sealed key', () => {
  it('is shown again to whoever holds the pepper', () => {
    expect(unseal(sealed, { id: 'k1', pepper: 'pepper' })).toBe('pdk_x');
    expect(sealed).not.toContain('pdk_x');
  });

  it('is shown to nobody else, nor as another key, nor once it was changed', () => {
    const bytes = Buffer.from(sealed, 'base64');
    bytes[14] = (bytes[14] ?? 0) ^ 1;
    expect(() => unseal(sealed, { id: 'k1', pepper: 'another' })).toThrow();
    expect(() => unseal(sealed, { id: 'k2', pepper: 'pepper' })).toThrow();
    expect(() => unseal(bytes.toString('base64'), { id: 'k1', pepper: 'pepper' })).toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { floodGuardOf, floodGuards } from '../../../domain/access/flood-guard.ts';

describe('the flood guard', () => {
  it('has 32 keys of the 20 to 128 characters that API Gateway takes, all different', () => {
    const guards = floodGuards('qingdao');
    expect(new Set(guards).size).toBe(32);
    expect(guards[3]).toBe('public-data-flood-guard-qingdao-03');
    expect(guards.every((guard) => guard.length >= 20 && guard.length <= 128)).toBe(true);
  });

  it('shares no key between two cities of one account', () => {
    expect(floodGuards('qingdao').filter((guard) => floodGuards('dazhou').includes(guard))).toEqual([]);
  });

  it('gives everybody the same key each time, and one of the 32', () => {
    const guards = floodGuards('qingdao');
    for (const who of ['person:a', 'person:b', '203.0.113.9', '']) {
      expect(floodGuardOf('qingdao', who)).toBe(floodGuardOf('qingdao', who));
      expect(guards).toContain(floodGuardOf('qingdao', who));
    }
  });

  it('spreads callers over all of them', () => {
    const used = new Set(Array.from({ length: 2000 }, (_, n) => floodGuardOf('qingdao', `person:${n}`)));
    expect(used.size).toBe(32);
  });
});

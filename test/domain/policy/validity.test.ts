import { describe, expect, it } from 'vitest';
import { LocalDate } from '../../../domain/calendar/dates.ts';
import { validityNotice, validityOf } from '../../../domain/policy/validity.ts';
import { madeUpPolicy } from '../../builders/policy.ts';

const policy = madeUpPolicy({ policy: { inForce: { from: '2023-08-01', to: '2025-08-01' } } });
const on = (date: string) => LocalDate.parse(date);

describe('a regulation', () => {
  it.each([
    ['2023-07-31', 'not-yet'],
    ['2023-08-01', 'in-force'],
    ['2025-08-01', 'in-force'],
    ['2025-08-02', 'expired'],
  ])('is on %s %s', (date, validity) => {
    expect(validityOf(policy, on(date))).toBe(validity);
    expect(validityNotice(policy, on(date)) === undefined).toBe(validity === 'in-force');
  });

  it('without days is in force on any', () => {
    expect(validityOf(madeUpPolicy(), on('1999-01-01'))).toBe('in-force');
  });

  it.each([
    ['1999-01-01', { from: '2000-01-01' }, 'not-yet'],
    ['2999-01-01', { from: '2000-01-01' }, 'in-force'],
    ['1999-01-01', { to: '2000-01-01' }, 'in-force'],
    ['2999-01-01', { to: '2000-01-01' }, 'expired'],
  ])('is on %s, with the one day %j, %s', (date, inForce, validity) => {
    expect(validityOf(madeUpPolicy({ policy: { inForce } }), on(date))).toBe(validity);
  });

  it('outside its time says which day it was, and what holds then', () => {
    expect(validityNotice(policy, on('2026-11-02'))?.zh).toContain(`2025-08-01,已经届满。${policy.transition.zh}`);
    expect(validityNotice(policy, on('2023-01-01'))?.en).toContain('comes into force on 2023-08-01');
  });
});

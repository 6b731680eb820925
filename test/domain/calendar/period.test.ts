import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { countPeriod } from '../../../domain/calendar/count.ts';
import { extendBy, extendTo, Period } from '../../../domain/calendar/period.ts';
import { refusalOf } from '../../builders/refusal.ts';
import { calendarDays, fixedDate, on, workingDays } from './builders.ts';

const dueOn = (period: ReturnType<typeof workingDays>): string =>
  countPeriod(calendarOf(), { startedOn: on('2026-09-28'), period }).dueOn;

describe('a period', () => {
  it.each([workingDays(5), calendarDays(30), fixedDate('2026-05-31')])('is written as %o', (period) => {
    expect(Period.parse(period)).toEqual(period);
  });

  it.each([
    { unit: 'week', length: 2 },
    { unit: 'working-day', length: 0 },
    { unit: 'working-day', length: 2.5 },
    { unit: 'date', on: '31 May' },
    { unit: 'date', length: 3 },
  ])('is not written as %o', (period) => {
    expect(Period.safeParse(period).success).toBe(false);
  });
});

describe('an extension', () => {
  it('CQ-22b: by ten working days makes twenty in all, counted from the same start', () => {
    expect(extendBy(workingDays(10), 10)).toEqual(workingDays(20));
    expect([dueOn(workingDays(10)), dueOn(extendBy(workingDays(10), 10))]).toEqual(['2026-10-16', '2026-10-30']);
  });

  it('JF-19b: to fifteen working days makes fifteen in all', () => {
    expect(extendTo(workingDays(5), 15)).toEqual(workingDays(15));
    expect([dueOn(workingDays(5)), dueOn(extendTo(workingDays(5), 15))]).toEqual(['2026-10-10', '2026-10-23']);
  });

  it('DZ-20b: by five working days makes ten', () => {
    expect(extendBy(workingDays(5), 5)).toEqual(workingDays(10));
  });

  it('keeps the unit and whatever else the period carries', () => {
    expect(extendBy({ ...calendarDays(30), clause: 'DZ-16.2' }, 5)).toEqual({ ...calendarDays(35), clause: 'DZ-16.2' });
  });

  it('to the length that the period has already leaves it as it is', () => {
    expect(extendTo(workingDays(15), 15)).toEqual(workingDays(15));
  });

  it('refuses a shorter total', () => {
    expect(() => extendTo(workingDays(5), 4)).toThrow("the period has 5 days; it can't be extended to 4");
    expect(() => extendBy(workingDays(5), -1)).toThrow("the period has 5 days; it can't be extended to 4");
  });

  it('is refused as what the caller asked wrongly', () => {
    expect(refusalOf(() => extendTo(workingDays(5), 4)).code).toBe('invalid-request');
  });

  it('refuses a part of a day', () => {
    expect(() => extendTo(workingDays(5), 7.5)).toThrow("can't be extended to 7.5");
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateOfDayNumber,
  dayNumberOf,
  endOfDay,
  Instant,
  instantOf,
  LocalDate,
  localDateOf,
  millisOf,
  nextMidnight,
  startOfDay,
  weekdayOf,
} from '../../../domain/calendar/dates.ts';
import { at, on } from './builders.ts';

describe('a local date', () => {
  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00',
    '',
  ])('refuses %j, which is no day', (text) => expect(LocalDate.safeParse(text).success).toBe(false));

  it('knows the leap days of 2024 and 2000', () => {
    expect([addDays(on('2024-02-28'), 1), addDays(on('2000-03-01'), -1)]).toEqual(['2024-02-29', '2000-02-29']);
  });

  it('has the weekday that everyone else gives it', () => {
    const week = ['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04'];
    expect(week.map((date) => weekdayOf(on(date)))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(weekdayOf(on('1969-12-28'))).toBe(7);
  });

  it('is numbered without gaps and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 2_000_000 }), (dayNumber) => {
        expect(dayNumberOf(dateOfDayNumber(dayNumber))).toBe(dayNumber);
      }),
    );
  });

  it('refuses a day that four digits of a year cannot write', () => {
    expect(() => addDays(on('9999-12-31'), 1)).toThrow();
  });
});

describe('an instant', () => {
  it.each([
    '2026-10-16T16:00:00Z',
    '2026-10-17T00:00:00.000+08:00',
    '2026-02-29T00:00:00.000Z',
    '2026-10-16',
  ])('refuses %j, so that instants compare as text', (text) => expect(Instant.safeParse(text).success).toBe(false));

  it('is an epoch time and back', () => {
    expect(millisOf(instantOf(1_790_000_000_123))).toBe(1_790_000_000_123);
  });
});

describe('a day in the city', () => {
  it('lasts until 23:59:59.999+08:00', () => {
    expect(localDateOf(at('2026-10-16T15:59:59.999Z'))).toBe('2026-10-16');
    expect(localDateOf(at('2026-10-16T16:00:00.000Z'))).toBe('2026-10-17');
  });

  it('starts at 00:00 and ends at 24:00, which is the start of the next', () => {
    expect(startOfDay(on('2026-10-16'))).toBe('2026-10-15T16:00:00.000Z');
    expect(endOfDay(on('2026-10-16'))).toBe('2026-10-16T16:00:00.000Z');
    expect(endOfDay(on('2026-12-31'))).toBe(startOfDay(on('2027-01-01')));
  });

  it('is followed by the next midnight, and midnight by the one after', () => {
    expect(nextMidnight(at('2026-10-16T15:59:59.999Z'))).toBe('2026-10-16T16:00:00.000Z');
    expect(nextMidnight(at('2026-10-16T16:00:00.000Z'))).toBe('2026-10-17T16:00:00.000Z');
  });

  it('contains every instant from its start to just before its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2004, 0, 1), max: Date.UTC(2041, 0, 1) }), (millis) => {
        const instant = instantOf(millis);
        const date = localDateOf(instant);
        expect(startOfDay(date) <= instant && instant < endOfDay(date)).toBe(true);
        expect(nextMidnight(instant)).toBe(endOfDay(date));
      }),
    );
  });

  it('can be written from the first day that may be given to the last', () => {
    for (const day of ['0001-01-01', '9999-12-30'].map((each) => LocalDate.parse(each))) {
      expect(startOfDay(day) < endOfDay(day)).toBe(true);
    }
    for (const day of ['0000-01-01', '0000-12-31', '9999-12-31']) expect(LocalDate.safeParse(day).success).toBe(false);
  });
});

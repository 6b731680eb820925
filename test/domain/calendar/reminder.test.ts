import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { localDateOf, startOfDay } from '../../../domain/calendar/dates.ts';
import type { Period } from '../../../domain/calendar/period.ts';
import { reminderInstant } from '../../../domain/calendar/reminder.ts';
import { calendarDays, fixedDate, on, workingDays } from './builders.ts';

const calendar = calendarOf();
const reminded = (startedOn: string, period: Period, atDay?: number): string =>
  localDateOf(reminderInstant(calendar, { startedOn: on(startedOn), period, atDay }));

describe('the reminder of working days', () => {
  it('QD-17.2a: comes at 00:00 of day 4 of 5', () => {
    const instant = reminderInstant(calendar, { startedOn: on('2026-09-07'), period: workingDays(5) });
    expect(instant).toBe('2026-09-10T16:00:00.000Z');
    expect(instant).toBe(startOfDay(on('2026-09-11')));
  });

  it('QD-17.2b: comes on day 7 of 10, across National Day', () => {
    expect(reminded('2026-09-28', workingDays(10))).toBe('2026-10-13');
  });

  it.each([
    [1, '2026-09-08'],
    [2, '2026-09-09'],
    [3, '2026-09-10'],
    [4, '2026-09-10'],
    [20, '2026-09-24'],
  ])('comes on the first day of the last third of %i', (length, date) => {
    expect(reminded('2026-09-07', workingDays(length))).toBe(date);
  });

  it("comes on the day that the city's file names", () => {
    expect(reminded('2026-09-28', workingDays(10), 9)).toBe('2026-10-15');
  });

  it.each([0, 11, 1.5])('has no day %d of ten', (atDay) => {
    expect(() => reminded('2026-09-28', workingDays(10), atDay)).toThrow(RangeError);
  });
});

describe('the reminder of calendar days', () => {
  it('DZ-16.2: comes on day 21 of 30', () => {
    expect(reminded('2026-03-02', calendarDays(30))).toBe('2026-03-23');
  });

  it('DZ-16.2: waits for the next working day where that day is off', () => {
    expect(reminded('2026-02-28', calendarDays(30))).toBe('2026-03-23'); // day 21 is a Saturday
  });

  it('comes no later than the day to aim at, before a long holiday', () => {
    expect(reminded('2026-09-28', calendarDays(9))).toBe('2026-09-30'); // day 7 is 5 October
  });
});

describe('the reminder of a fixed date', () => {
  it('QD-10b: comes with the last third of the days until then', () => {
    expect(reminded('2026-03-02', fixedDate('2026-05-31'))).toBe('2026-05-06'); // day 61 of 90 is 2 May
  });

  it('comes on the date itself where none is left', () => {
    expect(reminded('2026-06-01', fixedDate('2026-05-31'))).toBe('2026-05-31');
    expect(reminded('2026-05-29', fixedDate('2026-05-31'))).toBe('2026-05-31');
  });
});

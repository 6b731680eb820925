import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { countPeriod } from '../../../domain/calendar/count.ts';
import { arrangement, arrangement2027, calendarDays, on, workingDays } from './builders.ts';

const before = calendarOf();
const after = calendarOf({ published: [arrangement2027] });

describe('a period that runs into a year without a calendar', () => {
  it('QD-17.2b: is provisional, by weekends and the statutory holidays', () => {
    const counted = countPeriod(before, { startedOn: on('2026-12-28'), period: workingDays(5) });
    expect(counted).toMatchObject({ dueOn: '2027-01-05', provisional: true });
    expect(counted.explain.at(4)).toEqual({
      date: '2027-01-01',
      counted: null,
      reason: 'holiday',
      name: '元旦',
      provisional: true,
    });
  });

  it('QD-17.2b: becomes final, and moves, once the year is published', () => {
    const counted = countPeriod(after, { startedOn: on('2026-12-28'), period: workingDays(5) });
    expect(counted).toMatchObject({ dueOn: '2027-01-06', provisional: false });
    expect(counted.explain.some((day) => day.provisional)).toBe(false);
  });

  it('is not provisional if it ends with the last published day', () => {
    const counted = countPeriod(before, { startedOn: on('2026-12-28'), period: workingDays(3) });
    expect(counted).toMatchObject({ dueOn: '2026-12-31', provisional: false });
  });

  it('moves even before the year begins, when the notice reaches back into December', () => {
    const counted = countPeriod(after, { startedOn: on('2026-12-28'), period: workingDays(3) });
    expect(counted).toMatchObject({ dueOn: '2027-01-04', provisional: false });
  });

  it('DZ-16.2: is provisional for calendar days too, whose last day may roll', () => {
    const thirty = { startedOn: on('2026-12-02'), period: calendarDays(30) };
    expect(countPeriod(before, thirty)).toMatchObject({
      targetOn: '2026-12-31',
      dueOn: '2027-01-04',
      provisional: true,
    });
    expect(countPeriod(after, thirty)).toMatchObject({
      targetOn: '2026-12-30',
      dueOn: '2027-01-04',
      provisional: false,
    });
  });

  it('is not provisional for its day of receipt alone, which counts nothing', () => {
    const skipping = calendarOf({ published: [arrangement(2028, ['2028-01-01', '2028-01-03'])] });
    const counted = countPeriod(skipping, { startedOn: on('2027-12-31'), period: workingDays(1) });
    expect(counted).toMatchObject({ dueOn: '2028-01-04', provisional: false });
    expect(counted.explain.at(0)?.provisional).toBe(true);
  });

  it('counts the substitute days off of a provisional year', () => {
    const counted = countPeriod(before, { startedOn: on('2027-02-03'), period: workingDays(2) });
    expect(counted).toMatchObject({ dueOn: '2027-02-11', provisional: true });
  });
});

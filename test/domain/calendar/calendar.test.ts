import { describe, expect, it } from 'vitest';
import { CalendarDay, CalendarHorizonError, calendarOf, daysOfYear } from '../../../domain/calendar/calendar.ts';
import { ningxia } from '../../../domain/calendar/region.ts';
import { refusalOf } from '../../builders/refusal.ts';
import { arrangement, arrangement2027, on } from './builders.ts';

const calendar = calendarOf();

describe('the national calendar', () => {
  it.each([
    ['2026-09-28', 'workday', undefined, true],
    ['2026-09-19', 'weekend', undefined, false],
    ['2026-10-05', 'holiday', '国庆节', false],
    ['2026-10-03', 'holiday', '国庆节', false],
    ['2026-10-10', 'make-up-workday', '国庆节', true],
  ])('says of %s: %s', (date, reason, name, working) => {
    expect(calendar.day(on(date))).toEqual({ date, working, reason, ...(name && { name }), provisional: false });
  });

  it('gives each day in the one shape that days have, a region’s too', () => {
    const region = calendarOf({ region: ningxia });
    const days = ['2026-09-28', '2026-09-19', '2026-10-05', '2026-10-10', '2020-05-25'].map((date) =>
      region.day(on(date)),
    );
    expect(days.map((day) => CalendarDay.parse(day))).toEqual(days);
    expect(CalendarDay.safeParse({ ...days[0], counted: 1 }).success).toBe(false);
  });

  it('is published up to 2026', () => {
    expect(calendar.lastPublishedYear).toBe(2026);
  });

  it('names the notices of a year, of which 2020 has two and 2027 none yet', () => {
    expect(calendar.sourcesOf(2020)).toEqual([
      '国务院办公厅关于2020年部分节假日安排的通知；国务院办公厅关于延长2020年春节假期的通知',
    ]);
    expect(calendar.sourcesOf(2027)).toEqual([]);
  });

  it('shows a whole year', () => {
    const days = daysOfYear(calendar, 2024);
    expect([days.length, days.at(0)?.date, days.at(-1)?.date]).toEqual([366, '2024-01-01', '2024-12-31']);
    expect(days.filter((day) => day.working)).toHaveLength(251);
  });
});

describe('the horizon', () => {
  it.each(['2003-12-31', '2041-01-01'])('refuses %s, telling how far the calendar reaches', (date) => {
    expect(() => calendar.day(on(date))).toThrow(CalendarHorizonError);
    expect(() => calendar.day(on(date))).toThrow(`the calendar reaches from 2004 to 2040; ${date} lies outside`);
  });

  it('is a refusal of its own', () => {
    expect(refusalOf(() => calendar.day(on('2041-01-01')))).toMatchObject({
      code: 'invalid-request',
      name: 'CalendarHorizonError',
    });
  });

  it('still answers for its first and last day', () => {
    expect(calendar.day(on('2004-01-01')).provisional).toBe(false);
    expect(calendar.day(on('2040-12-31')).provisional).toBe(true);
  });
});

describe('a year published later', () => {
  it('is no longer provisional and moves the horizon', () => {
    const published = calendarOf({ published: [arrangement2027] });
    expect(calendar.day(on('2027-01-04')).provisional).toBe(true);
    expect(published.day(on('2027-01-04'))).toEqual({
      date: '2027-01-04',
      working: true,
      reason: 'workday',
      provisional: false,
    });
    expect(published.lastPublishedYear).toBe(2027);
    expect(published.sourcesOf(2027)).toEqual([arrangement2027.source]);
  });

  it('has the last word on the December before it', () => {
    expect(calendarOf({ published: [arrangement2027] }).day(on('2026-12-31')).reason).toBe('holiday');
  });

  it('keeps that last word when the year before is published again', () => {
    const corrected2026 = arrangement(2026, ['2026-01-01']);
    const both = calendarOf({ published: [arrangement2027, corrected2026] });
    expect(both.day(on('2026-12-31')).reason).toBe('holiday');
    expect(both.day(on('2026-10-01')).reason).toBe('workday');
  });

  it('keeps it too when it was published before the year that it reaches into', () => {
    const earlier = arrangement(2028, ['2027-12-25', '2028-01-01']);
    const later = arrangement(2027, ['2027-01-01'], ['2027-12-25']);
    expect(calendarOf({ published: [earlier, later] }).day(on('2027-12-25')).reason).toBe('holiday');
  });

  it('replaces a built-in one of the same number, the last published winning', () => {
    const first = arrangement(2026, ['2026-01-01', '2026-03-02']);
    const second = arrangement(2026, ['2026-01-01', '2026-03-03']);
    const day = (date: string) => calendarOf({ published: [first, second] }).day(on(date)).reason;
    expect([day('2026-03-02'), day('2026-03-03'), day('2026-10-01')]).toEqual(['workday', 'holiday', 'workday']);
  });

  it('leaves a year skipped before it provisional', () => {
    const skipping = calendarOf({ published: [arrangement(2028, ['2027-12-31', '2028-01-01'])] });
    expect(skipping.lastPublishedYear).toBe(2026);
    expect(skipping.day(on('2027-12-31'))).toMatchObject({ reason: 'holiday', provisional: true });
    expect(skipping.day(on('2028-01-01')).provisional).toBe(false);
  });

  it('may lie beyond what can be foreseen', () => {
    expect(calendarOf({ published: [arrangement(2041, ['2041-01-01'])] }).day(on('2041-01-01')).reason).toBe('holiday');
  });
});

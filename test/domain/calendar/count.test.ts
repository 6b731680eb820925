import { describe, expect, it } from 'vitest';
import { CalendarHorizonError, calendarOf } from '../../../domain/calendar/calendar.ts';
import { CountedPeriod, countPeriod } from '../../../domain/calendar/count.ts';
import { localDateOf } from '../../../domain/calendar/dates.ts';
import { Period } from '../../../domain/calendar/period.ts';
import { at, calendarDays, fixedDate, on, workingDays } from './builders.ts';

const calendar = calendarOf();
const dueOn = (startedOn: string, period: Period): string =>
  countPeriod(calendar, { startedOn: on(startedOn), period }).dueOn;

describe('working days', () => {
  it('QD-17.2a: gives the regulator five working days, the day of receipt being day zero', () => {
    expect(dueOn('2026-09-07', workingDays(5))).toBe('2026-09-14');
  });

  it('QD-12.2a: gives two working days for the formal review', () => {
    expect(dueOn('2026-09-07', workingDays(2))).toBe('2026-09-09');
  });

  it('QD-17.2b: gives ten working days across National Day 2026 and its make-up Saturday', () => {
    const counted = countPeriod(calendar, { startedOn: on('2026-09-28'), period: workingDays(10) });
    expect(counted).toMatchObject({ dueOn: '2026-10-16', dueAt: '2026-10-16T16:00:00.000Z', provisional: false });
    expect(counted.targetOn).toBeUndefined();
    expect(counted.explain.map(({ date, counted: n, reason }) => `${date.slice(5)} ${n ?? '-'} ${reason}`)).toEqual([
      '09-28 0 workday',
      '09-29 1 workday',
      '09-30 2 workday',
      '10-01 - holiday',
      '10-02 - holiday',
      '10-03 - holiday',
      '10-04 - holiday',
      '10-05 - holiday',
      '10-06 - holiday',
      '10-07 - holiday',
      '10-08 3 workday',
      '10-09 4 workday',
      '10-10 5 make-up-workday',
      '10-11 - weekend',
      '10-12 6 workday',
      '10-13 7 workday',
      '10-14 8 workday',
      '10-15 9 workday',
      '10-16 10 workday',
    ]);
  });

  it('QD-17.2a: counts the make-up Saturdays around Spring Festival 2026 and none of its nine days', () => {
    expect(dueOn('2026-02-13', workingDays(1))).toBe('2026-02-14');
    expect(dueOn('2026-02-13', workingDays(5))).toBe('2026-02-27');
    expect(dueOn('2026-02-13', workingDays(6))).toBe('2026-02-28');
  });

  it('QD-17.2a: starts on Monday for a filing of Friday 23:59:59.999, of Saturday and of Sunday alike', () => {
    const filings = ['2026-09-11T15:59:59.999Z', '2026-09-11T16:00:00.000Z', '2026-09-13T15:59:59.999Z'];
    const received = filings.map((filing) => localDateOf(at(filing)));
    expect(received).toEqual(['2026-09-11', '2026-09-12', '2026-09-13']);
    expect(received.map((date) => dueOn(date, workingDays(5)))).toEqual(['2026-09-18', '2026-09-18', '2026-09-18']);
  });

  it('QD-17.2a: gives a filing of Monday 00:00 a day more than one of a millisecond before', () => {
    expect(dueOn(localDateOf(at('2026-09-13T16:00:00.000Z')), workingDays(5))).toBe('2026-09-20'); // a make-up Sunday
  });

  it('QD-17.2a: takes a make-up Saturday of receipt for day zero like any other', () => {
    expect(dueOn('2026-10-10', workingDays(5))).toBe('2026-10-16');
  });

  it('QD-12.2a: may end on a make-up Sunday', () => {
    expect(dueOn('2026-09-17', workingDays(2))).toBe('2026-09-20');
  });

  it('counts the leap day', () => {
    expect(dueOn('2024-02-28', workingDays(1))).toBe('2024-02-29');
  });

  it('QD-18c: gives twenty working days for the opening', () => {
    expect(dueOn('2026-04-20', workingDays(20))).toBe('2026-05-20');
  });
});

describe('calendar days', () => {
  it('DZ-16.2: thirty days that end on a working day have one date', () => {
    const counted = countPeriod(calendar, { startedOn: on('2026-03-02'), period: calendarDays(30) });
    expect(counted).toMatchObject({ targetOn: '2026-04-01', dueOn: '2026-04-01', dueAt: '2026-04-01T16:00:00.000Z' });
  });

  it('DZ-16.2: thirty days that end in National Day aim at the working day before and end with the one after', () => {
    const counted = countPeriod(calendar, { startedOn: on('2026-09-05'), period: calendarDays(30) });
    expect(counted).toMatchObject({ targetOn: '2026-09-30', dueOn: '2026-10-08', dueAt: '2026-10-08T16:00:00.000Z' });
    expect(counted.explain.slice(29).map(({ date, counted: n, reason }) => [date.slice(5), n, reason])).toEqual([
      ['10-04', 29, 'holiday'],
      ['10-05', 30, 'holiday'],
      ['10-06', null, 'holiday'],
      ['10-07', null, 'holiday'],
      ['10-08', null, 'workday'],
    ]);
  });

  it('DZ-16.2: thirty days that end on a make-up Saturday end there', () => {
    const counted = countPeriod(calendar, { startedOn: on('2026-09-10'), period: calendarDays(30) });
    expect(counted).toMatchObject({ targetOn: '2026-10-10', dueOn: '2026-10-10' });
  });

  it('aim at the due day where the whole period is off', () => {
    const counted = countPeriod(calendar, { startedOn: on('2026-09-30'), period: calendarDays(2) });
    expect(counted).toMatchObject({ targetOn: '2026-10-08', dueOn: '2026-10-08' });
  });
});

describe('a fixed date', () => {
  it('QD-10b: 31 May stays 31 May, a Sunday in 2026', () => {
    const counted = countPeriod(calendar, { startedOn: on('2026-01-05'), period: fixedDate('2026-05-31') });
    expect(counted).toEqual({
      startedOn: '2026-01-05',
      dueOn: '2026-05-31',
      dueAt: '2026-05-31T16:00:00.000Z',
      provisional: false,
      explain: [{ date: '2026-05-31', counted: null, reason: 'weekend' }],
    });
  });

  it('QD-10b: is certain even in a year without a calendar', () => {
    const counted = countPeriod(calendar, { startedOn: on('2026-09-01'), period: fixedDate('2027-05-31') });
    expect(counted.provisional).toBe(false);
  });
});

describe('what is counted', () => {
  it('refuses to run over the horizon, however long the period', () => {
    const endless = { startedOn: on('2026-01-01'), period: calendarDays(Number.MAX_SAFE_INTEGER) };
    expect(() => countPeriod(calendar, endless)).toThrow(CalendarHorizonError);
  });

  it('is a period with a whole, positive length', () => {
    const periods = [workingDays(0), workingDays(-1), workingDays(1.5), { unit: 'hour', length: 1 }, { unit: 'date' }];
    expect(periods.filter((period) => Period.safeParse(period).success)).toEqual([]);
  });

  it.each([
    workingDays(10),
    calendarDays(30),
    fixedDate('2026-10-31'),
  ])('comes out as its schema says: %j', (period) => {
    const counted = countPeriod(calendar, { startedOn: on('2026-09-28'), period });
    expect(CountedPeriod.parse(counted)).toEqual(counted);
  });
});

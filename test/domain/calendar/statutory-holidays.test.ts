import { describe, expect, it } from 'vitest';
import { calendarOf, daysOfYear } from '../../../domain/calendar/calendar.ts';
import { weekdayOf } from '../../../domain/calendar/dates.ts';
import { statutoryHolidays } from '../../../domain/calendar/statutory-holidays.ts';
import { movingFestivals } from './astronomy.ts';

const foreseenYears = Array.from({ length: 14 }, (_, index) => 2027 + index);

const daysNamed = (year: number, name: string): string[] =>
  [...statutoryHolidays(year)].filter(([, given]) => given === name).map(([date]) => date);

const offIn = (year: number) => [...statutoryHolidays(year)].map(([date, name]) => `${date} ${name}`).sort();

describe('the holidays of a year without a notice', () => {
  it('are those of the regulation, with a substitute for each day on a weekend: 2027', () => {
    expect(offIn(2027)).toEqual([
      '2027-01-01 元旦',
      '2027-02-05 春节',
      '2027-02-06 春节',
      '2027-02-07 春节',
      '2027-02-08 春节',
      '2027-02-09 春节补假',
      '2027-02-10 春节补假',
      '2027-04-05 清明节',
      '2027-05-01 劳动节',
      '2027-05-02 劳动节',
      '2027-05-03 劳动节补假',
      '2027-05-04 劳动节补假',
      '2027-06-09 端午节',
      '2027-09-15 中秋节',
      '2027-10-01 国庆节',
      '2027-10-02 国庆节',
      '2027-10-03 国庆节',
      '2027-10-04 国庆节补假',
      '2027-10-05 国庆节补假',
    ]);
  });

  it.each([
    [2028, '2028-10-05'],
    [2031, '2031-10-06'],
    [2039, '2039-10-06'],
  ])('move 中秋节 behind 国庆节 where they meet, as the notice for 2009 did: %i', (year, date) => {
    expect(daysNamed(year, '中秋节补假')).toEqual([date]);
    expect(daysNamed(year, '国庆节')).toHaveLength(3);
  });

  it.each(foreseenYears)('free thirteen working days, neither more nor fewer: %i', (year) => {
    const freed = daysOfYear(calendarOf(), year).filter((day) => day.reason === 'holiday' && weekdayOf(day.date) < 6);
    expect(freed).toHaveLength(13);
  });

  it.each(foreseenYears)('fall on the lunar days that moon and sun give: %i', (year) => {
    expect([
      daysNamed(year, '春节')[0],
      daysNamed(year, '清明节')[0],
      daysNamed(year, '端午节')[0],
      statutoryMidAutumn(year),
    ]).toEqual(movingFestivals(year));
  });

  it('end with 2040', () => {
    expect(() => statutoryHolidays(2041)).toThrow('no lunar dates are held for 2041');
  });
});

/** Where 中秋节 meets 国庆节 the day bears the other name. */
function statutoryMidAutumn(year: number): string | undefined {
  const own = daysNamed(year, '中秋节')[0];
  return own ?? daysNamed(year, '国庆节').find((date) => movingFestivals(year)[3] === date);
}

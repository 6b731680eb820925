import { describe, expect, it } from 'vitest';
import { CalendarYear } from '../../../domain/calendar/year.ts';

const year2027 = {
  year: 2027,
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  holidays: [{ date: '2027-01-01', name: '元旦' }],
  makeUpDays: [{ date: '2027-01-09', name: '元旦' }],
};

const faultsOf = (year: unknown): string[] =>
  (CalendarYear.safeParse(year).error?.issues ?? []).map(({ path, message }) => `${path.join('/')}: ${message}`);

describe('a published year', () => {
  it('may reach back into the December before it', () => {
    const reachingBack = { ...year2027, holidays: [...year2027.holidays, { date: '2026-12-31', name: '元旦' }] };
    expect(faultsOf(reachingBack)).toEqual([]);
  });

  it('names every fault at once', () => {
    const wrong = {
      ...year2027,
      holidays: [
        { date: '2028-01-01', name: '元旦' },
        { date: '2026-11-30', name: '元旦' },
        { date: '2027-10-01', name: '国庆节' },
      ],
      makeUpDays: [
        { date: '2027-10-01', name: '国庆节' },
        { date: '2027-10-11', name: '国庆节' },
      ],
    };
    expect(faultsOf(wrong)).toEqual([
      'holidays/0/date: 2028-01-01 is neither in 2027 nor in the December before it',
      'holidays/1/date: 2026-11-30 is neither in 2027 nor in the December before it',
      'makeUpDays/0/date: 2027-10-01 is named twice',
      'makeUpDays/0/date: 2027-10-01 is no weekend day, so nothing is made up on it',
      'makeUpDays/1/date: 2027-10-11 is no weekend day, so nothing is made up on it',
    ]);
  });

  it('has days off, each with a festival, a source, and no other field', () => {
    expect(faultsOf({ ...year2027, holidays: [] })).toHaveLength(1);
    expect(faultsOf({ ...year2027, holidays: [{ date: '2027-01-01', name: '' }] })).toHaveLength(1);
    expect(faultsOf({ ...year2027, source: '' })).toHaveLength(1);
    expect(faultsOf({ ...year2027, publishedBy: 'someone' })).toHaveLength(1);
  });
});

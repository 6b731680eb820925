import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { CalendarYear } from '../../../domain/calendar/year.ts';
import { recount } from '../../../domain/case/recount.ts';
import { callers } from '../../builders/callers.ts';
import { filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';

const year2027 = CalendarYear.parse({
  year: 2027,
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  holidays: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map((date) => ({ date, name: '元旦' })),
  makeUpDays: [],
});
const before = calendarOf();
const after = calendarOf({ published: [year2027] });

describe('a recount', () => {
  it('counts every running deadline, and those whose due date moves', () => {
    const autumn = filed({ now: at('2026-09-21 09:00') }).kase;
    const winter = filed({ now: at('2026-12-30 09:00') }).kase;

    expect(recount([autumn, winter], before, after)).toEqual({ recomputed: 2, changed: 1 });
    expect(recount([autumn, winter], before, before)).toEqual({ recomputed: 2, changed: 0 });
  });

  it('leaves out what has ended', () => {
    const story = filed({ now: at('2026-12-30 09:00') });
    const agreement = story.given('pass', callers.regulator).given('approve', callers['agency-reviewer']);

    expect(recount([story.given('withdraw', callers.company).kase, agreement.kase], before, after)).toEqual({
      recomputed: 0,
      changed: 0,
    });
  });
});

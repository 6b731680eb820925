import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { workingDaysBetween } from '../../../domain/calendar/remaining.ts';
import { on } from './builders.ts';

const left = (today: string, dueOn: string): number => workingDaysBetween(calendarOf(), on(today), on(dueOn));

describe('the working days left', () => {
  it('are the whole period on the day of receipt and none on the last day', () => {
    expect([left('2026-09-28', '2026-10-16'), left('2026-10-16', '2026-10-16')]).toEqual([10, 0]);
  });

  it('stay the same throughout a holiday', () => {
    expect(['2026-09-30', '2026-10-01', '2026-10-07'].map((today) => left(today, '2026-10-16'))).toEqual([8, 8, 8]);
  });

  it('turn negative once it is over', () => {
    expect([left('2026-10-17', '2026-10-16'), left('2026-10-20', '2026-10-16')]).toEqual([0, -2]);
  });
});

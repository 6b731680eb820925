import { Instant, LocalDate } from '../../../domain/calendar/dates.ts';
import type { DaysPeriod, FixedDate } from '../../../domain/calendar/period.ts';
import { CalendarYear } from '../../../domain/calendar/year.ts';

export const on = (text: string): LocalDate => LocalDate.parse(text);
export const at = (text: string): Instant => Instant.parse(text);

export const workingDays = (length: number): DaysPeriod => ({ unit: 'working-day', length });
export const calendarDays = (length: number): DaysPeriod => ({ unit: 'calendar-day', length });
export const fixedDate = (text: string): FixedDate => ({ unit: 'date', on: on(text) });

/** A year's arrangement with the given days off and weekend days worked. */
export const arrangement = (year: number, off: readonly string[], worked: readonly string[] = []): CalendarYear =>
  CalendarYear.parse({
    year,
    source: `关于${year}年部分节假日安排的通知`,
    holidays: off.map((date) => ({ date, name: '节日' })),
    makeUpDays: worked.map((date) => ({ date, name: '节日' })),
  });

/** What a notice for 2027 may look like: it reaches back to the last day of 2026 and makes up for it. */
export const arrangement2027 = arrangement(
  2027,
  ['2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'],
  ['2027-01-09'],
);

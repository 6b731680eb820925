import { calendarOf, daysOfYear } from '../../../domain/calendar/calendar.ts';
import { countPeriod } from '../../../domain/calendar/count.ts';
import {
  addDays,
  instantOf,
  localDateOf,
  nextMidnight,
  startOfDay,
  weekdayOf,
} from '../../../domain/calendar/dates.ts';
import { ningxia } from '../../../domain/calendar/region.ts';
import { reminderInstant } from '../../../domain/calendar/reminder.ts';
import { statutoryHolidays } from '../../../domain/calendar/statutory-holidays.ts';
import { arrangement2027, calendarDays, fixedDate, on, workingDays } from './builders.ts';

/** Everything that the calendar can be asked, around changes of clocks in other countries and at the hours of midnight. */
export function answers(): unknown {
  const calendars = [calendarOf(), calendarOf({ published: [arrangement2027], region: ningxia })];
  const starts = Array.from({ length: 420 }, (_, index) => addDays(on('2026-01-01'), index));
  const periods = [workingDays(2), workingDays(5), workingDays(10), calendarDays(30), fixedDate('2026-11-01')];
  const hours = Array.from({ length: 24 * 60 }, (_, hour) => instantOf(Date.UTC(2026, 2, 1) + hour * 3_599_999));
  return {
    hours: hours.map((hour) => [hour, localDateOf(hour), nextMidnight(hour)]),
    days: calendars.flatMap((calendar) => [2004, 2020, 2026, 2027, 2040].flatMap((year) => daysOfYear(calendar, year))),
    counts: calendars.flatMap((calendar) =>
      starts.flatMap((startedOn) =>
        periods.map((period) => [
          startOfDay(startedOn),
          weekdayOf(startedOn),
          countPeriod(calendar, { startedOn, period }),
          reminderInstant(calendar, { startedOn, period }),
        ]),
      ),
    ),
    foreseen: [2027, 2033, 2040].map((year) => [...statutoryHolidays(year)]),
  };
}

import type { Calendar } from './calendar.ts';
import { countPeriod } from './count.ts';
import { addDays, dayNumberOf, type Instant, type LocalDate, startOfDay } from './dates.ts';
import type { DaysPeriod, Period } from './period.ts';

interface Reminded {
  startedOn: LocalDate;
  period: Period;
  /** The counted day on which the city's file wants it instead. */
  atDay?: number | undefined;
}

/**
 * 00:00 of the first working day of the period's last third: day ⌊2n/3⌋ + 1 of n, so day 4 of 5 and day 7 of 10.
 * Calendar days count alike; where that day is off it is the next working day, but never after the day to aim at.
 */
export function reminderInstant(calendar: Calendar, { startedOn, period, atDay }: Reminded): Instant {
  const length = lengthOf(startedOn, period);
  const counted = atDay ?? Math.floor((2 * length) / 3) + 1;
  if (!Number.isInteger(counted) || counted < 1 || (length > 0 && counted > length)) {
    throw new RangeError(`a period of ${length} days has no day ${counted} to remind on`);
  }
  switch (period.unit) {
    case 'working-day':
      return startOfDay(countPeriod(calendar, { startedOn, period: { ...period, length: counted } }).dueOn);
    case 'calendar-day':
      return startOfDay(workingDayFrom(calendar, addDays(startedOn, counted), aim(calendar, startedOn, period)));
    case 'date':
      return startOfDay(workingDayFrom(calendar, addDays(startedOn, counted), period.on));
    default:
      return period satisfies never;
  }
}

/** A fixed date's period is as long as the calendar has days until then. */
const lengthOf = (startedOn: LocalDate, period: Period): number =>
  period.unit === 'date' ? Math.max(0, dayNumberOf(period.on) - dayNumberOf(startedOn)) : period.length;

function aim(calendar: Calendar, startedOn: LocalDate, period: DaysPeriod): LocalDate {
  const { targetOn, dueOn } = countPeriod(calendar, { startedOn, period });
  return targetOn ?? dueOn;
}

/** The first working day on or after `from`, or `latest` if that comes first. */
function workingDayFrom(calendar: Calendar, from: LocalDate, latest: LocalDate): LocalDate {
  let date = from;
  while (date < latest && !calendar.day(date).working) date = addDays(date, 1);
  return date < latest ? date : latest;
}

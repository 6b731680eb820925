import type { z } from 'zod';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { countPeriod } from '../../domain/calendar/count.ts';
import { extendBy } from '../../domain/calendar/period.ts';
import { reminderInstant } from '../../domain/calendar/reminder.ts';
import type { Preview, PreviewQuery } from '../routes/calendar.ts';

/** The public calculator: counts as every deadline is counted, with each day's part in it. */
export function preview(
  calendar: Calendar,
  { from, length, unit, extendBy: more }: z.infer<typeof PreviewQuery>,
): Preview {
  const period = more === undefined ? { unit, length } : extendBy({ unit, length }, more);
  return {
    ...countPeriod(calendar, { startedOn: from, period }),
    unit,
    length,
    ...(more === undefined ? {} : { extendedBy: more }),
    remindAt: reminderInstant(calendar, { startedOn: from, period }),
    lastPublishedYear: calendar.lastPublishedYear,
  };
}

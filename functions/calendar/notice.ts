import type { z } from 'zod';
import { CalendarYear } from '../../domain/calendar/year.ts';
import type { Fault } from '../../domain/refusal.ts';
import { invalid, parsed } from '../middleware/faults.ts';
import type { YearForm } from '../routes/calendar.ts';

/** The notice that a form tells of the year in its path, or a refusal that names every fault. */
export function noticeOf(
  year: number,
  { layer: _, year: said = year, ...rest }: z.infer<typeof YearForm>,
): CalendarYear {
  const faults: Fault[] = [];
  if (said !== year) {
    faults.push({
      pointer: '/year',
      detail: { zh: `与路径中的 ${year} 年不符`, en: `isn't the year ${year} of the path` },
    });
  }
  const notice = parsed(CalendarYear, { year, ...rest }, '', faults);
  if (notice === undefined || faults.length > 0) throw invalid(faults);
  return notice;
}

import { z } from 'zod';
import { complaint } from '../complaint.ts';
import { isWeekend, LocalDate, yearOf } from './dates.ts';

/** The first year of which we hold the arrangement. */
export const firstYear = 2004;

/** A day that a notice names, with the festival for whose sake it is off or worked. */
const NamedDay = z.strictObject({ date: LocalDate, name: z.string().min(1) });

/**
 * One year's arrangement (部分节假日安排), national or a region's additions to it: the days off and the weekend days
 * worked instead (调休上班). A notice reaches back into the December before its year, as those for 2019 and 2023 did.
 */
export const CalendarYear = z
  .strictObject({
    year: z.int().min(firstYear).max(9999),
    source: z.string().min(1),
    holidays: z.array(NamedDay).min(1),
    makeUpDays: z.array(NamedDay),
  })
  .superRefine(({ year, holidays, makeUpDays }, refusal) => {
    const seen = new Set<LocalDate>();
    for (const [list, days] of Object.entries({ holidays, makeUpDays })) {
      for (const [index, { date }] of days.entries()) {
        if (!LocalDate.safeParse(date).success) continue; // its shape is refused already
        const refuse = (zh: string, en: string) =>
          refusal.addIssue({ code: 'custom', path: [list, index, 'date'], ...complaint(zh, en) });
        if (!belongsTo(year, date)) {
          refuse(
            `${date}既不在${year}年，也不在其上一年12月`,
            `${date} is neither in ${year} nor in the December before it`,
          );
        }
        if (seen.has(date)) refuse(`${date}重复出现`, `${date} is named twice`);
        if (list === 'makeUpDays' && !isWeekend(date)) {
          refuse(`${date}不是周末，无从调休上班`, `${date} is no weekend day, so nothing is made up on it`);
        }
        seen.add(date);
      }
    }
  });
export type CalendarYear = z.infer<typeof CalendarYear>;

const belongsTo = (year: number, date: LocalDate): boolean =>
  yearOf(date) === year || date.startsWith(`${year - 1}-12-`);

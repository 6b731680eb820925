import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { builtInYears } from './built-in-years.ts';
import { addDays, isWeekend, LocalDate, yearOf } from './dates.ts';
import type { RegionOverlay } from './region.ts';
import { lastForeseenYear, statutoryHolidays } from './statutory-holidays.ts';
import { type CalendarYear, firstYear } from './year.ts';

export const DayReason = z.enum(['workday', 'weekend', 'holiday', 'make-up-workday', 'regional-holiday', 'suspended']);
export type DayReason = z.infer<typeof DayReason>;

/** Whether the law counts a day, and why; `provisional` while the notice that settles it isn't known. */
export const CalendarDay = z.strictObject({
  date: LocalDate,
  working: z.boolean(),
  reason: DayReason,
  name: z.string().exactOptional(),
  provisional: z.boolean(),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

export interface Calendar {
  /** Refuses with `CalendarHorizonError` what no table reaches. */
  day(date: LocalDate): CalendarDay;
  /** The last of the years published without a gap, nationally: what follows is provisional. */
  readonly lastPublishedYear: number;
  /** The notices that a year rests on, national and regional; none for a year not arranged yet. */
  sourcesOf(year: number): readonly string[];
}

/** A day before the first table or beyond the last year that can be foreseen. */
export class CalendarHorizonError extends Refusal {
  constructor(date: LocalDate) {
    super('invalid-request', {
      zh: `日历只覆盖${firstYear}年至${lastForeseenYear}年，无法推算${date}`,
      en: `the calendar reaches from ${firstYear} to ${lastForeseenYear}; ${date} lies outside`,
    });
    this.name = 'CalendarHorizonError';
  }
}

/**
 * The calendar as known at a moment: the built-in years, those published since (a published year replaces the one of
 * its number, the last one winning) and, where the city's region has festivals of its own, their overlay.
 */
export function calendarOf({
  published = [],
  region,
}: {
  published?: readonly CalendarYear[];
  region?: RegionOverlay | undefined;
} = {}): Calendar {
  const national = layerOf([...builtInYears, ...published], 'holiday');
  const regional = region && layerOf(region.years, 'regional-holiday');

  const nationalMark = (date: LocalDate): Mark | undefined => {
    const mark = national.marks.get(date);
    if (mark !== undefined || national.years.has(yearOf(date))) return mark;
    const name = foreseen(date).get(date);
    return name === undefined ? undefined : { reason: 'holiday', name };
  };

  const markOf = (date: LocalDate): Mark => {
    const ours = nationalMark(date);
    if (ours?.reason === 'holiday') return ours;
    return regional?.marks.get(date) ?? ours ?? { reason: isWeekend(date) ? 'weekend' : 'workday' };
  };

  return {
    day: (date) => {
      const mark = markOf(date);
      const year = yearOf(date);
      return {
        date,
        working: mark.reason === 'workday' || mark.reason === 'make-up-workday',
        ...mark,
        provisional: !national.years.has(year) || regional?.years.has(year) === false,
      };
    },
    lastPublishedYear: lastWithoutGap(national.years),
    sourcesOf: (year) =>
      [national.years.get(year), regional?.years.get(year)].flatMap((notice) => notice?.source ?? []),
  };
}

/** Every day of a year, for showing it. */
export function daysOfYear(calendar: Calendar, year: number): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let date = LocalDate.parse(`${year}-01-01`); yearOf(date) === year; date = addDays(date, 1)) {
    days.push(calendar.day(date));
  }
  return days;
}

type Mark =
  | { reason: Exclude<DayReason, 'workday' | 'weekend' | 'suspended'>; name: string }
  | { reason: 'workday' | 'weekend' };

interface Layer {
  years: ReadonlyMap<number, CalendarYear>;
  marks: ReadonlyMap<LocalDate, Mark>;
}

/** Applied in the order of years, so that a notice reaching back into December has the last word there. */
function layerOf(notices: readonly CalendarYear[], dayOff: 'holiday' | 'regional-holiday'): Layer {
  const years = new Map(notices.map((notice) => [notice.year, notice]));
  const marks = new Map<LocalDate, Mark>();
  for (const { holidays, makeUpDays } of [...years.values()].sort((a, b) => a.year - b.year)) {
    for (const { date, name } of holidays) marks.set(date, { reason: dayOff, name });
    for (const { date, name } of makeUpDays) marks.set(date, { reason: 'make-up-workday', name });
  }
  return { years, marks };
}

const foreseenYears = new Map<number, ReadonlyMap<LocalDate, string>>();

/** The statutory days off of a year without a notice, reckoned once. */
function foreseen(date: LocalDate): ReadonlyMap<LocalDate, string> {
  const year = yearOf(date);
  if (year < firstYear || year > lastForeseenYear) throw new CalendarHorizonError(date);
  const holidays = foreseenYears.get(year) ?? statutoryHolidays(year);
  foreseenYears.set(year, holidays);
  return holidays;
}

function lastWithoutGap(years: ReadonlyMap<number, CalendarYear>): number {
  let last = firstYear;
  while (years.has(last + 1)) last += 1;
  return last;
}

import { z } from 'zod';
import { complaint } from '../complaint.ts';

/** A moment: RFC 3339 in UTC with milliseconds, as `Date.toISOString` writes it. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

const anyDay = z.iso.date({ abort: true }).brand<'LocalDate'>();

/** A day that really exists on the calendar of Asia/Shanghai, such as 2026-10-16. It begins and ends within what can be written. */
export const LocalDate = anyDay.refine(
  (day) => day >= '0001-01-01' && day <= '9999-12-30',
  complaint('应在 0001-01-01 至 9999-12-30 之间', 'must lie between 0001-01-01 and 9999-12-30'),
);
export type LocalDate = z.infer<typeof LocalDate>;

const dayLength = 24 * 60 * 60 * 1000;

// Asia/Shanghai is a fixed +08:00 here: China has had no daylight saving time since 1991, and our years start in 2004.
const offset = 8 * 60 * 60 * 1000;

/** The instant of an epoch time in milliseconds. */
export const instantOf = (epochMillis: number): Instant => Instant.parse(new Date(epochMillis).toISOString());

/** The epoch time of an instant in milliseconds. */
export const millisOf = (instant: Instant): number => Date.parse(instant);

/** Days since 1970-01-01, on which all arithmetic is done, so that no time zone of a machine enters. */
export const dayNumberOf = (date: LocalDate): number => Date.parse(`${date}T00:00:00.000Z`) / dayLength;

export const dateOfDayNumber = (dayNumber: number): LocalDate =>
  anyDay.parse(new Date(dayNumber * dayLength).toISOString().slice(0, 10));

/** The day that a calendar on a wall in the city shows at this instant. */
export const localDateOf = (instant: Instant): LocalDate =>
  dateOfDayNumber(Math.floor((millisOf(instant) + offset) / dayLength));

/** 00:00 in the city. */
export const startOfDay = (date: LocalDate): Instant => instantOf(dayNumberOf(date) * dayLength - offset);

/** 24:00 in the city: the first instant that no longer belongs to the day. */
export const endOfDay = (date: LocalDate): Instant => startOfDay(addDays(date, 1));

/** The next 00:00 in the city; at midnight itself, the one after. */
export const nextMidnight = (instant: Instant): Instant => endOfDay(localDateOf(instant));

export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDayNumber(dayNumberOf(date) + days);

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** Monday is 1, Sunday is 7 (ISO 8601). */
export function weekdayOf(date: LocalDate): number {
  const sinceMonday = dayNumberOf(date) + 3; // day number 0 was a Thursday
  return sinceMonday - 7 * Math.floor(sinceMonday / 7) + 1;
}

export const isWeekend = (date: LocalDate): boolean => weekdayOf(date) >= 6;

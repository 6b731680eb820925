import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { LocalDate } from './dates.ts';

/** So many days after the day of receipt: 工作日 or 日. */
export const DaysPeriod = z.strictObject({
  unit: z.enum(['working-day', 'calendar-day']),
  length: z.int().positive(),
});
export type DaysPeriod = z.infer<typeof DaysPeriod>;

/** A day that the regulation names, such as 31 May (QD-10b); it never rolls. */
export const FixedDate = z.strictObject({ unit: z.literal('date'), on: LocalDate });
export type FixedDate = z.infer<typeof FixedDate>;

/** What a clause allows for an act. Where it says only 及时 there is none: a service target stands in, labelled so. */
export const Period = z.discriminatedUnion('unit', [DaysPeriod, FixedDate]);
export type Period = z.infer<typeof Period>;

/** Longer by so many days (重庆 22: at most ten more). The start stays, so that the whole is counted anew. */
export const extendBy = <P extends DaysPeriod>(period: P, days: number): P => withLength(period, period.length + days);

/** Longer to so many days in all (金凤 19: at most fifteen). */
export const extendTo = <P extends DaysPeriod>(period: P, totalDays: number): P => withLength(period, totalDays);

/** Refuses anything but a longer period: what shortens one is no extension (延长). */
function withLength<P extends DaysPeriod>(period: P, length: number): P {
  if (!Number.isInteger(length) || length < period.length) {
    throw new Refusal('invalid-request', {
      zh: `期限为${period.length}日，不能延长至${length}日`,
      en: `the period has ${period.length} days; it can't be extended to ${length}`,
    });
  }
  return { ...period, length };
}

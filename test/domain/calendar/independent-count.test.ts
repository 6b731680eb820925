import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { countPeriod } from '../../../domain/calendar/count.ts';
import { addDays, endOfDay, type LocalDate, localDateOf } from '../../../domain/calendar/dates.ts';
import { workingDaysBetween } from '../../../domain/calendar/remaining.ts';
import { reminderInstant } from '../../../domain/calendar/reminder.ts';
import { arrangement, calendarDays, on, workingDays } from './builders.ts';
import { nthDayAfter, nthWorkingDayAfter, wall } from './walker.ts';

const calendar = calendarOf();

// The longest count here, 60 working days and a roll, ends within 120 days.
const received = fc.integer({ min: 0, max: wall.length - 121 }).map((place) => on(wall[place]?.date ?? ''));
const length = fc.integer({ min: 1, max: 60 });

const workingDueOn = (startedOn: LocalDate, days: number): LocalDate =>
  countPeriod(calendar, { startedOn, period: workingDays(days) }).dueOn;

describe('counting, against someone who crosses off the days that the notices name', () => {
  it('agrees on working days', () => {
    fc.assert(
      fc.property(received, length, (startedOn, days) => {
        expect(workingDueOn(startedOn, days)).toBe(nthWorkingDayAfter(startedOn, days));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees on calendar days, the one to aim at and the one to which the end rolls', () => {
    fc.assert(
      fc.property(received, length, (startedOn, days) => {
        const { targetOn, dueOn } = countPeriod(calendar, { startedOn, period: calendarDays(days) });
        expect({ target: targetOn, due: dueOn }).toEqual(nthDayAfter(startedOn, days));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([1, 2, 5, 10, 15, 20])('agrees on %i working days from every day since 2006', (days) => {
    const differing = wall
      .slice(0, -40)
      .filter(({ date }) => workingDueOn(on(date), days) !== nthWorkingDayAfter(date, days));
    expect(differing).toEqual([]);
  });

  it('agrees on when to remind of working days', () => {
    fc.assert(
      fc.property(received, length, (startedOn, days) => {
        const reminded = localDateOf(reminderInstant(calendar, { startedOn, period: workingDays(days) }));
        expect(reminded).toBe(nthWorkingDayAfter(startedOn, Math.floor((2 * days) / 3) + 1));
      }),
    );
  });
});

describe('counting', () => {
  it('never ends earlier for a later receipt', () => {
    fc.assert(
      fc.property(received, length, (startedOn, days) => {
        expect(workingDueOn(startedOn, days) <= workingDueOn(addDays(startedOn, 1), days)).toBe(true);
      }),
    );
  });

  it('gives the same by counting on from where a shorter period ends', () => {
    fc.assert(
      fc.property(received, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (startedOn, n, more) => {
        expect(workingDueOn(startedOn, n + more)).toBe(workingDueOn(workingDueOn(startedOn, n), more));
      }),
    );
  });

  it('explains every day from receipt to the end once, numbering what counts without a gap', () => {
    fc.assert(
      fc.property(received, length, fc.constantFrom(workingDays, calendarDays), (startedOn, days, period) => {
        const { explain, dueOn, dueAt } = countPeriod(calendar, { startedOn, period: period(days) });
        expect(explain.map(({ date }) => date)).toEqual(explain.map((_, index) => addDays(startedOn, index)));
        expect(explain.at(-1)?.date).toBe(dueOn);
        expect(explain.flatMap(({ counted }) => counted ?? [])).toEqual(Array.from({ length: days + 1 }, (_, n) => n));
        expect(dueAt).toBe(endOfDay(dueOn));
      }),
    );
  });

  it('leaves as many working days on the day of receipt as the period has', () => {
    fc.assert(
      fc.property(received, length, (startedOn, days) => {
        expect(workingDaysBetween(calendar, startedOn, workingDueOn(startedOn, days))).toBe(days);
      }),
    );
  });

  it('reminds neither before the period nor after the day to aim at', () => {
    fc.assert(
      fc.property(received, length, fc.constantFrom(workingDays, calendarDays), (startedOn, days, period) => {
        const { targetOn, dueOn } = countPeriod(calendar, { startedOn, period: period(days) });
        const reminded = localDateOf(reminderInstant(calendar, { startedOn, period: period(days) }));
        expect(startedOn < reminded && reminded <= (targetOn ?? dueOn)).toBe(true);
        expect(calendar.day(reminded).working).toBe(true);
      }),
    );
  });

  it('is undisturbed by publishing again what is known, whatever else is published', () => {
    const again = calendarOf({ published: [arrangement(2027, ['2027-01-01']), arrangement(2029, ['2029-01-01'])] });
    fc.assert(
      fc.property(received, length, (startedOn, days) => {
        const period = { startedOn, period: workingDays(days) };
        expect(countPeriod(again, period)).toEqual(countPeriod(calendar, period));
      }),
    );
  });
});

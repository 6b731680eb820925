// The second way of counting: crosses off days on a wall calendar, one after the other, by what the notices say.
import { notices } from './notices.ts';
import { readNotice } from './read-notice.ts';
import { daysOf, textOf, weekdayIn } from './wall-calendar.ts';

interface Crossed {
  date: string;
  works: boolean;
}

/** Every day that the retyped notices settle; the first of them reaches back into December 2005. */
export const wall: readonly Crossed[] = hang();

const places = new Map(wall.map(({ date }, place) => [date, place]));

const placeOf = (date: string): number => {
  const place = places.get(date);
  if (place === undefined) throw new Error(`${date} isn't on the wall`);
  return place;
};

/** The n-th working day after the day of receipt. */
export function nthWorkingDayAfter(received: string, n: number): string {
  const working = wall.slice(placeOf(received) + 1).filter((day) => day.works);
  return dateAt(working, n - 1);
}

/** The n-th day after the day of receipt, the working day to aim at, and the one to which the end rolls. */
export function nthDayAfter(received: string, n: number): { target: string; due: string } {
  const from = placeOf(received);
  const due = wall.slice(from + n).find((day) => day.works);
  const target = wall.slice(from + 1, from + n + 1).findLast((day) => day.works) ?? due;
  if (due === undefined || target === undefined) throw new Error('the wall ends too early');
  return { target: target.date, due: due.date };
}

function dateAt(days: readonly Crossed[], index: number): string {
  const day = days[index];
  if (day === undefined) throw new Error('the wall ends too early');
  return day.date;
}

function hang(): Crossed[] {
  const off = new Set<string>();
  const worked = new Set<string>();
  for (const [year, notice] of Object.entries(notices)) {
    const arrangement = readNotice(Number(year), notice);
    for (const day of arrangement.off) off.add(textOf(day));
    for (const day of arrangement.worked) worked.add(textOf(day));
  }
  const days = daysOf({ year: 2005, month: 12, day: 1 }, { year: 2026, month: 12, day: 31 });
  return days.map((day) => {
    const date = textOf(day);
    const weekend = '六日'.includes(weekdayIn(day));
    return { date, works: worked.has(date) || (!weekend && !off.has(date)) };
  });
}

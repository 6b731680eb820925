// A calendar as on a wall: years, months and days, lengths of months, and a weekday rule. No Date and no day numbers,
// so that it can contradict domain/calendar, which reckons with both.

export interface WallDay {
  year: number;
  month: number;
  day: number;
}

export const textOf = ({ year, month, day }: WallDay): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

export const sameDay = (a: WallDay, b: WallDay): boolean => textOf(a) === textOf(b);

/** From the first to the last day, both included. */
export function daysOf(first: WallDay | undefined, last: WallDay | undefined): WallDay[] {
  if (first === undefined || last === undefined) throw new Error('a range needs two days');
  const days = [first];
  for (let day = first; !sameDay(day, last); ) {
    day = dayAfter(day);
    if (days.push(day) > 20_000) throw new Error(`${textOf(last)} doesn't follow ${textOf(first)}`);
  }
  return days;
}

function dayAfter({ year, month, day }: WallDay): WallDay {
  if (day < lengthOfMonth(year, month)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Zeller's congruence. */
export function weekdayIn({ year, month, day }: WallDay): string {
  const [y, m] = month < 3 ? [year - 1, month + 12] : [year, month];
  const h =
    (day + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7;
  return '六日一二三四五'.charAt(h);
}

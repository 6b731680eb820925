import { addDays, isWeekend, LocalDate } from './dates.ts';

/** Provisional years end with this one: beyond it we hold no lunar dates. */
export const lastForeseenYear = 2040;

interface Festival {
  name: string;
  days: readonly LocalDate[];
}

/**
 * The days off that the law itself fixes in a year whose arrangement isn't out yet (《全国年节及纪念日放假办法》 as in
 * force since 2025-01-01): thirteen days of seven festivals, and a substitute (补假) on the next working day for each
 * that falls on a weekend (article 6). A day on which two festivals meet is substituted likewise, as the State Council
 * did in 2009 (中秋节 moved from 3 to 6 October) and 2020. How days are then moved together (调休) nobody can foresee.
 */
export function statutoryHolidays(year: number): ReadonlyMap<LocalDate, string> {
  const festivals = festivalsOf(year);
  const off = new Map<LocalDate, string>();
  const owed: Festival[] = [];
  for (const { name, days } of festivals) {
    for (const day of days) {
      if (off.has(day) || isWeekend(day)) owed.push({ name, days });
      if (!off.has(day)) off.set(day, name);
    }
  }
  for (const { name, days } of owed) off.set(nextWorkingDay(days, off), `${name}补假`);
  return off;
}

function nextWorkingDay(festival: readonly LocalDate[], off: ReadonlyMap<LocalDate, string>): LocalDate {
  let day = festival.at(-1);
  if (day === undefined) throw new Error('a festival has at least one day');
  do day = addDays(day, 1);
  while (isWeekend(day) || off.has(day));
  return day;
}

/** Article 2; 国庆节 stands before 中秋节, so that where they meet it is 中秋节 that moves, as in 2009. */
function festivalsOf(year: number): readonly Festival[] {
  const moving = movingFestivals[year];
  if (moving === undefined) throw new RangeError(`no lunar dates are held for ${year}`);
  const [newYearsEve, pureBrightness, dragonBoat, midAutumn] = moving;
  const on = (monthAndDay: string, length = 1): LocalDate[] => {
    const first = LocalDate.parse(`${year}-${monthAndDay}`);
    return Array.from({ length }, (_, index) => addDays(first, index));
  };
  return [
    { name: '元旦', days: on('01-01') },
    { name: '春节', days: on(newYearsEve, 4) }, // 除夕、正月初一至初三
    { name: '清明节', days: on(pureBrightness) },
    { name: '劳动节', days: on('05-01', 2) },
    { name: '端午节', days: on(dragonBoat) },
    { name: '国庆节', days: on('10-01', 3) },
    { name: '中秋节', days: on(midAutumn) },
  ];
}

// 除夕, 清明, 端午, 中秋, as GB/T 33661 defines them from moon and sun (its test reckons them so). Not from Intl's Chinese
// calendar, which puts the new years of 2027 and 2030 a day off: their new moons fall within eight minutes of midnight.
const movingFestivals: Readonly<Record<number, readonly [string, string, string, string]>> = {
  2027: ['02-05', '04-05', '06-09', '09-15'],
  2028: ['01-25', '04-04', '05-28', '10-03'],
  2029: ['02-12', '04-04', '06-16', '09-22'],
  2030: ['02-02', '04-05', '06-05', '09-12'],
  2031: ['01-22', '04-05', '06-24', '10-01'],
  2032: ['02-10', '04-04', '06-12', '09-19'],
  2033: ['01-30', '04-04', '06-01', '09-08'],
  2034: ['02-18', '04-05', '06-20', '09-27'],
  2035: ['02-07', '04-05', '06-10', '09-16'],
  2036: ['01-27', '04-04', '05-30', '10-04'],
  2037: ['02-14', '04-04', '06-18', '09-24'],
  2038: ['02-03', '04-05', '06-07', '09-13'],
  2039: ['01-23', '04-05', '05-27', '10-02'],
  2040: ['02-11', '04-04', '06-14', '09-20'],
};

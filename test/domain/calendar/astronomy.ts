// The lunar calendar as GB/T 33661 defines it, from the positions of moon and sun: Meeus, Astronomical Algorithms,
// chapters 49 (new moons, terms above 0.0001 day) and 25 (the sun to 0.01°). A minute or two off at most, while the
// closest call among the years in question, the new moon of 2027-02-06, is four minutes from midnight.

/** 除夕, 清明, 端午 and 中秋 of a year, as YYYY-MM-DD. */
export function movingFestivals(year: number): [string, string, string, string] {
  const starts = lunarMonths(year);
  const start = (month: number): number => {
    const day = starts.get(month);
    if (day === undefined) throw new Error(`${year} has no month ${month}`);
    return day;
  };
  return [dateOf(start(1) - 1), dateOf(dayWhenSunReaches(15, year, 4)), dateOf(start(5) + 4), dateOf(start(8) + 14)];
}

/** The first days of months 11 and 12 before and of months 1 to 10 of a lunar year, the leap month aside. */
function lunarMonths(year: number): Map<number, number> {
  const from = Math.floor((year - 2000 - 0.2) * 12.3685);
  const moons = Array.from({ length: 20 }, (_, index) => newMoonDay(from + index));
  const eleventh = (ofYear: number) => moons.findLastIndex((day) => day <= dayWhenSunReaches(270, ofYear, 12));
  const months = moons.slice(eleventh(year - 1), eleventh(year));
  const starts = new Map<number, number>();
  let leapDue = months.length === 13;
  let number = 10;
  for (const [index, day] of months.entries()) {
    // Of thirteen months from solstice to solstice, the first without a 中气 repeats the number before it.
    if (leapDue && sector(day) === sector(months[index + 1] ?? Number.NaN)) {
      leapDue = false;
      continue;
    }
    number = (number % 12) + 1;
    starts.set(number, day);
  }
  return starts;
}

const sector = (day: number): number => Math.floor(sunAt(day) / 30);

/** The day in the city on which the sun's longitude passes the angle, looked for in the given month. */
function dayWhenSunReaches(angle: number, year: number, month: number): number {
  let day = Date.UTC(year, month - 1, 1) / 86_400_000;
  while ((sunAt(day + 1) - angle + 540) % 360 < 180) day += 1;
  return day;
}

/** The day in the city of the k-th new moon since January 2000. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = 2.5534 + 29.1053567 * k;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const terms: readonly (readonly [number, number])[] = [
    [-0.4072, moon],
    [0.17241 * e, sun],
    [0.01608, 2 * moon],
    [0.01039, 2 * f],
    [0.00739 * e, moon - sun],
    [-0.00514 * e, moon + sun],
    [0.00208 * e * e, 2 * sun],
    [-0.00111, moon - 2 * f],
    [-0.00057, moon + 2 * f],
    [0.00056 * e, 2 * moon + sun],
    [-0.00042, 3 * moon],
    [0.00042 * e, sun + 2 * f],
    [0.00038 * e, sun - 2 * f],
    [-0.00024 * e, 2 * moon - sun],
    [-0.00017, 124.7746 - 1.56375588 * k],
    [0.000325, 299.77 + 0.107408 * k],
    [0.000165, 251.88 + 0.016321 * k],
    [0.000164, 251.83 + 26.651886 * k],
    [0.000126, 349.42 + 36.412478 * k],
    [0.00011, 84.66 + 18.206239 * k],
  ];
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t;
  const julian = terms.reduce((sum, [amplitude, angle]) => sum + amplitude * sine(angle), mean);
  return Math.floor(julian - deltaT + eightHours - unixEpoch);
}

/** The sun's apparent longitude in degrees at 00:00 in the city. */
function sunAt(day: number): number {
  const t = (day - eightHours + deltaT + unixEpoch - 2_451_545) / 36_525;
  const m = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t;
  const centre = (1.914602 - 0.004817 * t) * sine(m) + (0.019993 - 0.000101 * t) * sine(2 * m) + 0.000289 * sine(3 * m);
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
  const apparent = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
  return apparent - 360 * Math.floor(apparent / 360);
}

const unixEpoch = 2_440_587.5; // the Julian date of 1970-01-01
const eightHours = 8 / 24;
const deltaT = 75 / 86_400; // terrestrial less universal time, about 70-80 s until 2040
const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const FORM = /^P(?!$)(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?)$/;

/**
 * The milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as `P3D` or `PT12H`;
 * undefined for anything else. Months and years have no length of their own and are none.
 */
export function durationOf(text: string): number | undefined {
  const found = FORM.exec(text);
  if (found === null) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return Math.round(((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}

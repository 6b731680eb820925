/** The tests of pure rules: what is run for each mutant. */
export const include = ['test/{domain,cities}/**/*.test.ts'];

export const exclude = [
  // It counts in processes of their own, which know of no mutant.
  'test/domain/calendar/time-zones.test.ts',
  // It counts every day of twenty years: ten seconds for each mutant. The examples have to notice too.
  'test/domain/calendar/independent-count.test.ts',
];

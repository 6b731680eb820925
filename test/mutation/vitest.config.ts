import { defineConfig } from 'vitest/config';

// The tests of pure rules alone: what `npm run mutation` runs for each mutant.
export default defineConfig({
  test: {
    include: ['test/{domain,cities}/**/*.test.ts'],
    // They share nothing, and a worker for each file takes longer than its tests.
    isolate: false,
    // A slow machine kills no mutant.
    testTimeout: 60_000,
    exclude: [
      // It counts in processes of their own, which know of no mutant.
      'test/domain/calendar/time-zones.test.ts',
      // It counts every day of twenty years: ten seconds for each mutant. The examples have to notice too.
      'test/domain/calendar/independent-count.test.ts',
    ],
  },
});

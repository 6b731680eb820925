import { defineConfig } from 'vitest/config';

// The tests of pure rules alone: what `npm run mutation` runs for each mutant.
export default defineConfig({
  test: {
    include: ['test/{domain,cities}/**/*.test.ts'],
    // It counts in processes of their own, which know of no mutant.
    exclude: ['test/domain/calendar/time-zones.test.ts'],
  },
});

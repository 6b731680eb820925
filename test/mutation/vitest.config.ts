import { defineConfig } from 'vitest/config';

// The tests of pure rules alone: what `npm run mutation` runs once for each mutant.
export default defineConfig({
  test: { include: ['test/{domain,cities}/**/*.test.ts'] },
});

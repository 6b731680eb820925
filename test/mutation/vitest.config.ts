import { defineConfig } from 'vitest/config';
import { exclude, include } from './which-tests.ts';

// For `npm run mutation -- --testRunner vitest`, the slow second opinion on `in-process.ts`.
export default defineConfig({
  test: {
    include,
    exclude,
    // They share nothing, and a worker for each file takes longer than its tests.
    isolate: false,
    // A slow machine kills no mutant.
    testTimeout: 60_000,
  },
});

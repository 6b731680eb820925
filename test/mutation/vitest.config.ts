import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The cities' tables first: they are quick, and end most mutants of a city before any other test is run. */
class CitiesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isOfCities = ({ moduleId }: TestSpecification) => (moduleId.includes('/test/cities/') ? 0 : 1);
    return (await super.sort(files)).toSorted((one, other) => isOfCities(one) - isOfCities(other));
  }
}

// The tests of pure rules alone: what `npm run mutation` runs for each mutant.
export default defineConfig({
  test: {
    include: ['test/{domain,cities}/**/*.test.ts'],
    // They share nothing, and a worker for each file takes longer than its tests.
    isolate: false,
    sequence: { sequencer: CitiesFirst },
    // A slow machine kills no mutant.
    testTimeout: 60_000,
    exclude: [
      // It counts in processes of their own, which know of no mutant.
      'test/domain/calendar/time-zones.test.ts',
      // It counts every day of twenty years: ten seconds for each mutant. The examples have to notice too.
      'test/domain/calendar/independent-count.test.ts',
      // It is about how rules are read aloud, whatever the rules are.
      'test/cities/reading/complete.test.ts',
    ],
  },
});

import { join } from 'node:path';
import { startVitest } from 'vitest/node';

/** Tests of what is kept in DynamoDB: the stores, the contract of their engine, and whoever uses the stores. */
const files = ['test/functions/', 'test/workflows/tasks/'];

/** The outcome of each test, by its file and name, with the in-process engine replaced by a DynamoDB at `endpoint`. */
export async function outcomesOn(endpoint: string): Promise<Map<string, string>> {
  const vitest = await startVitest(
    files,
    {
      root: join(import.meta.dirname, '../../..'),
      config: false,
      include: ['test/**/*.test.ts'],
      watch: false,
      reporters: [{}],
      testTimeout: 60_000,
      maxWorkers: 2,
      env: { INDEPENDENT_DYNAMODB: endpoint },
    },
    {
      resolve: {
        alias: [
          {
            find: /^.*\/builders\/memory-engine\.ts$|^\.\/memory-engine\.ts$/,
            replacement: join(import.meta.dirname, 'any-engine.ts'),
          },
        ],
      },
    },
  );
  const outcomes = new Map<string, string>();
  for (const module of vitest.state.getTestModules()) {
    for (const failure of module.errors()) outcomes.set(module.relativeModuleId, failure.message);
    for (const test of module.children.allTests()) {
      const { state, errors = [] } = test.result();
      outcomes.set(
        `${module.relativeModuleId}: ${test.fullName}`,
        errors.length === 0 ? state : errors.map(({ message }) => message).join('; '),
      );
    }
  }
  await vitest.close();
  // Failing tests are differences here; vitest marks the process itself as failed.
  process.exitCode = 0;
  return outcomes;
}

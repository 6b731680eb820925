import { relative } from 'node:path';
import { z } from 'zod';
import { clauseIdsIn } from './clause.ts';

/** Scenarios drive the platform over HTTP, the others pure rules; so does a scenario that asks the platform nothing. */
export type Drives = 'HTTP' | 'domain';

/** A test whose name carries clauses. */
export interface NamedTest {
  file: string;
  name: string;
  drives: Drives;
  clauses: string[];
  passed: boolean;
}

export interface Collected {
  tests: NamedTest[];
  /** Files of which not every test could be run, each with why. */
  broken: string[];
}

/** The parts of vitest's JSON report that tell which tests there are and how they went. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['passed', 'failed']),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          meta: z.object({ asked: z.int().default(0) }),
        }),
      ),
    }),
  ),
});

// Tests of handlers, tasks and templates may name clauses too, for the reader; they aren't from outside.
const shows = /^test\/(scenarios|domain|cities)\//;

/** The named tests of a report. A skipped test has shown nothing. */
export function collect(report: unknown, root: string): Collected {
  const { testResults } = Report.parse(report);
  const all = testResults.map((each) => ({ ...each, file: relative(root, each.name).replaceAll('\\', '/') }));
  const files = all.filter(({ file }) => shows.test(file));
  const tests = files.flatMap(({ file, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status, meta: { asked } }) => {
      const name = [...ancestorTitles, title].join(' › ');
      return { file, name, drives: drivenBy(file, asked), clauses: clauseIdsIn(name), passed: status === 'passed' };
    }),
  );
  const broken = files
    .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(failed))
    .map(({ file, message = '' }) => `${file}: ${message.split('\n')[0]}`);
  return { tests: tests.filter(({ clauses }) => clauses.length > 0), broken };
}

const failed = ({ status }: { status: string }): boolean => status === 'failed';

const drivenBy = (file: string, asked: number): Drives =>
  file.startsWith('test/scenarios/') && asked > 0 ? 'HTTP' : 'domain';

import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../architecture/sources.ts';
import { clauseIdsIn } from './clause.ts';

/**
 * The test files in which a clause is named. They are run whole, for the tests of a scenario build on each other.
 * Tests of handlers, tasks and templates may name clauses too, for the reader; they aren't from outside.
 */
export const filesNamingClauses = (): string[] =>
  globSync('test/{scenarios,domain,cities}/**/*.test.ts', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => clauseIdsIn(readFileSync(join(root, path), 'utf8')).length > 0)
    .sort();

/** Runs the files and gives vitest's own report; its progress goes to stderr. */
export function reportOf(files: readonly string[]): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const report = join(folder, 'report.json');
  try {
    spawnSync(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ].concat(files),
      { cwd: root, stdio: ['ignore', process.stderr, process.stderr] },
    );
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Shows clause by clause which tests say that the platform keeps it: `npm run conformance -- [--json FILE]`.
 * `--report FILE` takes vitest's report of a whole run instead of running the tests anew.
 * Exits 1 where a clause has no test, a failing one, or none from outside; docs/conformance.md says more.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { root } from '../architecture/sources.ts';
import { withoutSoftware } from './clauses/without-software.ts';
import { clauses, regulations } from './clauses.ts';
import { collect } from './collect.ts';
import { judge } from './judge.ts';
import { printed } from './print.ts';
import { filesNamingClauses, reportOf } from './run.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, report: { type: 'string' } } });

const report =
  values.report === undefined ? reportOf(filesNamingClauses()) : JSON.parse(readFileSync(values.report, 'utf8'));
const collected = collect(report, root);
const verdict = judge(collected, { clauses, withoutSoftware, regulations });

if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ ...verdict, withoutSoftware }, null, 2));
console.log(printed(verdict, withoutSoftware));
process.exitCode = verdict.conforms ? 0 : 1;

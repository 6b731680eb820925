/**
 * Has the laptop host and the templates judged by implementations that aren't ours:
 * `npm run test:independent -- [subject…] [--json FILE] [--table] [--record]`. Needs Python 3, Java 17 and Maven or npm,
 * which `install.sh` uses; exits 1 on a difference that `explained.ts` doesn't know and when a judge couldn't be heard.
 * `--record` writes our answers in the explained cases into `<subject>/answers.json`, to be reviewed there.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepAnswers } from './answers.ts';
import { answersIn, explain } from './explained.ts';
import type { Finding } from './finding.ts';
import { known, markdown, printed } from './table.ts';
import { problemsOf } from './verdict.ts';

const subjects: { readonly [name: string]: () => Promise<{ judge(): Promise<Finding[]> }> } = {
  'step-functions': () => import('./step-functions/judge.ts'),
  dynamodb: () => import('./dynamodb/judge.ts'),
  s3: () => import('./s3/judge.ts'),
  templates: () => import('./templates/judge.ts'),
  api: () => import('./api/judge.ts'),
  permissions: () => import('./permissions/judge.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, table: { type: 'boolean' }, record: { type: 'boolean' } },
});
const wanted = positionals.length === 0 ? Object.keys(subjects) : positionals;
const unknown = wanted.filter((name) => !(name in subjects));
if (unknown.length > 0) throw new Error(`no such subject: ${unknown.join(', ')}; there are ${Object.keys(subjects)}`);

const findings: Finding[] = [];
for (const name of wanted) {
  const own = await heard(name);
  const answers = answersIn(own);
  if (values.record === true && Object.keys(answers).length > 0) keepAnswers(name, answers);
  findings.push(...own.map((finding) => explain(finding)));
}
const problems = problemsOf(findings, wanted);

if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ findings, problems }, null, 2));
console.log(values.table === true ? `${markdown(findings)}\n\n${known()}` : printed(findings));
for (const problem of problems) console.log(`✗ ${problem}`);
// A judge that broke off may have left something running.
process.exit(problems.length > 0 ? 1 : 0);

/** What a subject's judges say; a judge that breaks off is one that couldn't run. */
async function heard(name: string): Promise<Finding[]> {
  const begun = performance.now();
  try {
    const installed = spawnSync('bash', [join(import.meta.dirname, 'install.sh'), name], { encoding: 'utf8' });
    if (installed.status !== 0) throw new Error(`install.sh: ${installed.stdout}${installed.stderr}`.trim());
    const subject = await subjects[name]?.();
    return (await subject?.judge()) ?? [];
  } catch (error) {
    const seen = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [{ subject: name, judge: 'all', agreed: 0, differs: [], couldNotRun: [seen], answers: new Map() }];
  } finally {
    console.error(`${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  }
}

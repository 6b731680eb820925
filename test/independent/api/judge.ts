import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cityNamed } from '../../../cities/all.ts';
import { type City, currentPolicy } from '../../../domain/policy/policy.ts';
import { routes } from '../../../functions/routes.ts';
import type { Account } from '../../../local/identity/personas.ts';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { Comparison, type Finding, hear } from '../finding.ts';
import { folderOf } from '../folder.ts';
import { printedBy, python } from '../python.ts';
import { heardIn } from './heard.ts';
import { type Known, knownIn } from './known.ts';
import { settingsOf } from './settings.ts';

const packages = folderOf('api');

/** Whoever isn't signed in. */
const NOBODY = 'nobody';

/**
 * Who calls where: in every city an applicant, the staff of two units and the regulator, for whom its operations are;
 * each of the others somewhere. Further staff of other units and districts are the same kinds of callers to the API.
 * Boundary values of every operation take the longest, and who asks matters little: by the first in each city.
 */
const callers: Readonly<Record<string, readonly (Account | typeof NOBODY)[]>> = {
  qingdao: ['company', NOBODY, 'agency-clerk', 'regulator', 'citizen'],
  dazhou: ['agency-clerk', 'company', 'other-agency-clerk', 'regulator', 'resident', 'auditor'],
  chongqing: ['regulator', 'company', 'other-agency-clerk', 'agency-reviewer', 'government', 'blacklisted'],
  jinfeng: [
    'operator',
    'agency-clerk',
    'other-agency-clerk',
    'regulator',
    'agency-principal',
    'district-regulator',
    'expert',
  ],
};

/** Schemathesis calls the laptop's API as nobody and as each persona, from the document that the API gives of itself. */
export async function judge(): Promise<Finding[]> {
  const told = await python(packages, join(import.meta.dirname, 'versions.py'));
  const { schemathesis } = z.object({ schemathesis: z.string() }).parse(told);
  const findings = await Promise.all(
    Object.keys(callers).map((name) => judgedIn(cityNamed(name), `schemathesis ${schemathesis}`)),
  );
  return findings.flat();
}

/** One host for each city; each account's calls follow those of another, always in the same order. */
async function judgedIn(city: City, judge: string): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'independent-api-'));
  const host = await startHostProcess({ city: city.name, clockStart: '2026-09-21T01:00:00Z' });
  try {
    const known = await knownIn(host, city);
    const reached = new Set<string>();
    const findings: Finding[] = [];
    for (const [index, account] of (callers[city.name] ?? []).entries()) {
      const run: Run = { host, known, folder, thorough: index === 0, reached };
      findings.push(
        await hear('api', `${judge} in ${city.name} as ${account}`, (comparison) => judgeAs(account, comparison, run)),
      );
    }
    const all = new Comparison('api', `${judge} in ${city.name}, every operation`);
    for (const operation of operationsIn(city)) {
      const pattern = new RegExp(`^${operation.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      all.compare(
        `${operation} is called by somebody who may`,
        true,
        [...reached].some((each) => pattern.test(each)),
      );
    }
    return [...findings, all];
  } finally {
    await host.stop();
    await rm(folder, { recursive: true });
  }
}

/** `POST /v1/objections`, and all others that the city's regulation has a procedure for, if they need one. */
function operationsIn(city: City): string[] {
  const { procedures } = currentPolicy(city);
  return Object.values(routes)
    .flatMap((table) => Object.values(table))
    .filter(({ procedure }) => procedure === undefined || procedure in procedures)
    .map(({ method, path }) => `${method} ${path}`);
}

interface Run {
  host: HostProcess;
  known: Known;
  folder: string;
  thorough: boolean;
  /** The addresses that have answered by more than a refusal of the caller or of themselves. */
  reached: Set<string>;
}

async function judgeAs(account: string, comparison: Comparison, run: Run): Promise<void> {
  const { host, known, folder, thorough, reached } = run;
  const [settings, events] = [join(folder, `${account}.toml`), join(folder, `${account}.ndjson`)];
  await writeFile(settings, settingsOf(known, { coverage: thorough, examples: 10 }));
  const token = account === NOBODY ? [] : ['-H', `Authorization: Bearer ${await host.token(account)}`];
  const report = ['--report', 'ndjson', '--report-ndjson-path', events];
  const words = ['--config-file', settings, 'run', `${host.api}/openapi.json`, ...token, ...report];
  // It ends with 1 where it has found something.
  await printedBy(packages, 'schemathesis', words, { codes: [0, 1] });
  const heard = await heardIn(events);
  comparison.agreed = heard.passed;
  comparison.couldNotRun.push(...heard.errors, ...(heard.succeeded > 0 ? [] : ['no call succeeded']));
  for (const address of heard.reached) reached.add(address);
  // The same mistake shows many times over; the first request that shows it is enough.
  for (const [what, alike = []] of Object.entries(Object.groupBy(heard.failures, (each) => each.what))) {
    const [first, ...others] = alike;
    if (first === undefined) continue;
    const theirs = first.message.split('\n\nSchema:')[0] ?? first.message;
    comparison.differs.push({ case: what, ours: `${first.request}, and ${others.length} more`, theirs });
  }
}

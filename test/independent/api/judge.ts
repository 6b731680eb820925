import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { accounts as everybody } from '../../../local/identity/personas.ts';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { Comparison, type Finding } from '../finding.ts';
import { folderOf } from '../folder.ts';
import { printedBy, python } from '../python.ts';
import { heardIn } from './heard.ts';
import { type Known, prepared } from './known.ts';
import { type Phases, settingsOf } from './settings.ts';

const packages = folderOf('api');

/** Whoever isn't signed in. */
const NOBODY = 'nobody';

// Further staff of other units and districts: to the API they are the same kinds of callers.
const alike: ReadonlySet<string> = new Set([
  'other-agency-reviewer',
  'other-agency-principal',
  'district-clerk',
  'district-reviewer',
  'district-government',
  'led-unit-clerk',
  'bureau-clerk',
  'district-bureau-clerk',
]);

// Boundary values of every operation take the longest, and who asks matters little: by one of each kind.
const thorough = [NOBODY, 'company', 'agency-clerk', 'operator'];
const phasesOf = (account: string): Phases => ({ coverage: thorough.includes(account), examples: 10 });

/** Schemathesis calls the laptop's API as nobody and as each persona, from the document that the API gives of itself. */
export async function judge(): Promise<Finding[]> {
  const told = await python(packages, join(import.meta.dirname, 'versions.py'));
  const { schemathesis } = z.object({ schemathesis: z.string() }).parse(told);
  const accounts = [NOBODY, ...everybody.filter((account) => !alike.has(account))];
  // Two hosts for two cores; each account's calls follow those of another, always in the same order.
  const halves = [0, 1].map((half) => accounts.filter((_, index) => index % 2 === half));
  const findings = await Promise.all(halves.map((half) => judgedBy(half, `schemathesis ${schemathesis}`)));
  return findings.flat();
}

async function judgedBy(accounts: readonly string[], judge: string): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'independent-api-'));
  const host = await startHostProcess({ clockStart: '2026-09-21T01:00:00Z' });
  try {
    const known = await prepared(host);
    const findings: Finding[] = [];
    for (const account of accounts) findings.push(await judgedAs(account, { host, known, folder, judge }));
    return findings;
  } finally {
    await host.stop();
    await rm(folder, { recursive: true });
  }
}

interface Run {
  host: HostProcess;
  known: Known;
  folder: string;
  judge: string;
}

async function judgedAs(account: string, { host, known, folder, judge }: Run): Promise<Finding> {
  const comparison = new Comparison('api', `${judge} as ${account}`);
  const [settings, events] = [join(folder, `${account}.toml`), join(folder, `${account}.ndjson`)];
  await writeFile(settings, settingsOf(known, phasesOf(account)));
  const token = account === NOBODY ? [] : ['-H', `Authorization: Bearer ${await host.token(account)}`];
  const report = ['--report', 'ndjson', '--report-ndjson-path', events];
  const address = `${host.api}/openapi.json`;
  await printedBy(packages, 'schemathesis', ['--config-file', settings, 'run', address, ...token, ...report]);
  const { passed, succeeded, failures, errors } = await heardIn(events);
  comparison.agreed = passed;
  comparison.couldNotRun.push(...errors, ...(succeeded > 0 ? [] : ['no call succeeded']));
  // The same mistake shows many times over; the first request that shows it is enough.
  for (const [what, alike = []] of Object.entries(Object.groupBy(failures, ({ what }) => what))) {
    const [first, ...others] = alike;
    if (first === undefined) continue;
    const theirs = first.message.split('\n\nSchema:')[0] ?? first.message;
    comparison.differs.push({ case: what, ours: `${first.request}, and ${others.length} more`, theirs });
  }
  return comparison;
}

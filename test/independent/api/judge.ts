import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cities } from '../../../cities/all.ts';
import { type City, currentPolicy } from '../../../domain/policy/policy.ts';
import type { Route } from '../../../functions/http.ts';
import { routes } from '../../../functions/routes.ts';
import { type Account, accounts as everybody } from '../../../local/identity/personas.ts';
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

/** By which everything is judged; it isn't in itself. */
const DOCUMENT = '/openapi.json';

// Further staff of other units and districts: to the API they are the same kinds of callers.
const alike: readonly Account[] = [
  'other-agency-reviewer',
  'other-agency-principal',
  'district-clerk',
  'district-reviewer',
  'district-government',
  'led-unit-clerk',
  'bureau-clerk',
  'district-bureau-clerk',
  'area-clerk',
  'area-reviewer',
  'area-regulator',
  'area-government',
];

/** For them the operations of any city are; each of the others calls in one city. */
const everywhere = ['company', 'agency-clerk', 'agency-principal', 'other-agency-clerk', 'regulator'] as const;

// Boundary values of every operation take the longest, and who asks matters little: by one in each city.
const thorough = ['company', 'agency-clerk', 'regulator', 'operator'] as const;

/** Who calls in the city of that place among all, the thorough one first. */
function callersIn(place: number): string[] {
  const others = [NOBODY, ...everybody].filter(
    (account) => ![...alike, ...everywhere, ...thorough].some((each) => each === account),
  );
  const own = others.filter((_, index) => index % cities.length === place);
  return [...new Set([thorough[place % thorough.length] ?? NOBODY, ...everywhere, ...own])];
}

/** Schemathesis calls the laptop's API as nobody and as each persona, from the document that the API gives of itself. */
export async function judge(): Promise<Finding[]> {
  const told = await python(packages, join(import.meta.dirname, 'versions.py'));
  const { schemathesis } = z.object({ schemathesis: z.string() }).parse(told);
  const heard = await Promise.all(
    cities.map((city, place) => judgedIn(city, callersIn(place), `schemathesis ${schemathesis}`)),
  );
  return [...heard.flatMap(({ findings }) => findings), reachedIn(heard, `schemathesis ${schemathesis}, all callers`)];
}

interface Heard {
  city: City;
  findings: Finding[];
  /** The addresses that have answered by more than a refusal of the caller or of themselves. */
  reached: Set<string>;
}

/** Each operation must be called by somebody who may: in every city that has its procedure, the others in any. */
function reachedIn(heard: readonly Heard[], judge: string): Finding {
  const comparison = new Comparison('api', judge);
  const reached = ({ method, path }: Route, where: readonly Heard[]): boolean => {
    const pattern = new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    return where.some((each) => [...each.reached].some((address) => pattern.test(address)));
  };
  const all: Route[] = Object.values(routes).flatMap((table) => Object.values(table));
  for (const route of all.filter(({ path }) => path !== DOCUMENT)) {
    const { procedure } = route;
    const having = heard.filter(({ city }) => procedure !== undefined && procedure in currentPolicy(city).procedures);
    for (const where of procedure === undefined ? [heard] : having.map((each) => [each])) {
      const place = procedure === undefined ? 'some city' : where.map(({ city }) => city.name).join();
      comparison.compare(`${route.method} ${route.path} answers somebody in ${place}`, true, reached(route, where));
    }
  }
  return comparison;
}

/** One host for each city; each account's calls follow those of another, always in the same order. */
async function judgedIn(city: City, callers: readonly string[], judge: string): Promise<Heard> {
  const folder = await mkdtemp(join(tmpdir(), 'independent-api-'));
  const host = await startHostProcess({ city: city.name, clockStart: '2026-09-21T01:00:00Z' });
  try {
    const known = await knownIn(host, city);
    const reached = new Set<string>();
    const findings: Finding[] = [];
    for (const [index, account] of callers.entries()) {
      const run: Run = { host, known, folder, thorough: index === 0, reached };
      findings.push(
        await hear('api', `${judge} in ${city.name} as ${account}`, (comparison) => judgeAs(account, comparison, run)),
      );
    }
    return { city, findings, reached };
  } finally {
    await host.stop();
    await rm(folder, { recursive: true });
  }
}

interface Run {
  host: HostProcess;
  known: Known;
  folder: string;
  thorough: boolean;
  reached: Set<string>;
}

async function judgeAs(account: string, comparison: Comparison, run: Run): Promise<void> {
  const { host, known, folder, thorough, reached } = run;
  const [settings, events] = [join(folder, `${account}.toml`), join(folder, `${account}.ndjson`)];
  await writeFile(settings, settingsOf(known, { coverage: thorough, examples: 10 }));
  const token = account === NOBODY ? [] : ['-H', `Authorization: Bearer ${await host.token(account)}`];
  const report = ['--report', 'ndjson', '--report-ndjson-path', events];
  const words = ['--config-file', settings, 'run', `${host.api}${DOCUMENT}`, ...token, ...report];
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

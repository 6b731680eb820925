import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sentence } from '../../workflows/procedure.ts';
import { type HostProcess, startHostProcess } from '../builders/host.ts';
import {
  anApplication,
  type CaseView,
  conditionalSample,
  type DatasetView,
  draft,
  get,
  give,
  linkTo,
  object,
  type Page,
  post,
  postForm,
  published,
  running,
  seen,
  through,
} from './acting.ts';

// The power goes at random moments while people act. Whatever was answered before must be there afterwards: commands,
// filings, uploads, suspensions, counted calls, and where the clock stood. The moments are drawn from a seed; what is
// under way at each of them is as random as the machine.

const MOMENTS = Number(process.env.KILLS ?? 50);
const SEED = Number(process.env.SEED ?? 19);
const LONGEST_PAUSE_MS = 40;
const TIMEOUT_MS = 1_200_000;

/** What the platform has answered, and must never take back. */
interface Accepted {
  /** Cases by the key under which they were filed. */
  filed: Map<string, string>;
  commands: { id: string; command: string; version: number }[];
  uploads: Set<string>;
  suspended: boolean;
  calls: number;
  clock: string;
}

interface Scene {
  host: HostProcess;
  accepted: Accepted;
  /** Keys under which something was asked, answered or not. */
  asked: Set<string>;
  sample: DatasetView;
  /** Suspended and restored all the time. */
  contested: DatasetView;
  /** Uploads come to it. */
  drafted: string;
  /** A grant of the company on the sample. */
  grantId: string;
}

interface Moment {
  /** The kill comes when so many acts are over, and after so much of the longest pause. */
  answers: number;
  after: number;
  /** Which of the filed cases is moved on. */
  which: number;
  acts: ('file' | 'command' | 'upload' | 'object' | 'call' | 'move')[];
}

const moments = fc.record<Moment>({
  answers: fc.nat(4),
  after: fc.double({ min: 0, max: 1, noNaN: true }),
  which: fc.nat(1000),
  acts: fc.subarray(['file', 'command', 'upload', 'object', 'call', 'move'], { minLength: 2 }),
});

it(
  `loses nothing that it has answered, and no timer, when it is killed at ${MOMENTS} random moments`,
  async () => {
    const scene = await begin();
    const { host, accepted } = scene;
    for (const [n, moment] of fc.sample(moments, { numRuns: MOMENTS, seed: SEED }).entries()) {
      // So that the kill comes among writes, not while the issuer's keys are fetched.
      await Promise.all(people.map((as) => host.call('GET', '/v1/cases?pageSize=1', { as })));
      const ready = await Promise.all(moment.acts.map((act) => readied(scene, act, moment, n)));
      const acts = ready.map((act) => act().catch(() => undefined));
      await over(acts, moment.answers);
      await pause(moment.after * LONGEST_PAUSE_MS);
      await host.kill9();
      await Promise.all(acts);
      await host.restart();
      await nothingIsLost(scene);
    }
    await onlyOnce(scene);
    await host.advance('P30D');
    await everythingCame(scene);
    // Kills before anything was accepted would show nothing.
    expect(accepted.filed.size).toBeGreaterThan(MOMENTS / 10);
    expect(accepted.commands.length).toBeGreaterThan(MOMENTS / 10);
    expect(accepted.uploads.size).toBeGreaterThan(MOMENTS / 10);
    await host.stop();
  },
  TIMEOUT_MS,
);

const people = ['company', 'citizen', 'regulator', 'agency-clerk', 'agency-reviewer', 'agency-principal', 'auditor'];

/** When so many of them are over. */
function over(acts: readonly Promise<void>[], wanted: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = Math.min(wanted, acts.length - 1);
  const one = (): void => {
    if (left-- === 0) resolve();
  };
  one();
  for (const act of acts) void act.then(one);
  return promise;
}

async function begin(): Promise<Scene> {
  const host = await startHostProcess({ clockStart: '2026-06-01' });
  const sample = await conditionalSample(host);
  const contested = await published(host, { title: '有争议' });
  const drafted = await draft(host, { title: '待上传' });
  const usePeriod = { from: '2026-06-01', to: '2028-05-31' };
  const { id: grantId } = (await file(host, 'grant', sample.id, { usePeriod })) ?? { id: '' };
  await through(
    host,
    grantId,
    ['regulator', 'pass'],
    ['agency-reviewer', 'approve', { quota: { calls: 10_000, per: 'total' } }],
    ['company', 'sign'],
    ['agency-reviewer', 'sign'],
  );
  const accepted = {
    filed: new Map(),
    commands: [],
    uploads: new Set<string>(),
    suspended: false,
    calls: 0,
    clock: '',
  };
  accepted.filed.set('grant', grantId);
  return { host, sample, contested, drafted, grantId, accepted, asked: new Set(['grant']) };
}

type Act = () => Promise<void>;

/** Everything that an act needs beforehand is asked beforehand, so that the kill comes at the act itself. */
async function readied(scene: Scene, act: Moment['acts'][number], { which }: Moment, n: number): Promise<Act> {
  const { host, accepted, asked, sample, contested } = scene;
  switch (act) {
    case 'file':
      asked.add(`moment-${n}`);
      return async () => {
        const kase = await file(host, `moment-${n}`, sample.id);
        if (kase !== undefined) accepted.filed.set(`moment-${n}`, kase.id);
      };
    case 'command':
      return movingOn(scene, [...accepted.filed.values()][which % accepted.filed.size] ?? '');
    case 'upload':
      return uploading(scene);
    case 'object':
      if (accepted.suspended) return restoring(scene);
      return async () => {
        await object(host, contested.id, 'infringement');
        accepted.suspended = true;
      };
    case 'call':
      return async () => {
        const { status } = await host.call('GET', `/data/${sample.id}?limit=1`, { as: 'company' });
        if (status === 200) accepted.calls += 1;
      };
    case 'move':
      return async () => {
        accepted.clock = await host.advance('PT7H');
      };
    default:
      return act satisfies never;
  }
}

async function file(host: HostProcess, key: string, datasetId: string, over = {}): Promise<CaseView | undefined> {
  const { status, body } = await host.call<CaseView>('POST', '/v1/applications', {
    as: 'company',
    headers: { 'Idempotency-Key': key },
    body: anApplication(datasetId, over),
  });
  return status === 201 ? body : undefined;
}

const next: { readonly [stage: string]: readonly [as: string, command: string][] } = {
  'formal-review': [['regulator', 'pass']],
  'agency-review': [['agency-reviewer', 'approve']],
  agreement: [
    ['company', 'sign'],
    ['agency-principal', 'sign'],
  ],
};

async function movingOn({ host, accepted }: Scene, id: string): Promise<Act> {
  const { stage } = await seen(host, id);
  return async () => {
    for (const [as, command] of next[stage] ?? []) {
      const { status, body } = await give(host, id, as, { command });
      if (status === 200) accepted.commands.push({ id, command, version: body.version });
    }
  };
}

async function uploading({ host, drafted, accepted }: Scene): Promise<Act> {
  const bytes = Buffer.from('站位,月份\r\n胶州湾,1\r\n');
  const form = await post<Parameters<typeof postForm>[0] & { id: string }>(host, `/v1/datasets/${drafted}/uploads`, {
    as: 'agency-clerk',
    body: { fileName: '监测.csv', size: bytes.length },
  });
  return async () => {
    await postForm(form, bytes);
    accepted.uploads.add(form.id);
  };
}

/** Ends every objection against the contested dataset. */
async function restoring({ host, accepted, contested }: Scene): Promise<Act> {
  const path = '/v1/cases?box=inbox&procedure=objection&pageSize=100';
  const { items } = await get<Page<CaseView & { datasetId: string }>>(host, path, 'regulator');
  return async () => {
    // From here on it may be open again at any moment.
    accepted.suspended = false;
    for (const { id } of items.filter(({ datasetId }) => datasetId === contested.id)) {
      for (const as of ['agency-reviewer', 'regulator'])
        await give(host, id, as, { command: 'unfounded', reason: '不成立' });
    }
  };
}

async function nothingIsLost({ host, accepted, contested }: Scene): Promise<void> {
  const { now } = await get<{ now: string }>(host, '/local/clock');
  expect(now >= accepted.clock, `${now} is before ${accepted.clock}`).toBe(true);
  accepted.clock = now;
  const last = accepted.commands.at(-1);
  if (last !== undefined) expect((await seen(host, last.id)).version).toBeGreaterThanOrEqual(last.version);
  const filed = [...accepted.filed.values()].at(-1);
  if (filed !== undefined) expect((await seen(host, filed)).id).toBe(filed);
  if (accepted.suspended) expect(await linkTo(host, contested)).toMatchObject({ status: 403 });
}

/** Whatever was asked under a key is there once, and asked again it is answered with what it was. */
async function onlyOnce({ host, accepted, asked, sample }: Scene): Promise<void> {
  const usePeriod = { from: '2026-06-01', to: '2028-05-31' };
  for (const key of asked) {
    const again = await file(host, key, sample.id, key === 'grant' ? { usePeriod } : {});
    expect(again?.id).toBe(accepted.filed.get(key) ?? again?.id);
    accepted.filed.set(key, again?.id ?? '');
  }
  const { total } = await get<Page<CaseView>>(host, '/v1/cases?box=mine&procedure=application', 'company');
  expect(total).toBe(asked.size);
}

/** Thirty days later every period was marked, once, and each flow stands where its case does. */
async function everythingCame({ host, accepted, grantId }: Scene): Promise<void> {
  for (const id of accepted.filed.values()) await itsLifeHolds(host, id, accepted);
  for (const id of accepted.uploads) {
    const { state } = await get<{ state: string }>(host, `/v1/uploads/${id}`, 'agency-clerk');
    expect([id, state]).toEqual([id, 'checked']);
  }
  const { used } = await get<{ used: number }>(host, `/v1/grants/${grantId}`, 'company');
  expect(used).toBeGreaterThanOrEqual(accepted.calls);
}

async function itsLifeHolds(host: HostProcess, id: string, { commands }: Accepted): Promise<void> {
  const kase = await host.settled<CaseView>(id);
  const { intact, events } = await get<{
    intact: boolean;
    events: { body: { type: string; command?: string; clause?: string } }[];
  }>(host, `/v1/cases/${id}/audit`, 'auditor');
  expect(intact).toBe(true);
  const given = events.flatMap(({ body }) => body.command ?? []);
  for (const { command } of commands.filter((each) => each.id === id)) expect(given).toContain(command);
  const marks = events.flatMap(({ body }) =>
    ['reminded', 'overdue'].includes(body.type) ? `${body.type} ${body.clause}` : [],
  );
  expect(marks).toEqual([...new Set(marks)]);
  const open = kase.deadlines.filter(({ endedAt }) => endedAt === undefined);
  for (const { clause } of open)
    expect(marks).toEqual(expect.arrayContaining([`reminded ${clause}`, `overdue ${clause}`]));
  const due = kase.state === 'closed' ? [] : [sentence(kase.stage), ...open.map(() => 'Wait until next milestone')];
  expect((await running(host, id)).map(({ state }) => state).sort()).toEqual(due.sort());
}

import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { apply, conditionalDataset } from './filing.ts';

// The moments are as random as the machine: what must hold holds at each of them. A minute or two on two cores.
// Fifty moments of richer lives are in test/scenarios/kill.test.ts.
const MOMENTS = 15;
const LONGEST_PAUSE_MS = 1500;
const TIMEOUT_MS = 1_200_000;

interface Case {
  id: string;
  stage: string;
  version: number;
  deadlines: { clause: string; remindedAt?: string; overdueSince?: string; endedAt?: string }[];
}

/** What the host has answered, and must never take back. */
interface Accepted {
  filed: Set<string>;
  passed: Set<string>;
  clock: string;
}

const nothing = (): Accepted => ({ filed: new Set(), passed: new Set(), clock: '' });

it(
  `loses no accepted write and no timer when it is killed at ${MOMENTS} random moments`,
  async () => {
    const host = await startHostProcess({ clockStart: '2026-09-21' });
    const datasetId = await conditionalDataset(host);
    const all = nothing();

    for (let moment = 0; moment < MOMENTS; moment += 1) {
      const accepted = nothing();
      // So that the kill comes among writes, not while the issuer's keys are fetched.
      await Promise.all(['company', 'regulator'].map((as) => host.call('GET', '/v1/cases?pageSize=1', { as })));
      const acting = act(host, datasetId, { moment, accepted, waiting: [...all.filed].at(-1) });
      await pause(Math.random() * LONGEST_PAUSE_MS);
      await host.kill9();
      await acting;
      await host.restart();
      await nothingIsLost(host, accepted);
      for (const id of accepted.filed) all.filed.add(id);
      for (const id of accepted.passed) all.passed.add(id);
    }
    await host.moveTo('2026-12-01T00:00:00+08:00');
    await everyTimerCame(host, all);
    // Kills that come before anything was accepted would show nothing.
    expect(all.filed.size).toBeGreaterThan(MOMENTS / 5);
    expect(all.passed.size).toBeGreaterThan(MOMENTS / 10);
    await host.stop();
  },
  TIMEOUT_MS,
);

it(
  'goes on with the samples where it was killed, and puts each in once',
  async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'laptop-host-'));
    for (const milliseconds of [700, 1200, 1700, 2500, 3500]) {
      const starting = startHostProcess({ stateDir, killAfter: milliseconds }).catch(() => undefined);
      await (await starting)?.stop();
    }
    const host = await startHostProcess({ stateDir });
    const { body } = await host.call<{ items: { title: string }[] }>('GET', '/v1/datasets');
    const own = await host.call<{ total: number }>('GET', '/v1/datasets?box=own', { as: 'other-agency-clerk' });
    await host.stop();
    await rm(stateDir, { recursive: true });

    expect(new Set(body.items.map(({ title }) => title)).size).toBe(3);
    expect(body.items).toHaveLength(3);
    expect(own.body.total).toBe(2);
  },
  TIMEOUT_MS,
);

interface Moment {
  moment: number;
  accepted: Accepted;
  /** A case whose formal review may be passed. */
  waiting: string | undefined;
}

/** Several things at once, until the host is killed under them. */
async function act(host: HostProcess, datasetId: string, { moment, accepted, waiting }: Moment): Promise<void> {
  const acts = [
    apply(host, datasetId, { 'Idempotency-Key': `moment-${moment}` }).then((id) => accepted.filed.add(id)),
    apply(host, datasetId).then((id) => accepted.filed.add(id)),
    ...(waiting === undefined ? [] : [waiting]).map(async (id) => {
      const { status } = await host.call('POST', `/v1/cases/${id}/commands`, {
        as: 'regulator',
        body: { command: 'pass' },
      });
      if (status === 200) accepted.passed.add(id);
    }),
    // Every fifth time the clock is under way as well.
    ...(moment % 5 === 4
      ? [
          host.advance('P1D').then((now) => {
            accepted.clock = now;
          }),
        ]
      : []),
  ];
  await Promise.allSettled(acts);
}

async function nothingIsLost(host: HostProcess, { filed, passed, clock }: Accepted): Promise<void> {
  const now = await host.call<{ now: string }>('GET', '/local/clock');
  expect(now.body.now >= clock).toBe(true);
  for (const id of filed) expect((await host.settled<Case>(id)).id).toBe(id);
  for (const id of passed) expect(await host.settled<Case>(id)).toMatchObject({ id, stage: 'agency-review' });
}

/** Two months later every period has been reminded of and marked, once, and the flow stands where its case does. */
async function everyTimerCame(host: HostProcess, { filed, passed }: Accepted): Promise<void> {
  for (const id of filed) {
    const kase = await host.settled<Case>(id);
    const { body } = await host.call<{ items: { machine: string; status: string; state: string }[] }>(
      'GET',
      `/local/executions?caseId=${id}`,
    );
    const flows = body.items.filter(({ machine, status }) => machine.endsWith('-application') && status === 'RUNNING');
    if (passed.has(id)) expect([id, kase.stage]).toEqual([id, 'agency-review']);
    const state = kase.stage === 'agency-review' ? 'Agency review' : 'Formal review';
    expect([id, flows.map((flow) => flow.state)]).toEqual([id, [state]]);
    const running = kase.deadlines.filter(({ endedAt }) => endedAt === undefined);
    expect([id, running.map((deadline) => typeof deadline.overdueSince)]).toEqual([id, ['string']]);
    expect([id, running.map((deadline) => typeof deadline.remindedAt)]).toEqual([id, ['string']]);
    await marksAreSingle(host, id);
  }
}

async function marksAreSingle(host: HostProcess, id: string): Promise<void> {
  const audit = await host.call<{ intact: boolean; events: { body: { type: string; clause?: string } }[] }>(
    'GET',
    `/v1/cases/${id}/audit`,
    { as: 'auditor' },
  );
  const marks = audit.body.events
    .filter(({ body }) => body.type === 'reminded' || body.type === 'overdue')
    .map(({ body }) => `${body.type} ${body.clause}`);
  expect(audit.body.intact).toBe(true);
  expect(marks).toEqual([...new Set(marks)]);
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentence } from '../../workflows/procedure.ts';
import { type HostProcess, startHostProcess } from '../builders/host.ts';
import {
  anApplication,
  answered,
  type CaseView,
  conditionalSample,
  follow,
  get,
  give,
  linkTo,
  type Page,
  published,
  running,
  seen,
  through,
} from './acting.ts';

// Services that fail, go silent or are slow, before or after they have done what was asked. What is answered holds;
// what isn't can be asked again and is done once.

let host: HostProcess;
let sample: string;
let asked = 0;

beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-06-01' });
  sample = (await conditionalSample(host)).id;
});
afterAll(() => host?.stop());

interface Fault {
  service: 'dynamodb' | 's3' | 'states';
  operation: string;
  action: 'fail' | 'drop' | 'delay';
  afterCommit?: boolean;
  times?: number;
}

const order = (fault: Fault) => answered(host.call('POST', '/local/faults', { body: fault }));

/** Asks under one key until it is answered. */
async function filed(key: string): Promise<CaseView> {
  for (;;) {
    const { status, body } = await host.call<CaseView>('POST', '/v1/applications', {
      as: 'company',
      headers: { 'Idempotency-Key': key },
      body: anApplication(sample),
    });
    if (status === 201) return body;
    if (status < 500) throw new Error(`${status}: ${JSON.stringify(body)}`);
  }
}

const lookedAt = (id: string): Promise<CaseView> => seen(host, id).catch(() => lookedAt(id));

/** Gives a command until it is answered; what was done without an answer is found done. */
async function given(id: string, as: string, command: string): Promise<void> {
  const before = (await lookedAt(id)).version;
  for (;;) {
    const { status } = await give(host, id, as, { command });
    if (status === 200) return;
    if (status === 409 && (await lookedAt(id)).version > before) return;
    if (status < 500) throw new Error(`${as} ${command}: ${status}`);
  }
}

const writes = [
  ['dynamodb', 'TransactWriteItems'],
  ['states', 'StartExecution'],
  ['states', 'SendTaskSuccess'],
] as const;
const reads = [
  ['dynamodb', 'Query'],
  ['dynamodb', 'GetItem'],
] as const;
// Five times is more often than an SDK tries, so that one call comes to its end without an answer.
const matrix: Fault[] = [
  ...writes.flatMap(([service, operation]) => [
    { service, operation, action: 'fail' as const, afterCommit: false, times: 5 },
    { service, operation, action: 'fail' as const, afterCommit: true, times: 5 },
    { service, operation, action: 'drop' as const, afterCommit: false, times: 5 },
    { service, operation, action: 'drop' as const, afterCommit: true, times: 5 },
    { service, operation, action: 'drop' as const, afterCommit: true, times: 1 },
  ]),
  ...reads.map(([service, operation]) => ({ service, operation, action: 'fail' as const, times: 5 })),
];

describe('an application is filed once and passed once', () => {
  it.each(
    matrix,
  )('although $service $operation comes to $action $times time(s) (after it was done: $afterCommit)', async (fault) => {
    const key = `fault-${++asked}`;
    await order(fault);
    const { id } = await filed(key);
    await order(fault);
    await given(id, 'regulator', 'pass');
    await host.advance('PT3H');

    const kase = await host.settled<CaseView>(id);
    expect(kase).toMatchObject({ stage: 'agency-review', state: 'open' });
    const { events, intact } = await get<{ intact: boolean; events: { body: { type: string } }[] }>(
      host,
      `/v1/cases/${id}/audit`,
      'auditor',
    );
    const decisions = events.filter(({ body }) => body.type === 'decided');
    expect([intact, decisions.length]).toEqual([true, 1]);
    expect((await running(host, id)).map(({ state }) => state)).toContain(sentence(kase.stage));
    expect((await filed(key)).id).toBe(id);
  });

  it('of each there is one', async () => {
    const { total } = await get<Page<CaseView>>(host, '/v1/cases?box=mine&pageSize=1', 'company');
    expect(total).toBe(asked);
  });
});

describe('a slow service', () => {
  it.each([
    ['dynamodb', 'TransactWriteItems'],
    ['states', 'SendTaskSuccess'],
  ] as const)('%s %s is waited for', async (service, operation) => {
    const { id } = await filed(`fault-${++asked}`);
    await order({ service, operation, action: 'delay' });
    await given(id, 'regulator', 'pass');
    expect((await seen(host, id)).stage).toBe('agency-review');
  });
});

describe('a suspension (QD-19b)', () => {
  it.each([
    ['fail', 1, true],
    ['drop', 2, true],
    ['fail', 30, false],
  ] as const)('storage comes to %s %i time(s) at closing a gate: 201 only if every way is shut (%s)', async (action, times, succeeds) => {
    const dataset = await published(host, { title: `存储故障 ${action} ${times}` });
    const link = (await linkTo(host, dataset)).headers.get('location') ?? '';
    await order({ service: 's3', operation: 'PutObjectTagging', action, times });
    const ask = () =>
      host.call<CaseView>('POST', '/v1/objections', {
        as: 'citizen',
        headers: { 'Idempotency-Key': `suspension-${action}-${times}` },
        body: { datasetId: dataset.id, kind: 'infringement', statement: '侵权' },
      });
    const first = await ask();
    expect(first.status === 201).toBe(succeeds);
    await expect.poll(async () => (await ask()).status, { timeout: 60_000, interval: 200 }).toBe(201);
    expect((await follow(link)).status).toBe(403);

    const { id } = (await ask()).body;
    await through(
      host,
      id,
      ['regulator', 'unfounded', { reason: '不成立' }],
      ['agency-reviewer', 'unfounded', { reason: '不成立' }],
    );
    expect((await follow(link)).status).toBe(200);
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import { apply, conditionalDataset } from './filing.ts';

let host: HostProcess;
beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-09-21T09:00:00+08:00' });
});
afterAll(() => host.stop());

const now = async (): Promise<string> => (await host.call<{ now: string }>('GET', '/local/clock')).body.now;

const main = join(import.meta.dirname, '../../../local/main.ts');

/** What a second process on these variables prints, and how it ends. */
function start(env: Record<string, string>): { status: number | null; printed: string } {
  const { status, stderr } = spawnSync(process.execPath, [main], {
    env: { ...process.env, PORT: '0', ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, printed: stderr };
}

describe('the laptop host', () => {
  it('tells where everything is', async () => {
    const { body } = await host.call('GET', '/local/endpoints');

    const api = host.api;
    const storage = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(body).toEqual({ api, portal: api, storage, issuer: `${api}/identity` });
  });

  it('has published the sample data of two agencies through its own API', async () => {
    const { body } = await host.call<{ items: { openness: string; publisher: { id: string } }[] }>(
      'GET',
      '/v1/datasets',
    );

    expect(body.items.map(({ openness, publisher }) => `${publisher.id} ${openness}`).sort()).toEqual([
      'civil-affairs-bureau unconditional',
      'civil-affairs-bureau unconditional',
      'ecology-bureau conditional',
    ]);
  });

  it('gives tokens to its personas, and names the accounts to whoever asks for another', async () => {
    const { body } = await host.call<{ accessToken: string }>('POST', '/local/token', { body: { account: 'company' } });
    const refused = await host.call<Problem>('POST', '/local/token', {
      body: { account: 'mallory' },
      headers: { 'Accept-Language': 'en' },
    });

    expect(decodeJwt(body.accessToken)).toMatchObject({ sub: 'company', iss: host.endpoints.issuer });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(refused.body.errors).toMatchObject([{ pointer: '/account', detail: expect.stringContaining('company') }]);
  });

  it('answers whatever is none of its calls with a problem', async () => {
    for (const path of ['/', '/v1/nothing', '/local/nothing']) {
      expect(await host.call('GET', path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
  });

  it('is one process on one state folder', () => {
    expect(start({ STATE_DIR: host.stateDir })).toEqual({
      status: 1,
      printed: `${host.stateDir} is in use by another process: stop it, or give this one another STATE_DIR\n`,
    });
  });

  it.each([
    [{ CITY: 'atlantis' }, 'there is no city "atlantis"'],
    [{ PORT: 'http' }, 'PORT is http; it must be a number'],
    [{ CLOCK_START: 'yesterday' }, 'CLOCK_START is yesterday; it must be'],
  ])('says what is wrong with %j', (env, word) => {
    const { status, printed } = start({ STATE_DIR: `${host.stateDir}/wrong`, ...env });

    expect(status).toBe(1);
    expect(printed).toContain(word);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends in order by %s, even while the samples are put in', async (signal) => {
    const env = { ...process.env, PORT: '0', STATE_DIR: `${host.stateDir}/${signal}` };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) if (chunk.includes('Putting in')) break;
    child.kill(signal);

    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says so when its port is taken', () => {
    const PORT = new URL(host.api).port;
    expect(start({ STATE_DIR: `${host.stateDir}/second`, PORT }).printed).toContain(`port ${PORT} is taken`);
  });
});

describe('the clock of the host', () => {
  it('ticks', async () => {
    expect(Date.parse(await now())).toBeGreaterThanOrEqual(Date.parse('2026-09-21T01:00:00Z'));
  });

  it.each([
    { to: '2026-09-20T00:00:00Z' },
    { to: '2026-09-21T08:59:59+08:00' },
  ])('never goes back: %j', async (body) => {
    const refused = await host.call<Problem>('POST', '/local/clock', { body });

    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict', state: { now: expect.any(String) } } });
  });

  it.each([
    { to: '9999-12-31T00:00:00Z' },
    { advance: 'P99999999D' },
  ])('goes no further than the calendar can count: %j', async (body) => {
    const refused = await host.call<Problem>('POST', '/local/clock', { body });

    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it.each([
    { advance: 'P1M' },
    { advance: 3 },
    { to: 'tomorrow' },
    {},
    { to: '2026-09-30T00:00:00Z', advance: 'P1D' },
  ])('refuses %j', async (body) => {
    expect(await host.call('POST', '/local/clock', { body })).toMatchObject({ status: 400 });
  });

  it('runs what falls due before it answers: the reminder, then the overdue mark, each dated by the law', async () => {
    const caseId = await apply(host, await conditionalDataset(host));
    await host.moveTo('2026-09-30T00:00:00+08:00');

    const kase = await host.settled<{ stage: string; deadlines: object[] }>(caseId);
    expect(kase).toMatchObject({
      stage: 'formal-review',
      deadlines: [
        {
          dueOn: '2026-09-29',
          // 2026-09-26 and 27 are a weekend; the fourth of five days is Monday, the 28th.
          remindedAt: '2026-09-27T16:00:00.000Z',
          overdueSince: '2026-09-29T16:00:00.000Z',
        },
      ],
    });
  });

  it('shows the executions of a case, where they stand and what happened', async () => {
    const caseId = await apply(host, await conditionalDataset(host));
    await host.settled(caseId);
    const { body } = await host.call<{ items: object[] }>('GET', `/local/executions?caseId=${caseId}`);

    expect(body.items).toMatchObject([
      { machine: 'qingdao-application', name: `${caseId}-1`, status: 'RUNNING', state: 'Formal review' },
      { machine: 'qingdao-statutory-clock', status: 'RUNNING', state: 'Wait until next milestone' },
    ]);
  });

  it('keeps tokens good over a move of half a year', async () => {
    const Authorization = `Bearer ${await host.token('company')}`;
    await host.advance('P26W');

    expect(await host.call('GET', '/v1/cases', { headers: { Authorization } })).toMatchObject({ status: 200 });
    // Through every night of every duty's clock.
  }, 300_000);

  it('continues after a restart, whatever start is asked for', async () => {
    const before = await now();
    await host.restart();

    expect(Date.parse(await now())).toBeGreaterThanOrEqual(Date.parse(before));
    expect(Date.parse(await now())).toBeLessThan(Date.parse(before) + 3_600_000);
  });
});

describe('faults on order', () => {
  it('make a call fail, and the reconciler mends what it left: a lost doorbell', async () => {
    const datasetId = await conditionalDataset(host);
    const caseId = await apply(host, datasetId);
    await host.settled(caseId);
    await host.call('POST', '/local/faults', {
      body: { service: 'states', operation: 'SendTaskSuccess', action: 'drop', times: 3 },
    });
    const passed = await host.call('POST', `/v1/cases/${caseId}/commands`, {
      as: 'regulator',
      body: { command: 'pass' },
    });
    await host.advance('PT2H');
    const { body } = await host.call<{ items: object[] }>('GET', `/local/executions?caseId=${caseId}`);

    expect(passed.status).toBe(200);
    expect(body.items[0]).toMatchObject({ state: 'Agency review' });
  });

  it('are refused when they are none', async () => {
    const body = { service: 'sqs', operation: 'SendMessage', action: 'explode' };
    const refused = await host.call<Problem>('POST', '/local/faults', { body });

    expect(refused.body.errors?.map(({ pointer }) => pointer).sort()).toEqual(['/action', '/service']);
  });
});

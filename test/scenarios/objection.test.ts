import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../builders/host.ts';
import {
  anApplication,
  answered,
  apply,
  type DatasetView,
  follow,
  get,
  give,
  inbox,
  linkTo,
  object,
  post,
  prepare,
  published,
  running,
  seen,
  through,
  upload,
} from './acting.ts';

// QD-19 as objectors, agencies and everybody else live through it. Each test has a dataset of its own.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

/** Every way to an open dataset: a link that was given before, the broker, the interface, the preview, the catalog. */
async function waysTo(dataset: DatasetView, as?: string) {
  const link = (await linkTo(host, dataset, as)).headers.get('location') ?? '';
  const asked = as === undefined ? {} : { as };
  return async () => ({
    link: (await follow(link)).status,
    broker: (await linkTo(host, dataset, as)).status,
    head: (await linkTo(host, dataset, as, 'HEAD')).status,
    interface: (await host.call('GET', `/data/${dataset.id}`, asked)).status,
    verify: (await host.call('POST', `/data/${dataset.id}/verify`, { ...asked, body: { match: { 站位: '胶州湾' } } }))
      .status,
    preview: (await host.call('GET', `/v1/datasets/${dataset.id}/preview`, asked)).status,
    state: (await get<DatasetView>(host, `/v1/datasets/${dataset.id}`)).state,
  });
}

const open = { link: 200, broker: 302, head: 302, interface: 200, verify: 200, preview: 200, state: 'published' };
const shut = { link: 403, broker: 403, head: 403, interface: 403, verify: 403, preview: 403 };
const suspended = { ...shut, state: 'suspended' };
const findings = (command: string) =>
  [
    ['agency-reviewer', command, { reason: '经核实' }],
    ['regulator', command, { reason: '经核实' }],
  ] as const;

describe('an objection of infringement', () => {
  let dataset: DatasetView;
  let ways: Awaited<ReturnType<typeof waysTo>>;
  let id: string;

  beforeAll(async () => {
    dataset = await published(host, { title: '侵权之例' });
    ways = await waysTo(dataset);
  });

  it('finds the dataset open', async () => {
    expect(await ways()).toEqual(open);
  });

  it('QD-19b: when its 201 is given, every way is shut: the storage itself refuses links given before', async () => {
    const link = (await linkTo(host, dataset)).headers.get('location') ?? '';
    const kase = await object(host, dataset.id, 'infringement');
    const { status } = await follow(link);
    id = kase.id;
    expect(status).toBe(403);
    expect(await ways()).toEqual(suspended);
    expect(kase).toMatchObject({ procedure: 'objection', state: 'open' });
  });

  it('QD-19b: whoever asks is told why, in the language of the caller', async () => {
    const { body } = await linkTo(host, dataset);
    expect(body).toMatchObject({
      code: 'dataset-suspended',
      status: 403,
      detail: expect.stringContaining('已中止开放'),
    });
    const { body: english } = await host.call('GET', `/data/${dataset.id}`, { headers: { 'Accept-Language': 'en' } });
    expect(english).toMatchObject({ code: 'dataset-suspended', detail: expect.stringContaining('suspended') });
  });

  it('QD-19b: agency and regulator are told, and the case comes to both for verification', async () => {
    expect(await host.settled(id)).toMatchObject({ stage: 'verification' });
    for (const as of ['agency-principal', 'regulator']) {
      const kinds = (await inbox(host, as)).filter(({ caseId }) => caseId === id).map(({ kind }) => kind);
      expect(kinds.sort(), as).toEqual(['arrived', 'suspended']);
    }
  });

  it('QD-19a: one finding alone opens nothing', async () => {
    await through(host, id, ['agency-reviewer', 'unfounded', { reason: '不涉及个人' }]);
    expect((await seen(host, id)).stage).toBe('verification');
    expect(await ways()).toEqual(suspended);
  });

  it('QD-19b: found unfounded by both it is restored, and links work again', async () => {
    const kase = await through(host, id, ['regulator', 'unfounded', { reason: '不涉及个人' }]);
    expect(kase).toMatchObject({ state: 'closed', outcome: 'dismissed' });
    expect(await ways()).toEqual(open);
  });

  it('QD-19c: the objector is told the result and its reasons, in time', async () => {
    const [message] = await inbox(host, 'citizen');
    expect(message).toMatchObject({ kind: 'result', caseId: id, text: '异议处理结果:不成立;理由:不涉及个人' });
    const { deadlines } = await seen(host, id);
    expect(deadlines).toMatchObject([{ clause: 'QD-19c', startedOn: '2026-11-02', dueOn: '2026-11-16' }]);
    expect(deadlines[0]).not.toHaveProperty('overdueSince');
  });
});

describe('what infringes', () => {
  it('QD-19b: stays shut while it is disposed of, and is taken down for good', async () => {
    const dataset = await published(host, { title: '下架之例' });
    const ways = await waysTo(dataset);
    const { id } = await object(host, dataset.id, 'infringement');
    expect(await through(host, id, ...findings('confirm-infringement'))).toMatchObject({
      stage: 'disposal',
      outcome: 'upheld',
    });
    expect(await ways()).toEqual(suspended);
    expect(await give(host, id, 'agency-reviewer', { command: 'restore', reason: '已处理' })).toMatchObject({
      status: 403,
    });
    expect(await through(host, id, ['regulator', 'take-down', { reason: '侵权属实' }])).toMatchObject({
      state: 'closed',
      outcome: 'upheld',
    });
    expect(await ways()).toEqual({ ...shut, state: 'taken-down' });
    expect((await linkTo(host, dataset)).body).toMatchObject({ code: 'dataset-not-open' });
    const { items } = await get<{ items: { id: string }[] }>(host, `/v1/datasets?q=${encodeURIComponent('下架之例')}`);
    expect(items).toEqual([]);
  });

  it('QD-19b: is opened again after it was dealt with: the corrected data, by new links', async () => {
    const dataset = await published(host, { title: '处理后再开放之例' });
    const before = dataset.distributions.find(({ format }) => format === 'CSV')?.checksum.value;
    const { id } = await object(host, dataset.id, 'infringement');
    await through(host, id, ...findings('confirm-infringement'));
    const csv = '站位,月份,溶解氧\r\n胶州湾,1,8.2\r\n';
    await prepare(host, dataset.id, await upload(host, dataset.id, csv));
    expect(await through(host, id, ['regulator', 'reopen', { reason: '已删除' }])).toMatchObject({ outcome: 'upheld' });
    const after = await get<DatasetView>(host, `/v1/datasets/${dataset.id}`);
    const sum = after.distributions.find(({ format }) => format === 'CSV')?.checksum.value;
    expect([after.state, sum === before]).toEqual(['published', false]);
    const { headers } = await linkTo(host, after);
    expect(await follow(headers.get('location') ?? '')).toMatchObject({ status: 200, sha256: sum });
  });
});

describe('an objection of another kind', () => {
  it('QD-19b: privacy suspends as infringement does, and withdrawn it opens again', async () => {
    const dataset = await published(host, { title: '隐私之例' });
    const ways = await waysTo(dataset);
    const { id } = await object(host, dataset.id, 'privacy');
    expect(await ways()).toEqual(suspended);
    expect(await through(host, id, ['citizen', 'withdraw'])).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    expect(await ways()).toEqual(open);
  });

  it('QD-19a: an error shuts nothing; confirmed by both, what the agency has corrected is published', async () => {
    const dataset = await published(host, { title: '差错之例' });
    const ways = await waysTo(dataset);
    const { id } = await object(host, dataset.id, 'error');
    expect(await ways()).toEqual(open);
    await prepare(host, dataset.id, await upload(host, dataset.id, '站位,月份,溶解氧\r\n胶州湾,1,6.2\r\n'));
    expect(await through(host, id, ...findings('confirm-error'))).toMatchObject({ state: 'closed', outcome: 'upheld' });
    expect((await host.call<object[]>('GET', `/data/${dataset.id}`)).body).toEqual([
      { 站位: '胶州湾', 月份: 1, 溶解氧: 6.2 },
    ]);
    const kinds = (await inbox(host, 'agency-clerk')).filter(({ caseId }) => caseId === id).map(({ kind }) => kind);
    expect(kinds).toContain('correction');
  });

  it('QD-19c: ten working days after its receipt it is overdue, and the regulator has it before it', async () => {
    const dataset = await published(host, { title: '逾期之例' });
    const { id, deadlines } = await object(host, dataset.id, 'omission');
    await host.moveTo(deadlines[0]?.dueAt ?? '');
    await host.advance('PT1H');
    expect((await seen(host, id)).deadlines[0]?.overdueSince).toBe(deadlines[0]?.dueAt);
    const { items } = await get<{ items: { id: string }[] }>(host, '/v1/cases?box=inbox&overdue=true', 'regulator');
    expect(items.map((item) => item.id)).toContain(id);
    expect((await inbox(host, 'regulator')).find(({ kind }) => kind === 'overdue')).toMatchObject({ caseId: id });
  });
});

describe('conditional data', () => {
  it('QD-19b: a holder of a grant is shut out at once, and let in again, its quota untouched', async () => {
    const dataset = await published(host, { title: '有条件之例', openness: 'conditional' });
    const usePeriod = { from: '2026-11-01', to: '2028-10-31' };
    const { id } = await apply(host, dataset.id, { usePeriod });
    await through(
      host,
      id,
      ['regulator', 'pass'],
      ['agency-reviewer', 'approve'],
      ['company', 'sign'],
      ['agency-reviewer', 'sign'],
    );
    const { key } = await post<{ key: string }>(host, '/v1/api-keys', {
      as: 'company',
      body: { name: '试用', grants: [id] },
    });
    const call = () => host.call('GET', `/data/${dataset.id}`, { headers: { 'x-api-key': key } });
    const grant = () => get<{ state: string; used: number }>(host, `/v1/grants/${id}`, 'company');
    const link = (await linkTo(host, dataset, 'company')).headers.get('location') ?? '';
    expect([(await call()).status, (await follow(link)).status]).toEqual([200, 200]);

    const objection = await object(host, dataset.id, 'infringement');
    expect([(await call()).status, (await follow(link)).status]).toEqual([403, 403]);
    expect(await grant()).toMatchObject({ state: 'suspended', used: 1 });
    expect(
      await host.call('POST', '/v1/applications', { as: 'resident', body: anApplication(dataset.id) }),
    ).toMatchObject({
      status: 403,
      body: { code: 'dataset-suspended' },
    });

    await through(host, objection.id, ...findings('unfounded'));
    expect((await call()).status).toBe(200);
    expect(await grant()).toMatchObject({ state: 'active', used: 2 });
  });
});

describe('when the storage fails at closing a gate', () => {
  it('QD-19b: no 201 is given; repeated under its key the same case is, and every way is shut', async () => {
    const dataset = await published(host, { title: '故障之例' });
    const ways = await waysTo(dataset);
    // More often than the SDK tries, so that the call itself comes to its end.
    await answered(
      host.call('POST', '/local/faults', {
        body: { service: 's3', operation: 'PutObjectTagging', action: 'fail', times: 20 },
      }),
    );
    const body = { datasetId: dataset.id, kind: 'infringement', statement: '侵权' };
    const ask = () =>
      host.call<{ id: string; code: string }>('POST', '/v1/objections', {
        as: 'citizen',
        body,
        headers: { 'Idempotency-Key': 'objection-at-a-fault' },
      });
    const first = await ask();
    expect([first.status, first.body.code]).toEqual([500, 'internal']);
    expect((await ways()).broker).toBe(403);
    await expect.poll(async () => (await ask()).status, { timeout: 60_000, interval: 200 }).toBe(201);
    expect(await ways()).toEqual(suspended);

    const again = await ask();
    const mine = await get<{ items: { id: string; kind: string; datasetId: string }[] }>(
      host,
      '/v1/cases?box=mine',
      'citizen',
    );
    expect(mine.items.filter((item) => item.datasetId === dataset.id).map((item) => item.id)).toEqual([again.body.id]);
    await through(host, again.body.id, ...findings('unfounded'));
    expect(await ways()).toEqual(open);
  });
});

it('nothing of a closed objection runs on', async () => {
  await host.advance('P1D');
  const { items } = await get<{ items: { id: string }[] }>(
    host,
    '/v1/cases?box=all&state=closed&procedure=objection&pageSize=100',
    'auditor',
  );
  expect(items.length).toBeGreaterThan(5);
  for (const { id } of items) expect(await running(host, id)).toEqual([]);
});

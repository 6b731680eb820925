import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../builders/host.ts';
import {
  anApplication,
  answered,
  apply,
  type CaseView,
  type DatasetView,
  get,
  give,
  inbox,
  type Page,
  post,
  published,
  running,
  seen,
  through,
} from './acting.ts';

// One application from the publication of its data to the last metered call, in November 2026, which has no holidays.

let host: HostProcess;
let dataset: DatasetView;
let id: string;

beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const deadline = async (clause: string) => (await seen(host, id)).deadlines.find((each) => each.clause === clause);

describe('data is opened on condition', () => {
  it('QD-12.2a: passed by the regulator, it can be found by everybody', async () => {
    dataset = await published(host, { openness: 'conditional', requiredProofs: ['数据安全管理制度'] });
    expect(dataset).toMatchObject({ state: 'published', openness: 'conditional' });
    const found = await get<Page<DatasetView>>(
      host,
      `/v1/datasets?q=${encodeURIComponent('近岸水质')}&openness=conditional`,
    );
    expect(found.items.map((item) => item.id)).toEqual([dataset.id]);
  });

  it('QD-16: it is given to nobody without a grant: not to download, not by the interface', async () => {
    const { pathname } = new URL(dataset.distributions[0]?.downloadUrl ?? '');
    expect(await host.call('GET', pathname, { as: 'company' })).toMatchObject({
      status: 403,
      body: { code: 'grant-required' },
    });
    expect(await host.call('GET', `/data/${dataset.id}`, { as: 'company' })).toMatchObject({
      status: 403,
      body: { code: 'grant-required' },
    });
    expect((await host.call('GET', pathname)).status).toBe(401);
  });
});

describe('it is applied for', () => {
  it('QD-17.1: without a proof that the agency asks for, the application is refused by naming it', async () => {
    const body = anApplication(dataset.id);
    expect(await host.call('POST', '/v1/applications', { as: 'company', body })).toMatchObject({
      status: 422,
      body: { code: 'incomplete', errors: [{ pointer: '/attachments', detail: '缺少证明材料:数据安全管理制度' }] },
    });
  });

  it('QD-17.2a: it is received, and the regulator has five working days after the day of receipt', async () => {
    await host.moveTo('2026-11-03T02:00:00Z');
    const usePeriod = { from: '2026-12-01', to: '2027-01-31' };
    ({ id } = await apply(host, dataset.id, { attachments: ['数据安全管理制度'], usePeriod }));
    expect(await deadline('QD-17.2a')).toMatchObject({
      startedOn: '2026-11-03',
      dueOn: '2026-11-10',
      dueAt: '2026-11-10T16:00:00.000Z',
      stage: 'formal-review',
    });
    expect(
      (await get<Page<CaseView>>(host, '/v1/cases?box=inbox&procedure=application', 'regulator')).items.map(
        (kase) => kase.id,
      ),
    ).toEqual([id]);
  });

  it('a machine stands at the stage, and a clock waits beside it', async () => {
    await expect
      .poll(async () => (await running(host, id)).map(({ state }) => state).sort(), { timeout: 30_000 })
      .toEqual(['Formal review', 'Wait until next milestone']);
  });

  it('QD-17.2b: passed on the third day, it comes to the agency with ten working days of its own', async () => {
    await host.moveTo('2026-11-05T02:00:00Z');
    await through(host, id, ['regulator', 'pass']);
    expect(await deadline('QD-17.2b')).toMatchObject({ startedOn: '2026-11-05', dueOn: '2026-11-19' });
    expect((await deadline('QD-17.2a'))?.endedAt).toMatch(/^2026-11-05T02:/);
    expect((await inbox(host, 'agency-reviewer')).filter((message) => message.caseId === id)).toMatchObject([
      { kind: 'arrived' },
    ]);
  });
});

describe('the agency lets its period pass', () => {
  it('QD-17.2b: at 00:00 of the seventh working day it is reminded', async () => {
    await host.moveTo('2026-11-15T15:59:00Z');
    expect(await deadline('QD-17.2b')).not.toHaveProperty('remindedAt');
    await host.moveTo('2026-11-15T16:30:00Z');
    expect(await deadline('QD-17.2b')).toMatchObject({ remindedAt: '2026-11-15T16:00:00.000Z' });
    expect((await inbox(host, 'agency-reviewer'))[0]).toMatchObject({
      kind: 'reminded',
      caseId: id,
      at: '2026-11-15T16:00:00.000Z',
    });
  });

  it('QD-17.2b: in the last minute of the tenth day nothing is overdue', async () => {
    await host.moveTo('2026-11-19T15:59:00Z');
    expect(await deadline('QD-17.2b')).not.toHaveProperty('overdueSince');
    expect((await get<Page<CaseView>>(host, '/v1/cases?box=all&overdue=true', 'regulator')).total).toBe(0);
  });

  it('QD-17.2b: at 24:00 it is overdue, at once for everybody who looks', async () => {
    await host.moveTo('2026-11-19T16:00:00Z');
    expect(await deadline('QD-17.2b')).toMatchObject({ overdueSince: '2026-11-19T16:00:00.000Z' });
  });

  it('QD-8: that is escalated to the regulator: in its inbox, and by a message of that instant', async () => {
    await host.moveTo('2026-11-19T16:30:00Z');
    const below = await get<Page<CaseView>>(host, '/v1/cases?box=inbox&overdue=true', 'regulator');
    expect(below.items).toMatchObject([{ id, stage: 'agency-review' }]);
    for (const as of ['regulator', 'agency-principal'])
      expect((await inbox(host, as))[0], as).toMatchObject({
        kind: 'overdue',
        caseId: id,
        at: '2026-11-19T16:00:00.000Z',
      });
    expect((await inbox(host, 'district-regulator')).filter(({ caseId }) => caseId === id)).toEqual([]);
    expect(
      (await get<Page<CaseView>>(host, '/v1/cases?box=all&procedure=application', 'district-regulator')).total,
    ).toBe(0);
  });

  it('a deadline never decides: weeks later the case still waits for its agency, marked once', async () => {
    await host.moveTo('2026-11-30T02:00:00Z');
    const { stage, state, timeline } = await seen(host, id);
    expect([stage, state]).toEqual(['agency-review', 'open']);
    expect(timeline.filter(({ type }) => type === 'overdue')).toHaveLength(1);
  });
});

describe('the agency decides late', () => {
  it('QD-17.2b: a late approval still counts, and stays on record as late', async () => {
    const kase = await through(host, id, [
      'agency-reviewer',
      'approve',
      { columns: ['站位', '溶解氧'], rows: { 站位: 'eq.胶州湾' }, quota: { calls: 2, per: 'day' } },
    ]);
    expect(kase).toMatchObject({ stage: 'agreement', agreementId: id });
    expect(await deadline('QD-17.2b')).toMatchObject({
      overdueSince: '2026-11-19T16:00:00.000Z',
      endedAt: expect.stringMatching(/^2026-11-30T02:/),
    });
    expect((await get<Page<CaseView>>(host, '/v1/cases?box=inbox&overdue=true', 'regulator')).total).toBe(0);
  });

  it('QD-17.3: both sign the same text; another one is refused', async () => {
    const { textSha256, text } = await get<{ text: string; textSha256: string }>(
      host,
      `/v1/agreements/${id}`,
      'company',
    );
    expect(text).toContain('研究空气质量');
    expect(await give(host, id, 'company', { command: 'sign', textSha256: 'f'.repeat(64) })).toMatchObject({
      status: 409,
      body: { code: 'text-differs' },
    });
    const kase = await through(
      host,
      id,
      ['agency-principal', 'sign', { textSha256 }],
      ['company', 'sign', { textSha256 }],
    );
    expect(kase).toMatchObject({ state: 'closed', outcome: 'granted', grantId: id });
    const { signatures } = await get<{ signatures: { party: string }[] }>(
      host,
      `/v1/agreements/${id}`,
      'agency-principal',
    );
    expect(signatures.map(({ party }) => party)).toEqual(['agency', 'applicant']);
  });

  it('QD-17.3: until its period of use begins, the grant gives nothing', async () => {
    const { items } = await get<Page<object>>(host, '/v1/grants', 'company');
    expect(items).toMatchObject([{ id, state: 'pending' }]);
    expect(await host.call('GET', `/data/${dataset.id}`, { as: 'company' })).toMatchObject({
      status: 403,
      body: { code: 'grant-not-active' },
    });
  });

  it('QD-17.3: the regulator is told, and nothing of the case runs on', async () => {
    expect((await inbox(host, 'regulator')).map(({ kind }) => kind)).toContain('regulator-told');
    await host.moveTo('2026-11-30T17:00:00Z');
    expect(await running(host, id)).toEqual([]);
  });
});

describe('the data is used', () => {
  let key: string;
  const call = (query = '') =>
    host.call<object[]>('GET', `/data/${dataset.id}${query}`, { headers: { 'x-api-key': key } });

  it('QD-17.3: the grant begins with the period of use', async () => {
    const { items } = await get<Page<object>>(host, '/v1/grants', 'company');
    expect(items).toMatchObject([
      { id, state: 'active', used: 0, quota: { calls: 2, per: 'day' }, columns: ['站位', '溶解氧'] },
    ]);
  });

  it('QD-13b: a key is issued, shown this once', async () => {
    const issued = await post<{ id: string; key: string }>(host, '/v1/api-keys', {
      as: 'company',
      body: { name: '水质研究', grants: [id] },
    });
    key = issued.key;
    const { items } = await get<Page<object>>(host, '/v1/api-keys', 'company');
    expect(items).toMatchObject([{ id: issued.id, name: '水质研究' }]);
    expect(JSON.stringify(items)).not.toContain(key);
  });

  it('QD-17.3: what was not granted is neither seen nor counted', async () => {
    expect((await call(`?select=${encodeURIComponent('月份')}`)).status).toBe(400);
    const { status, body, headers } = await call();
    expect([status, body]).toEqual([
      200,
      [
        { 站位: '胶州湾', 溶解氧: 8.2 },
        { 站位: '胶州湾', 溶解氧: 8.6 },
      ],
    ]);
    expect(headers.get('ratelimit')).toMatch(/r=1\b/);
    expect(headers.get('ratelimit-policy')).toMatch(/q=2\b/);
  });

  it('QD-17.3: beyond the quota it is 429, and says when to come again', async () => {
    expect((await call()).status).toBe(200);
    const over = await call();
    expect(over).toMatchObject({ status: 429, body: { code: 'quota-exhausted' } });
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(over.headers.get('ratelimit')).toMatch(/r=0\b/);
  });

  it('QD-17.3: on the next day of the city it may be called again', async () => {
    await host.moveTo('2026-12-01T16:00:00Z');
    expect((await call()).status).toBe(200);
    const usage = await get<{ calls: number; items: object[] }>(host, '/v1/usage?by=day', 'company');
    expect(usage.calls).toBe(3);
  });

  it('QD-17.3: after the last day of use it is over', async () => {
    await host.moveTo('2027-01-31T16:00:00Z');
    expect(await call()).toMatchObject({ status: 403, body: { code: 'grant-not-active' } });
  });
});

it('the whole life is a chain that holds', async () => {
  const audit = await answered<{ intact: boolean; events: { body: { type: string } }[] }>(
    host.call('GET', `/v1/cases/${id}/audit`, { as: 'auditor' }),
  );
  expect(audit.intact).toBe(true);
  expect(audit.events.map(({ body }) => body.type)).toEqual([
    'received',
    'decided',
    'reminded',
    'overdue',
    'decided',
    'contributed',
    'decided',
    'applied',
    'applied',
  ]);
});

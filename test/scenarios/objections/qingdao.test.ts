import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  answered,
  apply,
  type CaseView,
  type DatasetView,
  draft,
  get,
  give,
  object,
  post,
  prepare,
  published,
  seen,
  submit,
  through,
  upload,
} from '../acting.ts';
import { deadline, dueDates, past, told } from '../deadlines.ts';

// QD-19 where it is neither quick nor smooth; the plain way is in ../objection.test.ts. November 2026 has no holidays.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const stateOf = async (id: string) => (await get<DatasetView>(host, `/v1/datasets/${id}`)).state;
const confirmed = [
  ['agency-reviewer', 'confirm-infringement', { reason: '经核实' }],
  ['regulator', 'confirm-infringement', { reason: '经核实' }],
] as const;
const corrected = '站位,月份,溶解氧\r\n胶州湾,1,8.2\r\n';

describe('two rules for one error', () => {
  let id: string;

  beforeAll(async () => {
    const dataset = await published(host, { title: '两部规定之例' });
    ({ id } = await object(host, dataset.id, 'error'));
  });

  it('QD-19c: ten working days from receipt, and beside them the five of the measures on public data', async () => {
    expect(await dueDates(host, id)).toEqual([
      ['QD-19c', '2026-11-16'],
      ['QM-17.1', '2026-11-09'],
    ]);
    expect(await told(host, 'agency-reviewer', id)).toEqual(['arrived']);
  });

  it('QD-19a: an infringement runs by the detailed rules alone', async () => {
    const dataset = await published(host, { title: '只有一部规定之例' });
    const { deadlines } = await object(host, dataset.id, 'infringement');
    expect(deadlines.map(({ clause }) => clause)).toEqual(['QD-19c']);
  });

  it('QD-19c: only the five are extended, to ten in all, by the head and nobody else', async () => {
    const ask = (days: number, clause: string) =>
      give(host, id, 'agency-reviewer', { command: 'request-extension', days, clause, reason: '情况复杂' });
    expect((await ask(5, 'QD-19c')).status).toBe(409);
    expect((await ask(6, 'QM-17.1')).body).toMatchObject({ code: 'not-now', detail: expect.stringContaining('5') });
    expect((await ask(5, 'QM-17.1')).status).toBe(200);
    expect((await give(host, id, 'agency-reviewer', { command: 'grant-extension' })).status).toBe(403);
    await answered(give(host, id, 'agency-principal', { command: 'grant-extension' }));
    expect(await dueDates(host, id)).toEqual([
      ['QD-19c', '2026-11-16'],
      ['QM-17.1', '2026-11-16'],
    ]);
  });
});

describe('what infringes and was not dealt with', () => {
  let dataset: DatasetView;
  let id: string;

  beforeAll(async () => {
    dataset = await published(host, { title: '尚未处理之例' });
    ({ id } = await object(host, dataset.id, 'infringement'));
    await through(host, id, ...confirmed);
  });

  const reopen = () => give(host, id, 'regulator', { command: 'reopen', reason: '已处理' });

  it('QD-19b: is not opened again: reopening it is refused while the data is as it was', async () => {
    const { status, body } = await reopen();
    expect([status, body.code, body.errors?.map(({ pointer }) => pointer)]).toEqual([422, 'incomplete', ['/release']]);
    expect(await seen(host, id)).toMatchObject({ stage: 'disposal', state: 'open' });
    expect(await stateOf(dataset.id)).toBe('suspended');
  });

  it('QD-19b: nor by another entry alone that says the same of the same data', async () => {
    const working = await get<{ draft: { entry: object } }>(host, `/v1/datasets/${dataset.id}`, 'agency-clerk');
    const body = { ...working.draft.entry, sourceSystem: '另一系统' };
    await answered(host.call('PUT', `/v1/datasets/${dataset.id}`, { as: 'agency-clerk', body }));
    expect((await reopen()).status).toBe(422);
  });

  it('QD-19b: nor by the same file once more', async () => {
    await prepare(host, dataset.id, await upload(host, dataset.id));
    expect((await reopen()).status).toBe(422);
  });

  it('QD-19b: is opened again once what infringes is gone, and only as it then is', async () => {
    await prepare(host, dataset.id, await upload(host, dataset.id, corrected));
    await through(host, id, ['regulator', 'reopen', { reason: '侵权内容已删除' }]);
    expect(await seen(host, id)).toMatchObject({ state: 'closed', outcome: 'upheld' });
    expect(await stateOf(dataset.id)).toBe('published');
    expect((await host.call<object[]>('GET', `/data/${dataset.id}`)).body).toHaveLength(1);
  });
});

describe('an agency that lets a verification lie', () => {
  let dataset: DatasetView;
  let id: string;

  beforeAll(async () => {
    dataset = await published(host, { title: '久拖不决之例' });
    ({ id } = await object(host, dataset.id, 'infringement'));
    await through(host, id, ['regulator', 'unfounded', { reason: '不涉及个人' }]);
  });

  it('QD-19a: within the period the regulator decides nothing without it', async () => {
    const { stage, allowedCommands } = await seen(host, id, 'regulator');
    expect(stage).toBe('verification');
    expect(allowedCommands.map(({ command }) => command)).not.toContain('unfounded');
    expect((await give(host, id, 'regulator', { command: 'unfounded', reason: '不涉及个人' })).status).toBe(409);
  });

  it('QD-19c: it is reminded at 00:00 of the seventh of its ten days', async () => {
    await past(host, '2026-11-10T16:00:00Z');
    expect(await deadline(host, id, 'QD-19c')).toMatchObject({ remindedAt: '2026-11-10T16:00:00.000Z' });
    expect(await told(host, 'agency-principal', id)).toContain('reminded');
  });

  it('QD-19c: when they have passed it is overdue, and nothing is decided by that', async () => {
    await past(host, '2026-11-16T16:00:00Z');
    expect(await deadline(host, id, 'QD-19c')).toMatchObject({ overdueSince: '2026-11-16T16:00:00.000Z' });
    expect(await seen(host, id)).toMatchObject({ stage: 'verification', state: 'open' });
    expect(await stateOf(dataset.id)).toBe('suspended');
  });

  it('QD-19a: then the regulator’s finding counts without its agency’s, and the late decision still counts', async () => {
    expect((await seen(host, id, 'regulator')).allowedCommands.map(({ command }) => command)).toContain('unfounded');
    expect((await give(host, id, 'citizen', { command: 'unfounded', reason: '?' })).status).toBe(403);
    await through(host, id, ['regulator', 'unfounded', { reason: '不涉及个人' }]);
    const kase = await seen(host, id);
    expect(kase).toMatchObject({ state: 'closed', outcome: 'dismissed' });
    expect(await deadline(host, id, 'QD-19c')).toMatchObject({
      overdueSince: '2026-11-16T16:00:00.000Z',
      endedAt: expect.any(String),
    });
    expect(await stateOf(dataset.id)).toBe('published');
    expect(await told(host, 'citizen', id)).toContain('result');
  });
});

describe('who objects again', () => {
  it('QD-19a: has one objection of a kind open about a dataset, to which more can be added; another person has their own', async () => {
    const dataset = await published(host, { title: '重复异议之例' });
    const first = await object(host, dataset.id, 'error');
    const again = (as: string, kind: string) =>
      host.call<CaseView & { code: string; state: { caseId: string } }>('POST', '/v1/objections', {
        as,
        body: { datasetId: dataset.id, kind, statement: '再次提出' },
      });
    expect(await again('citizen', 'error')).toMatchObject({
      status: 409,
      body: { code: 'conflict', state: { caseId: first.id } },
    });
    expect(await stateOf(dataset.id)).toBe('published');
    expect((await give(host, first.id, 'citizen', { command: 'supplement', statement: '并且缺行' })).status).toBe(200);
    expect((await again('resident', 'error')).status).toBe(201);
    await through(host, first.id, ['citizen', 'withdraw']);
    expect((await again('citizen', 'error')).status).toBe(201);
  });

  it('QD-19b: suspends what infringes at once, whatever else they objected to before', async () => {
    const dataset = await published(host, { title: '先误后侵之例' });
    await object(host, dataset.id, 'error');
    await object(host, dataset.id, 'privacy');
    expect(await stateOf(dataset.id)).toBe('suspended');
  });

  it('QD-19a: of several filed at once one is received', async () => {
    const dataset = await published(host, { title: '同时异议之例' });
    const filed = await Promise.all(
      [1, 2, 3].map(() =>
        host.call('POST', '/v1/objections', {
          as: 'citizen',
          body: { datasetId: dataset.id, kind: 'error', statement: '同时提出' },
        }),
      ),
    );
    expect(filed.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe('while data is suspended', () => {
  it('QD-19b: not even its columns are told to the public; its agency and regulator see them', async () => {
    const dataset = await published(host, { title: '字典之例' });
    const told = async (as?: string) => {
      const asked = as === undefined ? {} : { as };
      const { status } = await host.call('GET', `/v1/datasets/${dataset.id}/dictionary`, asked);
      const view = await get<object>(host, `/v1/datasets/${dataset.id}`, as);
      return [status, 'dictionary' in view];
    };
    const schema = async () => (await host.call('GET', `/data/${dataset.id}/schema`)).status;
    expect([await told(), await schema()]).toEqual([[200, true], 200]);
    await object(host, dataset.id, 'privacy');
    expect([await told(), await schema()]).toEqual([[403, false], 403]);
    expect(await told('regulator')).toEqual([200, true]);
    expect(await told('agency-clerk')).toEqual([200, true]);
  });
});

describe('what is taken down', () => {
  it('QD-19b: ends the grants of it for good, though corrected data is published later', async () => {
    const dataset = await published(host, { title: '下架终止之例', openness: 'conditional' });
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
    const call = () => host.call<{ code: string }>('GET', `/data/${dataset.id}`, { headers: { 'x-api-key': key } });
    const grant = () => get<{ state: string }>(host, `/v1/grants/${id}`, 'company');
    expect([(await call()).status, (await grant()).state]).toEqual([200, 'active']);

    const objection = await object(host, dataset.id, 'infringement');
    await through(host, objection.id, ...confirmed, ['regulator', 'take-down', { reason: '侵权属实' }]);
    expect((await grant()).state).toBe('ended');

    await prepare(host, dataset.id, await upload(host, dataset.id, corrected));
    const publication = await submit(host, dataset.id);
    await through(host, publication.id, ['regulator', 'pass']);
    expect(await stateOf(dataset.id)).toBe('published');
    expect((await grant()).state).toBe('ended');
    expect(await call()).toMatchObject({ status: 403, body: { code: 'grant-not-active' } });
    expect((await apply(host, dataset.id, { usePeriod })).state).toBe('open');
  });
});

describe('what was never published', () => {
  it('QD-19a: is nothing to object to', async () => {
    const datasetId = await draft(host, { title: '未发布之例' });
    const body = { datasetId, kind: 'error', statement: '有误' };
    expect((await host.call('POST', '/v1/objections', { as: 'citizen', body })).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  type CaseView,
  type DatasetView,
  draft,
  get,
  give,
  inbox,
  type Page,
  post,
  prepare,
  published,
  seen,
  through,
  upload,
} from '../acting.ts';

// QD-6, QD-7a and QD-20: what is said of opened data, and what is made of it.

let host: HostProcess;
let dataset: DatasetView;

beforeAll(async () => {
  host = await startHostProcess({ city: 'qingdao', clockStart: '2026-11-02' });
  dataset = await published(host, { title: '意见之例' });
});
afterAll(() => host?.stop());

const complain = (kind: string, as = 'citizen'): Promise<CaseView> =>
  post(host, '/v1/complaints', { as, body: { datasetId: dataset.id, kind, statement: '数据缺少说明' } });

const nameIn = ({ parties }: CaseView) => parties.find(({ role }) => role === 'applicant')?.name;

describe('a complaint', () => {
  it('QD-6: suggestions, complaints and reports all reach the agency and have a day to be answered by', async () => {
    for (const kind of ['suggestion', 'complaint', 'report']) {
      const { id, deadlines } = await complain(kind);
      expect(deadlines, kind).toMatchObject([{ clause: 'QD-6', kind: 'service-target' }]);
      const { items } = await get<Page<CaseView>>(host, '/v1/cases?box=inbox&procedure=complaint', 'agency-reviewer');
      expect(
        items.map((each) => each.id),
        kind,
      ).toContain(id);
    }
  });

  it.each([
    'citizen',
    'other-agency-clerk',
  ])('QD-6: that %s complained is told to the regulators, and not to the agency, wherever it looks', async (by) => {
    const { id } = await complain('report', by);
    const name = nameIn(await seen(host, id, by)) ?? '';
    expect(name).not.toBe('');
    for (const as of ['regulator', 'auditor']) expect(nameIn(await seen(host, id, as)), as).toBe(name);

    const lists = ['all', 'inbox'].map((box) => `/v1/cases?box=${box}&procedure=complaint&pageSize=100`);
    const paths = [`/v1/cases/${id}`, `/v1/cases/${id}/audit`, ...lists, '/v1/inbox?pageSize=100'];
    for (const as of ['agency-clerk', 'agency-reviewer', 'agency-principal']) {
      const text = (await Promise.all(paths.map(async (path) => JSON.stringify(await get(host, path, as))))).join('\n');
      expect(text, as).toContain(id);
      for (const told of [name, `"${by}"`]) expect(text, as).not.toContain(told);
    }
  });

  it('QD-6: nor are the colleagues of whoever complained told of it', async () => {
    const { id } = await complain('report', 'other-agency-clerk');
    expect((await host.call('GET', `/v1/cases/${id}`, { as: 'other-agency-reviewer' })).status).toBe(403);
    expect((await seen(host, id, 'regulator')).parties.map(({ role }) => role)).toEqual(['applicant', 'agency']);
    await through(host, id, ['agency-reviewer', 'pass', { reason: '已核查' }]);
    const messages = (await inbox(host, 'other-agency-clerk')).filter(({ caseId }) => caseId === id);
    expect(messages).toMatchObject([{ kind: 'result' }]);
  });

  it('QD-6: it isn’t closed without an answer, and whoever complained is given that', async () => {
    const { id } = await complain('suggestion');
    expect((await give(host, id, 'agency-reviewer', { command: 'pass' })).status).toBe(400);
    expect(await through(host, id, ['agency-reviewer', 'pass', { reason: '已补充说明' }])).toMatchObject({
      state: 'closed',
      outcome: 'done',
    });
    const [message] = (await inbox(host, 'citizen')).filter(({ caseId, kind }) => caseId === id && kind === 'result');
    expect(message?.text).toContain('已补充说明');
    expect((await seen(host, id, 'citizen')).timeline.at(-1)).toMatchObject({ type: 'applied' });
  });

  it('QD-6: what isn’t answered is overdue, and its regulator sees it', async () => {
    const { id, deadlines } = await complain('complaint');
    await host.moveTo(deadlines[0]?.dueAt ?? '');
    await host.advance('PT1H');
    const { items } = await get<Page<CaseView>>(host, '/v1/cases?box=inbox&overdue=true&pageSize=100', 'regulator');
    expect(items.map((each) => each.id)).toContain(id);
  });
});

describe('a dataset that isn’t published', () => {
  it.each([
    ['/v1/complaints', { kind: 'report', statement: '说明' }],
    ['/v1/objections', { kind: 'error', statement: '说明' }],
    ['/v1/products', { title: '图', description: '图', acquiredOn: '2026-11-02', declaration: true }],
  ])('POST %s is answered as for one that there is none of', async (path, form) => {
    const datasetId = await draft(host, { title: `草稿之例 ${path}` });
    const answer = await host.call('POST', path, { as: 'citizen', body: { ...form, datasetId } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found', detail: `没有数据集 ${datasetId}` } });
  });
});

describe('what users find', () => {
  it('QD-7a: a security risk is told to agency and regulator, and is dealt with in two working days', async () => {
    const { id } = await complain('security-risk');
    const { stage, deadlines } = await host.settled<CaseView>(id);
    expect([stage, deadlines]).toMatchObject([
      'security-risk',
      [{ clause: 'QD-7a', kind: 'service-target', startedOn: '2026-11-17', dueOn: '2026-11-19' }],
    ]);
    for (const as of ['agency-reviewer', 'regulator']) {
      expect(
        (await inbox(host, as)).some(({ caseId }) => caseId === id),
        as,
      ).toBe(true);
    }
    await through(host, id, ['agency-reviewer', 'pass', { reason: '已核查,无风险' }]);
  });

  it('QD-7a: whoever isn’t signed in reports nothing in somebody’s name', async () => {
    const body = { datasetId: dataset.id, kind: 'quality', statement: '缺行' };
    expect((await host.call('POST', '/v1/complaints', { body })).status).toBe(401);
  });

  it('QD-7a, QD-6b: a quality problem is rectified, and what was rectified is verified again before it is closed', async () => {
    const { id } = await complain('quality');
    await through(host, id, ['agency-reviewer', 'confirm-error', { reason: '确有缺失' }]);
    expect((await seen(host, id)).stage).toBe('rectification');
    await prepare(host, dataset.id, await upload(host, dataset.id, '站位,月份,溶解氧\r\n胶州湾,1,8.4\r\n'));
    await through(host, id, ['agency-clerk', 'resubmit', { reason: '已补正' }]);
    expect((await seen(host, id)).stage).toBe('re-verification');
    expect((await give(host, id, 'agency-clerk', { command: 'verify', reason: '无误' })).status).toBe(403);
    await through(host, id, ['agency-reviewer', 'return', { reasons: ['仍缺二月'] }]);
    expect((await seen(host, id)).stage).toBe('rectification');
    await prepare(host, dataset.id, await upload(host, dataset.id, '站位,月份,溶解氧\r\n胶州湾,2,8.6\r\n'));
    expect(
      await through(
        host,
        id,
        ['agency-clerk', 'resubmit', { reason: '已补正二月' }],
        ['agency-reviewer', 'verify', { reason: '核对无误' }],
      ),
    ).toMatchObject({ state: 'closed', outcome: 'rectified' });
    expect((await host.call<object[]>('GET', `/data/${dataset.id}`)).body).toEqual([
      { 站位: '胶州湾', 月份: 2, 溶解氧: 8.6 },
    ]);
  });
});

describe('a product', () => {
  const form = (over: object = {}) => ({
    title: '近岸水质地图',
    description: '逐月水质一图通览',
    datasetId: dataset.id,
    acquiredOn: '2026-11-03',
    address: 'https://example.invalid/map',
    declaration: true,
    ...over,
  });
  const faulty = async (over: object): Promise<string[] | undefined> => {
    const { body } = await host.call<{ errors?: { pointer: string }[] }>('POST', '/v1/products', {
      as: 'company',
      body: form(over),
    });
    return body.errors?.map(({ pointer }) => pointer);
  };
  const products = async (query = '') =>
    (await get<Page<{ id: string; promoted: boolean }>>(host, `/v1/products${query}`)).items;
  let id: string;

  it('QD-20: names its source and the day of acquisition, and declares that it harms nobody', async () => {
    expect(await faulty({ datasetId: undefined, acquiredOn: undefined, declaration: false })).toEqual([
      '/datasetId',
      '/acquiredOn',
      '/declaration',
    ]);
  });

  it('QD-20: its data was acquired on a day on which it could be', async () => {
    expect(await faulty({ acquiredOn: '2026-11-01' })).toEqual(['/acquiredOn']);
    expect(await faulty({ acquiredOn: '2030-01-01' })).toEqual(['/acquiredOn']);
  });

  it('QD-20: is public only after the review, with its source and date', async () => {
    ({ id } = await post<CaseView>(host, '/v1/products', { as: 'company', body: form() }));
    expect(await products()).toEqual([]);
    expect((await give(host, id, 'company', { command: 'approve' })).status).toBe(403);
    await through(host, id, ['regulator', 'approve']);
    expect(await products()).toEqual([
      expect.objectContaining({
        id,
        title: '近岸水质地图',
        source: expect.objectContaining({ datasetId: dataset.id, title: '意见之例', acquiredOn: '2026-11-03' }),
        promoted: false,
      }),
    ]);
  });

  it('QD-20: good ones are promoted, and stand first', async () => {
    const { id: other } = await post<CaseView>(host, '/v1/products', { as: 'company', body: form({ title: '另一' }) });
    await through(host, other, ['regulator', 'approve']);
    await through(host, id, ['regulator', 'promote']);
    expect((await products()).map((each) => [each.id, each.promoted])).toEqual([
      [id, true],
      [other, false],
    ]);
    expect((await products('?promoted=true')).map((each) => each.id)).toEqual([id]);
  });

  it('QD-20: what turns out to infringe is taken from the list, with its reason', async () => {
    expect((await give(host, id, 'regulator', { command: 'take-down' })).status).toBe(400);
    await through(host, id, ['regulator', 'take-down', { reason: '侵犯他人著作权' }]);
    expect((await products()).map((each) => each.id)).not.toContain(id);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  answered,
  type CaseView,
  type DatasetView,
  follow,
  get,
  give,
  linkTo,
  type Page,
  post,
  seen,
  through,
} from '../acting.ts';

// DZ-45 and JF-27: what is done when data is leaked or a system fails.

const openSample = async (host: HostProcess): Promise<DatasetView> => {
  const { items } = await get<Page<DatasetView>>(host, '/v1/datasets?openness=unconditional');
  const [found] = items;
  if (found === undefined) throw new Error('there is no open sample');
  return found;
};
const file = (host: HostProcess, body: object, as = 'agency-clerk'): Promise<CaseView> =>
  post(host, '/v1/incidents', { as, body: { statement: '接口泄露原始数据', ...body } });
const pointers = async (reply: ReturnType<typeof give>): Promise<[number, string[] | undefined]> => {
  const { status, body } = await reply;
  return [status, body.errors?.map(({ pointer }) => pointer)];
};

describe('an incident in Dazhou', () => {
  let host: HostProcess;
  let dataset: DatasetView;
  let id: string;

  beforeAll(async () => {
    host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
    dataset = await openSample(host);
  });
  afterAll(() => host?.stop());

  it('DZ-45: containing it suspends the dataset before it is answered: links given before are dead', async () => {
    const link = (await linkTo(host, dataset, 'citizen')).headers.get('location') ?? '';
    expect((await follow(link)).status).toBe(200);
    ({ id } = await file(host, { kind: 'dataset', datasetId: dataset.id }, 'regulator'));
    expect((await follow(link)).status).toBe(403);
    expect((await host.call('GET', `/data/${dataset.id}`, { as: 'citizen' })).status).toBe(403);
  });

  it('DZ-45: the competent department starts its plan and says what it did, and nobody else does', async () => {
    await host.settled(id);
    expect((await give(host, id, 'agency-principal', { command: 'pass', reason: '已处置' })).status).toBe(403);
    expect(await pointers(give(host, id, 'regulator', { command: 'pass' }))).toEqual([400, ['/reason']]);
    expect(await through(host, id, ['regulator', 'pass', { reason: '已启动预案,关闭接口' }])).toMatchObject({
      stage: 'warning',
    });
  });

  it('DZ-45: the public is warned where everybody reads it', async () => {
    expect(await pointers(give(host, id, 'regulator', { command: 'warn' }))).toEqual([400, ['/notice']]);
    const notice = { title: '数据泄露警示', text: '请勿使用 11 月 2 日前下载的文件' };
    await through(host, id, ['regulator', 'warn', { notice }]);
    const { items } = await get<Page<object>>(host, '/v1/notices');
    expect(items).toContainEqual(expect.objectContaining({ kind: 'warning', ...notice, datasetId: dataset.id }));
  });

  it('DZ-45: both the cyberspace office and the police are informed, and the case says so', async () => {
    const inform = (informed: string[]) => give(host, id, 'regulator', { command: 'pass', informed });
    expect(await pointers(inform(['网信部门']))).toEqual([400, ['/informed']]);
    await answered(inform(['网信部门', '公安机关']));
    const { timeline } = await seen(host, id);
    expect(timeline.at(-1)).toMatchObject({ command: 'pass', informed: ['网信部门', '公安机关'] });
  });

  it('DZ-45: it is opened again only once the danger is removed', async () => {
    expect((await host.call('GET', `/data/${dataset.id}`, { as: 'citizen' })).status).toBe(403);
    expect(await through(host, id, ['regulator', 'restore', { reason: '漏洞已修复' }])).toMatchObject({
      state: 'closed',
      outcome: 'done',
    });
    expect((await host.call('GET', `/data/${dataset.id}?limit=1`, { as: 'citizen' })).status).toBe(200);
  });

  it('DZ-45: what happens to a system suspends no dataset', async () => {
    const kase = await file(host, { kind: 'system' });
    expect(kase.stage).toBe('containment');
    expect((await host.call('GET', `/data/${dataset.id}?limit=1`, { as: 'citizen' })).status).toBe(200);
    expect(await through(host, kase.id, ['regulator', 'unfounded', { reason: '系演练误报' }])).toMatchObject({
      state: 'closed',
      outcome: 'dismissed',
    });
  });
});

describe('an incident in Jinfeng', () => {
  let host: HostProcess;
  let id: string;

  beforeAll(async () => {
    host = await startHostProcess({ city: 'jinfeng', clockStart: '2026-10-08' });
    ({ id } = await file(host, { kind: 'system' }));
  });
  afterAll(() => host?.stop());

  it('JF-27: the unit contains it at once, and its records are kept on the case', async () => {
    await through(
      host,
      id,
      ['agency-clerk', 'supplement', { statement: '日志与取证记录见附件' }],
      ['agency-reviewer', 'pass', { reason: '已断网隔离' }],
    );
    const { timeline } = await seen(host, id);
    expect(timeline).toContainEqual(
      expect.objectContaining({ type: 'supplemented', statement: '日志与取证记录见附件' }),
    );
    const { intact } = await get<{ intact: boolean }>(host, `/v1/cases/${id}/audit`, 'auditor');
    expect(intact).toBe(true);
  });

  it('JF-27: it is reported to the cyberspace office and the data management service centre, each by name', async () => {
    const inform = (informed: string[]) => give(host, id, 'agency-reviewer', { command: 'pass', informed });
    expect(await pointers(inform(['区委网信办']))).toEqual([400, ['/informed']]);
    expect(await pointers(inform(['区数据管理服务中心']))).toEqual([400, ['/informed']]);
    await answered(inform(['区委网信办', '区数据管理服务中心']));
    expect((await seen(host, id)).stage).toBe('clearance');
  });

  it('JF-27, JF-26: units are asked for their drills and the centre for its tests, and late ones show', async () => {
    const drills = (as: string) => get<Page<CaseView>>(host, '/v1/cases?box=inbox&procedure=drill', as);
    const [own] = (await drills('agency-reviewer')).items;
    const ofCentre = (await drills('regulator')).items.filter(({ stage }) => stage === 'test-of-the-platform');
    expect([own?.stage, ofCentre.length]).toEqual(['drill-of-a-unit', 1]);
    await through(host, own?.id ?? '', ['agency-reviewer', 'pass', { reason: '已演练:断网、勒索软件' }]);
    expect(await seen(host, own?.id ?? '')).toMatchObject({ state: 'closed', outcome: 'done' });
    await host.moveTo('2026-12-01T01:00:00.000Z');
    const late = await get<Page<CaseView>>(host, '/v1/cases?box=all&procedure=drill&overdue=true', 'regulator');
    const { stage } = await seen(host, ofCentre[0]?.id ?? '');
    expect([stage, late.items.map((each) => each.stage)]).toEqual([
      'test-of-the-platform',
      expect.arrayContaining(['test-of-the-platform', 'drill-of-a-unit']),
    ]);
  });
});

describe('what is controlled in Jinfeng', () => {
  let host: HostProcess;

  beforeAll(async () => {
    host = await startHostProcess({ city: 'jinfeng', clockStart: '2026-10-08' });
  });
  afterAll(() => host?.stop());

  it('JF-26: nobody without authentication, nobody beyond its rights, and every act on the trail', async () => {
    expect((await host.call('GET', '/v1/cases')).status).toBe(401);
    expect((await host.call('POST', '/v1/incidents', { as: 'citizen', body: {} })).status).toBe(403);
    const { id } = await file(host, { kind: 'system' });
    expect((await host.call('GET', `/v1/cases/${id}`, { as: 'other-agency-clerk' })).status).toBe(403);
    await through(host, id, ['agency-reviewer', 'pass', { reason: '已隔离' }]);
    const { intact, events } = await get<{ intact: boolean; events: { by: { role: string }; prevHash: string }[] }>(
      host,
      `/v1/cases/${id}/audit`,
      'auditor',
    );
    expect(intact).toBe(true);
    expect(events.map(({ by }) => by.role)).toEqual(['agency-clerk', 'agency-reviewer']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import {
  anEntry,
  answered,
  type CaseView,
  type DatasetView,
  draft,
  get,
  give,
  inbox,
  linkTo,
  type Page,
  post,
  published,
  seen,
  stationsCsv,
  submit,
  through,
} from '../acting.ts';
import { lacking, opened, released, reviewed } from '../catalog/opening.ts';
import { deadline, past, told } from '../deadlines.ts';
import { changing, faultsOf, filed } from './changing.ts';

// QD-10 to QD-12: the yearly plan, changes of what is open, and industry data.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'qingdao', clockStart: '2026-05-18T02:00:00Z' });
});
afterAll(() => host?.stop());

const view = (id: string) => get<DatasetView & { accrualPeriodicity: string }>(host, `/v1/datasets/${id}`);

describe('opening less', () => {
  let dataset: DatasetView;
  const narrower = { openness: 'conditional' };

  beforeAll(async () => {
    dataset = await published(host, { title: '缩小开放之例' });
  });

  it('QD-11a: no agency narrows on its own', async () => {
    const body = anEntry({ title: '缩小开放之例', openness: 'conditional' });
    const refused = await host.call('PUT', `/v1/datasets/${dataset.id}`, { as: 'agency-clerk', body });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('QD-11a') } });
    expect((await linkTo(host, dataset)).status).toBe(302);
  });

  it('QD-11a: with neither a basis nor a reasonable cause it is refused as it is filed', async () => {
    const bare = await filed(host, { datasetId: dataset.id, change: narrower });
    expect(bare.status).toBe(422);
    expect(Object.keys(faultsOf(bare))).toEqual(['/legalBasis', '/reason']);
    expect(faultsOf(bare)['/legalBasis']).toContain('QD-11a');
    const withdrawal = await filed(host, { datasetId: dataset.id, change: { withdrawn: true } });
    expect(Object.keys(faultsOf(withdrawal))).toEqual(['/legalBasis', '/reason']);
    expect(
      (await filed(host, { datasetId: dataset.id, change: narrower, reason: '职能调整' }, 'other-agency-clerk')).status,
    ).toBe(403);
  });

  it('QD-11a: with its basis it waits for the regulator of the agency’s level, and is open as before meanwhile', async () => {
    const { id } = await changing(host, {
      datasetId: dataset.id,
      change: narrower,
      legalBasis: '《某法》修订后第三条',
    });
    expect(await seen(host, id)).toMatchObject({ kind: 'narrowing', stage: 'review' });
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
    expect((await give(host, id, 'district-regulator', { command: 'pass' })).status).toBe(403);
    expect((await give(host, id, 'agency-principal', { command: 'pass' })).status).toBe(403);
    expect((await linkTo(host, dataset)).status).toBe(302);
    expect((await give(host, id, 'regulator', { command: 'refuse' })).status).toBe(400);
    expect(await through(host, id, ['regulator', 'refuse', { reason: '依据不足' }])).toMatchObject({
      outcome: 'refused',
    });
    expect((await view(dataset.id)).openness).toBe('unconditional');
  });

  it('QD-11a: with the regulator’s consent it is narrowed: what was open to all takes a grant', async () => {
    const { id } = await changing(host, {
      datasetId: dataset.id,
      change: narrower,
      reason: '职能职责变更',
      attachments: ['三定方案'],
    });
    expect(await through(host, id, ['regulator', 'pass'])).toMatchObject({ state: 'closed', outcome: 'changed' });
    expect((await view(dataset.id)).openness).toBe('conditional');
    expect((await linkTo(host, dataset, 'company')).body).toMatchObject({ code: 'grant-required' });
  });

  it('QD-11a: what is closed names its basis, and its links lead nowhere any more', async () => {
    const change = { openness: 'closed' };
    const bare = await filed(host, { datasetId: dataset.id, change, reason: '职能职责变更' });
    expect(faultsOf(bare)).toHaveProperty('/change/legalBasis');
    const legalBasis = '《某条例》第五条';
    const { id } = await changing(host, { datasetId: dataset.id, change, legalBasis });
    await through(host, id, ['regulator', 'pass']);
    expect(await view(dataset.id)).toMatchObject({ openness: 'closed', legalBasis, distributions: [] });
    expect((await linkTo(host, dataset, 'company')).body).toMatchObject({ code: 'dataset-not-open' });
  });

  it('QD-11a: what is withdrawn with consent is no longer listed', async () => {
    const gone = await published(host, { title: '撤回之例' });
    const { id } = await changing(host, {
      datasetId: gone.id,
      change: { withdrawn: true },
      legalBasis: '机构撤销决定',
    });
    expect(await seen(host, id)).toMatchObject({ kind: 'withdrawal' });
    await through(host, id, ['regulator', 'pass']);
    expect((await view(gone.id)).state).toBe('taken-down');
    expect((await linkTo(host, gone)).status).toBe(403);
  });
});

describe('opening less in the same openness', () => {
  const entry = {
    title: '收窄之例',
    openness: 'conditional',
    conditions: ['说明应用场景'],
    requiredProofs: ['法人证书'],
    defaultQuota: { calls: 100, per: 'day' },
  };
  let dataset: DatasetView;
  const put = (over: object) =>
    host.call<DatasetView & Problem>('PUT', `/v1/datasets/${dataset.id}`, {
      as: 'agency-clerk',
      body: anEntry({ ...entry, ...over }),
    });

  beforeAll(async () => {
    dataset = await published(host, entry);
  });

  it.each([
    ['a mode fewer', '/openingModes', { openingModes: ['download'] }],
    ['one condition more', '/conditions', { conditions: ['说明应用场景', '仅用于科研'] }],
    ['one proof more', '/requiredProofs', { requiredProofs: ['法人证书', '信用报告'] }],
    ['a smaller quota', '/defaultQuota', { defaultQuota: { calls: 10, per: 'day' } }],
  ])('QD-11a: takes the same consent: %s', async (_name, place, change) => {
    const refused = await put(change);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('QD-11a') } });
    expect(Object.keys(faultsOf(refused))).toEqual([place]);
    const bare = await filed(host, { datasetId: dataset.id, change });
    expect([bare.status, Object.keys(faultsOf(bare))]).toEqual([422, ['/legalBasis', '/reason']]);
    const { id } = await changing(host, { datasetId: dataset.id, change, legalBasis: '《某法》修订后第三条' });
    expect(await seen(host, id)).toMatchObject({ kind: 'narrowing', stage: 'review' });
    await through(host, id, ['agency-clerk', 'withdraw']);
  });

  it('QD-11b: conditions in other words are a change with its reason, which is reviewed', async () => {
    const change = { conditions: ['写明应用场景'] };
    const refused = await put(change);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('QD-11b') } });
    const { id } = await changing(host, { datasetId: dataset.id, change, reason: '文字更正' });
    expect(await seen(host, id)).toMatchObject({ kind: 'other' });
    await through(host, id, ['regulator', 'pass']);
    expect(await view(dataset.id)).toMatchObject(change);
  });

  it('QD-11a: more of it is the agency’s to draft, for the review of a publication', async () => {
    const conditions = ['写明应用场景'];
    const wider = {
      conditions,
      openingModes: ['download', 'interface', 'sandbox'],
      defaultQuota: { calls: 500, per: 'day' },
    };
    expect((await put(wider)).status).toBe(200);
    expect((await put({ conditions, description: '各监测站位的逐月水质与水温' })).status).toBe(200);
  });
});

describe('opening more, and other changes', () => {
  it('QD-11b: closed data is opened only after treatment or with consent, and its data only by a publication', async () => {
    const entry = { title: '扩大开放之例', openness: 'closed', openingModes: [], legalBasis: '《某条例》第五条' };
    const datasetId = await opened(host, { entry });
    const change = { openness: 'unconditional', openingModes: ['download'] };
    const bare = await filed(host, { datasetId, change, reason: '已具备开放条件' });
    expect(bare.status).toBe(422);
    expect(faultsOf(bare)['/change/clearance']).toContain('QD-11b');

    const clearance = { treatment: '已作匿名化处理' };
    const { id } = await changing(host, { datasetId, change: { ...change, clearance }, reason: '已具备开放条件' });
    await through(host, id, ['regulator', 'pass']);
    expect(await view(datasetId)).toMatchObject({ openness: 'unconditional', distributions: [] });

    expect(Object.keys(await lacking(host, datasetId))).toContain('/dictionary');
    await released(host, datasetId, { csv: stationsCsv });
    await reviewed(host, (await submit(host, datasetId)).id);
    expect((await linkTo(host, await view(datasetId))).status).toBe(302);
  });

  it('QD-11b: any other change gives its reason and is reviewed', async () => {
    const dataset = await published(host, { title: '其他调整之例' });
    const change = { accrualPeriodicity: 'annual' };
    const bare = await filed(host, { datasetId: dataset.id, change });
    expect(faultsOf(bare)['/reason']).toContain('QD-11b');
    const same = await filed(host, { datasetId: dataset.id, change: { title: '其他调整之例' }, reason: '更名' });
    expect(faultsOf(same)).toHaveProperty('/change');
    const { id } = await changing(host, { datasetId: dataset.id, change, reason: '改为年报' });
    expect((await view(dataset.id)).accrualPeriodicity).toBe('monthly');
    await through(host, id, ['regulator', 'pass']);
    expect((await view(dataset.id)).accrualPeriodicity).toBe('annual');
  });

  it('QD-14b and QD-11b: what isn’t renewed any more says so by a change', async () => {
    const dataset = await published(host, { title: '不再更新之例' });
    const { id } = await changing(host, {
      datasetId: dataset.id,
      change: { lifecycle: 'discontinued' },
      reason: '监测站已撤',
    });
    await through(host, id, ['regulator', 'pass']);
    expect(await view(dataset.id)).toMatchObject({ lifecycle: 'discontinued', state: 'published' });
  });
});

describe('a change of an entry that was opened wider since', () => {
  it('QD-11a: narrows it only where it was filed as that', async () => {
    const { id: datasetId } = await published(host, { title: '其间扩大之例', openness: 'conditional' });
    const change = { openness: 'conditional', accrualPeriodicity: 'annual' };
    const early = await changing(host, { datasetId, change, reason: '改为年报' });
    expect(await seen(host, early.id)).toMatchObject({ kind: 'other' });
    const wider = await changing(host, { datasetId, change: { openness: 'unconditional' }, reason: '可以无条件开放' });
    await through(host, wider.id, ['regulator', 'pass']);

    const refused = await give(host, early.id, 'regulator', { command: 'pass' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict', detail: expect.stringContaining('扩大') } });
    expect(await view(datasetId)).toMatchObject({ openness: 'unconditional', accrualPeriodicity: 'monthly' });
    await through(host, early.id, ['regulator', 'refuse', { reason: '请按缩小开放重新提出' }]);

    const filedAsThat = await changing(host, { datasetId, change, legalBasis: '《某法》修订后第三条' });
    expect(await seen(host, filedAsThat.id)).toMatchObject({ kind: 'narrowing' });
    await through(host, filedAsThat.id, ['regulator', 'pass']);
    expect(await view(datasetId)).toMatchObject(change);
  });
});

describe('industry data', () => {
  let id: string;
  const form = {
    title: '海洋科学观测',
    description: '近海浮标观测',
    institution: '某海洋大学',
    kind: 'fiscally-funded',
    provinceNumber: 'SD-2026-0001',
  };

  it('QD-12.3: the city links the province’s portal and receives what was applied for there', async () => {
    const { body } = await host.call<{ portal: string }>('GET', '/v1/industry-entries');
    expect(body.portal).toBe('http://data.sd.gov.cn/');
    const bare = { as: 'company', body: { title: '海洋科学观测' } };
    expect((await host.call('POST', '/v1/industry-entries', bare)).status).toBe(400);
    ({ id } = await post<CaseView>(host, '/v1/industry-entries', { as: 'company', body: form }));
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
  });

  it('QD-12.3: nothing is shown that the regulator hasn’t reviewed; of public funds or not, it is', async () => {
    const own = await post<CaseView>(host, '/v1/industry-entries', {
      as: 'company',
      body: { ...form, title: '自有数据', kind: 'own-data' },
    });
    const listed = async () => (await get<Page<{ id: string }>>(host, '/v1/industry-entries')).items;
    expect(await listed()).toEqual([]);
    expect((await give(host, own.id, 'regulator', { command: 'refuse' })).status).toBe(400);
    await through(host, own.id, ['regulator', 'refuse', { reason: '材料不全' }]);
    await through(host, id, ['regulator', 'pass']);
    expect(await listed()).toMatchObject([{ id, institution: '某海洋大学', kind: 'fiscally-funded' }]);
  });
});

describe('the yearly plan', () => {
  interface Plan extends Page<{ datasetId: string; plannedOpening: string; state: string }> {
    state: string;
  }
  const plan = (as?: string) => get<Plan>(host, '/v1/opening-plan/2026', as);
  let id: string;
  let planned: string;

  it('QD-10b: is open by itself for the municipal regulator, due on 31 May', async () => {
    const { items } = await get<Page<CaseView>>(host, '/v1/cases?box=inbox&procedure=opening-plan', 'regulator');
    expect(items).toHaveLength(1);
    id = items[0]?.id ?? '';
    expect(await deadline(host, id, 'QD-10b')).toMatchObject({
      dueOn: '2026-05-31',
      dueAt: '2026-05-31T16:00:00.000Z',
    });
  });

  it('QD-10b: consists of what the agencies’ own entries say, and isn’t public before it is published', async () => {
    planned = await draft(host, { title: '计划开放之例', plannedOpening: '2026-09-30' });
    await draft(host, { title: '明年开放之例', plannedOpening: '2027-03-31' });
    expect(await plan('agency-clerk')).toMatchObject({
      state: 'in-preparation',
      items: [{ datasetId: planned, plannedOpening: '2026-09-30', state: 'planned' }],
    });
    for (const as of [undefined, 'citizen', 'other-agency-clerk', 'district-regulator', 'operator'])
      expect([as, await plan(as)]).toMatchObject([as, { state: 'in-preparation', items: [] }]);
    expect((await plan('regulator')).items).toHaveLength(1);
  });

  it('QD-10b: has nothing that stays closed, before or after it is published', async () => {
    const closed = { openness: 'closed', openingModes: [], legalBasis: '《某条例》第三条' };
    await draft(host, { title: '不予开放之例', plannedOpening: '2026-10-31', ...closed });
    expect((await plan('agency-clerk')).items.map(({ datasetId }) => datasetId)).toEqual([planned]);
  });

  it('QD-10b: the regulator reviews it: what a unit has planned is returned to it with reasons, and the day stays', async () => {
    const back = (more: object) => give(host, id, 'regulator', { command: 'return', ...more });
    expect((await back({ agency: 'ecology-bureau' })).body.errors).toMatchObject([{ pointer: '/reasons' }]);
    expect((await back({ reasons: ['时间过晚'] })).body.errors).toMatchObject([{ pointer: '/agency' }]);
    await answered(back({ agency: 'ecology-bureau', reasons: ['开放时间过晚,请提前', '请说明更新频率'] }));
    expect(await seen(host, id, 'agency-clerk')).toMatchObject({
      stage: 'correction',
      reasons: ['开放时间过晚,请提前', '请说明更新频率'],
      deadlines: [{ clause: 'QD-10b', dueOn: '2026-05-31' }],
    });
    expect(await told(host, 'agency-clerk', id)).toContain('arrived');
    const entry = anEntry({ title: '计划开放之例', plannedOpening: '2026-08-31' });
    await answered(host.call('PUT', `/v1/datasets/${planned}`, { as: 'agency-clerk', body: entry }));
    expect((await give(host, id, 'other-agency-clerk', { command: 'resubmit' })).status).toBe(403);
    await through(host, id, ['agency-clerk', 'resubmit']);
    expect(await seen(host, id)).toMatchObject({
      stage: 'gathering',
      deadlines: [{ clause: 'QD-10b', dueOn: '2026-05-31' }],
    });
    expect((await plan('regulator')).items).toMatchObject([{ datasetId: planned, plannedOpening: '2026-08-31' }]);
  });

  it('QD-10b: a unit that stays silent keeps neither another’s correction nor the plan', async () => {
    const back = (agency: string) => ['regulator', 'return', { agency, reasons: ['请补充'] }] as const;
    await through(host, id, back('ecology-bureau'), back('civil-affairs-bureau'));
    expect((await give(host, id, 'agency-clerk', { command: 'resubmit' })).status).toBe(403);
    expect((await seen(host, id, 'regulator')).allowedCommands.map(({ command }) => command)).toContain('pass');
    await through(host, id, ['other-agency-clerk', 'resubmit']);
    expect((await seen(host, id)).stage).toBe('gathering');
  });

  it('QD-10b: every agency is reminded, and after 31 May it is overdue and still open', async () => {
    await past(host, '2026-05-31T16:00:00Z');
    const period = await deadline(host, id, 'QD-10b');
    expect(period.remindedAt).toBeDefined();
    expect(period.overdueSince).toBe('2026-05-31T16:00:00.000Z');
    for (const as of ['agency-clerk', 'other-agency-clerk', 'district-clerk'])
      expect((await inbox(host, as)).find(({ caseId }) => caseId === id)).toMatchObject({
        kind: 'reminded',
        text: expect.stringContaining('年度公共数据开放计划'),
      });
    expect(await told(host, 'regulator', id)).toContain('overdue');
    expect(await seen(host, id)).toMatchObject({ state: 'open' });
  });

  it('QD-10b: the regulator publishes it together, and it follows what is really opened', async () => {
    expect((await give(host, id, 'district-regulator', { command: 'pass' })).status).toBe(403);
    await through(host, id, ['regulator', 'pass']);
    expect(await plan()).toMatchObject({ state: 'published', items: [{ datasetId: planned, state: 'planned' }] });
    await released(host, planned, { csv: stationsCsv });
    await reviewed(host, (await submit(host, planned)).id);
    expect((await plan()).items).toMatchObject([{ datasetId: planned, state: 'opened' }]);
  });

  it('QD-10b: what was published stays as it was, whatever is drafted or changed since', async () => {
    const before = await plan();
    expect(before).toHaveProperty('publishedAt');
    await draft(host, { title: '发布后才起草之例', plannedOpening: '2026-08-31' });
    const later = anEntry({ title: '计划开放之例(改名)', plannedOpening: '2027-09-30' });
    await answered(host.call('PUT', `/v1/datasets/${planned}`, { as: 'agency-clerk', body: later }));
    expect(await plan()).toEqual(before);
    const change = { plannedOpening: '2027-09-30', title: '计划开放之例(改名)' };
    const { id: changed } = await changing(host, { datasetId: planned, change, reason: '推迟' });
    await through(host, changed, ['regulator', 'pass']);
    expect(await plan('agency-clerk')).toEqual(before);
  });
});

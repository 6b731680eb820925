import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { anEntry, answered, draft, get, type Page, stationsCsv, submit } from '../acting.ts';
import { lacking, opened, refusals, released, reviewed, sent } from './opening.ts';

// Qingdao's catalog: conditions that are fair and match the risk, closed data with its basis, and data kept up to date.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'qingdao', clockStart: '2026-01-31T01:00:00Z' });
});
afterAll(() => host?.stop());

interface View {
  id: string;
  state: string;
  openness: string;
  conditions?: unknown[];
  quality?: { updateDueOn?: string; updateClause?: string; overdue: boolean };
}
const view = (id: string, as?: string): Promise<View> => get<View>(host, `/v1/datasets/${id}`, as);

const revise = (id: string, over: object) =>
  answered(host.call('PUT', `/v1/datasets/${id}`, { as: 'agency-clerk', body: anEntry(over) }));

describe('an entry', () => {
  // The fields of the public contract and no other.
  const plain = {
    title: '停车场泊位',
    description: '各停车场的泊位数',
    theme: '交通运输',
    keyword: ['停车'],
    accrualPeriodicity: 'monthly',
    openness: 'unconditional',
    openingModes: ['download', 'interface'],
    securityLevel: 'L1',
    license: 'open',
    sourceSystem: '停车系统',
    contact: { name: '数据科', phone: '0532-12345678' },
  };

  it('is taken with the contract’s fields alone, sharing in words or structured', async () => {
    const conditional = { ...plain, openness: 'conditional', conditions: ['说明用途'], sharing: '有条件共享' };
    for (const body of [plain, conditional, { ...plain, sharing: { type: 'none' } }])
      expect(await refusals(host, body)).toEqual({ status: 201, errors: {} });
  });

  it('takes a provider’s credit code with its check character and a code by the national guide, and no others', async () => {
    const codes = { providerCode: '91370200MA0000015J', resourceCode: '307013001/000012' };
    expect((await refusals(host, { ...plain, ...codes })).status).toBe(201);
    const wrong = { providerCode: '91370200MA0000015K', resourceCode: '407013001/000012' };
    expect(Object.keys((await refusals(host, { ...plain, ...wrong })).errors).sort()).toEqual([
      '/providerCode',
      '/resourceCode',
    ]);
  });

  it('QD-2: what is marked as a state secret is not catalogued, nor does its file come', async () => {
    expect((await refusals(host, { ...plain, title: '绝密停车场' })).errors['/title']).toContain('QD-2');
    const id = await draft(host);
    const body = { fileName: '机密★20年.csv', size: 10 };
    const upload = await host.call('POST', `/v1/datasets/${id}/uploads`, { as: 'agency-clerk', body });
    expect(upload).toMatchObject({ status: 400, body: { errors: [{ pointer: '/fileName' }] } });
    expect((await sent(host, id, '站位,说明\r\n一,秘密★10年\r\n')).state).toBe('refused');
  });
});

describe('conditions of use', () => {
  const conditional = (...conditions: unknown[]) => anEntry({ openness: 'conditional', conditions });

  it.each([
    'scenario',
    'feedback',
    'technical',
    'security',
    'credit',
  ])('QD-9a: a condition may be of %s, and is shown as that', async (aspect) => {
    const condition = { aspect, text: '与风险相匹配的要求' };
    const id = await draft(host, { openness: 'conditional', conditions: [condition] });
    expect((await view(id, 'agency-clerk')).conditions).toEqual([condition]);
  });

  it('QD-9a: there is no other kind', async () => {
    const { status, errors } = await refusals(host, conditional({ aspect: 'size', text: '规模' }));
    expect([status, Object.keys(errors)]).toEqual([400, ['/conditions/0/aspect']]);
  });

  it.each([
    ['size', '注册资本不低于 500 万元'],
    ['size', '规模以上工业企业'],
    ['size', '上年度营业收入达到 2000 万元'],
    ['size', '员工人数 50 人以上'],
    ['region', '仅限本市企业'],
    ['region', '在本市注册登记的法人'],
    ['region', '须为本省企业'],
    ['region', '外地企业不得申请'],
  ])('QD-9a: a condition that discriminates by %s is refused: %s', async (_by, text) => {
    const free = await refusals(host, conditional(text));
    expect(free).toMatchObject({ status: 400, errors: { '/conditions/0': expect.stringContaining('QD-9a') } });
    const structured = await refusals(host, conditional('说明用途', { aspect: 'technical', text }));
    expect(structured).toMatchObject({ status: 400, errors: { '/conditions/1/text': expect.anything() } });
  });

  it.each([
    '有等级保护三级以上的系统',
    '数据安全技术人员不少于 2 人',
    '用于本市交通规划研究',
    '按季度反馈利用情况',
  ])('QD-9a: what matches the risk is no discrimination: %s', async (text) => {
    expect((await refusals(host, conditional(text))).status).toBe(201);
  });
});

describe('the openness', () => {
  it('QD-9b: closed data states its basis', async () => {
    const closed = { openness: 'closed', openingModes: [] };
    expect(await refusals(host, anEntry(closed))).toMatchObject({ status: 400, errors: { '/legalBasis': '必填' } });
    expect((await refusals(host, anEntry({ ...closed, legalBasis: '《统计法》第九条' }))).status).toBe(201);
  });

  it('QD-9c, QD-25: rests on an assessment on record: without one nothing is submitted', async () => {
    const id = await draft(host, { title: '未评估' });
    await answered(released(host, id, { csv: stationsCsv }));
    const { uploadId } = (
      await get<{ draft: { release: { uploadId: string } } }>(host, `/v1/datasets/${id}`, 'auditor')
    ).draft.release;
    const securityReview = { conclusion: '可以开放', reviewer: '安全员' };
    const release = (body: object) =>
      host.call('PUT', `/v1/datasets/${id}/release`, {
        as: 'agency-clerk',
        body: { uploadId, securityReview, masking: [], ...body },
      });
    await answered(release({}));
    expect(Object.keys(await lacking(host, id))).toEqual(['/release/riskAssessment']);
    await answered(release({ riskAssessment: { conclusion: '不通过,风险过高' } }));
    expect(Object.keys(await lacking(host, id))).toEqual(['/release/riskAssessment/conclusion']);
  });

  it('QD-9c: data of high risk has conditions, one of them on security', async () => {
    const assessment = { conclusion: '含敏感点位,风险高', risk: 'high' };
    expect((await refusals(host, anEntry({ assessment }))).errors['/openness']).toContain('QD-9c');
    const conditional = (condition: unknown) =>
      anEntry({ assessment, openness: 'conditional', conditions: [condition] });
    expect((await refusals(host, conditional('说明用途'))).errors['/conditions']).toContain('QD-9c');
    expect((await refusals(host, conditional({ aspect: 'security', text: '等级保护三级' }))).status).toBe(201);
    const low = { assessment: { ...assessment, risk: 'low' } };
    expect((await refusals(host, anEntry(low))).status).toBe(201);
  });

  it('QD-11b: closed data is opened after its treatment or a consent, on record and reviewed, and not without', async () => {
    const entry = { title: '不予开放的点位', openness: 'closed', openingModes: [], legalBasis: '《测绘法》第三十四条' };
    const id = await opened(host, { entry });
    expect(await view(id)).toMatchObject({ state: 'published', openness: 'closed' });
    await revise(id, { title: '不予开放的点位' });
    await answered(released(host, id, { csv: stationsCsv }));
    expect((await lacking(host, id))['/entry/clearance']).toContain('QD-11b');
    await revise(id, { title: '不予开放的点位', clearance: { consent: '权利人 2026 年 1 月书面同意' } });
    const { id: caseId } = await submit(host, id);
    expect((await view(id)).openness, 'not before its review').toBe('closed');
    await reviewed(host, caseId);
    expect((await view(id)).openness).toBe('unconditional');
  });

  it('QD-11b: masking is treatment enough', async () => {
    const entry = { title: '匿名化后开放', openness: 'closed', openingModes: [], legalBasis: '《测绘法》第三十四条' };
    const id = await opened(host, { entry });
    await revise(id, { title: '匿名化后开放' });
    await answered(released(host, id, { csv: stationsCsv, masking: [{ column: '站位', rule: 'hash' }] }));
    await reviewed(host, (await submit(host, id)).id);
    expect((await view(id)).openness).toBe('unconditional');
  });
});

describe('the catalog', () => {
  it('QD-10a: name, openness, type, conditions and frequency are shown once the regulator has reviewed them', async () => {
    const entry = {
      title: '目录五要素',
      openness: 'conditional',
      dataKind: 'spatial',
      conditions: [{ aspect: 'scenario', text: '说明应用场景' }],
      accrualPeriodicity: 'quarterly',
    };
    const id = await draft(host, entry);
    await answered(released(host, id, { csv: stationsCsv }));
    const { id: caseId } = await submit(host, id);
    expect((await host.call('GET', `/v1/datasets/${id}`)).status).toBe(404);
    await reviewed(host, caseId);
    expect(await view(id)).toMatchObject(entry);
  });

  it('QD-10a: it is adjusted by the same review', async () => {
    const id = await opened(host, { entry: { title: '动态调整前' }, csv: stationsCsv });
    await revise(id, { title: '动态调整后', dataKind: 'spatial' });
    expect(await view(id)).toMatchObject({ title: '动态调整前' });
    await reviewed(host, (await submit(host, id)).id);
    expect(await view(id)).toMatchObject({ title: '动态调整后', dataKind: 'spatial' });
    const { items } = await get<Page<View>>(host, '/v1/datasets?kind=spatial');
    expect(items.map((item) => item.id)).toContain(id);
  });
});

describe('updates', () => {
  interface Overdue {
    datasetId: string;
    dueOn: string;
    clause: string;
    publisher: { id: string };
  }
  const overdue = async (query = ''): Promise<Page<Overdue>> => get(host, `/v1/overdue-updates?pageSize=100${query}`);
  const overdueIds = async (): Promise<string[]> => (await overdue()).items.map(({ datasetId }) => datasetId);
  const made: Record<string, string> = {};

  beforeAll(async () => {
    const kinds = {
      monthly: { accrualPeriodicity: 'monthly' },
      irregular: { accrualPeriodicity: 'irregular' },
      archived: { accrualPeriodicity: 'irregular', lifecycle: 'archived' },
      discontinued: { accrualPeriodicity: 'monthly', lifecycle: 'discontinued' },
    };
    for (const [name, entry] of Object.entries(kinds))
      made[name] = await opened(host, { entry: { title: `更新-${name}`, ...entry }, csv: stationsCsv });
  });

  it('QD-14b: the day by which it has to be renewed follows from the frequency, and no data gets older than a year', async () => {
    const due = async (name: string) => (await view(made[name] ?? '')).quality?.updateDueOn;
    expect([await due('monthly'), await due('irregular')]).toEqual(['2026-02-28', '2027-01-31']);
    expect([await due('archived'), await due('discontinued')]).toEqual([undefined, undefined]);
  });

  it('QD-14b: is on time to the end of that day, and overdue from then on, visible to everybody', async () => {
    await host.moveTo('2026-02-28T15:59:00Z');
    expect(await overdueIds()).not.toContain(made.monthly);
    await host.moveTo('2026-02-28T16:01:00Z');
    const { items } = await overdue('&publisher=ecology-bureau');
    expect(items.find(({ datasetId }) => datasetId === made.monthly)).toMatchObject({
      dueOn: '2026-02-28',
      clause: 'QD-14b',
    });
    expect((await view(made.monthly ?? '')).quality?.overdue).toBe(true);
    expect((await overdue('&publisher=civil-affairs-bureau')).total).toBe(0);
  });

  it('QD-14b: is on the list no more once its new data is published', async () => {
    const id = made.monthly ?? '';
    await answered(released(host, id, { csv: `${stationsCsv}唐岛湾,1,8.0\r\n` }));
    expect(await overdueIds()).toContain(id);
    await reviewed(host, (await submit(host, id)).id);
    expect(await overdueIds()).not.toContain(id);
  });

  it('QD-14b: after a year everything open is overdue, but what is archived or discontinued, and samples that never change', async () => {
    await host.moveTo('2027-02-01T01:00:00Z');
    const ids = await overdueIds();
    expect(ids).toEqual(expect.arrayContaining([made.irregular, made.monthly]));
    expect(ids).not.toContain(made.archived);
    expect(ids).not.toContain(made.discontinued);
    const { items } = await get<Page<{ id: string; accrualPeriodicity: string }>>(host, '/v1/datasets?pageSize=100');
    const never = items.filter(({ accrualPeriodicity }) => accrualPeriodicity === 'never').map(({ id }) => id);
    expect(never.length).toBeGreaterThan(0);
    expect(ids.filter((id) => never.includes(id))).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { anEntry, answered, draft, get, type Page, stationsCsv, submit } from '../acting.ts';
import { lacking, opened, refusals, released, reviewed, sent } from './opening.ts';

// Jinfeng's catalog: what a unit states and gathers, what it doesn't share, what is never opened.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'jinfeng', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

interface View {
  id: string;
  state: string;
  dataKind: string;
  quality?: { rows: number; warnings: number; updateDueOn?: string; updateClause?: string; overdue: boolean };
  sameItem?: { clause: string; publisher: { id: string } }[];
  responsible?: object;
  draft?: { entry: { collection?: object; crossBorder?: object; secrecyReview?: object } };
}
const view = (id: string, as?: string): Promise<View> => get<View>(host, `/v1/datasets/${id}`, as);

describe('an entry', () => {
  it('JF-8: states system, name, update cycle, information items, sharing type and mode; each missing one is named', async () => {
    const plain = await refusals(host, { openness: 'unconditional' });
    expect(Object.keys(plain.errors)).toEqual(
      expect.arrayContaining(['/sourceSystem', '/title', '/accrualPeriodicity']),
    );
    const { status, errors } = await refusals(host, anEntry({ informationItems: undefined, sharing: undefined }));
    expect([status, Object.keys(errors).sort()]).toEqual([400, ['/informationItems', '/sharing']]);
    expect(errors['/informationItems']).toContain('JF-8');
    const typed = await refusals(host, anEntry({ sharing: { type: 'unconditional' } }));
    expect(typed.errors['/sharing/mode']).toContain('JF-8');
    const id = await opened(host, { entry: { title: '六项齐全' }, csv: stationsCsv });
    expect(await view(id)).toMatchObject({
      title: '六项齐全',
      sourceSystem: '监测系统',
      accrualPeriodicity: 'monthly',
      informationItems: ['站位', '月份', '溶解氧'],
      sharing: { type: 'unconditional', mode: 'file' },
    });
  });

  it.each(['table', 'image-video', 'spatial', 'streaming'])('JF-3: data may be of the kind %s', async (dataKind) => {
    const id = await opened(host, { entry: { title: `类型-${dataKind}`, dataKind }, csv: stationsCsv });
    const { items } = await get<Page<View>>(host, `/v1/datasets?kind=${dataKind}&pageSize=100`);
    expect(items.map((item) => item.id)).toContain(id);
    expect(items.every((item) => item.dataKind === dataKind)).toBe(true);
  });

  it('JF-3: of a kind there is no other, and no entry is without one', async () => {
    for (const dataKind of ['telepathy', undefined])
      expect(Object.keys((await refusals(host, anEntry({ dataKind }))).errors)).toEqual(['/dataKind']);
  });

  it('JF-17: states by which law it is collected, or the consent of those about whom it is', async () => {
    expect((await refusals(host, anEntry({ collection: undefined }))).errors['/collection']).toContain('JF-17');
    const silent = await refusals(host, anEntry({ collection: { basis: 'consent' } }));
    expect([silent.status, Object.keys(silent.errors)]).toEqual([400, ['/collection/evidence']]);
    const collection = { basis: 'consent', evidence: '入户登记时书面同意' };
    const id = await draft(host, { collection });
    expect((await view(id, 'auditor')).draft?.entry.collection).toEqual(collection);
  });

  it('JF-2: what is marked as a state secret is kept out', async () => {
    expect((await refusals(host, anEntry({ title: '涉密点位' }))).errors['/title']).toContain('JF-2');
    expect((await refusals(host, anEntry({ contains: ['state-secret'] }))).errors['/contains']).toContain('JF-2');
    const id = await draft(host);
    const body = { fileName: '绝密.csv', size: 10 };
    expect((await host.call('POST', `/v1/datasets/${id}/uploads`, { as: 'agency-clerk', body })).status).toBe(400);
  });
});

describe('gathering', () => {
  it('JF-15: only what the entry names is gathered', async () => {
    const id = await draft(host, { title: '范围之内', informationItems: ['站位', '月份'] });
    const refused = await released(host, id, { csv: stationsCsv });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/uploadId', detail: expect.stringMatching(/溶解氧.*JF-15/) }] },
    });
    const within = await draft(host, { title: '范围之内', informationItems: ['站位', '月份'] });
    expect((await released(host, within, { csv: '站位,月份\r\n一,1\r\n' })).status).toBe(200);
  });

  it('JF-13: the responsibility list follows from what the unit has filed and gathered', async () => {
    const list = () =>
      get<Page<{ datasetId: string; title: string; gathering: string; filedAt: string }>>(
        host,
        '/v1/responsibility-lists/ecology-bureau?pageSize=100',
      );
    const id = await draft(host, { title: '归集责任' });
    await answered(released(host, id, { csv: stationsCsv }));
    expect((await list()).items.map(({ datasetId }) => datasetId)).not.toContain(id);
    await reviewed(host, (await submit(host, id)).id);
    expect((await list()).items.find(({ datasetId }) => datasetId === id)).toMatchObject({
      title: '归集责任',
      gathering: 'gathered',
      filedAt: expect.stringMatching(/^2026-11-02/),
    });
  });

  it('JF-16: two units with the same datum are flagged', async () => {
    const title = '智慧井盖';
    await draft(host, { title, informationItems: ['编码'] });
    const id = await draft(host, { title: `${title}数据`, informationItems: ['位置'] }, 'other-agency-clerk');
    expect((await view(id, 'regulator')).sameItem).toMatchObject([
      { clause: 'JF-16', publisher: { id: 'ecology-bureau' } },
    ]);
  });

  it('JF-18: data is renewed by its cycle, and whoever provides it stands beside what is late', async () => {
    const entry = { title: '每周更新', accrualPeriodicity: 'weekly' };
    const id = await opened(host, { entry, csv: stationsCsv });
    expect((await view(id)).quality).toMatchObject({
      updateDueOn: '2026-11-09',
      updateClause: 'JF-18',
      overdue: false,
    });
    await host.moveTo('2026-11-09T16:00:00Z');
    const { items } = await get<Page<{ datasetId: string }>>(host, '/v1/overdue-updates?pageSize=100');
    expect(items.find(({ datasetId }) => datasetId === id)).toMatchObject({
      publisher: { id: 'ecology-bureau' },
      dueOn: '2026-11-09',
      clause: 'JF-18',
    });
  });

  it('JF-20: what is gathered is checked line by line, and what is doubtful is counted and shown', async () => {
    const id = await draft(host, { title: '质量监控' });
    await answered(released(host, id, { csv: stationsCsv }));
    const path = `/v1/datasets/${id}/dictionary`;
    const dictionary = await get<object>(host, path, 'agency-clerk');
    const body = { ...dictionary, primaryKey: ['站位', '月份'] };
    await answered(host.call('PUT', path, { as: 'agency-clerk', body }));
    const { state, report } = await sent(host, id, `${stationsCsv}崂山湾,2,9.9\r\n`);
    expect(state).toBe('checked');
    expect(report?.warningCount).toBe(1);
    const ragged = await sent(host, id, '站位,月份,溶解氧\r\n甲,1\r\n');
    expect([ragged.state, ragged.report?.faults[0]?.line]).toEqual(['refused', 2]);
    const open = await opened(host, { entry: { title: '质量可见' }, csv: stationsCsv });
    expect((await view(open)).quality).toMatchObject({ rows: 4, warnings: 0, overdue: false });
  });
});

describe('sharing', () => {
  it('JF-24: conditional sharing and none take a reason and a basis', async () => {
    for (const [type, missing] of [
      ['conditional', ['/sharing/basis', '/sharing/mode', '/sharing/reason']],
      ['none', ['/sharing/basis', '/sharing/reason']],
    ] as const) {
      const { status, errors } = await refusals(host, anEntry({ sharing: { type } }));
      expect([status, Object.keys(errors).sort()]).toEqual([400, missing]);
      expect(errors['/sharing/basis']).toContain('JF-24');
    }
    const sharing = { type: 'conditional', mode: 'interface', reason: '涉及个人', basis: '《个人信息保护法》' };
    expect((await refusals(host, anEntry({ sharing }))).status).toBe(201);
  });

  it('JF-14: the list of what isn’t shared has each with its basis, and nothing that is shared', async () => {
    const sharing = { type: 'none', reason: '涉及个人隐私', basis: '《治安管理处罚法》第八十条' };
    const id = await opened(host, { entry: { title: '不予共享', sharing }, csv: stationsCsv });
    const { items, total } = await get<Page<object>>(host, '/v1/no-sharing-list');
    expect(total).toBe(1);
    expect(items).toMatchObject([{ datasetId: id, title: '不予共享', reason: sharing.reason, basis: sharing.basis }]);
  });

  it('JF-23b: a unit can’t catalogue again what it obtained by sharing', async () => {
    expect(await refusals(host, anEntry({ origin: 'sharing' }))).toMatchObject({
      status: 400,
      errors: { '/origin': expect.stringContaining('JF-23b') },
    });
  });
});

describe('security', () => {
  it('JF-26b: the responsible section and person are named', async () => {
    expect((await refusals(host, anEntry({ responsible: undefined }))).errors['/responsible']).toContain('JF-26b');
    const half = await refusals(host, anEntry({ responsible: { section: '数据科' } }));
    expect(Object.keys(half.errors)).toEqual(['/responsible/person']);
    const id = await draft(host);
    expect((await view(id, 'regulator')).responsible).toEqual({ section: '数据科', person: '数据安全责任人' });
  });

  it('JF-26b: a secrecy review comes before sharing or opening, of closed data too', async () => {
    const id = await draft(host, { secrecyReview: undefined });
    await answered(released(host, id, { csv: stationsCsv }));
    expect(await lacking(host, id)).toEqual({ '/entry/secrecyReview': expect.stringContaining('JF-26b') });
    const closed = { openness: 'closed', openingModes: [], legalBasis: '某法第一条', secrecyReview: undefined };
    const other = await draft(host, closed);
    expect(Object.keys(await lacking(host, other))).toEqual(['/entry/secrecyReview']);
  });

  it('JF-29a: business secrets and privacy are never opened, masked or consented to or not', async () => {
    const clearance = { treatment: '已脱敏', consent: '已同意' };
    for (const contains of [['business-secret'], ['privacy']])
      for (const openness of ['unconditional', 'conditional']) {
        const { status, errors } = await refusals(host, anEntry({ openness, contains, clearance }));
        expect([status, errors['/openness']]).toEqual([400, expect.stringContaining('JF-29a')]);
      }
    const closed = { openness: 'closed', openingModes: [], legalBasis: '某法第一条', contains: ['privacy'] };
    expect((await refusals(host, anEntry(closed))).status).toBe(201);
  });

  it('JF-29a: the risk is assessed before opening', async () => {
    const id = await draft(host);
    expect((await lacking(host, id))['/release/riskAssessment']).toContain('JF-29a');
  });

  it('JF-29a: identity numbers leave masked, whatever consent there is', async () => {
    const csv = '姓名,身份证号\r\n张三丰,110101199003078777\r\n';
    const entry = { informationItems: ['姓名', '身份证号'], clearance: { consent: '本人同意' } };
    const refused = await released(host, await draft(host, entry), { csv });
    expect(refused.body.errors?.map(({ detail }) => detail).join()).toMatch(/身份证号.*JF-29a/);
  });

  it('JF-29b: a flow across the border is refused unless a security assessment is on record', async () => {
    const crossBorder = { destination: '某境外研究机构' };
    expect(await refusals(host, anEntry({ crossBorder }))).toMatchObject({
      status: 400,
      errors: { '/crossBorder/assessment': expect.stringContaining('JF-29b') },
    });
    const assessed = { ...crossBorder, assessment: '2026 年 10 月通过安全评估审核,文号 1' };
    const id = await draft(host, { crossBorder: assessed });
    expect((await view(id, 'auditor')).draft?.entry.crossBorder).toEqual(assessed);
  });
});

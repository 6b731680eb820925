import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import { anEntry, answered, draft, get, type Page, stationsCsv, submit } from '../acting.ts';
import { lacking, opened, refusals, released, reviewed } from './opening.ts';

// Dazhou's catalog: its fields and levels, its sharing attributes, standards, what of high value comes first.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

interface View {
  id: string;
  state: string;
  highValue: boolean;
  sharing?: object;
  sameItem?: { clause: string; dispute?: string; publisher: { id: string } }[];
}
const view = (id: string, as?: string): Promise<View> => get<View>(host, `/v1/datasets/${id}`, as);

describe('an entry', () => {
  it('DZ-13: states format, attributes and type beside name, frequency, level, source and contact; all are shown', async () => {
    const lacks = { resourceFormat: undefined, dataKind: undefined, sharing: undefined };
    const { status, errors } = await refusals(host, anEntry(lacks));
    expect([status, Object.keys(errors).sort()]).toEqual([400, ['/dataKind', '/resourceFormat', '/sharing']]);
    expect(errors['/resourceFormat']).toContain('DZ-13');
    const named = await refusals(host, { openness: 'unconditional' });
    expect(Object.keys(named.errors)).toEqual(
      expect.arrayContaining(['/title', '/accrualPeriodicity', '/securityLevel', '/contact', '/sourceSystem']),
    );
    const id = await opened(host, { entry: { title: '基本信息齐全' }, csv: stationsCsv });
    expect(await view(id)).toMatchObject({
      title: '基本信息齐全',
      resourceFormat: 'CSV',
      dataKind: 'table',
      openness: 'unconditional',
      sharing: { type: 'unconditional' },
      accrualPeriodicity: 'monthly',
      securityLevel: 'L1',
      publisher: { id: 'ecology-bureau' },
      contact: { name: '数据科', phone: '0532-12345678' },
    });
  });

  it('DZ-13: conditional data states its conditions', async () => {
    const { errors } = await refusals(host, anEntry({ openness: 'conditional', conditions: undefined }));
    expect(errors['/conditions']).toContain('DZ-13');
  });

  it.each([
    ['L2', 'unconditional', 201],
    ['L3', 'unconditional', 400],
    ['L3', 'conditional', 201],
    ['L4', 'conditional', 400],
    ['L4', 'closed', 201],
  ])('DZ-12: data of level %s may be %s: %i', async (securityLevel, openness, expected) => {
    const closed = openness === 'closed' ? { openingModes: [], legalBasis: '某法第一条' } : {};
    const { status, errors } = await refusals(host, anEntry({ securityLevel, openness, ...closed }));
    expect(status).toBe(expected);
    if (expected === 400) expect(errors['/openness']).toContain('DZ-12');
  });

  it('DZ-12: no entry is without a level', async () => {
    expect(Object.keys((await refusals(host, anEntry({ securityLevel: undefined }))).errors)).toEqual([
      '/securityLevel',
    ]);
  });
});

describe('sharing', () => {
  it.each([
    ['conditional', {}, ['/sharing/conditions', '/sharing/reason']],
    ['conditional', { reason: '涉及个人信息' }, ['/sharing/conditions']],
    ['none', { reason: '不宜' }, ['/sharing/basis']],
  ])('DZ-19: %s sharing with only %o is refused, naming what is missing', async (type, given, missing) => {
    const { status, errors } = await refusals(host, anEntry({ sharing: { type, ...given } }));
    expect([status, Object.keys(errors).sort()]).toEqual([400, missing]);
    expect(Object.values(errors).join()).toContain('DZ-19');
  });

  it('DZ-19: with reason and conditions, or with a basis in law, it is taken; words alone are not', async () => {
    for (const sharing of [
      { type: 'conditional', reason: '涉及个人信息', conditions: ['仅用于救助审核'] },
      { type: 'none', basis: '《统计法》第九条' },
      { type: 'unconditional' },
    ])
      expect((await refusals(host, anEntry({ sharing }))).status).toBe(201);
    expect((await refusals(host, anEntry({ sharing: '有条件共享' }))).errors['/sharing']).toContain('DZ-19');
  });
});

describe('one datum, one source', () => {
  it('DZ-14: a second department for the same datum is flagged, with the dispute as the way', async () => {
    const title = '入河排污口';
    await draft(host, { title, informationItems: ['编码'] });
    const second = await draft(host, { title: `${title}信息`, informationItems: ['名称'] }, 'other-agency-clerk');
    expect((await view(second, 'regulator')).sameItem).toMatchObject([
      { clause: 'DZ-14', dispute: 'DZ-47', publisher: { id: 'ecology-bureau' } },
    ]);
  });
});

describe('inventory and census', () => {
  interface Inventory extends Page<{ datasetId: string; title: string; state: string; resourceFormat?: string }> {
    agency: { id: string };
  }
  const inventory = (agency: string, as: string) =>
    host.call<Inventory>('GET', `/v1/resource-inventories/${agency}?pageSize=100`, { as });

  it('DZ-15: a unit’s inventory has every resource that it has, at once, whatever its state', async () => {
    const before = (await inventory('ecology-bureau', 'agency-clerk')).body;
    const id = await draft(host, { title: '清单中的草稿', resourceFormat: '数据库' });
    const after = (await inventory('ecology-bureau', 'agency-clerk')).body;
    expect(after.total).toBe(before.total + 1);
    expect(after.items.find(({ datasetId }) => datasetId === id)).toMatchObject({
      title: '清单中的草稿',
      state: 'draft',
      resourceFormat: '数据库',
      dataKind: 'table',
    });
  });

  it.each([
    ['agency-reviewer', 200],
    ['regulator', 200],
    ['auditor', 200],
    ['other-agency-clerk', 403],
    ['district-regulator', 403],
    ['company', 403],
    ['operator', 403],
  ])('DZ-15: it is for the unit and those above it: %s is answered %i', async (as, status) => {
    expect((await inventory('ecology-bureau', as)).status).toBe(status);
  });

  it('DZ-15: the census says of every unit how its resources stand', async () => {
    const census = await get<Page<{ agency: { id: string }; entries: number; published: number }>>(
      host,
      '/v1/resource-inventories?pageSize=100',
      'regulator',
    );
    const own = census.items.find(({ agency }) => agency.id === 'ecology-bureau');
    expect(own?.entries).toBe((await inventory('ecology-bureau', 'regulator')).body.total);
    expect(own?.published).toBeLessThan(own?.entries ?? 0);
    expect((await host.call('GET', '/v1/resource-inventories', { as: 'agency-clerk' })).status).toBe(403);
  });
});

describe('standards', () => {
  const csv = (code: string) => `企业,统一社会信用代码\r\n蔚蓝公司,91370200MA0000015J\r\n示例公司,${code}\r\n`;
  const entry = {
    informationItems: ['企业', '统一社会信用代码'],
    standards: [{ standard: 'GB 32100-2015', column: '统一社会信用代码' }, { standard: 'DB51/T 3056 数据目录' }],
  };

  it('DZ-17: data is held against the standards that its entry adopts', async () => {
    const id = await draft(host, { title: '企业名录甲', ...entry });
    const refused = await released(host, id, { csv: csv('91370200MA0000023X') });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([
      { pointer: '/uploadId', detail: expect.stringMatching(/91370200MA0000023X.*DZ-17/) },
    ]);
  });

  it('DZ-17: what is by the standard is released, and the standards are shown', async () => {
    const id = await opened(host, { entry: { title: '企业名录乙', ...entry }, csv: csv('91370200MA0000023D') });
    expect(await view(id)).toMatchObject({ standards: entry.standards });
  });
});

describe('opening', () => {
  it('DZ-24: high value comes first on the responsibility list and in the inventory is marked', async () => {
    await opened(host, {
      entry: { title: '阿普通数据', theme: '生态环境', informationItems: ['甲'] },
      csv: stationsCsv,
    });
    const id = await opened(host, { entry: { title: '最后的气象', theme: '气象服务' }, csv: stationsCsv });
    expect((await view(id)).highValue).toBe(true);
    const { items } = await get<Page<{ title: string; highValue: boolean }>>(
      host,
      '/v1/responsibility-lists/ecology-bureau?pageSize=100',
    );
    expect(items[0]).toMatchObject({ title: '最后的气象', highValue: true });
    expect(items.slice(1).some(({ highValue }) => highValue)).toBe(false);
  });

  const personal = { title: '救助对象', contains: ['personal-information', 'confidential-business'] };

  it('DZ-24: private and business data is never opened as it is', async () => {
    const id = await draft(host, personal);
    await answered(released(host, id, { csv: stationsCsv }));
    const missing = await lacking(host, id);
    expect(Object.keys(missing).sort()).toEqual(['/entry/clearance/consent', '/entry/clearance/treatment']);
    expect(missing['/entry/clearance/consent']).toContain('DZ-24');
  });

  it('DZ-24: its treatment without the right holder’s consent isn’t enough', async () => {
    const id = await draft(host, personal);
    await answered(released(host, id, { csv: stationsCsv, masking: [{ column: '站位', rule: 'hash' }] }));
    expect(Object.keys(await lacking(host, id))).toEqual(['/entry/clearance/consent']);
  });

  it('DZ-25: closed data is opened after its treatment and the consent, not after one of them', async () => {
    const title = '原不予开放';
    const closed = { title, openness: 'closed', openingModes: [], legalBasis: '某法第一条' };
    const id = await opened(host, { entry: closed });
    const revise = (clearance: object) =>
      answered(host.call('PUT', `/v1/datasets/${id}`, { as: 'agency-clerk', body: anEntry({ title, clearance }) }));
    await revise({ consent: '权利人书面同意' });
    await answered(released(host, id, { csv: stationsCsv }));
    expect(await lacking(host, id)).toEqual({ '/entry/clearance/treatment': expect.stringContaining('DZ-25') });
    await revise({ consent: '权利人书面同意', treatment: '已去标识化' });
    await reviewed(host, (await submit(host, id)).id);
    expect(await view(id)).toMatchObject({ state: 'published', openness: 'unconditional' });
  });

  it('DZ-26: the responsibility list is public and follows every opening', async () => {
    const list = () => get<Page<{ title: string }>>(host, '/v1/responsibility-lists/civil-affairs-bureau?pageSize=100');
    const before = (await list()).items.map(({ title }) => title);
    const entry = { title: '养老机构', informationItems: ['机构'] };
    await opened(host, { entry, csv: stationsCsv, as: 'other-agency-clerk' });
    const after = (await list()).items.map(({ title }) => title);
    expect(after.filter((title) => !before.includes(title))).toEqual(['养老机构']);
  });
});

describe('assets', () => {
  it('DZ-39: what is registered of a data asset is recorded, shown and exported', async () => {
    const asset = {
      number: 'SC-DZ-2026-0001',
      registeredOn: '2026-10-20',
      authority: '达州市数据局',
      certificate: '川数资登字第 1 号',
    };
    const id = await opened(host, { entry: { title: '已登记资产', asset }, csv: stationsCsv });
    expect(await view(id)).toMatchObject({ asset });
    const page = await get<Page<object>>(host, '/v1/asset-register');
    expect(page).toMatchObject({ total: 1, items: [{ datasetId: id, title: '已登记资产', asset }] });
    const csv = await host.call<string>('GET', '/v1/asset-register', { headers: { Accept: 'text/csv' } });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.body).toContain(
      `${id},已登记资产,达州市生态环境局,SC-DZ-2026-0001,2026-10-20,达州市数据局,,川数资登字第 1 号`,
    );
  });

  it('DZ-39: a registration without its number or with a day that isn’t one is refused', async () => {
    const asset = { registeredOn: '2026-02-30', authority: '达州市数据局' };
    const reply = await host.call<Problem>('POST', '/v1/datasets', { as: 'agency-clerk', body: anEntry({ asset }) });
    expect([reply.status, reply.body.errors?.map(({ pointer }) => pointer).sort()]).toEqual([
      400,
      ['/asset/number', '/asset/registeredOn'],
    ]);
  });
});

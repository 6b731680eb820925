import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import {
  answered,
  type CaseView,
  draft,
  get,
  give,
  inbox,
  type Page,
  post,
  seen,
  stationsCsv,
  submit,
  through,
} from '../acting.ts';
import { opened, released } from '../catalog/opening.ts';
import { deadline, dueDates, past, told } from '../deadlines.ts';
import { changing, faultsOf, filed } from './changing.ts';
import { takesOver } from './harvest.ts';

// DZ-11, DZ-13 and DZ-15, with the State Council's period for changes of the catalog beside them (ZW-17).

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

async function prepared(title: string, as: string): Promise<string> {
  const id = await draft(host, { title }, as);
  await answered(released(host, id, { csv: stationsCsv, as }));
  return id;
}
const submitted = async (title: string, as: string): Promise<string> =>
  (await submit(host, await prepared(title, as), as)).id;

describe('sub-catalogs', () => {
  it('DZ-13: a unit’s is reviewed by the regulator of its level', async () => {
    const municipal = await submitted('市级子目录', 'agency-clerk');
    expect((await give(host, municipal, 'district-regulator', { command: 'pass' })).status).toBe(403);
    expect(await through(host, municipal, ['regulator', 'pass'])).toMatchObject({ outcome: 'published' });
    const district = await submitted('通川区子目录', 'district-clerk');
    expect((await give(host, district, 'regulator', { command: 'pass' })).status).toBe(409);
    expect(await through(host, district, ['district-regulator', 'pass'])).toMatchObject({ outcome: 'published' });
  });

  it('DZ-13: a regulator’s own is reviewed by the one above, never by itself', async () => {
    const id = await submitted('通川区数据局子目录', 'district-bureau-clerk');
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
    expect((await give(host, id, 'district-regulator', { command: 'pass' })).status).toBe(409);
    const reasons = ['缺少空间范围'];
    expect(await through(host, id, ['regulator', 'return', { reasons }])).toMatchObject({
      outcome: 'returned',
      reasons,
    });
  });

  it('DZ-13: the municipal regulator’s own goes to the province, whose answer is recorded with what it rests on', async () => {
    const id = await submitted('市数据局子目录', 'bureau-clerk');
    expect(await seen(host, id)).toMatchObject({ stage: 'provincial-review' });
    const bare = await give(host, id, 'regulator', { command: 'pass' });
    expect(Object.keys(faultsOf(bare))).toEqual(['/basis']);
    expect(await through(host, id, ['regulator', 'pass', { basis: '省主管部门审核意见第7号' }])).toMatchObject({
      outcome: 'published',
    });
  });
});

describe('a new information system', () => {
  const system = { title: '环境监测二期', description: '在线监测', kind: 'before-acceptance' };
  const report = (body: object) =>
    host.call<CaseView & Problem>('POST', '/v1/new-systems', { as: 'agency-clerk', body });

  it('DZ-11: without its catalog, or with an entry that has no dictionary, it isn’t received', async () => {
    expect(faultsOf(await report({ ...system, datasets: [] }))).toHaveProperty('/datasets');
    const bare = await draft(host, { title: '没有字典' });
    const foreign = await draft(host, { title: '别的单位' }, 'other-agency-clerk');
    const refused = await report({ ...system, datasets: [bare, foreign] });
    expect(refused.status).toBe(422);
    expect(Object.keys(faultsOf(refused))).toEqual(['/datasets/0', '/datasets/1']);
  });

  it('DZ-11: a receipt is issued, and purchases that aren’t shared are reported until they are', async () => {
    const own = await prepared('二期监测数据', 'agency-clerk');
    const shared = await prepared('采购的遥感数据', 'agency-clerk');
    const purchases = [{ title: '遥感影像', sharedAs: shared }, { title: '商业气象服务' }];
    const { body } = await report({ ...system, datasets: [own], purchases });
    expect(await told(host, 'regulator', body.id)).toEqual(['arrived']);
    expect((await give(host, body.id, 'district-regulator', { command: 'pass' })).status).toBe(403);
    expect(await through(host, body.id, ['regulator', 'pass'])).toMatchObject({ state: 'closed', outcome: 'done' });
    const receipt = (await inbox(host, 'agency-clerk')).find(
      ({ caseId, kind }) => caseId === body.id && kind === 'receipt',
    );
    expect(receipt?.text).toContain(body.id);

    const unshared = async () =>
      (await get<Page<{ purchase: string }>>(host, '/v1/unshared-purchases', 'regulator')).items.map(
        ({ purchase }) => purchase,
      );
    expect(await unshared()).toEqual(['遥感影像', '商业气象服务']);
    await through(host, (await submit(host, shared)).id, ['regulator', 'pass']);
    expect(await unshared()).toEqual(['商业气象服务']);
    expect((await get<Page<unknown>>(host, '/v1/unshared-purchases', 'district-regulator')).items).toEqual([]);
    expect((await host.call('GET', '/v1/unshared-purchases', { as: 'citizen' })).status).toBe(403);
  });
});

describe('the census', () => {
  it('DZ-15: is raised for every unit; the unit confirms its inventory, and its regulator sums up', async () => {
    const { items } = await get<Page<CaseView & { parties: { role: string; id?: string }[] }>>(
      host,
      '/v1/cases?box=all&procedure=census&pageSize=100',
      'auditor',
    );
    const units = items.flatMap(({ parties }) => parties.filter(({ role }) => role === 'agency').map(({ id }) => id));
    expect(new Set(units).size).toBe(units.length);
    expect(units).toEqual(
      expect.arrayContaining(['ecology-bureau', 'data-bureau', 'tongchuan-data-bureau', 'tongchuan-water-company']),
    );
    const own = items.find(({ parties }) => parties.some(({ id }) => id === 'ecology-bureau'))?.id ?? '';
    expect(await deadline(host, own, 'DZ-15')).toMatchObject({ dueOn: '2026-11-30', kind: 'service-target' });
    const inventory = await get<Page<unknown>>(host, '/v1/resource-inventories/ecology-bureau', 'agency-clerk');
    expect(inventory.total).toBeGreaterThan(0);
    await through(host, own, ['agency-clerk', 'pass']);
    expect((await give(host, own, 'district-regulator', { command: 'pass' })).status).toBe(403);
    await through(host, own, ['regulator', 'return', { reasons: ['漏报系统'] }], ['agency-clerk', 'pass']);
    expect(await through(host, own, ['regulator', 'pass'])).toMatchObject({ state: 'closed', outcome: 'done' });
  });
});

describe('a change of the catalog', () => {
  const change = { accrualPeriodicity: 'annual' };
  const closing = { openness: 'closed', legalBasis: '《某法》第三条' };

  it('ZW-17: is filed within ten working days of the change and published within two of receipt, beside the city’s own target', async () => {
    const datasetId = await opened(host, { entry: { title: '目录变更之例' }, csv: stationsCsv });
    expect(faultsOf(await filed(host, { datasetId, change: closing }))['/effectiveFrom']).toContain('ZW-17');
    const { id } = await changing(host, { datasetId, change, effectiveFrom: '2026-10-12' });
    expect((await dueDates(host, id)).sort()).toEqual([
      ['DZ-13', '2026-11-09'],
      ['ZW-17', '2026-10-26'],
      ['ZW-17', '2026-11-04'],
    ]);
    const late = (await seen(host, id)).deadlines.find(({ dueOn }) => dueOn === '2026-10-26');
    expect(late).toMatchObject({ overdueSince: '2026-10-26T16:00:00.000Z' });
    await through(host, id, ['regulator', 'pass']);
    expect(await get(host, `/v1/datasets/${datasetId}`)).toMatchObject(change);
  });

  it('ZW-17: the regulator’s consent, asked for in time, gives five more working days', async () => {
    const datasetId = await opened(host, { entry: { title: '延期之例' }, csv: stationsCsv });
    const effectiveFrom = '2026-10-20';
    const asked = await post<CaseView>(host, '/v1/catalog-extensions', {
      as: 'agency-clerk',
      body: { datasetId, effectiveFrom, reason: '系统改造' },
    });
    expect((await give(host, asked.id, 'agency-principal', { command: 'approve' })).status).toBe(403);
    await through(host, asked.id, ['regulator', 'approve']);
    const { id } = await changing(host, { datasetId, change, effectiveFrom });
    expect((await seen(host, id)).deadlines.find(({ startedOn }) => startedOn === effectiveFrom)).toMatchObject({
      clause: 'ZW-17',
      dueOn: '2026-11-10',
      extendedBy: 5,
    });
  });

  it('ZW-17: asked for after the ten days it gives nothing', async () => {
    const datasetId = await opened(host, { entry: { title: '迟到的延期之例' }, csv: stationsCsv });
    const effectiveFrom = '2026-10-12';
    const body = { datasetId, effectiveFrom, reason: '系统改造' };
    const asked = await post<CaseView>(host, '/v1/catalog-extensions', { as: 'agency-clerk', body });
    await through(host, asked.id, ['regulator', 'approve']);
    const { id } = await changing(host, { datasetId, change, effectiveFrom });
    expect((await seen(host, id)).deadlines.find(({ startedOn }) => startedOn === effectiveFrom)).toMatchObject({
      dueOn: '2026-10-26',
      overdueSince: '2026-10-26T16:00:00.000Z',
    });
  });

  it('ZW-17: binds government departments, not a public service body', async () => {
    const own = await prepared('供水水质', 'district-clerk');
    await through(host, (await submit(host, own, 'district-clerk')).id, ['district-regulator', 'pass']);
    const { id } = await changing(host, { datasetId: own, change, effectiveFrom: '2026-10-12' }, 'district-clerk');
    expect(await dueDates(host, id)).toEqual([['DZ-13', '2026-11-09']]);
    await past(host, '2026-11-09T16:00:00Z');
    expect(await deadline(host, id, 'DZ-13')).toMatchObject({ overdueSince: '2026-11-09T16:00:00.000Z' });
    expect(await through(host, id, ['district-regulator', 'pass'])).toMatchObject({ outcome: 'changed' });
  });
});

describe('what was built before', () => {
  it('DZ-10: is taken over into the one platform, merged with what is there, its duplicates flagged', () =>
    takesOver(host, 'DZ-14'));
});

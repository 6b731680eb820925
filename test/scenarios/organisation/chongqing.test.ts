import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  type CaseView,
  draft,
  get,
  give,
  object,
  type Page,
  post,
  prepare,
  seen,
  submit,
  through,
  upload,
} from '../acting.ts';
import { opened, reviewed } from '../catalog/opening.ts';

// Who decides on what in Chongqing: two levels, dispatched bodies beside the districts, the principal of each unit.

let host: HostProcess;
let datasetId: string;
let district: CaseView;

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-11-02' });
  datasetId = await opened(host, { entry: { title: '全市点位' }, csv: '站位,值\r\n一,1\r\n二,2\r\n' });
  const id = await draft(host, { title: '渝中区房屋' }, 'district-clerk');
  await prepare(host, id, await upload(host, id, undefined, 'district-clerk'), 'district-clerk');
  district = await submit(host, id, 'district-clerk');
});
afterAll(() => host?.stop());

const listed = async (as: string): Promise<string[]> =>
  (await get<Page<{ id: string }>>(host, '/v1/cases?box=all&pageSize=100', as)).items.map(({ id }) => id);

it('CQ-6: a district’s regulator sees and decides its own district’s cases; the municipal one oversees all', async () => {
  const municipal = await object(host, datasetId, 'error');
  expect(await listed('district-regulator')).toEqual([district.id]);
  expect(await listed('regulator')).toEqual(expect.arrayContaining([district.id, municipal.id]));
  expect((await host.call('GET', `/v1/cases/${municipal.id}`, { as: 'district-regulator' })).status).toBe(403);
  expect((await give(host, municipal.id, 'district-regulator', { command: 'unfounded', reason: '?' })).status).toBe(
    403,
  );
  expect((await seen(host, district.id, 'district-regulator')).allowedCommands.length).toBeGreaterThan(0);
  expect(await reviewed(host, district.id)).toMatchObject({ outcome: 'published' });
});

it('CQ-5: a dispatched body ranks as a district, with a regulator and figures of its own', async () => {
  const { districts } = await get<{ districts: { id: string; kind: string; ownRegulator: boolean }[] }>(
    host,
    '/v1/agencies',
  );
  expect(districts).toContainEqual(
    expect.objectContaining({ id: 'liangjiang', kind: 'dispatched-body', ownRegulator: true }),
  );
  expect(districts).toContainEqual(expect.objectContaining({ id: 'yuzhong', kind: 'district', ownRegulator: true }));
  const { districts: figures } = await get<{ districts: { district: { id: string } }[] }>(host, '/v1/effectiveness');
  expect(figures.map(({ district: { id } }) => id)).toContain('liangjiang');
});

describe('a dispatched body', () => {
  let own: string;

  it('CQ-5: gathers what its own units open; neither a district’s regulator nor the municipal one does it in its place', async () => {
    own = await draft(host, { title: '两江新区水质' }, 'area-clerk');
    await prepare(host, own, await upload(host, own, undefined, 'area-clerk'), 'area-clerk');
    const { id } = await submit(host, own, 'area-clerk');
    expect(await host.settled<CaseView>(id)).toMatchObject({ stage: 'district-gathering', district: 'liangjiang' });
    for (const [as, status] of [
      ['district-regulator', 403],
      ['regulator', 409],
    ] as const)
      expect((await give(host, id, as, { command: 'pass' })).status, as).toBe(status);
    await through(host, id, ['area-regulator', 'pass'], ['regulator', 'pass']);
    expect(await seen(host, id)).toMatchObject({ outcome: 'published' });
    expect(await listed('area-regulator')).toEqual([id]);
  });

  it('CQ-5, CQ-15b: its own authority decides where its regulator and its unit don’t agree, not the city’s government', async () => {
    const change = { openness: 'conditional', conditions: ['说明应用场景'], legalBasis: '《某法》第三条' };
    const { id } = await post<CaseView>(host, '/v1/openness-proposals', {
      as: 'area-regulator',
      body: { datasetId: own, change, reason: '含敏感点位' },
    });
    await through(host, id, ['area-reviewer', 'refuse', { reason: '不含敏感信息' }]);
    expect((await seen(host, id)).stage).toBe('government-decision');
    const approve = { command: 'approve', reason: '确含敏感点位' };
    for (const as of ['government', 'district-government'])
      expect((await give(host, id, as, approve)).status, as).toBe(403);
    expect(await through(host, id, ['area-government', 'approve', approve])).toMatchObject({ outcome: 'settled' });
  });
});

describe('the principal', () => {
  it('CQ-7: consents to what needs its consent, and nobody else of its agency can', async () => {
    const { id } = await object(host, datasetId, 'error', 'resident');
    await through(host, id, ['agency-reviewer', 'request-extension', { days: 5, reason: '核对原始记录' }]);
    for (const as of ['agency-clerk', 'agency-reviewer', 'other-agency-principal', 'regulator'])
      expect((await give(host, id, as, { command: 'grant-extension' })).status, as).toBe(403);
    await through(host, id, ['agency-principal', 'grant-extension']);
    expect((await seen(host, id)).deadlines[0]).toMatchObject({ clause: 'CQ-22a', extendedBy: 5 });
  });

  it('CQ-7: can’t consent to what it asked for itself', async () => {
    const { id } = await post<CaseView>(host, '/v1/objections', {
      as: 'company',
      body: { datasetId, kind: 'error', statement: '数值有误' },
    });
    await through(host, id, ['agency-principal', 'request-extension', { days: 5, reason: '核对' }]);
    expect((await give(host, id, 'agency-principal', { command: 'grant-extension' })).status).toBe(403);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../domain/catalog/dataset.ts';
import { CaseId } from '../../../domain/ids.ts';
import { grantAccess } from '../../../functions/stores/granting.ts';
import { suspend } from '../../../functions/stores/opening.ts';
import { openDataset } from '../../builders/dataset.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { anApplication } from '../../domain/access/an-application.ts';
import { accessOf, granted } from './a-grant.ts';

let p: TestPlatform;
let dataset: Dataset;
let call: ReturnType<typeof accessOf>;

beforeEach(async () => {
  p = testPlatform({ now: '2026-10-16T02:00:00Z' });
  dataset = await openDataset(p);
  call = accessOf(p);
});

describe('GET /v1/grants', () => {
  it('lists my grants and nobody else’s, page by page, newest first', async () => {
    for (let n = 0; n < 3; n++) await granted(p, dataset);
    await granted(p, dataset, { holder: 'resident' });
    const { body } = await call('listGrants', { as: 'company', query: { page: '2', pageSize: '2' } });
    expect(body).toMatchObject({ total: 3, page: 2, pageSize: 2, items: [{ state: 'active' }] });
    expect(((await call('listGrants', { as: 'citizen' })).body as { total: number }).total).toBe(0);
  });

  it('is for those who have signed in', async () => {
    expect((await call('listGrants')).status).toBe(401);
  });
});

describe('GET /v1/grants/{id}', () => {
  const stateOf = async (id: string) => (await call('readGrant', { as: 'company', params: { id } })).body;

  it('says what is granted, what is used of it and where it stands', async () => {
    const grant = await granted(p, dataset);
    await p.access.ledger.admit({ owner: grant.id, quota: grant.quota }, p.now());
    expect(await stateOf(grant.id)).toMatchObject({
      id: grant.id,
      datasetId: 'air',
      columns: ['station', 'value'],
      validTo: '2026-12-31',
      quota: { calls: 10, per: 'day' },
      used: 1,
      state: 'active',
    });
  });

  it('says when it is not active yet, and when it has expired', async () => {
    expect(await stateOf((await granted(p, dataset, { validFrom: '2026-11-01' })).id)).toMatchObject({
      state: 'pending',
    });
    expect(await stateOf((await granted(p, dataset, { validTo: '2026-10-15' })).id)).toMatchObject({
      state: 'expired',
    });
  });

  it('says while its dataset is suspended', async () => {
    const grant = await granted(p, dataset);
    await suspend(p, dataset.id, CaseId.parse('objection'));
    expect(await stateOf(grant.id)).toMatchObject({ state: 'suspended' });
  });

  it('is open to the agency of its dataset and to regulators, and to nobody else', async () => {
    const { id } = await granted(p, dataset);
    const status = async (as: Parameters<typeof call>[1] & object) =>
      (await call('readGrant', { ...as, params: { id } })).status;
    expect(await status({ as: 'agency-clerk' })).toBe(200);
    expect(await status({ as: 'regulator' })).toBe(200);
    for (const as of ['citizen', 'other-agency-clerk', 'district-regulator', 'operator', 'expert'] as const)
      expect(await status({ as })).toBe(403);
    expect(await status({})).toBe(401);
  });

  it('is 404 where there is none', async () => {
    expect((await call('readGrant', { as: 'company', params: { id: 'none' } })).status).toBe(404);
  });
});

describe('QD-7b: reports on the use of conditional data', () => {
  const body = { use: '出行分析', results: '一份报告', period: { from: '2026-10-01', to: '2026-10-15' } };

  it('are filed by the holder and seen by the agency', async () => {
    const { id } = await granted(p, dataset);
    const filed = await call('reportUse', { as: 'company', params: { id }, body });
    expect(filed.status).toBe(201);
    expect(filed.body).toMatchObject({ ...body, grantId: id });
    const seen = await call('listReports', { as: 'agency-clerk', params: { id } });
    expect(seen.body).toMatchObject({ total: 1, items: [body] });
  });

  it('are filed once by a repeated request', async () => {
    const { id } = await granted(p, dataset);
    const headers = { 'Idempotency-Key': 'report-1' };
    const first = await call('reportUse', { as: 'company', params: { id }, body, headers });
    const again = await call('reportUse', { as: 'company', params: { id }, body, headers });
    expect(again.body).toEqual(first.body);
    expect((await call('listReports', { as: 'company', params: { id } })).body).toMatchObject({ total: 1 });
  });

  it('are nobody else’s to file or to see', async () => {
    const { id } = await granted(p, dataset);
    expect((await call('reportUse', { as: 'resident', params: { id }, body })).status).toBe(403);
    expect((await call('reportUse', { as: 'agency-clerk', params: { id }, body })).status).toBe(403);
    expect((await call('listReports', { as: 'resident', params: { id } })).status).toBe(403);
  });

  it('say what the data was used for, and every fault is named', async () => {
    const { id } = await granted(p, dataset);
    const wrong = { period: { from: '2026-10-02', to: '2026-10-01' }, extra: 1 };
    const refused = await call('reportUse', { as: 'company', params: { id }, body: wrong });
    expect(refused.status).toBe(400);
    const pointers = (refused.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/use', '/period/to', '/extra']));
  });
});

describe('grantAccess', () => {
  it('QD-17.3: opens what was applied for and approved, once', async () => {
    const kase = anApplication({
      datasetId: dataset.id,
      terms: { columns: ['value'], quota: { calls: 3, per: 'total' } },
    });
    expect(await grantAccess(p, kase)).toBe(kase.id);
    expect(await grantAccess(p, kase)).toBe(kase.id);
    const { body } = await call('listGrants', { as: 'company' });
    expect(body).toMatchObject({
      total: 1,
      items: [
        { caseId: kase.id, columns: ['value'], quota: { calls: 3, per: 'total' }, validFrom: '2026-10-01', used: 0 },
      ],
    });
  });

  it('gives every published column and the city’s quota where the approval says nothing', async () => {
    const id = await grantAccess(p, anApplication({ datasetId: dataset.id }));
    expect(await p.access.grant(id)).toMatchObject({
      columns: ['station', 'value'],
      quota: { calls: 1000, per: 'day' },
    });
  });
});

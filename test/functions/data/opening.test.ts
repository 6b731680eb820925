import { beforeEach, describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import type { Dataset } from '../../../domain/catalog/dataset.ts';
import { CaseId, KeyId } from '../../../domain/ids.ts';
import { City } from '../../../domain/policy/policy.ts';
import { restore, suspend, takeDown } from '../../../functions/stores/opening.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { granted } from '../access/a-grant.ts';
import { type DataCall, dataServiceOf, keyFor, stations } from './a-data-service.ts';

let p: TestPlatform;
let service: ReturnType<typeof dataServiceOf>;
let dataset: Dataset;

beforeEach(async () => {
  p = testPlatform({ now: '2026-10-16T02:00:00Z' });
  service = dataServiceOf(p);
  dataset = await stations(p, 'conditional');
});

const get = (calling: DataCall = {}) => service.get(dataset.id, calling);
const codeOf = async (calling: DataCall = {}) => {
  const { status, body } = await get(calling);
  return [status, status < 400 ? undefined : (body as { code: string }).code];
};
const objection = CaseId.parse('objection');

describe('conditional data', () => {
  it('QD-16: is given to nobody without a grant: not anonymously, not with a key, not to whoever is signed in', async () => {
    expect(await codeOf()).toEqual([403, 'grant-required']);
    expect(await codeOf({ as: 'company' })).toEqual([403, 'grant-required']);
    expect(await codeOf({ as: 'agency-clerk' })).toEqual([403, 'grant-required']);
    expect(await codeOf({ key: await keyFor(p) })).toEqual([403, 'grant-required']);
  });

  it('QD-17.3: is given to the holder of a grant, by a key that names it or signed in', async () => {
    const grant = await granted(p, dataset);
    expect(await codeOf({ key: await keyFor(p, [grant]) })).toEqual([200, undefined]);
    expect(await codeOf({ as: 'company' })).toEqual([200, undefined]);
    expect(await codeOf({ as: 'resident' })).toEqual([403, 'grant-required']);
  });

  it('is not opened by a key that names another grant, or one that is somebody else’s', async () => {
    const grant = await granted(p, dataset);
    const other = await granted(p, await stations(p, 'conditional'));
    expect(await codeOf({ key: await keyFor(p, [other]) })).toEqual([403, 'grant-required']);
    expect(await codeOf({ key: await keyFor(p, [grant], 'resident') })).toEqual([403, 'grant-required']);
  });

  it('is not given before the grant’s first day nor after its last', async () => {
    const grant = await granted(p, dataset, { validFrom: '2026-10-17', validTo: '2026-10-17' });
    const key = await keyFor(p, [grant]);
    expect(await codeOf({ key })).toEqual([403, 'grant-not-active']);
    p.setNow('2026-10-16T16:00:00Z');
    expect(await codeOf({ key })).toEqual([200, undefined]);
    p.setNow('2026-10-17T16:00:00Z');
    expect(await codeOf({ key })).toEqual([403, 'grant-not-active']);
    expect(await codeOf({ as: 'company' })).toEqual([403, 'grant-not-active']);
  });

  it('shows only the columns that were granted: the others are as unknown as if they weren’t there', async () => {
    await granted(p, dataset, { columns: ['id', 'pm25', 'lost'] });
    expect(((await get({ as: 'company', query: 'id=eq.1' })).body as unknown[])[0]).toEqual({ id: 1, pm25: 35.5 });
    for (const query of ['select=station', 'station=eq.李村', 'order=station', 'or=(station.is.null,id.eq.1)']) {
      const { status, body } = await get({ as: 'company', query });
      expect(status).toBe(400);
      expect((body as { details: string }).details).toContain('no column station');
    }
  });

  it('gives only the rows that were granted, though their column isn’t', async () => {
    await granted(p, dataset, { columns: ['id'], rows: { district: 'eq.崂山区' } });
    const { body, headers } = await get({ as: 'company', headers: { Prefer: 'count=exact' } });
    expect(body).toEqual([{ id: 4 }, { id: 5 }]);
    expect(headers['Content-Range']).toBe('0-1/2');
    expect((await get({ as: 'company', query: 'or=(id.eq.1,id.eq.4)' })).body).toEqual([{ id: 4 }]);
  });

  it('is given no more once the dataset has lost what the grant names', async () => {
    await granted(p, dataset, { columns: ['lost'] });
    expect(await codeOf({ as: 'company' })).toEqual([403, 'grant-not-active']);
  });

  it('is given no more once nobody can tell which rows were granted', async () => {
    await granted(p, dataset, { rows: { lost: 'eq.1' } });
    expect(await codeOf({ as: 'company' })).toEqual([403, 'grant-not-active']);
  });
});

describe('a key', () => {
  it('is told from a mistyped one without a look-up', async () => {
    const key = await keyFor(p);
    expect((await get({ key: `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}` })).body).toMatchObject({
      code: 'key-invalid',
      detail: expect.stringContaining('this is no key'),
    });
    expect((await get({ headers: { apikey: 'anon' } })).status).toBe(401);
    expect((await get({ headers: { Authorization: 'DataKey x' } })).status).toBe(401);
  });

  it('is refused where it was never issued, even for data that needs none', async () => {
    const open = await stations(p, 'unconditional');
    const { status, body } = await service.get(open.id, { key: await keyFor(testPlatform()) });
    expect([status, body]).toMatchObject([401, { code: 'key-invalid' }]);
  });

  it('works however it is sent', async () => {
    const key = await keyFor(p, [await granted(p, dataset)]);
    const sent = [{ apikey: key }, { 'x-api-key': key }, { 'X-CKAN-API-Key': key }, { Authorization: key }];
    for (const headers of [...sent, { Authorization: `DataKey ${key}` }, { Authorization: `Bearer ${key}` }])
      expect(await codeOf({ headers })).toEqual([200, undefined]);
  });

  it('stops at once when it is rotated or revoked', async () => {
    const key = await keyFor(p, [await granted(p, dataset)]);
    const [stored] = await p.access.keysOf('company');
    if (stored === undefined) throw new Error('there is no key');
    await p.access.revokeKey({ ...stored, id: KeyId.parse(stored.id) }, p.now());
    expect(await codeOf({ key })).toEqual([401, 'key-invalid']);
  });
});

describe('QD-19b: a suspended dataset', () => {
  it('is refused from the moment of its suspension, whatever is kept in the process, and given again when restored', async () => {
    const open = await stations(p, 'unconditional');
    expect((await service.get(open.id)).status).toBe(200);
    await suspend(p, open.id, objection);
    for (const answer of [
      service.get(open.id),
      service.head(open.id),
      service.schema(open.id),
      service.verify(open.id, { match: { id: 1 } }),
    ])
      expect((await answer).status).toBe(403);
    expect((await service.get(open.id)).body).toMatchObject({ code: 'dataset-suspended' });
    await restore(p, open.id, objection);
    expect((await service.get(open.id)).status).toBe(200);
  });

  it('is refused as suspended before a key, a grant or a query is looked at, and counts nothing', async () => {
    const grant = await granted(p, dataset);
    await suspend(p, dataset.id, objection);
    for (const calling of [{ as: 'company' as const }, { key: 'pdk_x' }, { query: 'limit=x' }, {}])
      expect(await codeOf(calling)).toEqual([403, 'dataset-suspended']);
    expect(await p.access.ledger.used({ owner: grant.id, quota: grant.quota }, p.now())).toBe(0);
  });

  it('is refused as suspended where the storage shuts before the catalog says so', async () => {
    await granted(p, dataset);
    await p.objects.setGate(`datasets/${dataset.id}/`, 'closed');
    expect(await codeOf({ as: 'company' })).toEqual([403, 'dataset-suspended']);
  });

  it('is refused for good when it is taken down', async () => {
    await granted(p, dataset);
    await takeDown(p, dataset.id, objection);
    expect(await codeOf({ as: 'company' })).toEqual([403, 'dataset-not-open']);
  });
});

describe('where unconditional data needs a sign-in', () => {
  it('is given to whoever is known, by token or key', async () => {
    const policies = qingdao.policies.map((policy) => ({ ...policy, unconditionalNeedsIdentity: true }));
    p = testPlatform({ city: City.parse({ ...qingdao, policies }) });
    service = dataServiceOf(p);
    dataset = await stations(p, 'unconditional');
    expect(await codeOf()).toEqual([401, 'sign-in-required']);
    expect(await codeOf({ as: 'citizen' })).toEqual([200, undefined]);
    expect(await codeOf({ key: await keyFor(p) })).toEqual([200, undefined]);
  });
});

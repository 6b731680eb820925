import { beforeEach, describe, expect, it } from 'vitest';
import type { Grant } from '../../../domain/access/grant.ts';
import { localDateOf } from '../../../domain/calendar/dates.ts';
import type { Dataset } from '../../../domain/catalog/dataset.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { granted } from '../access/a-grant.ts';
import { type DataCall, dataServiceOf, keyFor, stations } from './a-data-service.ts';

let p: TestPlatform;
let service: ReturnType<typeof dataServiceOf>;
let dataset: Dataset;

beforeEach(async () => {
  p = testPlatform({ now: '2026-10-16T02:00:00Z' }); // 10:00 in the city
  service = dataServiceOf(p);
  dataset = await stations(p, 'conditional');
});

const get = (calling: DataCall = {}) => service.get(dataset.id, { as: 'company', ...calling });
const used = (grant: Grant) => p.access.ledger.used({ owner: grant.id, quota: grant.quota }, p.now());
const usage = (holder = 'company') => p.access.usageOf(holder, localDateOf(p.now()), localDateOf(p.now()));

describe('a metered call', () => {
  it('tells what is left, in the words of the IETF’s draft', async () => {
    await granted(p, dataset);
    expect((await get()).headers).toMatchObject({
      'RateLimit-Policy': '"day";q=10;w=86400',
      RateLimit: `"day";r=9;t=${14 * 3600}`,
    });
  });

  it('tells of a month its length, and of a total neither', async () => {
    await granted(p, dataset, { quota: { calls: 5, per: 'month' } });
    const monthly = (await get()).headers['RateLimit-Policy'];
    expect(monthly).toBe(`"month";q=5;w=${31 * 86400}`);
    await granted(p, dataset, { holder: 'resident', quota: { calls: 5, per: 'total' } });
    const { headers } = await get({ as: 'resident' });
    expect([headers['RateLimit-Policy'], headers.RateLimit]).toEqual(['"total";q=5', '"total";r=4']);
  });

  it('is refused with 429 when the quota is used up, until the city’s midnight', async () => {
    const grant = await granted(p, dataset, { quota: { calls: 2, per: 'day' } });
    await get();
    await get();
    const refused = await get();
    expect(refused.status).toBe(429);
    expect(refused.headers).toMatchObject({
      'Content-Type': 'application/problem+json',
      'Retry-After': String(14 * 3600),
      RateLimit: `"day";r=0;t=${14 * 3600}`,
    });
    expect(refused.body).toMatchObject({
      code: 'quota-exhausted',
      status: 429,
      message: expect.any(String),
      hint: null,
    });
    p.pass(14 * 3600);
    expect((await get()).status).toBe(200);
    expect(await used(grant)).toBe(1);
  });

  it('is told to come back at no time where a total is used up', async () => {
    await granted(p, dataset, { quota: { calls: 1, per: 'total' } });
    await get();
    const refused = await get();
    expect(refused.status).toBe(429);
    expect(refused.headers).not.toHaveProperty('Retry-After');
  });

  it('lets in exactly ten of fifty at once', async () => {
    const grant = await granted(p, dataset);
    const key = await keyFor(p, [grant]);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => get(n % 2 === 0 ? { key } : {})));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(40);
    expect(await used(grant)).toBe(10);
  });

  it('shares one quota among all keys of a grant', async () => {
    const grant = await granted(p, dataset, { quota: { calls: 2, per: 'day' } });
    const keys = [await keyFor(p, [grant]), await keyFor(p, [grant])];
    const statuses = [];
    for (const key of [...keys, ...keys]) statuses.push((await get({ key })).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
  });

  it('counts what is answered: HEAD and verification too, and that there is not exactly one row', async () => {
    const grant = await granted(p, dataset);
    await service.head(dataset.id, { as: 'company' });
    await service.verify(dataset.id, { match: { id: 1 } }, { as: 'company' });
    expect((await get({ headers: { Accept: 'application/vnd.pgrst.object+json' } })).status).toBe(406);
    expect((await get({ query: 'offset=9', headers: { Prefer: 'count=exact' } })).status).toBe(416);
    expect(await used(grant)).toBe(4);
  });

  it('counts nothing that isn’t valid', async () => {
    const grant = await granted(p, dataset);
    const faults: DataCall[] = [
      { query: 'nothing=eq.1' },
      { query: 'limit=x' },
      { headers: { Accept: 'image/png' } },
      { headers: { Range: '9-1' } },
    ];
    for (const calling of faults) expect((await get(calling)).status).toBeGreaterThanOrEqual(400);
    expect((await service.verify(dataset.id, { match: { nothing: 1 } }, { as: 'company' })).status).toBe(400);
    expect((await service.verify(dataset.id, {}, { as: 'company' })).status).toBe(400);
    expect(await used(grant)).toBe(0);
    expect(await usage()).toEqual([]);
  });

  it('takes back what failed by our fault', async () => {
    const grant = await granted(p, dataset, { quota: { calls: 1, per: 'day' } });
    p.objects.fail('etag');
    expect(await get()).toMatchObject({ status: 500, body: { code: 'internal', message: expect.any(String) } });
    expect(service.faults).toHaveLength(1);
    expect(await used(grant)).toBe(0);
    expect(await usage()).toEqual([]);
    expect((await get()).status).toBe(200);
  });

  it('takes back what can’t be recorded, so that ledger and usage agree', async () => {
    const grant = await granted(p, dataset);
    const broken = { ...p, access: { ...p.access, countCall: () => Promise.reject(new Error('no usage')) } };
    expect((await dataServiceOf(broken).get(dataset.id, { as: 'company' })).status).toBe(500);
    expect(await used(grant)).toBe(0);
  });

  it('fails as it failed where even the taking back fails, and says so in the log', async () => {
    await granted(p, dataset);
    const ledger = { ...p.access.ledger, refund: () => Promise.reject(new Error('no ledger')) };
    const broken = dataServiceOf({ ...p, access: { ...p.access, ledger } });
    p.objects.fail('etag');
    expect((await broken.get(dataset.id, { as: 'company' })).status).toBe(500);
    expect(broken.faults).toMatchObject([{ message: 'storage fails at etag' }]);
    expect(p.logged).toContainEqual(expect.objectContaining({ event: 'refund-failed' }));
  });
});

describe('the usage of a holder', () => {
  it('is recorded by day, dataset and key', async () => {
    const grant = await granted(p, dataset);
    const key = await keyFor(p, [grant]);
    const keyId = (await p.access.keysOf('company'))[0]?.id;
    await get({ key });
    await get({ key });
    await get();
    expect(await usage()).toEqual([
      { day: '2026-10-16', datasetId: dataset.id, keyId, calls: 2 },
      { day: '2026-10-16', datasetId: dataset.id, keyId: 'session', calls: 1 },
    ]);
  });
});

describe('unconditional data', () => {
  beforeEach(async () => {
    dataset = await stations(p, 'unconditional');
  });

  it('is not metered without a key: the flood guard is enough', async () => {
    expect((await service.get(dataset.id)).headers).not.toHaveProperty('RateLimit');
    expect((await get({ as: 'citizen' })).headers).not.toHaveProperty('RateLimit');
    expect(await usage('citizen')).toHaveLength(1);
  });

  it('is metered with a key by the city’s quota, without any grant', async () => {
    const key = await keyFor(p, [], 'citizen');
    const { status, headers } = await service.get(dataset.id, { key });
    expect([status, headers['RateLimit-Policy']]).toEqual([200, '"day";q=1000;w=86400']);
    expect(headers.RateLimit).toContain('r=999');
  });
});

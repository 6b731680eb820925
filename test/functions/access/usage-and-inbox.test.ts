import { beforeEach, describe, expect, it } from 'vitest';
import { LocalDate } from '../../../domain/calendar/dates.ts';
import { DatasetId } from '../../../domain/ids.ts';
import { messageWrite } from '../../../functions/stores/cases.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { accessOf } from './a-grant.ts';

let p: TestPlatform;
let call: ReturnType<typeof accessOf>;

beforeEach(() => {
  p = testPlatform({ now: '2026-10-16T02:00:00Z' });
  call = accessOf(p);
});

describe('GET /v1/usage', () => {
  const count = (day: string, datasetId: string, keyId: string) =>
    p.access.countCall('company', { day: LocalDate.parse(day), datasetId: DatasetId.parse(datasetId), keyId });
  const usage = (query: Record<string, string> = {}, as: 'company' | 'resident' = 'company') =>
    call('usage', { as, query });

  beforeEach(async () => {
    await count('2026-10-15', 'air', 'k1');
    await count('2026-10-16', 'air', 'k1');
    await count('2026-10-16', 'areas', 'session');
    await count('2026-08-01', 'air', 'k1');
  });

  it('gives my calls of the last thirty days, day by day', async () => {
    const { body } = await usage();
    expect(body).toMatchObject({
      from: '2026-09-17',
      to: '2026-10-16',
      by: 'day',
      calls: 3,
      total: 2,
      items: [
        { day: '2026-10-15', calls: 1 },
        { day: '2026-10-16', calls: 2 },
      ],
    });
  });

  it('gives them by dataset and by key, for the days asked for', async () => {
    const span = { from: '2026-08-01', to: '2026-10-15' };
    expect((await usage({ ...span, by: 'dataset' })).body).toMatchObject({ items: [{ datasetId: 'air', calls: 2 }] });
    expect((await usage({ by: 'key' })).body).toMatchObject({
      items: [
        { keyId: 'k1', calls: 2 },
        { keyId: 'session', calls: 1 },
      ],
    });
  });

  it('gives nobody the calls of others', async () => {
    expect((await usage({}, 'resident')).body).toMatchObject({ calls: 0, items: [] });
    expect((await call('usage')).status).toBe(401);
  });

  it.each([
    [{ from: '2026-10-02', to: '2026-10-01' }, 'query/to'],
    [{ from: '2024-10-02', to: '2026-10-01' }, 'query/to'],
    [{ from: '2026-02-30' }, 'query/from'],
    [{ by: 'hour' }, 'query/by'],
    [{ pageSize: '1000' }, 'query/pageSize'],
  ])('refuses %o', async (query, pointer) => {
    const { status, body } = await usage(query as Record<string, string>);
    expect([status, body]).toMatchObject([400, { errors: [{ pointer }] }]);
  });

  it('answers where days were asked for that are still to come', async () => {
    expect((await usage({ from: '2030-01-01' })).body).toMatchObject({
      from: '2030-01-01',
      to: '2030-01-01',
      calls: 0,
    });
  });
});

describe('GET /v1/inbox', () => {
  const send = (address: string, id: string, at: string) =>
    p.engine.write([
      messageWrite(address, { id, at, kind: 'arrived', caseId: 'case-1', text: { zh: '请办理', en: 'Please act' } }),
    ]);
  const ids = (body: unknown) => (body as { items: { id: string }[] }).items.map(({ id }) => id);

  it('gives what came to any of my addresses, newest first, each message once', async () => {
    await send('person:agency-clerk', 'm1', '2026-10-14T00:00:00.000Z');
    await send('agency:ecology-bureau', 'm2', '2026-10-15T00:00:00.000Z');
    await send('person:agency-clerk', 'm3', '2026-10-16T00:00:00.000Z');
    await send('agency:ecology-bureau', 'm3', '2026-10-16T00:00:00.000Z');
    await send('regulator:municipal', 'm4', '2026-10-16T00:00:00.000Z');
    const { body } = await call('inbox', { as: 'agency-clerk' });
    expect(ids(body)).toEqual(['m3', 'm2', 'm1']);
    expect(body).toMatchObject({ total: 3 });
    expect(ids((await call('inbox', { as: 'regulator' })).body)).toEqual(['m4']);
    expect(ids((await call('inbox', { as: 'citizen' })).body)).toEqual([]);
  });

  it('gives it page by page, in the language of the caller', async () => {
    for (const n of [1, 2, 3]) await send('person:company', `m${n}`, `2026-10-1${n}T00:00:00.000Z`);
    const query = { page: '2', pageSize: '2' };
    const { body } = await call('inbox', { as: 'company', query });
    expect(body).toMatchObject({ total: 3, page: 2, items: [{ id: 'm1', text: 'Please act', caseId: 'case-1' }] });
    const chinese = await call('inbox', { as: 'company', query, headers: { 'Accept-Language': 'zh-CN' } });
    expect(chinese.body).toMatchObject({ items: [{ text: '请办理' }] });
  });

  it('is for those who have signed in', async () => {
    expect((await call('inbox')).status).toBe(401);
  });
});

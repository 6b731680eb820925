import { beforeEach, describe, expect, it } from 'vitest';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { dataServiceOf, many, stations } from './a-data-service.ts';

let p: TestPlatform;
let service: ReturnType<typeof dataServiceOf>;
let id: string;

beforeEach(async () => {
  p = testPlatform({ now: '2026-10-16T02:00:00Z' });
  service = dataServiceOf(p);
  id = (await stations(p, 'unconditional')).id;
});

const idsOf = (body: unknown) => (body as { id: number }[]).map((row) => row.id);

describe('GET /data/{datasetId}', () => {
  it('QD-15: gives unconditional data to whoever asks, typed', async () => {
    const { status, body, headers } = await service.get(id);
    expect(status).toBe(200);
    expect((body as unknown[])[0]).toEqual({
      id: 1,
      district: '市南区',
      station: '中山公园',
      pm25: 35.5,
      indoor: false,
      day: '2026-09-01',
    });
    expect(headers).toMatchObject({ 'Content-Type': 'application/json; charset=utf-8', 'Content-Range': '0-4/*' });
    expect(headers).not.toHaveProperty('Link');
  });

  it.each([
    ['select=id,name:station&id=eq.4', [{ id: 4, name: '麦岛' }]],
    ['select=id&district=eq.崂山区&order=id.desc', [{ id: 5 }, { id: 4 }]],
    ['select=id&pm25=is.null', [{ id: 3 }]],
    ['select=id&pm25=gte.12&pm25=lt.41&order=pm25', [{ id: 4 }, { id: 1 }]],
    ['select=id&or=(indoor.is.true,day.gt.2026-09-02)', [{ id: 4 }, { id: 5 }]],
    ['select=id&station=like.*路*', [{ id: 2 }]],
    ['select=id&id=in.(1,5)&limit=1&offset=1', [{ id: 5 }]],
    ['select=id&limit=0', []],
    ['select=__proto__:id&id=eq.1', [JSON.parse('{"__proto__":1}')]],
  ])('answers %s', async (query, expected) => {
    const { body, status } = await service.get(id, { query });
    expect([status, body]).toEqual([200, expected]);
  });

  it('names every fault of a query at once, for people and for clients of PostgREST', async () => {
    const { status, body } = await service.get(id, { query: 'select=nothing&id=eq.x&limit=-1' });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'invalid-request',
      status: 400,
      errors: [{ pointer: 'query/select' }, { pointer: 'query/id' }, { pointer: 'query/limit' }],
      hint: null,
    });
    const { message, details, detail } = body as Record<string, string>;
    expect(message).toBe(detail);
    expect(details).toContain('query/id: ');
  });

  it('counts where it is asked to, as PostgREST does', async () => {
    const headers = { Prefer: 'count=exact' };
    const part = await service.get(id, { query: 'limit=2&offset=2', headers });
    expect([part.status, part.headers]).toMatchObject([
      206,
      { 'Content-Range': '2-3/5', 'Preference-Applied': 'count=exact' },
    ]);
    const all = await service.get(id, { headers });
    expect([all.status, all.headers]).toMatchObject([200, { 'Content-Range': '0-4/5' }]);
    const none = await service.get(id, { query: 'id=eq.9', headers });
    expect([none.status, none.headers, none.body]).toMatchObject([200, { 'Content-Range': '*/0' }, []]);
    const end = await service.get(id, { query: 'offset=5', headers });
    expect([end.status, end.headers]).toMatchObject([206, { 'Content-Range': '*/5' }]);
    const beyond = await service.get(id, { query: 'offset=6', headers });
    expect([beyond.status, beyond.headers, beyond.body]).toMatchObject([
      416,
      { 'Content-Range': '*/5' },
      { code: 'PGRST103', details: 'An offset of 6 was requested, but there are only 5 rows.' },
    ]);
  });

  it('takes a Range of rows as well, cut by limit and offset', async () => {
    const ranged = (Range: string, query = '') => service.get(id, { headers: { Range }, query: `select=id&${query}` });
    expect(idsOf((await ranged('0-1')).body)).toEqual([1, 2]);
    expect(idsOf((await ranged('3-')).body)).toEqual([4, 5]);
    expect(idsOf((await ranged('1-3', 'offset=2&limit=9')).body)).toEqual([3, 4]);
    expect(idsOf((await ranged('bytes=0-10')).body)).toEqual([1, 2, 3, 4, 5]);
    expect(await ranged('3-1')).toMatchObject({ status: 416, body: { code: 'PGRST103' } });
    expect(await ranged('0-1', 'offset=3')).toMatchObject({ status: 416 });
  });

  it('gives one object where one is asked for, and says how many there are where it isn’t one', async () => {
    const headers = { Accept: 'application/vnd.pgrst.object+json' };
    const one = await service.get(id, { query: 'select=id&id=eq.3', headers });
    expect([one.status, one.body]).toEqual([200, { id: 3 }]);
    expect(one.headers['Content-Type']).toBe('application/vnd.pgrst.object+json; charset=utf-8');
    const none = await service.get(id, { query: 'id=eq.9', headers });
    expect([none.status, none.body]).toMatchObject([406, { code: 'PGRST116', details: 'The result contains 0 rows' }]);
    expect((await service.get(id, { headers })).body).toMatchObject({ details: 'The result contains 5 rows' });
  });

  it('leaves out what has no value where that is asked for', async () => {
    const headers = { Accept: 'application/vnd.pgrst.array+json;nulls=stripped' };
    const { body } = await service.get(id, { query: 'select=id,pm25&id=gte.3&limit=2', headers });
    expect(body).toEqual([{ id: 3 }, { id: 4, pm25: 12 }]);
  });

  it('writes CSV', async () => {
    const { headers, text } = await service.get(id, {
      query: 'select=id,station,pm25&limit=3',
      headers: { Accept: 'text/csv' },
    });
    expect(headers['Content-Type']).toBe('text/csv; charset=utf-8');
    expect(text).toBe('\uFEFFid,station,pm25\r\n1,中山公园,35.5\r\n2,"登州路, 56号",41\r\n3,李村,\r\n');
  });

  it('refuses a format that it has not, before anything is counted', async () => {
    const { status, body } = await service.get(id, { headers: { Accept: 'application/xml' } });
    expect([status, body]).toMatchObject([406, { code: 'PGRST107' }]);
    expect((await service.get(id, { headers: { Accept: 'text/html,*/*;q=0.8' } })).status).toBe(200);
  });

  it('gives a thousand rows at once unless asked otherwise, ten thousand at most, and says where they go on', async () => {
    const { id: big } = await many(p, 12_000);
    const first = await service.get(big, { query: 'select=n&n=gte.0' });
    expect(first.headers['Content-Range']).toBe('0-999/*');
    expect(first.headers.Link).toBe(
      `<https://data.example/data/${big}?select=n&n=gte.0&offset=1000&limit=1000>; rel="next"`,
    );
    const most = await service.get(big, { query: 'limit=50000', headers: { Prefer: 'count=exact' } });
    expect([most.status, most.headers['Content-Range']]).toEqual([206, '0-9999/12000']);
    const last = await service.get(big, { query: 'offset=11500' });
    expect(last.headers['Content-Range']).toBe('11500-11999/*');
    expect(last.headers).not.toHaveProperty('Link');
  });

  it('stops at 4 MB; following the links gives every row once', async () => {
    const { id: wide } = await many(p, 3000, '青'.repeat(700));
    const seen: number[] = [];
    let query: string | undefined = 'limit=10000';
    for (let pages = 0; query !== undefined; pages++) {
      expect(pages).toBeLessThan(5);
      const { text, body, headers } = await service.get(wide, { query });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_000_000);
      seen.push(...(body as { n: number }[]).map(({ n }) => n));
      query = /\?(.*)>; rel="next"$/.exec(headers.Link ?? '')?.[1];
    }
    expect(seen).toEqual(Array.from({ length: 3000 }, (_, n) => n));
  });

  it('is 404 for a dataset that there is not, 400 for what is no id', async () => {
    expect(await service.get('none')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await service.get('UPPER')).status).toBe(400);
  });

  it('gives nothing of what isn’t opened as an interface', async () => {
    const download = await stations(p, 'unconditional', { openingModes: ['download'] });
    expect(await service.get(download.id)).toMatchObject({ status: 403, body: { code: 'dataset-not-open' } });
    expect((await service.schema(download.id)).status).toBe(403);
  });
});

describe('HEAD /data/{datasetId}', () => {
  it('counts without a body, and has no use for a Range', async () => {
    const { status, headers, text } = await service.head(id, { headers: { Prefer: 'count=exact', Range: '0-1' } });
    expect([status, headers['Content-Range'], text]).toEqual([200, '0-4/5', '']);
  });
});

describe('GET /data/{datasetId}/schema', () => {
  it('is the published data dictionary as a Table Schema', async () => {
    const { status, body } = await service.schema(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      $schema: expect.stringContaining('tableschema'),
      fields: [
        { name: 'id', type: 'integer' },
        {},
        {},
        { name: 'pm25', type: 'number' },
        {},
        { name: 'day', type: 'date' },
      ],
    });
  });
});

import type { Server } from 'node:http';
import { PostgrestClient } from '@supabase/postgrest-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseId, DatasetId } from '../../../domain/ids.ts';
import { restore, suspend } from '../../../functions/stores/opening.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { granted } from '../access/a-grant.ts';
import { dataServiceOf, keyFor, listening, stations } from './a-data-service.ts';

let p: TestPlatform;
let server: Server;
let origin: string;
let open: string;
let conditional: string;
let key: string;

beforeAll(async () => {
  p = testPlatform({ now: '2026-10-16T02:00:00Z' });
  const dataset = await stations(p, 'conditional');
  open = (await stations(p, 'unconditional')).id;
  conditional = dataset.id;
  key = await keyFor(p, [await granted(p, dataset, { quota: { calls: 3, per: 'total' } })]);
  ({ server, origin } = await listening(dataServiceOf(p).handle));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

/** As a page of supabase-js would make it, with its key in both headers. */
const client = (withKey?: string) =>
  new PostgrestClient(
    `${origin}/data`,
    withKey === undefined ? {} : { headers: { apikey: withKey, Authorization: `Bearer ${withKey}` } },
  );
const table = () => client().from(open);

describe('@supabase/postgrest-js, unchanged', () => {
  it('selects, filters, orders and pages', async () => {
    const { data, error } = await table()
      .select('id, name:station')
      .gte('id', 2)
      .neq('district', '李沧区')
      .order('pm25', { ascending: false, nullsFirst: false })
      .range(0, 1);
    expect(error).toBeNull();
    expect(data).toEqual([
      { id: 2, name: '登州路, 56号' },
      { id: 4, name: '麦岛' },
    ]);
  });

  it.each([
    ['eq', () => table().select('id').eq('station', '登州路, 56号'), [2]],
    ['in, with commas in a value', () => table().select('id').in('station', ['登州路, 56号', '李村']), [2, 3]],
    ['is null', () => table().select('id').is('pm25', null), [3]],
    ['not', () => table().select('id').not('pm25', 'is', null).lt('id', 3), [1, 2]],
    ['or', () => table().select('id').or('id.eq.1,and(district.eq.崂山区,indoor.is.true)'), [1, 4]],
    ['like', () => table().select('id').like('station', '%路%'), [2]],
    ['ilike', () => table().select('id').ilike('district', '崂山%'), [4, 5]],
    ['match', () => table().select('id').match({ district: '崂山区', indoor: false }), [5]],
    ['filter', () => table().select('id').filter('day', 'gt', '2026-09-02'), [5]],
    ['limit', () => table().select('id').limit(2), [1, 2]],
  ])('filters by %s', async (_name, query, ids) => {
    const { data, error } = await query();
    expect(error).toBeNull();
    expect((data as { id: number }[]).map(({ id }) => id)).toEqual(ids);
  });

  it('counts, with and without rows', async () => {
    const counted = await table().select('id', { count: 'exact' }).limit(2);
    expect([counted.count, counted.status, counted.data?.length]).toEqual([5, 206, 2]);
    const bare = await table().select('*', { count: 'exact', head: true }).eq('district', '崂山区');
    expect([bare.count, bare.data, bare.error]).toEqual([2, null, null]);
  });

  it('gives a single row, none, or an error where there are more', async () => {
    expect((await table().select('id').eq('id', 3).single()).data).toEqual({ id: 3 });
    expect((await table().select('id').eq('id', 9).maybeSingle()).data).toBeNull();
    const several = await table().select('id').single();
    expect([several.status, several.error]).toMatchObject([406, { code: 'PGRST116' }]);
  });

  it('gives CSV, and objects without empty members', async () => {
    expect((await table().select('id,pm25').gte('id', 3).limit(2).csv()).data).toBe('id,pm25\r\n3,\r\n4,12\r\n');
    expect((await table().select('id,pm25').eq('id', 3).stripNulls()).data).toEqual([{ id: 3 }]);
  });

  it('is told what is wrong in the shape that it knows', async () => {
    const { error, status } = await table().select('nothing').eq('id', 'x');
    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 'invalid-request', hint: null });
    expect(error?.message).toContain('查询参数有误');
    expect(error?.details.split('\n')).toHaveLength(2);
    expect((await table().select('id').range(7, 9)).error).toBeNull();
    expect((await table().select('id', { count: 'exact' }).range(7, 9)).error).toMatchObject({ code: 'PGRST103' });
  });

  it('reads conditional data with its key until the quota is used up', async () => {
    expect((await client().from(conditional).select()).error).toMatchObject({ code: 'grant-required' });
    const wrong = await client('pdk_anon').from(conditional).select();
    expect([wrong.status, wrong.error]).toMatchObject([401, { code: 'key-invalid' }]);
    for (let n = 0; n < 3; n++) expect((await client(key).from(conditional).select('id')).data).toHaveLength(5);
    const exhausted = await client(key).from(conditional).select('id');
    expect([exhausted.status, exhausted.error]).toMatchObject([429, { code: 'quota-exhausted' }]);
  });

  it('QD-19b: is refused while the dataset is suspended', async () => {
    const objection = CaseId.parse('objection');
    await suspend(p, DatasetId.parse(open), objection);
    expect([(await table().select()).status, (await table().select()).error]).toMatchObject([
      403,
      { code: 'dataset-suspended' },
    ]);
    await restore(p, DatasetId.parse(open), objection);
    expect((await table().select()).data).toHaveLength(5);
  });
});

describe('over HTTP', () => {
  it('lets in exactly the quota of fifty calls at once', async () => {
    const dataset = await stations(p, 'conditional');
    const own = await keyFor(p, [await granted(p, dataset)]);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        fetch(`${origin}/data/${dataset.id}?select=id`, { headers: { 'x-api-key': own } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(40);
  });
});

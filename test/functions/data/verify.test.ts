import { beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../domain/catalog/dataset.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { granted } from '../access/a-grant.ts';
import { dataServiceOf, stations } from './a-data-service.ts';

let p: TestPlatform;
let service: ReturnType<typeof dataServiceOf>;
let dataset: Dataset;

beforeEach(async () => {
  p = testPlatform({ now: '2026-10-16T02:00:00Z' });
  service = dataServiceOf(p);
  dataset = await stations(p, 'unconditional');
});

const verify = (body: unknown) => service.verify(dataset.id, body);
const pointersOf = (body: unknown) => (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);

describe('POST /data/{datasetId}/verify', () => {
  it.each([
    [{ id: 1 }, true],
    [{ id: '1' }, true],
    [{ id: 1, district: '市南区', indoor: false, day: '2026-09-01', pm25: 35.5 }, true],
    [{ id: 1, district: '市北区' }, false],
    [{ id: 3, pm25: null }, true],
    [{ id: 1, pm25: null }, false],
    [{ day: '2026/9/3' }, true],
    [{ station: '登州路, 56号' }, true],
    [{ station: 'like.*' }, false],
  ])('of %o says %s, and nothing else', async (match, matched) => {
    expect(await verify({ match })).toMatchObject({ status: 200, text: JSON.stringify({ matched }) });
  });

  it('answers up to a hundred at once, in their order', async () => {
    expect((await verify({ matches: [{ id: 1 }, { id: 9 }, { id: 5 }] })).body).toEqual({
      results: [{ matched: true }, { matched: false }, { matched: true }],
    });
    const matches = Array.from({ length: 101 }, () => ({ id: 1 }));
    expect(pointersOf((await verify({ matches })).body)).toEqual(['/matches']);
    expect((await verify({ matches: matches.slice(1) })).status).toBe(200);
  });

  it.each([
    [{}, ['/match']],
    [{ match: { id: 1 }, matches: [{ id: 1 }] }, ['/match']],
    [{ match: {} }, ['/match']],
    [{ matches: [] }, ['/matches']],
    [{ match: { id: [1] } }, ['/match/id']],
    [{ match: { 'a/b': 1, id: 'x' } }, ['/match/a~1b', '/match/id']],
    [{ matches: [{ id: 1 }, { nothing: 1 }, { select: 'id' }] }, ['/matches/1/nothing', '/matches/2/select']],
  ])('refuses %o and points at what is wrong', async (body, pointers) => {
    const refused = await verify(body);
    expect(refused.status).toBe(400);
    expect(pointersOf(refused.body)).toEqual(pointers);
  });

  it('knows of conditional data only the columns and rows that were granted', async () => {
    dataset = await stations(p, 'conditional');
    await granted(p, dataset, { columns: ['id'], rows: { district: 'eq.崂山区' } });
    const asCompany = (match: object) => service.verify(dataset.id, { match }, { as: 'company' });
    expect((await asCompany({ id: 4 })).body).toEqual({ matched: true });
    expect((await asCompany({ id: 1 })).body).toEqual({ matched: false });
    expect((await asCompany({ station: '麦岛' })).status).toBe(400);
    expect((await verify({ match: { id: 4 } })).status).toBe(403);
  });
});

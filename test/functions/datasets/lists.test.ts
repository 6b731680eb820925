import { beforeEach, describe, expect, it } from 'vitest';
import { CaseId } from '../../../domain/ids.ts';
import { suspend, takeDown } from '../../../functions/stores/opening.ts';
import { catalogOf, drafted, opened } from '../../builders/catalog.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

interface Page {
  total: number;
  items: { id: string; title: string; state: string; publisher: { id: string }; downloads: number }[];
  facets: Record<string, { value: string; title: string; count: number }[]>;
}

let p: TestPlatform;
let air: string;
let streets: string;
let houses: string;

beforeEach(async () => {
  p = testPlatform();
  air = (await opened(p)).id;
  p.pass(86_400);
  streets = (
    await opened(p, {
      as: 'other-agency-clerk',
      entry: { title: '街道行政区划代码', description: '乡级区划', keyword: ['区划'], theme: '地理空间' },
    })
  ).id;
  p.pass(86_400);
  houses = (
    await opened(p, {
      as: 'district-clerk',
      entry: {
        title: '房屋空置率',
        description: '按街道统计',
        keyword: [],
        theme: '城建住房',
        openness: 'conditional',
      },
    })
  ).id;
  await drafted(p, { entry: { title: '未发布的空气数据' } });
});

const list = async (
  query: Record<string, string> = {},
  as?: 'agency-clerk' | 'regulator' | 'district-regulator' | 'citizen',
): Promise<Page> => {
  const { body, status, text } = await catalogOf(p).datasets('list', { query, ...(as === undefined ? {} : { as }) });
  expect(status, text).toBe(200);
  return body as Page;
};
const ids = async (query: Record<string, string>): Promise<string[]> => (await list(query)).items.map(({ id }) => id);

describe('the list of datasets', () => {
  it('shows what is published, newest first, with facets of all of it', async () => {
    const page = await list();
    expect(page.items.map(({ id }) => id)).toEqual([houses, streets, air]);
    expect(page.total).toBe(3);
    expect(page.facets.openness).toEqual([
      { value: 'unconditional', title: 'Unconditional', count: 2 },
      { value: 'conditional', title: 'Conditional', count: 1 },
    ]);
    expect(page.facets.format).toEqual([
      { value: 'CSV', title: 'CSV', count: 3 },
      { value: 'JSON', title: 'JSON', count: 3 },
    ]);
    expect(page.facets.publisher?.[0]?.title).toContain('Bureau');
  });

  it.each([
    ['publisher', { publisher: 'civil-affairs-bureau' }, () => [streets]],
    ['theme', { theme: '城建住房' }, () => [houses]],
    ['openness', { openness: 'conditional' }, () => [houses]],
    ['district', { district: 'laoshan' }, () => [houses]],
    ['format in small letters', { format: 'csv', publisher: 'ecology-bureau' }, () => [air]],
    ['a format that nothing has', { format: 'shp' }, () => []],
    ['the day from which on it was updated', { updatedAfter: '2026-09-22' }, () => [houses, streets]],
    ['the instant from which on it was updated', { updatedAfter: '2026-09-22T09:00:01+08:00' }, () => [houses]],
  ])('filters by %s', async (_name, query, expected) => {
    expect(await ids(query as Record<string, string>)).toEqual(expected());
  });

  it('finds Chinese words in titles before those in descriptions', async () => {
    expect(await ids({ q: '街道' })).toEqual([streets, houses]);
  });

  it('finds a phrase whose parts stand apart', async () => {
    expect(await ids({ q: '空气质量浓度' })).toEqual([air]);
  });

  it('finds only what has every word', async () => {
    expect(await ids({ q: '街道 房屋' })).toEqual([houses]);
    expect(await ids({ q: '街道 海洋' })).toEqual([]);
  });

  it('sorts by title in the order of pinyin, and by downloads', async () => {
    expect(await ids({ sort: 'title' })).toEqual([houses, streets, air]);
    for (const id of [air, air, streets]) await p.catalog.countDownload((await p.catalog.load(id as never)).id);
    const byDownloads = await list({ sort: 'downloads' });
    expect(byDownloads.items.map(({ id, downloads }) => [id, downloads])).toEqual([
      [air, 2],
      [streets, 1],
      [houses, 0],
    ]);
  });

  it('pages, and facets count what is on other pages too', async () => {
    const page = await list({ page: '2', pageSize: '2' });
    expect(page.items.map(({ id }) => id)).toEqual([air]);
    expect(page.total).toBe(3);
    expect(page.facets.theme).toHaveLength(3);
    expect((await list({ page: '9' })).items).toEqual([]);
  });

  it.each([
    [{ pageSize: '101' }, 'query/pageSize'],
    [{ page: '0' }, 'query/page'],
    [{ theme: '天文' }, 'query/theme'],
    [{ updatedAfter: 'yesterday' }, 'query/updatedAfter'],
    [{ sort: 'luck' }, 'query/sort'],
    [{ opennes: 'closed' }, 'query/opennes'],
  ])('refuses %o, naming its place', async (query, pointer) => {
    const answer = await catalogOf(p).datasets('list', { query: query as unknown as Record<string, string> });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it('says of a suspended dataset that it is, and no longer shows one that is taken down', async () => {
    await suspend(p, (await p.catalog.load(air as never)).id, CaseId.parse('c1'));
    await takeDown(p, (await p.catalog.load(streets as never)).id, CaseId.parse('c2'));
    expect((await list()).items.map(({ id, state }) => [id, state])).toEqual([
      [houses, 'published'],
      [air, 'suspended'],
    ]);
  });

  it('keeps the count of downloads over publications and takedowns', async () => {
    const { id } = await p.catalog.load(air as never);
    await p.catalog.countDownload(id);
    await takeDown(p, id, CaseId.parse('c1'));
    expect(await p.catalog.downloads(id)).toBe(1);
  });
});

describe('the list of what an official looks after', () => {
  it('shows the agency its own in every state', async () => {
    const page = await list({ box: 'own' }, 'agency-clerk');
    expect(page.items.map(({ state, publisher }) => [state, publisher.id])).toEqual([
      ['draft', 'ecology-bureau'],
      ['published', 'ecology-bureau'],
    ]);
  });

  it('shows regulators what is at their level', async () => {
    expect((await list({ box: 'own' }, 'regulator')).total).toBe(4);
    expect((await list({ box: 'own' }, 'district-regulator')).items.map(({ id }) => id)).toEqual([houses]);
  });

  it('shows others nothing, and asks the anonymous to sign in', async () => {
    expect((await list({ box: 'own' }, 'citizen')).total).toBe(0);
    expect((await catalogOf(p).datasets('list', { query: { box: 'own' } })).status).toBe(401);
  });
});

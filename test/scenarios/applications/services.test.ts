import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  anEntry,
  answered,
  type DatasetView,
  draft,
  follow,
  get,
  linkTo,
  prepare,
  published,
  submit,
  through,
  upload,
} from '../acting.ts';

// QD-3, QD-13 and QD-15: how Qingdao's data is served once it is open.

let host: HostProcess;
let dataset: DatasetView & { services: object[] };

beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-11-02' });
  const { id } = await published(host, { title: '服务方式之例' });
  dataset = await get(host, `/v1/datasets/${id}`);
});
afterAll(() => host?.stop());

describe('openness', () => {
  it('QD-3: is unconditional, conditional or closed, and nothing else', async () => {
    const body = anEntry({ openness: 'partly' });
    expect((await host.call('POST', '/v1/datasets', { as: 'agency-clerk', body })).status).toBe(400);
    for (const openness of ['unconditional', 'conditional', 'closed']) {
      const closed = openness === 'closed' ? { openingModes: [], legalBasis: '某法第一条' } : {};
      expect(await draft(host, { title: `属性 ${openness}`, openness, ...closed }), openness).toEqual(
        expect.any(String),
      );
    }
  });

  it('QD-3: nothing is opened but by the procedure: whatever the agency prepares, the public has none of it before', async () => {
    const id = await draft(host, { title: '未经程序之例' });
    await prepare(host, id, await upload(host, id));
    const statuses = async () => [
      (await host.call('GET', `/v1/datasets/${id}`)).status,
      (await host.call('GET', `/data/${id}`)).status,
      (await host.call('GET', `/v1/datasets/${id}/preview`)).status,
    ];
    expect(await statuses()).toEqual([404, 403, 404]);
    const kase = await submit(host, id);
    expect(await statuses()).toEqual([404, 403, 404]);
    for (const as of ['agency-principal', 'operator', 'company'])
      expect((await host.call('POST', `/v1/cases/${kase.id}/commands`, { as, body: { command: 'pass' } })).status).toBe(
        403,
      );
    await through(host, kase.id, ['regulator', 'pass']);
    expect(await statuses()).toEqual([200, 200, 200]);
  });
});

describe('unconditional data', () => {
  it('QD-15: is downloaded and called by anybody at once, without an application or an account', async () => {
    const { status, headers } = await linkTo(host, dataset);
    expect(status).toBe(302);
    expect((await follow(headers.get('location') ?? '')).status).toBe(200);
    expect((await host.call<object[]>('GET', `/data/${dataset.id}`)).body).toHaveLength(4);
  });

  it('QD-13a: is downloaded in several structured types, each with its size and checksum', async () => {
    expect(dataset.distributions.map(({ format }) => format).sort()).toEqual(['CSV', 'JSON']);
    for (const { downloadUrl, checksum, byteSize } of dataset.distributions) {
      const { pathname } = new URL(downloadUrl);
      const { headers } = await host.call('GET', pathname);
      const file = await follow(headers.get('location') ?? '');
      expect([file.sha256, Number(file.headers.get('content-length'))]).toEqual([checksum.value, byteSize]);
    }
  });
});

describe('the interface', () => {
  it('QD-13b: queries: columns, rows and order as asked', async () => {
    const query = new URLSearchParams({ select: '月份,溶解氧', 站位: 'eq.胶州湾', order: '月份.desc' });
    expect((await host.call('GET', `/data/${dataset.id}?${query}`)).body).toEqual([
      { 月份: 2, 溶解氧: 8.6 },
      { 月份: 1, 溶解氧: 8.2 },
    ]);
  });

  it('QD-13b: verifies: whether rows are so, and nothing of the data beside', async () => {
    const verify = async (match: object) =>
      (await host.call('POST', `/data/${dataset.id}/verify`, { body: { match } })).body;
    expect(await verify({ 站位: '胶州湾', 月份: 1, 溶解氧: 8.2 })).toEqual({ matched: true });
    expect(await verify({ 站位: '胶州湾', 月份: 1, 溶解氧: 9.9 })).toEqual({ matched: false });
    const matches = [{ 站位: '崂山湾' }, { 站位: '灵山湾' }];
    expect((await host.call('POST', `/data/${dataset.id}/verify`, { body: { matches } })).body).toEqual({
      results: [{ matched: true }, { matched: false }],
    });
  });

  it('QD-13d: is published by the platform alone: of gathered data by regulator and agency, of what isn’t gathered none', async () => {
    expect(dataset.services).toEqual([
      expect.objectContaining({
        endpointURL: `${host.api}/data/${dataset.id}`,
        verifyURL: `${host.api}/data/${dataset.id}/verify`,
        builtBy: ['same-level-regulator', 'agency'],
      }),
    ]);
    const id = await draft(host, { title: '未汇聚之例' });
    expect(await get<{ services: object[] }>(host, `/v1/datasets/${id}`, 'agency-clerk')).toMatchObject({
      services: [],
    });
    const submitted = await host.call('POST', '/v1/publications', { as: 'agency-clerk', body: { datasetId: id } });
    expect(submitted.status).toBe(422);
  });
});

describe('a sandbox', () => {
  it('QD-13c: is a mode of its own, in which no row leaves: neither by file nor interface nor preview', async () => {
    const { id } = await published(host, { title: '沙箱之例', openingModes: ['sandbox'] });
    const view = await get<DatasetView & { openingModes: string[]; services: object[] }>(host, `/v1/datasets/${id}`);
    expect(view).toMatchObject({ openingModes: ['sandbox'], distributions: [], services: [] });
    expect(await host.call('GET', `/data/${id}`)).toMatchObject({ status: 403, body: { code: 'dataset-not-open' } });
    expect((await host.call('POST', `/data/${id}/verify`, { body: { match: { 月份: 1 } } })).status).toBe(403);
    const preview = await answered<object>(host.call('GET', `/v1/datasets/${id}/preview`));
    expect(preview).toMatchObject({ shows: 'columns' });
    expect(preview).not.toHaveProperty('rows');
  });
});

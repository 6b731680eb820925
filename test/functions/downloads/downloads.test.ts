import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Grant } from '../../../domain/access/grant.ts';
import type { Dataset } from '../../../domain/catalog/dataset.ts';
import { CaseId } from '../../../domain/ids.ts';
import { restore, suspend, takeDown } from '../../../functions/stores/opening.ts';
import type { CallerName } from '../../builders/callers.ts';
import { catalogOf, drafted, opened, openedBy, prepared } from '../../builders/catalog.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

let p: TestPlatform;
beforeEach(() => {
  p = testPlatform();
});

interface Asking {
  as?: CallerName;
  distributionId?: string;
  fileName?: string;
  on?: TestPlatform;
}

const ask = (
  route: 'get' | 'head',
  id: string,
  { as, distributionId = 'csv', fileName = 'data.csv', on = p }: Asking = {},
) => catalogOf(on).downloads(route, { params: { id, distributionId, fileName }, ...(as === undefined ? {} : { as }) });
const locationOf = async (answer: Promise<{ headers: Readonly<Record<string, string>> }>): Promise<string> =>
  (await answer).headers.Location ?? '';
const c1 = CaseId.parse('c1');

describe('downloading unconditional data (QD-15)', () => {
  it('leads by the URL in the catalog to a file with the size and sha256 that the catalog says', async () => {
    const { id } = await opened(p);
    const { body } = await catalogOf(p).datasets('read', { params: { id } });
    const [csv] = (body as { distributions: { downloadUrl: string; byteSize: number; checksum: { value: string } }[] })
      .distributions;
    const path = decodeURIComponent(new URL(csv?.downloadUrl ?? '').pathname);
    expect(path).toBe(`/v1/datasets/${id}/distributions/csv/download/空气质量小时值.csv`);
    const { status, headers } = await ask('get', id, { fileName: path.split('/').at(-1) ?? '' });
    expect(status).toBe(302);
    const file = await p.objects.follow(headers.Location ?? '');
    expect(file.body?.length).toBe(csv?.byteSize);
    expect(
      createHash('sha256')
        .update(file.body ?? '')
        .digest('hex'),
    ).toBe(csv?.checksum.value);
    expect(file).toMatchObject({ fileName: '空气质量小时值.csv', contentType: 'text/csv; charset=utf-8' });
  });

  it('signs a HEAD for HEAD', async () => {
    const { id } = await opened(p);
    const location = await locationOf(ask('head', id));
    expect(new URL(location).searchParams.get('method')).toBe('HEAD');
    expect((await p.objects.follow(location)).body).toBeUndefined();
  });

  it('signs for three hundred seconds', async () => {
    const { id } = await opened(p);
    const location = await locationOf(ask('get', id));
    p.pass(300);
    expect((await p.objects.follow(location)).status).toBe(200);
    p.pass(1);
    expect((await p.objects.follow(location)).status).toBe(403);
  });

  it('counts what was downloaded, not what was asked about', async () => {
    const { id } = await opened(p);
    await ask('get', id);
    await ask('get', id, { distributionId: 'json' });
    await ask('head', id);
    expect((await catalogOf(p).datasets('read', { params: { id } })).body).toMatchObject({ downloads: 2 });
  });

  it('gives the file even where it could not be counted', async () => {
    const { id } = await opened(p);
    const on: TestPlatform = {
      ...p,
      catalog: { ...p.catalog, countDownload: () => Promise.reject(new Error('throttled')) },
    };
    expect((await ask('get', id, { on })).status).toBe(302);
    expect(p.logged.at(-1)).toMatchObject({ event: 'download-not-counted', why: 'throttled' });
  });

  it('serves the file under its own name, whatever name stands in the path', async () => {
    const { id } = await opened(p);
    const file = await p.objects.follow(await locationOf(ask('get', id, { fileName: 'evil.exe' })));
    expect(file.fileName).toBe('空气质量小时值.csv');
  });

  it('keeps the address of a file from release to release', async () => {
    const { id } = await opened(p);
    const uploadId = (await p.catalog.load(id)).release?.uploadId;
    const body = {
      uploadId,
      securityReview: { conclusion: '可以开放', reviewer: '安全员' },
      riskAssessment: { conclusion: '低风险' },
      masking: [{ column: '负责人', rule: 'remove' }],
    };
    await catalogOf(p).uploads('prepareRelease', { as: 'agency-clerk', params: { id }, body });
    const before = await p.objects.follow(await locationOf(ask('get', id)));
    const oldLink = await locationOf(ask('get', id));
    await openedBy(p, id);
    const after = await p.objects.follow(await locationOf(ask('get', id)));
    expect(Buffer.from(before.body ?? '').toString()).toContain('张三丰');
    expect(Buffer.from(after.body ?? '').toString()).not.toContain('张三丰');
    expect((await p.objects.follow(oldLink)).status).toBe(403);
  });

  it('asks who it is where the regulation does (CQ-23)', async () => {
    const { id } = await opened(p);
    const city = {
      ...p.city,
      policies: p.city.policies.map((policy) => ({ ...policy, unconditionalNeedsIdentity: true })),
    };
    expect(await ask('get', id, { on: { ...p, city } })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-required' },
    });
    expect((await ask('get', id, { on: { ...p, city }, as: 'citizen' })).status).toBe(302);
  });
});

describe('downloading conditional data', () => {
  let dataset: Dataset;
  beforeEach(async () => {
    dataset = await opened(p, { entry: { openness: 'conditional' } });
  });

  const grant = (over: object = {}): Promise<void> =>
    p.access.openGrant(
      Grant.parse({
        id: 'g1',
        caseId: 'g1',
        holder: 'company',
        datasetId: dataset.id,
        agency: { id: 'ecology-bureau' },
        columns: ['站点', '负责人', '浓度'],
        purpose: '研究',
        validFrom: '2026-09-21',
        validTo: '2026-09-30',
        quota: { calls: 10, per: 'day' },
        grantedAt: p.now(),
        ...over,
      }),
    );

  it.each([
    ['anonymous', 401, 'sign-in-required'],
    ['company', 403, 'grant-required'],
    ['agency-clerk', 403, 'grant-required'],
  ] as const)('is refused to %s without a grant', async (as, status, code) => {
    expect(await ask('get', dataset.id, { as })).toMatchObject({ status, body: { code } });
    expect(await ask('head', dataset.id, { as })).toMatchObject({ status });
  });

  it('is given to the holder of a grant, for as long as the grant lasts', async () => {
    await grant();
    expect((await ask('get', dataset.id, { as: 'company' })).status).toBe(302);
    expect((await ask('get', dataset.id, { as: 'resident' })).status).toBe(403);
    p.setNow('2026-09-30T15:59:59Z');
    expect((await ask('get', dataset.id, { as: 'company' })).status).toBe(302);
    p.setNow('2026-09-30T16:00:00Z');
    expect((await ask('get', dataset.id, { as: 'company' })).status).toBe(403);
  });

  it('is not given before the grant begins', async () => {
    await grant({ validFrom: '2026-09-22' });
    expect((await ask('get', dataset.id, { as: 'company' })).status).toBe(403);
  });

  it.each([
    ['some columns', { columns: ['站点'] }],
    ['some rows', { rows: { 站点: 'eq.市南' } }],
  ])('is refused where the grant gives only %s, for a file is the whole table', async (_name, part) => {
    await grant(part);
    expect(await ask('get', dataset.id, { as: 'company' })).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('interface') },
    });
  });
});

describe('what is not open', () => {
  it('a draft is not there for the public, and not yet open for its agency', async () => {
    const id = await prepared(p);
    expect((await ask('get', id)).status).toBe(404);
    expect(await ask('get', id, { as: 'agency-clerk' })).toMatchObject({
      status: 403,
      body: { code: 'dataset-not-open' },
    });
  });

  it('closed data is published by its entry alone', async () => {
    const id = await drafted(p, { entry: { openness: 'closed', openingModes: [], legalBasis: '《网络安全法》' } });
    await openedBy(p, id);
    expect((await catalogOf(p).datasets('read', { params: { id } })).body).toMatchObject({
      state: 'published',
      distributions: [],
      services: [],
    });
    expect(await ask('get', id)).toMatchObject({ status: 403, body: { code: 'dataset-not-open' } });
  });

  it('data that is open by interface only is not downloaded', async () => {
    const { id } = await opened(p, { entry: { openingModes: ['interface'] } });
    expect((await catalogOf(p).datasets('read', { params: { id } })).body).toMatchObject({
      distributions: [],
      services: [{ endpointURL: `https://data.example/data/${id}` }],
    });
    expect(await ask('get', id)).toMatchObject({ status: 403, body: { code: 'dataset-not-open' } });
  });

  it('a distribution that there is not, a dataset that there is not, ids and names that are none', async () => {
    const { id } = await opened(p);
    expect((await ask('get', id, { distributionId: 'xlsx' })).status).toBe(404);
    expect((await ask('get', 'nothing')).status).toBe(404);
    expect((await ask('get', id, { distributionId: 'A.B' })).status).toBe(400);
    expect((await ask('get', id, { fileName: 'x'.repeat(101) })).status).toBe(400);
  });
});

describe('a suspension (QD-19b)', () => {
  it('ends new links and those already issued, until it is restored', async () => {
    const { id } = await opened(p);
    const link = await locationOf(ask('get', id));
    await suspend(p, id, c1);
    expect((await p.objects.follow(link)).status).toBe(403);
    expect(await ask('get', id)).toMatchObject({ status: 403, body: { code: 'dataset-suspended' } });
    expect(await ask('head', id)).toMatchObject({ status: 403, body: { code: 'dataset-suspended' } });
    await restore(p, id, c1);
    expect((await p.objects.follow(await locationOf(ask('get', id)))).status).toBe(200);
  });

  it('is told before a grant is asked for', async () => {
    const { id } = await opened(p, { entry: { openness: 'conditional' } });
    await suspend(p, id, c1);
    expect(await ask('get', id, { as: 'company' })).toMatchObject({ body: { code: 'dataset-suspended' } });
  });

  it('that ends in a takedown leaves the entry and no file', async () => {
    const { id } = await opened(p);
    await suspend(p, id, c1);
    await takeDown(p, id, c1);
    expect(await ask('get', id)).toMatchObject({ status: 403, body: { code: 'dataset-not-open' } });
    expect((await catalogOf(p).datasets('read', { params: { id } })).body).toMatchObject({
      state: 'taken-down',
      distributions: [],
      services: [],
    });
  });
});

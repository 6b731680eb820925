import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../builders/host.ts';
import {
  anEntry,
  answered,
  type CaseView,
  type DatasetView,
  draft,
  follow,
  get,
  give,
  inbox,
  linkTo,
  type Page,
  prepare,
  running,
  seen,
  stationsCsv,
  submit,
  through,
  upload,
} from './acting.ts';

// QD-12: one dataset from its draft, through a return and a correction, to its signed download.

let host: HostProcess;
let datasetId: string;
let id: string;

beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const reasons = ['标题应写明年份', '缺少空间范围', '联系电话有误'];

describe('the agency prepares (QD-12.1)', () => {
  it('QD-12.1: an entry without its parts is refused with each of them named', async () => {
    const { status, body } = await host.call<{ errors: { pointer: string }[] }>('POST', '/v1/datasets', {
      as: 'agency-clerk',
      body: { title: '水质', openness: 'unconditional' },
    });
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/description', '/theme', '/license', '/contact', '/sourceSystem']),
    );
  });

  it('QD-12.1: what is submitted before its time is refused with every missing step', async () => {
    datasetId = await draft(host);
    const refused = await host.call('POST', '/v1/publications', { as: 'agency-clerk', body: { datasetId } });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'incomplete',
        errors: [
          { pointer: '/dictionary' },
          { pointer: '/release/uploadId' },
          { pointer: '/release/securityReview' },
          { pointer: '/release/riskAssessment' },
          { pointer: '/release/masking' },
        ],
      },
    });
  });

  it('QD-12.1: a draft is known to its agency and the regulators, and to nobody else', async () => {
    const statusFor = async (as?: string) =>
      (await host.call('GET', `/v1/datasets/${datasetId}`, as === undefined ? {} : { as })).status;
    for (const as of ['agency-reviewer', 'regulator', 'auditor']) expect(await statusFor(as), as).toBe(200);
    for (const as of [undefined, 'company', 'other-agency-clerk', 'district-regulator', 'operator'])
      expect(await statusFor(as), as ?? 'nobody').toBe(404);
  });

  it('QD-12.1: with all steps taken it is submitted, and can not be changed while it is reviewed', async () => {
    await prepare(host, datasetId, await upload(host, datasetId));
    ({ id } = await submit(host, datasetId));
    const change = { as: 'agency-clerk', body: anEntry({ title: '另一标题' }) };
    expect(await host.call('PUT', `/v1/datasets/${datasetId}`, change)).toMatchObject({
      status: 409,
      body: { code: 'conflict', state: { submission: id } },
    });
    expect((await host.call('POST', '/v1/publications', { as: 'agency-clerk', body: { datasetId } })).status).toBe(409);
  });
});

describe('the regulator reviews', () => {
  it('QD-12.2a: within two working days after the day of submission', async () => {
    expect((await seen(host, id)).deadlines).toMatchObject([
      { clause: 'QD-12.2a', startedOn: '2026-11-02', dueOn: '2026-11-04', dueAt: '2026-11-04T16:00:00.000Z' },
    ]);
  });

  it('QD-12.2b: returns it with all reasons at once; without any it may not', async () => {
    await host.moveTo('2026-11-03T02:00:00Z');
    expect(await give(host, id, 'regulator', { command: 'return' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/reasons', detail: '应当一次性告知全部理由' }] },
    });
    await through(host, id, ['regulator', 'return', { reasons }]);
    expect(await seen(host, id, 'agency-clerk')).toMatchObject({ stage: 'correction', state: 'open', reasons });
    expect((await inbox(host, 'agency-clerk'))[0]).toMatchObject({ kind: 'arrived', caseId: id });
  });

  it('QD-12.2b: the agency corrects and resubmits; the review begins anew with a clock of its own', async () => {
    await host.moveTo('2026-11-06T02:00:00Z');
    const corrected = anEntry({ title: '青岛近岸水质监测(2026 年)', spatial: '青岛市近岸海域' });
    await answered(host.call('PUT', `/v1/datasets/${datasetId}`, { as: 'agency-clerk', body: corrected }));
    const kase = await through(host, id, ['agency-clerk', 'resubmit']);
    expect(kase.deadlines.map(({ startedOn, dueOn, endedAt }) => [startedOn, dueOn, endedAt === undefined])).toEqual([
      ['2026-11-02', '2026-11-04', false],
      ['2026-11-06', '2026-11-10', true],
    ]);
  });

  it('QD-12.2a: is reminded and marked late by the new clock alone', async () => {
    await host.moveTo('2026-11-10T17:00:00Z');
    const { deadlines, timeline } = await seen(host, id);
    expect(deadlines.map(({ overdueSince }) => overdueSince)).toEqual([undefined, '2026-11-10T16:00:00.000Z']);
    expect(timeline.filter(({ type }) => type === 'overdue')).toHaveLength(1);
  });

  it('QD-12.2a: passes it, late, and it is published by the platform', async () => {
    const kase = await through(host, id, ['regulator', 'pass']);
    expect(kase).toMatchObject({ state: 'closed', outcome: 'published', settled: true });
    expect((await inbox(host, 'agency-clerk'))[0]).toMatchObject({ kind: 'published', caseId: id });
  });

  it('leaves nothing running', async () => {
    await host.advance('P1D');
    expect(await running(host, id)).toEqual([]);
  });
});

describe('everybody downloads (QD-13a, QD-15)', () => {
  let dataset: DatasetView;

  it('QD-15: finds it without signing in', async () => {
    const { items } = await get<Page<DatasetView>>(host, `/v1/datasets?q=${encodeURIComponent('近岸水质')}`);
    expect(items.map((item) => item.id)).toEqual([datasetId]);
    dataset = await get<DatasetView>(host, `/v1/datasets/${datasetId}`);
    expect(dataset).toMatchObject({ title: '青岛近岸水质监测(2026 年)', state: 'published' });
    expect(dataset.distributions.map(({ format }) => format).sort()).toEqual(['CSV', 'JSON']);
  });

  it('QD-13a: gets exactly what the metadata says, in every format', async () => {
    for (const { byteSize, checksum, downloadUrl } of dataset.distributions) {
      const { status, headers } = await host.call('GET', new URL(downloadUrl).pathname);
      expect(status).toBe(302);
      const location = headers.get('location') ?? '';
      expect(Number(new URL(location).searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(300);
      const file = await follow(location);
      expect(file).toMatchObject({ status: 200, sha256: checksum.value });
      expect(file.headers.get('content-length')).toBe(String(byteSize));
      expect(file.headers.get('content-disposition')).toContain('attachment');
    }
  });

  it('QD-13a: asks by HEAD: 302 to a URL that the storage answers by HEAD, and by nothing else', async () => {
    const { status, headers } = await linkTo(host, dataset, undefined, 'HEAD');
    expect(status).toBe(302);
    const location = headers.get('location') ?? '';
    const head = await follow(location, 'HEAD');
    const csv = dataset.distributions.find(({ format }) => format === 'CSV');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(csv?.byteSize)]);
    expect((await follow(location, 'GET')).status).toBe(403);
  });

  it('QD-13a: whatever name stands at the end of the path, the ids decide', async () => {
    const path = `/v1/datasets/${datasetId}/distributions/csv/download/anything.csv`;
    expect((await host.call('GET', path)).status).toBe(302);
    expect((await host.call('GET', path.replace('/csv/', '/pdf/'))).status).toBe(404);
  });

  it('a link dies of age, and a forged one at once', async () => {
    const location = (await linkTo(host, dataset)).headers.get('location') ?? '';
    expect((await follow(location.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000'))).status).toBe(403);
    await host.advance('PT6M');
    expect((await follow(location)).status).toBe(403);
  });

  it('QD-13b: reads the same rows by the interface', async () => {
    const { status, body } = await host.call<object[]>('GET', `/data/${datasetId}`);
    expect([status, body.length]).toEqual([200, stationsCsv.trimEnd().split('\r\n').length - 1]);
  });
});

describe('who may do what', () => {
  it('QD-12.1: another agency submits nothing of this one: 403', async () => {
    const body = { datasetId };
    expect((await host.call('POST', '/v1/publications', { as: 'other-agency-clerk', body })).status).toBe(403);
    expect(
      (await host.call('PUT', `/v1/datasets/${datasetId}`, { as: 'other-agency-clerk', body: anEntry() })).status,
    ).toBe(403);
  });

  it('QD-8: the district regulator neither sees nor passes a municipal publication', async () => {
    expect((await host.call('GET', `/v1/cases/${id}`, { as: 'district-regulator' })).status).toBe(403);
    expect((await give(host, id, 'district-regulator', { command: 'pass' })).status).toBe(403);
  });

  it('a new version is published under the same key as one case, however often it is sent', async () => {
    await prepare(host, datasetId, await upload(host, datasetId, `${stationsCsv}唐岛湾,1,8.0\r\n`));
    const options = { as: 'agency-clerk', body: { datasetId }, headers: { 'Idempotency-Key': 'second-version' } };
    const [one, two] = await Promise.all([1, 2].map(() => host.call<CaseView>('POST', '/v1/publications', options)));
    expect([one?.status, two?.status, one?.body.id === two?.body.id]).toEqual([201, 201, true]);
    await through(host, one?.body.id ?? '', ['regulator', 'pass']);
    expect((await host.call<object[]>('GET', `/data/${datasetId}`)).body).toHaveLength(5);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { CaseId } from '../../../domain/ids.ts';
import { submitWrites } from '../../../functions/stores/opening.ts';
import type { CallerName } from '../../builders/callers.ts';
import {
  arrived,
  catalogOf,
  drafted,
  opened,
  stationsCsv,
  stationsDictionary,
  uploaded,
} from '../../builders/catalog.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

let p: TestPlatform;
let id: string;

beforeEach(async () => {
  p = testPlatform();
  id = await drafted(p);
});

interface Form {
  id: string;
  url: string;
  expiresAt: string;
}

const announce = (body: unknown, as: CallerName = 'agency-clerk', headers = {}) =>
  catalogOf(p).uploads('announce', { as, params: { id }, body, headers });
const read = async (uploadId: string, as: CallerName = 'agency-clerk') =>
  catalogOf(p).uploads('read', { as, params: { id: uploadId } });

describe('announcing an upload', () => {
  it('gives a form for one file of the announced size, good for a quarter of an hour', async () => {
    const { status, body, headers } = await announce({ fileName: '监测.csv', size: 10 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      expiresAt: '2026-09-21T01:15:00.000Z',
      fields: { key: expect.stringContaining('uploads/') },
    });
    const form = body as Form;
    expect(headers.Location).toBe(`https://data.example/v1/uploads/${form.id}`);
    await expect(p.objects.upload(form.url, 'x'.repeat(11))).rejects.toThrow('EntityTooLarge');
    expect((await read(form.id)).body).toMatchObject({ state: 'awaiting', fileName: '监测.csv', size: 10 });
  });

  it('gives the same form to the same Idempotency-Key', async () => {
    const first = await announce({ fileName: 'a.csv', size: 10 }, 'agency-clerk', { 'Idempotency-Key': 'k' });
    p.pass(5);
    const again = await announce({ fileName: 'a.csv', size: 10 }, 'agency-clerk', { 'Idempotency-Key': 'k' });
    expect(again.body).toEqual(first.body);
  });

  it('takes up to 100 MB and names the limit beyond', async () => {
    expect((await announce({ fileName: 'a.csv', size: 104_857_600 })).status).toBe(201);
    const { status, body } = await announce({ fileName: 'a.csv', size: 104_857_601 });
    expect(status).toBe(413);
    expect(body).toMatchObject({ code: 'too-large', detail: expect.stringContaining('104857600') });
  });

  it.each([
    ['an empty file', { fileName: 'a.csv', size: 0 }, '/size'],
    ['a size that is no number', { fileName: 'a.csv', size: '10' }, '/size'],
    ['a path', { fileName: '../../etc/passwd', size: 10 }, '/fileName'],
    ['no name', { size: 10 }, '/fileName'],
    ['a name with a line break', { fileName: 'a\r\nb.csv', size: 10 }, '/fileName'],
  ])('refuses %s', async (_name, body, pointer) => {
    expect(await announce(body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it.each([
    ['anonymous', 401],
    ['citizen', 403],
    ['regulator', 403],
    ['other-agency-clerk', 404],
  ] as const)('is refused to %s with %i', async (as, status) => {
    expect((await announce({ fileName: 'a.csv', size: 10 }, as)).status).toBe(status);
  });

  it('is refused for a published dataset of another agency, and while the own one is under review', async () => {
    const other = await opened(p, { as: 'other-agency-clerk' });
    const foreign = { as: 'agency-clerk', params: { id: other.id }, body: { fileName: 'a.csv', size: 1 } } as const;
    expect(await catalogOf(p).uploads('announce', foreign)).toMatchObject({ status: 403 });
    const own = (await opened(p)).id;
    await p.engine.write(submitWrites(await p.catalog.load(own), CaseId.parse('c1'), p.now()));
    const locked = { ...foreign, params: { id: own } };
    expect(await catalogOf(p).uploads('announce', locked)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});

describe('reading an upload', () => {
  it.each([
    ['agency-reviewer', 200],
    ['regulator', 200],
    ['other-agency-clerk', 404],
    ['company', 404],
    ['anonymous', 401],
  ] as const)('is answered to %s with %i', async (as, status) => {
    const uploadId = await uploaded(p, id);
    expect((await read(uploadId, as)).status).toBe(status);
  });

  it('refuses an upload that there is not', async () => {
    expect((await read('nothing')).status).toBe(404);
  });
});

describe('checking a file that has come', () => {
  it('says what it found, in the caller’s language', async () => {
    const uploadId = await uploaded(p, id);
    expect((await read(uploadId)).body).toMatchObject({
      state: 'checked',
      report: { rows: 3, columns: 3, encoding: 'UTF-8', faultCount: 0 },
    });
  });

  it('refuses a file whose form is broken, with the line of every fault', async () => {
    const uploadId = await uploaded(p, id, { csv: 'a,b\n1\n1,2,3\n' });
    const { body } = await read(uploadId);
    expect(body).toMatchObject({
      state: 'refused',
      report: {
        faultCount: 2,
        faults: [
          { line: 2, code: 'ragged-row', detail: '1 cells where the header has 2' },
          { line: 3, code: 'ragged-row' },
        ],
      },
    });
  });

  it('checks once, however often the event is told', async () => {
    const form = (await announce({ fileName: 'a.csv', size: 1000 })).body as Form;
    await arrived(p, form.url, stationsCsv);
    const writes = p.engine as unknown as { writes: number };
    const before = writes.writes;
    await arrived(p, form.url, stationsCsv);
    expect(writes.writes).toBe(before);
  });

  it('checks again when the form was used for another file', async () => {
    const form = (await announce({ fileName: 'a.csv', size: 1000 })).body as Form;
    await arrived(p, form.url, 'a,b\n1\n');
    await arrived(p, form.url, stationsCsv);
    expect((await read(form.id)).body).toMatchObject({ state: 'checked', report: { rows: 3 } });
  });

  it('passes over objects that belong to no upload', async () => {
    const { url } = await p.objects.signUpload('datasets/x/y/preview.json', { maxBytes: 9, seconds: 9 });
    await arrived(p, url, '{}');
    expect(p.logged.at(-1)).toMatchObject({ event: 'unexpected-object' });
  });

  it('fails, to be told again, when the storage fails', async () => {
    const form = (await announce({ fileName: 'a.csv', size: 1000 })).body as Form;
    p.objects.fail('read');
    await expect(arrived(p, form.url, stationsCsv)).rejects.toThrow('storage fails');
    expect((await read(form.id)).body).toMatchObject({ state: 'checking' });
    await arrived(p, form.url, stationsCsv);
    expect((await read(form.id)).body).toMatchObject({ state: 'checked' });
  });

  it('warns where the file does not fit the dictionary that is bound', async () => {
    await catalogOf(p).datasets('bindDictionary', { as: 'agency-clerk', params: { id }, body: stationsDictionary });
    const uploadId = await uploaded(p, id, { csv: '站点,负责人,浓度\r\n市南,张三丰,很高\r\n' });
    expect((await read(uploadId)).body).toMatchObject({
      state: 'checked',
      report: { warnings: [{ line: 2, column: '浓度' }] },
    });
  });

  it('proposes nothing from headers that no dictionary could have, and keeps the report short', async () => {
    const header = '长'.repeat(300_000);
    const uploadId = await uploaded(p, id, { csv: `${header},${header}\n1,2\n` });
    const { body, text } = await read(uploadId);
    expect(body).toMatchObject({
      state: 'checked',
      report: { warnings: expect.arrayContaining([expect.objectContaining({ code: 'no-proposal' })]) },
    });
    expect(text.length).toBeLessThan(10_000);
    expect((await catalogOf(p).datasets('readDictionary', { as: 'agency-clerk', params: { id } })).status).toBe(404);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { CaseId } from '../../../domain/ids.ts';
import { checkUpload } from '../../../functions/uploads/check.ts';
import { type CallerName, callers } from '../../builders/callers.ts';
import { arrived, catalogOf, drafted, uploaded } from '../../builders/catalog.ts';
import { aPdf, attach, attached, formFor } from '../../builders/documents.ts';
import type { TestPlatform } from '../../builders/platform.ts';
import { anObjection, applied, casesOf, created, platformWithAir, pointersOf, through, told } from '../cases/a-case.ts';

let p: TestPlatform;
let id: string;

beforeEach(async () => {
  p = await platformWithAir();
  id = (await applied(p)).id;
});

const aFile = { fileName: '制度.pdf', size: 1000 };
const post = (as: CallerName = 'company', body: unknown = aFile, headers = {}, kase = id) =>
  attach(p, kase, as, body, headers);
const read = (uploadId: string, as: CallerName = 'company', headers = {}) =>
  catalogOf(p).uploads('read', { as, params: { id: uploadId }, headers });
const urlOf = async (uploadId: string, as: CallerName = 'company') =>
  ((await read(uploadId, as)).body as { url?: string }).url ?? '';

describe('announcing a document of a case', () => {
  it('gives a form for one file, good for a quarter of an hour, into a place of quarantine of its own', async () => {
    const { status, body, headers } = await post();
    const form = body as { id: string };
    expect(status).toBe(201);
    expect(body).toMatchObject({
      expiresAt: '2026-09-21T01:15:00.000Z',
      fields: { key: `cases/${id}/${form.id}` },
    });
    expect(headers.Location).toBe(`https://data.example/v1/uploads/${form.id}`);
    expect((await read(form.id)).body).toEqual({
      id: form.id,
      caseId: id,
      fileName: '制度.pdf',
      size: 1000,
      mediaType: 'application/pdf',
      state: 'awaiting',
    });
  });

  it('gives the same form to the same Idempotency-Key, and takes one place', async () => {
    const first = await post('company', aFile, { 'Idempotency-Key': 'k' });
    for (let again = 0; again < 25; again++)
      expect((await post('company', aFile, { 'Idempotency-Key': 'k' })).body).toEqual(first.body);
    expect((await post('company', { ...aFile, size: 2 }, { 'Idempotency-Key': 'k' })).body).toMatchObject({
      code: 'idempotency-mismatch',
    });
    expect((await post()).status).toBe(201);
  });

  it('takes up to 20 MB and names the limit beyond', async () => {
    expect((await post('company', { ...aFile, size: 20_971_520 })).status).toBe(201);
    expect(await post('company', { ...aFile, size: 20_971_521 })).toMatchObject({
      status: 413,
      body: { code: 'too-large', detail: expect.stringContaining('20 MB') },
    });
  });

  it.each([
    ['an empty file', { fileName: 'a.pdf', size: 0 }, '/size'],
    ['a path', { fileName: '../a.pdf', size: 10 }, '/fileName'],
    ['no name', { size: 10 }, '/fileName'],
    ['a program', { fileName: 'a.exe', size: 10 }, '/fileName'],
    ['a page', { fileName: 'a.html', size: 10 }, '/fileName'],
    ['an archive', { fileName: 'a.zip', size: 10 }, '/fileName'],
    ['an unknown field', { fileName: 'a.pdf', size: 10, type: 'x' }, '/type'],
  ])('refuses %s', async (_name, body, pointer) => {
    const refused = await post('company', body);
    expect(refused.status).toBe(400);
    expect(pointersOf(refused)).toEqual([pointer]);
  });

  it('names the types that are accepted, in both languages', async () => {
    const body = { fileName: 'a.exe', size: 1 };
    expect(told(await post('company', body)).errors?.[0]?.detail).toContain('pdf, ofd, png');
    const chinese = await post('company', body, { 'Accept-Language': 'zh' });
    expect(told(chinese).errors?.[0]?.detail).toContain('只接受这些类型的文件:pdf、ofd、png');
  });

  it('is for a case that there is: 404', async () => {
    expect(await post('company', aFile, {}, 'nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it.each(Object.keys(callers) as CallerName[])('is for whoever may supplement the case, and not %s', async (as) => {
    const expected = { anonymous: 401, company: 201 }[as as string] ?? 403;
    const refused = await post(as);
    expect(refused.status).toBe(expected);
    if (expected === 403) expect(refused.body).not.toHaveProperty('state');
  });

  it("is for the objector in an objection, and not for the application's company", async () => {
    const kase = await created(casesOf(p)('objection', { as: 'citizen', body: anObjection() }));
    expect((await post('citizen', aFile, {}, kase.id)).status).toBe(201);
    expect((await post('company', aFile, {}, kase.id)).status).toBe(403);
  });

  it('is refused at a stage that takes no supplement, and once the case is closed: 409', async () => {
    await through(p, id, ['regulator', 'pass'], ['agency-reviewer', 'approve']);
    expect(await post()).toMatchObject({ status: 409, body: { code: 'not-now', state: { stage: 'agreement' } } });
    await through(p, id, ['company', 'withdraw']);
    expect(await post()).toMatchObject({ status: 409, body: { code: 'not-now', state: { state: 'closed' } } });
    expect((await post('citizen')).status).toBe(403);
  });
});

describe('the twenty places of a case', () => {
  const fill = async (count: number) => {
    for (let n = 0; n < count; n++) await formFor(p, id);
  };

  it('taken, there is no twenty-first; of another case there is', async () => {
    await fill(20);
    expect(await post()).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: expect.stringContaining('20') },
    });
    const other = await applied(p);
    expect((await post('company', aFile, {}, other.id)).status).toBe(201);
  });

  it('are free again where the form has run out and no file passed, and only there', async () => {
    await attached(p, id);
    const refused = await attached(p, id, { bytes: Buffer.from('MZ') });
    await fill(18);
    expect((await post()).status).toBe(409);
    p.pass(15 * 60);
    await fill(19);
    expect((await post()).status).toBe(409);
    expect((await read(refused)).body).toMatchObject({ state: 'refused' });
  });

  it('are taken by just as many, however many come at once', async () => {
    await fill(17);
    const answers = await Promise.all(Array.from({ length: 8 }, () => post()));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
  });
});

describe('checking a document that has come', () => {
  it('lets it pass for what it is, and reads no table out of it', async () => {
    const uploadId = await attached(p, id, { fileName: '清单.csv', bytes: Buffer.from('a,b\n1\n') });
    expect((await read(uploadId)).body).toMatchObject({
      state: 'checked',
      mediaType: 'text/csv',
      report: { faults: [], faultCount: 0, warnings: [], warningCount: 0 },
    });
  });

  it.each([
    ['wrong-content', Buffer.from('MZ…')],
    ['empty-file', Buffer.alloc(0)],
  ])('refuses it with a report, in the caller’s language: %s', async (code, bytes) => {
    const uploadId = await attached(p, id, { bytes });
    const { body } = await read(uploadId);
    expect(body).toMatchObject({ state: 'refused', report: { faultCount: 1, faults: [{ code }] } });
    expect(body).not.toHaveProperty('url');
    const chinese = (await read(uploadId, 'company', { 'Accept-Language': 'zh' })).body;
    expect(chinese).toMatchObject({ report: { faults: [{ detail: expect.stringMatching(/^文件/) }] } });
    expect(p.objects.keys('quarantine').filter((key) => key.startsWith('attachments/'))).toEqual([]);
  });

  it('refuses what is larger than announced without reading it', async () => {
    const form = await formFor(p, id, { size: 10 });
    const object = { key: form.fields.key, size: 11, etag: 'e' };
    await checkUpload(p)({ detail: { bucket: { name: 'quarantine' }, object } });
    expect((await read(form.id)).body).toMatchObject({ state: 'refused', report: { faults: [{ code: 'too-large' }] } });
  });

  it('looks once: what is posted in its place later changes nothing, and nobody is given it', async () => {
    const form = await formFor(p, id);
    await arrived(p, form.url, aPdf);
    await arrived(p, form.url, Buffer.from('MZ'));
    await arrived(p, form.url, Buffer.from('%PDF-another'));
    expect((await read(form.id)).body).toMatchObject({ state: 'checked' });
    expect(await p.objects.follow(await urlOf(form.id))).toMatchObject({ status: 200, body: aPdf });
  });

  it('of two files that come at once settles one, and gives that', async () => {
    const form = await formFor(p, id);
    await Promise.all([arrived(p, form.url, aPdf), arrived(p, form.url, Buffer.from('%PDF-another'))]);
    const upload = await p.uploads.ofCase(CaseId.parse(id), [form.id as never]);
    const keys = p.objects.keys('quarantine').filter((key) => key.startsWith(`attachments/${id}/${form.id}/`));
    expect(keys).toContain(`attachments/${id}/${form.id}/${upload[0]?.sha256}`);
  });

  it('fails, to be told again, when the storage fails', async () => {
    const form = await formFor(p, id);
    p.objects.fail('write');
    await expect(arrived(p, form.url, aPdf)).rejects.toThrow('storage fails');
    expect((await read(form.id)).body).toMatchObject({ state: 'checking' });
    await arrived(p, form.url, aPdf);
    expect((await read(form.id)).body).toMatchObject({ state: 'checked' });
  });

  it('passes over what lies in another case’s place', async () => {
    const form = await formFor(p, id);
    const object = { key: `cases/other/${form.id}`, size: 1, etag: 'e' };
    await checkUpload(p)({ detail: { bucket: { name: 'quarantine' }, object } });
    expect(p.logged.at(-1)).toMatchObject({ event: 'unexpected-object' });
    expect((await read(form.id)).body).toMatchObject({ state: 'awaiting' });
  });
});

describe('reading a document of a case', () => {
  it.each([
    ['company', 200],
    ['agency-clerk', 200],
    ['agency-reviewer', 200],
    ['regulator', 200],
    ['auditor', 200],
    ['citizen', 404],
    ['other-agency-clerk', 404],
    ['district-regulator', 404],
    ['operator', 404],
    ['anonymous', 401],
  ] as const)('is answered to %s with %i, as the case is to be seen', async (as, status) => {
    expect((await read(await attached(p, id), as)).status).toBe(status);
  });

  it('gives a link that saves it under its name, of its own type, for five minutes', async () => {
    const url = await urlOf(await attached(p, id), 'regulator');
    expect(await p.objects.follow(url)).toEqual({
      status: 200,
      body: aPdf,
      fileName: '制度.pdf',
      contentType: 'application/pdf',
    });
    p.pass(301);
    expect((await p.objects.follow(url)).status).toBe(403);
  });

  it('gives no link to a file that has not come, and none to a source file', async () => {
    expect((await read((await formFor(p, id)).id)).body).not.toHaveProperty('url');
    const source = await uploaded(p, await drafted(p));
    expect((await read(source, 'agency-clerk')).body).not.toHaveProperty('url');
  });

  it('is no source file: a release of its words is refused', async () => {
    const datasetId = await drafted(p);
    const uploadId = await attached(p, id, { fileName: '清单.csv', bytes: Buffer.from('a,b\n1,2\n') });
    const body = { uploadId, masking: [] };
    const refused = await catalogOf(p).uploads('prepareRelease', {
      as: 'agency-clerk',
      params: { id: datasetId },
      body,
    });
    expect(refused.status).toBe(422);
    expect(told(refused).errors?.[0]).toEqual({ pointer: '/uploadId', detail: 'this dataset has no such upload' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../builders/host.ts';
import { answered, apply, conditionalSample, get, give, object, post, postForm, seen, through } from './acting.ts';

// Documents of a case, from the form to whoever reviews them, over HTTP alone.

let host: HostProcess;
let datasetId: string;
let id: string;

beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-11-02' });
  datasetId = (await conditionalSample(host)).id;
  ({ id } = await apply(host, datasetId));
});
afterAll(() => host?.stop());

interface Form {
  id: string;
  url: string;
  fields: Record<string, string>;
}

interface Upload {
  id: string;
  caseId: string;
  fileName: string;
  mediaType: string;
  state: string;
  url?: string;
  report?: { faults: { code: string }[] };
}

const aPdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

const formFor = (fileName: string, size: number, as = 'company', kase = id): Promise<Form> =>
  post(host, `/v1/cases/${kase}/uploads`, { as, body: { fileName, size } });

const look = (uploadId: string, as: string): Promise<Upload> => get(host, `/v1/uploads/${uploadId}`, as);

/** A document that has come and was looked at. */
async function attached(fileName: string, bytes: Buffer, as = 'company', kase = id): Promise<Upload> {
  const form = await formFor(fileName, bytes.length, as, kase);
  await postForm(form, bytes);
  await expect.poll(async () => (await look(form.id, as)).state, { timeout: 30_000 }).toMatch(/^(checked|refused)$/);
  return look(form.id, as);
}

const supplement = (attachments: readonly string[], as = 'company') =>
  give(host, id, as, { command: 'supplement', statement: '补充安全制度', attachments });

describe('an applicant adds a document to its case', () => {
  const bytes = aPdf('数据安全管理制度');
  let upload: Upload;

  it('posts it by a form that takes no byte more than was announced', async () => {
    const form = await formFor('制度.pdf', bytes.length);
    await expect(postForm(form, Buffer.concat([bytes, bytes]))).rejects.toThrow('400');
    upload = await attached('制度.pdf', bytes);
    expect(upload).toMatchObject({ caseId: id, fileName: '制度.pdf', mediaType: 'application/pdf', state: 'checked' });
  });

  it('supplements with it, and the regulator finds it in the timeline', async () => {
    await answered(supplement([upload.id]));
    expect((await seen(host, id, 'regulator')).timeline.at(-1)).toMatchObject({
      type: 'supplemented',
      by: 'applicant',
      statement: '补充安全制度',
      attachments: [upload.id],
    });
  });

  it('the regulator saves it under its name, of its own type, by a link of five minutes', async () => {
    const { url = '' } = await look(upload.id, 'regulator');
    const response = await fetch(url);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain(
      `attachment; filename="__.pdf"; filename*=UTF-8''${encodeURIComponent('制度.pdf')}`,
    );
    await host.advance('PT6M');
    expect((await fetch(url)).status).toBe(403);
  });

  it('whoever may not see the case learns nothing of it', async () => {
    for (const as of ['citizen', 'other-agency-clerk', 'district-regulator', 'operator'])
      expect((await host.call('GET', `/v1/uploads/${upload.id}`, { as })).status, as).toBe(404);
    expect((await host.call('GET', `/v1/uploads/${upload.id}`)).status).toBe(401);
  });
});

describe('what is no document of the case', () => {
  it('is refused by its check, and named when a supplement brings it', async () => {
    const program = await attached('制度.pdf', Buffer.from('MZ\x90\0'));
    expect(program).toMatchObject({ state: 'refused', report: { faults: [{ code: 'wrong-content' }] } });
    expect(program).not.toHaveProperty('url');
    const awaited = await formFor('制度.pdf', 10);
    expect(await supplement([program.id, awaited.id, '说明书'])).toMatchObject({
      status: 422,
      body: {
        code: 'incomplete',
        errors: [
          { pointer: '/attachments/0', detail: '文件“制度.pdf”没有通过检查' },
          { pointer: '/attachments/1', detail: '文件“制度.pdf”尚未上传或检查完毕' },
          { pointer: '/attachments/2', detail: '该办件没有上传 说明书' },
        ],
      },
    });
  });

  it('is announced by nobody else, not as a program, not above 20 MB', async () => {
    const announce = async (as: string, fileName: string, size: number) =>
      (await host.call<Problem>('POST', `/v1/cases/${id}/uploads`, { as, body: { fileName, size } })).status;
    for (const as of ['citizen', 'agency-reviewer', 'regulator', 'auditor', 'operator'])
      expect(await announce(as, 'a.pdf', 10), as).toBe(403);
    expect(await announce('company', 'a.exe', 10)).toBe(400);
    expect(await announce('company', 'a.pdf', 20 * 1024 * 1024 + 1)).toBe(413);
  });

  it('can not take the place of one that was checked', async () => {
    const form = await formFor('制度.pdf', 100);
    await postForm(form, aPdf('first'));
    await expect.poll(async () => (await look(form.id, 'company')).state, { timeout: 30_000 }).toBe('checked');
    await postForm(form, aPdf('second'));
    const { url = '' } = await look(form.id, 'company');
    expect(await (await fetch(url)).text()).toContain('first');
  });

  it('comes no more once the case is closed', async () => {
    await through(host, id, ['company', 'withdraw']);
    const body = { fileName: 'a.pdf', size: 10 };
    expect(await host.call('POST', `/v1/cases/${id}/uploads`, { as: 'company', body })).toMatchObject({
      status: 409,
      body: { code: 'not-now', state: { state: 'closed' } },
    });
  });
});

describe('an objector brings evidence', () => {
  it('QD-19a: regulator and agency read it, and what each of them found stays on record', async () => {
    const kase = await object(host, datasetId, 'error');
    const { id: evidence } = await attached('截图.txt', Buffer.from('第三行有误'), 'citizen', kase.id);
    await answered(
      give(host, kase.id, 'citizen', { command: 'supplement', statement: '见截图', attachments: [evidence] }),
    );
    for (const as of ['regulator', 'agency-reviewer'])
      expect(await (await fetch((await look(evidence, as)).url ?? '')).text(), as).toBe('第三行有误');
    const { timeline } = await through(
      host,
      kase.id,
      ['regulator', 'unfounded', { reason: '数据无误' }],
      ['agency-reviewer', 'confirm-error', { reason: '有误' }],
    );
    expect(timeline.find(({ type }) => type === 'decided')).toMatchObject({
      command: 'unfounded',
      findings: [
        { as: 'same-level-regulator', command: 'unfounded' },
        { as: 'agency', command: 'confirm-error' },
      ],
    });
  });
});

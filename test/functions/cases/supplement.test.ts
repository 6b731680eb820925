import { beforeEach, describe, expect, it } from 'vitest';
import { drafted, uploaded } from '../../builders/catalog.ts';
import { attached, formFor } from '../../builders/documents.ts';
import type { TestPlatform } from '../../builders/platform.ts';
import {
  anObjection,
  applied,
  casesOf,
  created,
  give,
  platformWithAir,
  read,
  through,
  told,
  viewOf,
} from './a-case.ts';

let p: TestPlatform;
let id: string;

beforeEach(async () => {
  p = await platformWithAir();
  id = (await applied(p)).id;
});

const supplement = (attachments: readonly string[], as: 'company' | 'citizen' | 'regulator' = 'company') =>
  give(p, id, as, { command: 'supplement', statement: '补充用途说明', attachments });

describe('a supplement', () => {
  it('is read by whoever reviews, with its documents, and moves nothing', async () => {
    const attachments = [
      await attached(p, id),
      await attached(p, id, { fileName: '说明.txt', bytes: Buffer.from('一') }),
    ];
    expect((await supplement(attachments)).status).toBe(200);
    const { timeline, stage, version } = viewOf(await read(p, id, 'regulator'));
    expect([stage, version]).toEqual(['formal-review', 2]);
    expect(timeline.at(-1)).toMatchObject({ type: 'supplemented', statement: '补充用途说明', attachments });
  });

  it('needs no document', async () => {
    expect((await supplement([])).status).toBe(200);
    expect((await give(p, id, 'company', { command: 'supplement', statement: '补充' })).status).toBe(200);
  });

  it('brings a document to an objection likewise', async () => {
    id = (await created(casesOf(p)('objection', { as: 'citizen', body: anObjection() }))).id;
    expect((await supplement([await attached(p, id, { as: 'citizen' })], 'citizen')).status).toBe(200);
  });

  it('names each document that is none of its case, or has not passed its check: 422', async () => {
    const other = await applied(p);
    const awaited = (await formFor(p, id)).id;
    const refused = await supplement([
      await attached(p, id),
      awaited,
      await attached(p, id, { bytes: Buffer.from('MZ') }),
      await attached(p, other.id),
      await uploaded(p, await drafted(p)),
      'nothing',
      '说明书',
    ]);
    expect(refused).toMatchObject({ status: 422, body: { code: 'incomplete' } });
    expect(told(refused).detail).toBe(`6 document(s) of the supplement to case ${id} can't be used`);
    expect(told(refused).errors?.map(({ pointer }) => pointer)).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `/attachments/${n}`),
    );
    const details = told(refused).errors?.map(({ detail }) => detail) ?? [];
    expect(details[0]).toBe('the file "制度.pdf" has not come or is still being checked');
    expect(details[1]).toBe('the file "制度.pdf" did not pass its check');
    expect(details.slice(2).every((detail) => detail.startsWith('this case has no upload '))).toBe(true);
    expect(viewOf(await read(p, id, 'company')).version).toBe(1);
  });

  it('is refused for who gives it, and when, before its documents are looked at', async () => {
    expect((await supplement(['nothing'], 'regulator')).status).toBe(403);
    await through(p, id, ['company', 'withdraw']);
    expect((await supplement(['nothing'])).status).toBe(409);
  });

  it('brings at most as many as a case may have: 400', async () => {
    const refused = await supplement(Array.from({ length: 21 }, (_, n) => `u${n}`));
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/attachments' }] } });
  });
});

describe('documents named by a filing', () => {
  it('by title are kept with it', async () => {
    const attachments = ['数据安全管理制度', { title: '营业执照' }];
    const kase = await applied(p, { form: { attachments } });
    expect(viewOf(await read(p, kase.id, 'regulator')).filing).toMatchObject({ attachments });
    const evidence = ['截图'];
    const objection = await created(casesOf(p)('objection', { as: 'citizen', body: anObjection({ evidence }) }));
    expect(viewOf(await read(p, objection.id, 'regulator')).filing).toMatchObject({ evidence });
  });
});

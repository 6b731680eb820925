import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewKey, rowsKey } from '../../../domain/catalog/release.ts';
import { CaseId, type DatasetId } from '../../../domain/ids.ts';
import { submitWrites } from '../../../functions/stores/opening.ts';
import { checkUpload } from '../../../functions/uploads/check.ts';
import type { CallerName } from '../../builders/callers.ts';
import { catalogOf, drafted, prepared, stationsCsv, stationsDictionary, uploaded } from '../../builders/catalog.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

let p: TestPlatform;
let id: DatasetId;
let uploadId: string;

const reviews = {
  securityReview: { conclusion: '可以开放', reviewer: '安全员' },
  riskAssessment: { conclusion: '低风险' },
};
const prepare = (body: object, as: CallerName = 'agency-clerk') =>
  catalogOf(p).uploads('prepareRelease', { as, params: { id }, body: { uploadId, ...reviews, masking: [], ...body } });
const bind = (over: object = {}) =>
  catalogOf(p).datasets('bindDictionary', {
    as: 'agency-clerk',
    params: { id },
    body: { ...stationsDictionary, ...over },
  });

beforeEach(async () => {
  p = testPlatform();
  id = await drafted(p);
  uploadId = await uploaded(p, id);
  await bind();
});

/** What a release holds, read past its closed gates. */
async function content(key: string): Promise<string> {
  await p.objects.setGate(key, 'open');
  return Buffer.from(await p.objects.read('data', key)).toString('utf8');
}

describe('preparing a release', () => {
  it('takes the last step of QD-12.1: nothing is missing any more', async () => {
    const { status, body } = await prepare({});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'draft',
      distributions: [],
      draft: { missing: [], release: { uploadId, rows: 3 } },
    });
  });

  it('writes every file behind a closed gate', async () => {
    await prepare({});
    const { release } = await p.catalog.load(id);
    expect(p.objects.keys('data')).toEqual(
      ['data.csv', 'data.json', 'preview.json', 'rows.json'].map((name) => `datasets/${id}/${release?.id}/${name}`),
    );
    expect(await p.objects.gates(`datasets/${id}/`)).toEqual(['closed', 'closed', 'closed', 'closed']);
    expect(p.objects.keys('quarantine')).toContain(previewKey(id, release?.id ?? ''));
  });

  it('writes a CSV with byte order mark and a JSON, each as long and with the sha256 that it says', async () => {
    await prepare({});
    const { release } = await p.catalog.load(id);
    expect(release?.distributions.map((each) => [each.id, each.format, each.rows])).toEqual([
      ['csv', 'CSV', 3],
      ['json', 'JSON', 3],
    ]);
    for (const { key, byteSize, sha256 } of release?.distributions ?? []) {
      const bytes = Buffer.from(await content(key));
      expect(bytes.length).toBe(byteSize);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    expect(await content(release?.distributions[0]?.key ?? '')).toBe(`\uFEFF${stationsCsv}`);
  });

  it('writes typed rows for the data service', async () => {
    await prepare({});
    const { release } = await p.catalog.load(id);
    expect(JSON.parse(await content(rowsKey(id, release?.id ?? '')))).toEqual({
      columns: ['站点', '负责人', '浓度'],
      rows: [
        ['市南', '张三丰', 35],
        ['市北', '李四', 41],
        ['李沧', '王五', 28],
      ],
    });
  });

  it('masks what is published, in every file', async () => {
    await prepare({
      masking: [
        { column: '负责人', rule: 'hash' },
        { column: '浓度', rule: 'round-ten' },
      ],
    });
    const { release } = await p.catalog.load(id);
    const all = await Promise.all(p.objects.keys('data').map(content));
    for (const text of all) expect(text).not.toMatch(/张三丰|李四|王五/);
    expect(all[0]).toMatch(/市南,[0-9a-f]{32},30/);
    expect(release?.dictionary.fields[1]).toMatchObject({ name: '负责人', type: 'string' });
  });

  it('hashes equal values equally from release to release, and otherwise in another dataset', async () => {
    const masking = [{ column: '负责人', rule: 'hash' }];
    await prepare({ masking });
    await prepare({ masking });
    const other = await prepared(p, { release: { masking } });
    const [first, second, third] = await Promise.all(
      p.objects
        .keys('data')
        .filter((key) => key.endsWith('csv'))
        .map(content),
    );
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(other).not.toBe(id);
  });

  it('keeps the rules that the dictionary binds, unless the agency decides otherwise', async () => {
    const [station, person, value] = stationsDictionary.fields;
    await bind({ fields: [station, { ...person, masking: 'remove' }, value] });
    await prepare({});
    expect((await p.catalog.load(id)).release?.dictionary.fields.map(({ name }) => name)).toEqual(['站点', '浓度']);
    await prepare({ masking: [{ column: '负责人', rule: 'keep-first-last' }] });
    expect((await p.catalog.load(id)).release?.dictionary.fields.map(({ name }) => name)).toEqual([
      '站点',
      '负责人',
      '浓度',
    ]);
  });

  it('may leave decisions open, which are then still missing', async () => {
    const { body } = await catalogOf(p).uploads('prepareRelease', {
      as: 'agency-clerk',
      params: { id },
      body: { uploadId },
    });
    expect(body).toMatchObject({
      draft: {
        missing: [
          { pointer: '/release/securityReview' },
          { pointer: '/release/riskAssessment' },
          { pointer: '/release/masking' },
        ],
      },
    });
  });

  it('writes one event of the chain, without the reviewer’s name', async () => {
    await prepare({});
    const event = (await p.catalog.history(id)).at(-1);
    expect(event?.event.body).toMatchObject({
      type: 'release-prepared',
      distributions: [{ id: 'csv' }, { id: 'json' }],
    });
    expect(JSON.stringify(event?.event)).not.toContain('安全员');
    expect(event?.aside?.content).toMatchObject({ securityReview: { reviewer: '安全员' } });
  });
});

describe('a release is refused', () => {
  const pointers = (body: unknown): string[] =>
    ((body as { errors?: { pointer: string }[] }).errors ?? []).map(({ pointer }) => pointer);

  it('with every fault of its upload and its masking at once', async () => {
    const { status, body } = await prepare({
      uploadId: 'nothing',
      masking: [
        { column: '没有', rule: 'hash' },
        { column: '浓度', rule: 'keep-3-4' },
        { column: '站点', rule: 'hash' },
        { column: '站点', rule: 'remove' },
      ],
    });
    expect(status).toBe(422);
    expect(pointers(body)).toEqual(['/uploadId', '/masking/0', '/masking/1', '/masking/2', '/masking/3']);
  });

  it.each([
    [
      'a file that was not checked yet',
      async () =>
        (
          (
            await catalogOf(p).uploads('announce', {
              as: 'agency-clerk',
              params: { id },
              body: { fileName: 'a.csv', size: 9 },
            })
          ).body as { id: string }
        ).id,
    ],
    ['a file that was refused', () => uploaded(p, id, { csv: 'a,b\n1\n' })],
    ['the file of another dataset', async () => uploaded(p, await drafted(p))],
  ])('for %s', async (_name, other) => {
    const { status, body } = await prepare({ uploadId: await other() });
    expect(status).toBe(422);
    expect(pointers(body)).toEqual(['/uploadId']);
  });

  it('while no dictionary is bound', async () => {
    id = await drafted(p);
    const { status, body } = await prepare({ uploadId: await uploaded(p, id) });
    expect(status).toBe(422);
    expect(pointers(body)).toEqual(['/dictionary']);
  });

  it('for a file that does not fit the dictionary, with its lines', async () => {
    const { status, body } = await prepare({
      uploadId: await uploaded(p, id, { csv: '站点,负责人,浓度\n市南,张三丰,很高\n' }),
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'incomplete',
      errors: [{ pointer: '/uploadId', detail: expect.stringContaining('line 2') }],
    });
  });

  it('names twenty of many faults and counts the rest', async () => {
    const csv = `站点,负责人,浓度\n${'市南,张三丰,很高\n'.repeat(30)}`;
    const { body } = await prepare({ uploadId: await uploaded(p, id, { csv }) });
    expect(pointers(body)).toHaveLength(21);
    expect(JSON.stringify(body)).toContain('and 10 more');
  });

  it('where a column more sensitive than the dataset would be published as it is', async () => {
    const [station, person, value] = stationsDictionary.fields;
    await bind({ fields: [station, { ...person, sensitivity: 'L3' }, value] });
    expect(pointers((await prepare({})).body)).toEqual(['/masking']);
    expect((await prepare({ masking: [{ column: '负责人', rule: 'remove' }] })).status).toBe(200);
  });

  it('where no column would be left', async () => {
    const masking = ['站点', '负责人', '浓度'].map((column) => ({ column, rule: 'remove' }));
    expect(pointers((await prepare({ masking })).body)).toEqual(['/masking']);
  });

  it('when the file was posted again after its check', async () => {
    const form = (
      await catalogOf(p).uploads('announce', {
        as: 'agency-clerk',
        params: { id },
        body: { fileName: 'a.csv', size: 999 },
      })
    ).body as { id: string; url: string };
    const { bucket, ...object } = await p.objects.upload(form.url, stationsCsv);
    await checkUpload(p)({ detail: { bucket: { name: bucket }, object } });
    await p.objects.upload(form.url, stationsCsv.replace('张三丰', '张无忌'));
    expect(await prepare({ uploadId: form.id })).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('when the dictionary was bound anew while its files were being written', async () => {
    const write = p.objects.write;
    let once = true;
    p.objects.write = async (...args) => {
      await write(...args);
      if (!once) return;
      once = false;
      const [first, ...rest] = stationsDictionary.fields;
      await bind({ fields: [{ ...first, title: '监测站点' }, ...rest] });
    };
    expect(await prepare({})).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('while the dataset is under review', async () => {
    await prepare({});
    await p.engine.write(submitWrites(await p.catalog.load(id), CaseId.parse('c1'), p.now()));
    expect(await prepare({})).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it.each([
    ['anonymous', 401],
    ['company', 403],
    ['other-agency-clerk', 404],
  ] as const)('to %s with %i', async (as, status) => {
    expect((await prepare({}, as)).status).toBe(status);
  });

  it('without an upload, or with a rule that there is not', async () => {
    expect(await prepare({ uploadId: undefined, masking: [{ column: 'a', rule: 'blur' }] })).toMatchObject({
      status: 400,
    });
  });
});

describe('a table of more rows than are written at a time', () => {
  it('comes out whole: one header, every row, valid JSON', async () => {
    const rows = Array.from({ length: 20_001 }, (_, i) => `站${i},甲,${i}`);
    const csv = `站点,负责人,浓度\r\n${rows.join('\r\n')}\r\n`;
    await prepare({ uploadId: await uploaded(p, id, { csv }) });
    const { release } = await p.catalog.load(id);
    const [asCsv, asJson] = await Promise.all((release?.distributions ?? []).map(({ key }) => content(key)));
    expect(asCsv === `\uFEFF${csv}`).toBe(true);
    const parsed = JSON.parse(asJson ?? '') as object[];
    expect(parsed).toHaveLength(20_001);
    expect(parsed.at(10_000)).toEqual({ 站点: '站10000', 负责人: '甲', 浓度: 10_000 });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { catalogOf, drafted, opened, prepared, stationsDictionary, uploaded } from '../../builders/catalog.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

let p: TestPlatform;
let call: ReturnType<typeof catalogOf>['datasets'];

beforeEach(() => {
  p = testPlatform();
  call = catalogOf(p).datasets;
});

describe('the data dictionary', () => {
  it('is proposed by the file that was checked, and comes back as it can be bound', async () => {
    const id = await drafted(p);
    expect((await call('readDictionary', { as: 'agency-clerk', params: { id } })).status).toBe(404);
    await uploaded(p, id);
    const { body } = await call('readDictionary', { as: 'agency-clerk', params: { id } });
    expect(body).toMatchObject({ fields: [{ name: '站点' }, { name: '负责人' }, { name: '浓度', type: 'integer' }] });
    expect((await call('read', { as: 'agency-clerk', params: { id } })).body).toMatchObject({
      draft: { dictionary: 'proposed' },
    });
    expect((await call('bindDictionary', { as: 'agency-clerk', params: { id }, body })).status).toBe(200);
    expect((await call('read', { as: 'agency-clerk', params: { id } })).body).toMatchObject({
      draft: { dictionary: 'bound' },
    });
  });

  it('shows the public what was published, without what was removed', async () => {
    const { id } = await opened(p, { release: { masking: [{ column: '负责人', rule: 'remove' }] } });
    const { body } = await call('readDictionary', { params: { id } });
    expect((body as { fields: { name: string }[] }).fields.map(({ name }) => name)).toEqual(['站点', '浓度']);
  });

  it('names every fault of it', async () => {
    const id = await drafted(p);
    const body = { fields: [{ name: '站 点', title: '', type: 'text', sensitivity: 'L5' }] };
    const answer = await call('bindDictionary', { as: 'agency-clerk', params: { id }, body });
    expect(answer.status).toBe(400);
    expect((answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/fields/0/name', '/fields/0/title', '/fields/0/type', '/fields/0/sensitivity']),
    );
  });

  it('refuses one too large to be kept', async () => {
    const id = await drafted(p);
    const fields = Array.from({ length: 900 }, (_, i) => ({
      name: `column_${i}`,
      title: '列'.repeat(50),
      type: 'string',
      sensitivity: 'L1',
    }));
    const answer = await call('bindDictionary', { as: 'agency-clerk', params: { id }, body: { fields } });
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it('bound anew, drops the release that was prepared by the old one, but not what is published', async () => {
    const { id } = await opened(p);
    const [first, ...rest] = stationsDictionary.fields;
    const body = { ...stationsDictionary, fields: [{ ...first, title: '监测站点' }, ...rest] };
    await call('bindDictionary', { as: 'agency-clerk', params: { id }, body });
    const dataset = await p.catalog.load(id);
    expect(dataset.release).toBeUndefined();
    expect(dataset.published?.release).toBeDefined();
  });

  it('bound again as it is, changes nothing', async () => {
    const id = await prepared(p);
    const before = await p.catalog.load(id);
    await call('bindDictionary', { as: 'agency-clerk', params: { id }, body: stationsDictionary });
    expect(await p.catalog.load(id)).toEqual(before);
  });

  it.each([
    ['anonymous', 401],
    ['citizen', 403],
    ['other-agency-clerk', 404],
  ] as const)('is not for %s to bind', async (as, status) => {
    const id = await drafted(p);
    expect((await call('bindDictionary', { as, params: { id }, body: stationsDictionary })).status).toBe(status);
  });
});

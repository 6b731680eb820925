import { beforeEach, describe, expect, it } from 'vitest';
import { firstBreak } from '../../../domain/audit/chain.ts';
import { CaseId } from '../../../domain/ids.ts';
import { submitWrites } from '../../../functions/stores/opening.ts';
import { anEntry, catalogOf, drafted, opened, stationsDictionary } from '../../builders/catalog.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

let p: TestPlatform;
let call: ReturnType<typeof catalogOf>['datasets'];

beforeEach(() => {
  p = testPlatform();
  call = catalogOf(p).datasets;
});

describe('drafting an entry', () => {
  it('answers 201 with its id, its place and what is still missing (QD-12.1)', async () => {
    const { status, headers, body } = await call('create', { as: 'agency-clerk', body: anEntry() });
    expect(status).toBe(201);
    expect(headers.Location).toBe('https://data.example/v1/datasets/id-000001');
    expect(body).toMatchObject({
      id: 'id-000001',
      state: 'draft',
      publisher: { id: 'ecology-bureau', title: 'Qingdao Ecology and Environment Bureau' },
      distributions: [],
      draft: {
        dictionary: 'none',
        missing: [
          { pointer: '/dictionary' },
          { pointer: '/release/uploadId' },
          { pointer: '/release/securityReview' },
          { pointer: '/release/riskAssessment' },
          { pointer: '/release/masking' },
        ],
      },
    });
  });

  it('names every missing field at once', async () => {
    const { status, body } = await call('create', { as: 'agency-clerk', body: { openness: 'closed' } });
    expect(status).toBe(400);
    expect((body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).sort()).toEqual(
      [
        'title',
        'description',
        'theme',
        'keyword',
        'accrualPeriodicity',
        'openingModes',
        'securityLevel',
        'license',
        'sourceSystem',
        'contact',
        'legalBasis',
      ]
        .map((name) => `/${name}`)
        .sort(),
    );
  });

  it('QD-9b: refuses closed data without its legal basis', async () => {
    const closed = { openness: 'closed', openingModes: [] };
    expect(await call('create', { as: 'agency-clerk', body: anEntry(closed) })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/legalBasis' }] },
    });
    const based = { ...closed, legalBasis: '《保守国家秘密法》第二十条' };
    expect((await call('create', { as: 'agency-clerk', body: anEntry(based) })).status).toBe(201);
  });

  it.each([
    ['an unknown theme', { theme: '天文' }, '/theme'],
    ['no mode of opening for open data', { openingModes: [] }, '/openingModes'],
    ['a licence that a browser would run', { license: 'javascript:alert(1)' }, '/license'],
    ['an unknown field', { owner: 'me' }, '/owner'],
    ['a telephone that is none', { contact: { name: '数据科', phone: '问小王' } }, '/contact/phone'],
    ['a title that turns its reading direction', { title: 'abc\u202egnp.exe' }, '/title'],
    ['QD-9a: a condition by size', { conditions: ['注册资本不低于一千万元'] }, '/conditions/0'],
    [
      'QD-9a: a condition by region',
      { conditions: [{ aspect: 'credit', text: '仅限本市企业申请' }] },
      '/conditions/0/text',
    ],
    ['a period that ends before it begins', { temporal: { from: '2026-02-01', to: '2026-01-01' } }, '/temporal/to'],
    ['a day that does not exist', { temporal: { from: '2026-02-30' } }, '/temporal/from'],
    ['a keyword twice', { keyword: ['空气', '空气'] }, '/keyword'],
  ])('refuses %s, naming its place', async (_name, over, pointer) => {
    const { status, body } = await call('create', { as: 'agency-clerk', body: anEntry(over) });
    expect(status).toBe(400);
    expect((body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)).toContain(pointer);
  });

  it.each([
    ['nobody signed in', 'anonymous', 401],
    ['a citizen', 'citizen', 403],
    ['a regulator', 'regulator', 403],
    ['an operator', 'operator', 403],
  ] as const)('is refused to %s', async (_name, as, status) => {
    expect((await call('create', { as, body: anEntry() })).status).toBe(status);
  });

  it('is refused where the account belongs to no agency of the city', async () => {
    const city = { ...p.city, organisations: p.city.organisations.filter(({ id }) => id !== 'ecology-bureau') };
    const answer = await catalogOf({ ...p, city }).datasets('create', { as: 'agency-clerk', body: anEntry() });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('gives the same answer to the same Idempotency-Key, and refuses it for another entry', async () => {
    const headers = { 'Idempotency-Key': 'k1' };
    const first = await call('create', { as: 'agency-clerk', body: anEntry(), headers });
    const again = await call('create', { as: 'agency-clerk', body: anEntry(), headers });
    expect(again.body).toEqual(first.body);
    const other = await call('create', { as: 'agency-clerk', body: anEntry({ title: '另一个' }), headers });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
  });

  it('refuses an entry too large to be kept, saying how large it may be', async () => {
    const body = anEntry({
      description: '长'.repeat(5000),
      legalBasis: '长'.repeat(2000),
      conditions: Array(20).fill('长'.repeat(500)),
    });
    expect(await call('create', { as: 'agency-clerk', body })).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
  });

  it('speaks Chinese unless English is preferred', async () => {
    const { body } = await call('create', { as: 'citizen', body: anEntry(), headers: { 'Accept-Language': 'zh-CN' } });
    expect(body).toMatchObject({ detail: '您的身份不能执行此操作' });
  });
});

describe('who sees a draft', () => {
  it.each([
    ['agency-clerk', 200],
    ['agency-principal', 200],
    ['regulator', 200],
    ['auditor', 200],
    ['anonymous', 404],
    ['citizen', 404],
    ['other-agency-clerk', 404],
    ['district-regulator', 404],
    ['operator', 404],
  ] as const)('%s is answered %i', async (as, status) => {
    const id = await drafted(p);
    expect((await call('read', { as, params: { id } })).status).toBe(status);
  });

  it("the district's regulator sees the district's drafts", async () => {
    const id = await drafted(p, { as: 'district-clerk' });
    expect((await call('read', { as: 'district-regulator', params: { id } })).status).toBe(200);
  });

  it('the public sees no working copy of a published dataset', async () => {
    const { id } = await opened(p);
    const { body } = await call('read', { params: { id } });
    expect(body).not.toHaveProperty('draft');
    expect(JSON.stringify(body)).not.toContain('安全员');
  });

  it('an id that is none is refused by its place, one that is unknown as not found', async () => {
    expect(await call('read', { params: { id: 'A.B' } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: 'path/id' }] },
    });
    expect(await call('read', { params: { id: 'nothing' } })).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });
});

describe('revising an entry', () => {
  it('writes one event, and none where nothing is changed', async () => {
    const id = await drafted(p);
    const body = anEntry({ title: '空气质量日均值' });
    expect((await call('revise', { as: 'agency-reviewer', params: { id }, body })).body).toMatchObject({
      title: '空气质量日均值',
    });
    await call('revise', { as: 'agency-reviewer', params: { id }, body });
    const history = await p.catalog.history(id);
    expect(history.map(({ event }) => [event.body.type, event.by.role])).toEqual([
      ['created', 'agency-clerk'],
      ['revised', 'agency-reviewer'],
    ]);
    expect(firstBreak(history.map(({ event }) => event))).toBeUndefined();
  });

  it('keeps names out of the chain and what was written beside it', async () => {
    const id = await drafted(p, { entry: { contact: { name: '王小明', phone: '0532-12345678' } } });
    const [first] = await p.catalog.history(id);
    expect(JSON.stringify(first?.event)).not.toContain('王小明');
    expect(first?.aside?.content).toMatchObject({ contact: { name: '王小明' } });
  });

  it.each([
    ['citizen', 403],
    ['other-agency-clerk', 404],
    ['regulator', 403],
  ] as const)('is refused to %s with %i', async (as, status) => {
    const id = await drafted(p);
    expect((await call('revise', { as, params: { id }, body: anEntry() })).status).toBe(status);
  });

  it("refuses another agency's published dataset as not its own", async () => {
    const { id } = await opened(p);
    const answer = await call('revise', { as: 'other-agency-clerk', params: { id }, body: anEntry() });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('is refused while the dataset is under review', async () => {
    const id = await drafted(p);
    await p.engine.write(submitWrites(await p.catalog.load(id), CaseId.parse('case-1'), p.now()));
    const answers = [
      await call('revise', { as: 'agency-clerk', params: { id }, body: anEntry({ title: '改' }) }),
      await call('bindDictionary', { as: 'agency-clerk', params: { id }, body: stationsDictionary }),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 409, body: { code: 'conflict', state: { submission: 'case-1' } } });
  });

  it('leaves what was published as it was reviewed', async () => {
    const { id } = await opened(p);
    await call('revise', { as: 'agency-clerk', params: { id }, body: anEntry({ title: '新标题' }) });
    expect((await call('read', { params: { id } })).body).toMatchObject({ title: '空气质量小时值' });
    expect((await call('read', { as: 'agency-clerk', params: { id } })).body).toMatchObject({
      title: '空气质量小时值',
      draft: { entry: { title: '新标题' } },
    });
  });

  it('QD-11a: refuses to narrow what is open', async () => {
    const { id } = await opened(p);
    const answer = await call('revise', {
      as: 'agency-clerk',
      params: { id },
      body: anEntry({ openness: 'conditional' }),
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});

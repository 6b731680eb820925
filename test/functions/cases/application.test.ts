import { beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../../builders/dataset.ts';
import type { TestPlatform } from '../../builders/platform.ts';
import { anApplication, applied, casesOf, platformWithAir, pointersOf, told } from './a-case.ts';

let p: TestPlatform;
let call: ReturnType<typeof casesOf>;

beforeEach(async () => {
  p = await platformWithAir();
  call = casesOf(p);
});

const proofs = { entry: { requiredProofs: ['营业执照', '数据安全管理制度'] } };

/** `air` with something else about its entry. */
async function airWith(entry: object): Promise<void> {
  p = await platformWithAir();
  const { entry: usual, published, release } = await p.catalog.load('air' as never);
  const changed = { ...usual, ...entry };
  await openDataset(p, {
    id: 'air-2',
    over: { entry: changed, published: { ...published, entry: changed, release } },
  });
  call = casesOf(p);
}

describe('applying for conditional data', () => {
  it('QD-17.1: is received: 201, its place, and the case at formal review', async () => {
    const { status, headers, body } = await call('application', { as: 'company', body: anApplication() });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      procedure: 'application',
      state: 'open',
      stage: 'formal-review',
      settled: true,
      version: 1,
      datasetId: 'air',
      policyVersion: 'QD-1',
      receivedAt: '2026-09-21T01:00:00.000Z',
      parties: [
        { role: 'applicant', name: 'company' },
        { role: 'agency', id: 'ecology-bureau', name: 'Qingdao Ecology and Environment Bureau' },
      ],
      filing: anApplication(),
    });
    expect(headers.Location).toBe(`https://data.example/v1/cases/${(body as { id: string }).id}`);
  });

  it('QD-16: is open to a person authenticated by real name', async () => {
    expect((await applied(p, { as: 'resident' })).parties[0]).toEqual({ role: 'applicant', name: 'resident' });
  });

  it("starts the case's flow and tells the regulator that it has come", async () => {
    const { id } = await applied(p);
    expect([...p.executions.flows]).toEqual([`${id}-1`]);
    expect(await p.cases.messages('regulator:municipal')).toMatchObject([{ caseId: id, kind: 'arrived' }]);
  });

  it('is received although its flow can not be started; that is logged for the reconciler to mend', async () => {
    p.executions.startFlow = async () => {
      throw new Error('Step Functions is away');
    };
    expect((await call('application', { as: 'company', body: anApplication() })).status).toBe(201);
    expect(p.logged).toContainEqual(expect.objectContaining({ event: 'flow-not-started' }));
  });

  it('logs no personal data', async () => {
    await applied(p);
    expect(JSON.stringify(p.logged)).not.toMatch(/company|研究空气质量/);
  });
});

describe('who may not apply', () => {
  it('is nobody signed in: 401', async () => {
    const refused = await call('application', { body: anApplication() });
    expect(refused).toMatchObject({ status: 401, body: { code: 'sign-in-required', detail: 'please sign in first' } });
  });

  it('QD-16: is whoever is registered only: 403 real-name-required', async () => {
    const refused = await call('application', { as: 'citizen', body: anApplication() });
    expect(refused).toMatchObject({ status: 403, body: { code: 'real-name-required' } });
    expect(told(refused).detail).toContain('QD-16');
  });

  it('QD-16: is whoever is on a dishonesty list: 403 dishonesty-listed', async () => {
    const refused = await call('application', { as: 'blacklisted', body: anApplication() });
    expect(refused).toMatchObject({ status: 403, body: { code: 'dishonesty-listed' } });
  });

  it('is told so before the proofs that are missing', async () => {
    await airWith(proofs.entry);
    const body = anApplication({ datasetId: 'air-2' });
    expect(await call('application', { as: 'citizen', body })).toMatchObject({ body: { code: 'real-name-required' } });
  });

  it('leaves no case behind', async () => {
    await call('application', { as: 'citizen', body: anApplication() });
    await call('application', { as: 'blacklisted', body: anApplication() });
    expect(await p.cases.tended()).toEqual([]);
    expect(p.executions.flows.size).toBe(0);
  });
});

describe('what can not be applied for', () => {
  it('is a dataset that there is not: 404', async () => {
    const refused = await call('application', { as: 'company', body: anApplication({ datasetId: 'nothing' }) });
    expect(refused).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(told(refused).detail).toContain('nothing');
  });

  it('QD-15: is unconditional data, which needs no application: 409', async () => {
    await airWith({ openness: 'unconditional' });
    const refused = await call('application', { as: 'company', body: anApplication({ datasetId: 'air-2' }) });
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-now' } });
    expect(told(refused).detail).toBe('dataset air-2 is unconditional; it needs no application');
  });

  it('is closed data: 403 dataset-not-open', async () => {
    await airWith({ openness: 'closed', openingModes: [], legalBasis: '《保守国家秘密法》第二十条' });
    const refused = await call('application', { as: 'company', body: anApplication({ datasetId: 'air-2' }) });
    expect(refused).toMatchObject({ status: 403, body: { code: 'dataset-not-open' } });
  });

  it('is a draft, of which applicants do not hear: 404', async () => {
    await openDataset(p, { id: 'other', over: { published: undefined } });
    const refused = await call('application', { as: 'company', body: anApplication({ datasetId: 'other' }) });
    expect(refused).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it.each([
    ['what was taken down', { takenDownBy: 'case-1' }, 'dataset-not-open'],
    ['QD-19b: what is suspended', { suspendedBy: ['case-1'] }, 'dataset-suspended'],
  ])('is %s: 403', async (_, over, code) => {
    await openDataset(p, { id: 'other', over });
    const refused = await call('application', { as: 'company', body: anApplication({ datasetId: 'other' }) });
    expect(refused).toMatchObject({ status: 403, body: { code } });
  });
});

describe('the form', () => {
  it('is refused with every fault at once, each with its place', async () => {
    const body = {
      datasetId: 'Not An Id',
      purpose: '  ',
      usePeriod: { from: '2026-02-30', to: 'tomorrow' },
      commitment: false,
      attachments: [7],
      remark: '!',
    };
    const refused = await call('application', { as: 'company', body });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(pointersOf(refused).sort()).toEqual(
      [
        '/attachments/0',
        '/commitment',
        '/datasetId',
        '/purpose',
        '/remark',
        '/safeguards',
        '/scenario',
        '/usePeriod/from',
        '/usePeriod/to',
      ].sort(),
    );
  });

  it.each([
    ['the security commitment (QD-17.1) not given', { commitment: false }, '/commitment'],
    ['the security commitment (QD-17.1) left out', { commitment: undefined }, '/commitment'],
    ['a period that ends before it begins', { usePeriod: { from: '2026-10-02', to: '2026-10-01' } }, '/usePeriod/to'],
    ['no purpose', { purpose: '' }, '/purpose'],
    ['a purpose that turns its reading direction, and with it the agreement', { purpose: '研究\u202egpj' }, '/purpose'],
    ['half a character', { safeguards: '专人\ud800' }, '/safeguards'],
    ['a purpose of 4001 characters', { purpose: '长'.repeat(4001) }, '/purpose'],
  ])('is refused with %s', async (_, over, pointer) => {
    const refused = await call('application', { as: 'company', body: anApplication(over) });
    expect(refused.status).toBe(400);
    expect(pointersOf(refused)).toEqual([pointer]);
  });

  it('may be for a single day', async () => {
    const usePeriod = { from: '2026-10-01', to: '2026-10-01' };
    expect((await call('application', { as: 'company', body: anApplication({ usePeriod }) })).status).toBe(201);
  });

  it.each([
    ['no JSON', '{"datasetId":'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('is refused if it is %s, and is no fault of ours', async (_, body) => {
    expect(await call('application', { as: 'company', body })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
  });

  it('speaks Chinese unless English is preferred', async () => {
    const body = anApplication({ commitment: false, purpose: '' });
    const inChinese = await call('application', { as: 'company', body, headers: { 'Accept-Language': 'zh-CN' } });
    const inEnglish = await call('application', { as: 'company', body });
    expect(inChinese.headers['Content-Language']).toBe('zh-CN');
    expect(told(inChinese).detail).toMatch(/^请求有 2 处不符合要求/);
    expect(inEnglish.headers['Content-Language']).toBe('en');
    expect(told(inEnglish).detail).toMatch(/^the request has 2 fault\(s\)/);
  });
});

describe('the proofs that the agency asks for (QD-17.1)', () => {
  beforeEach(() => airWith(proofs.entry));
  const form = (over: object) => ({ as: 'company' as const, body: anApplication({ datasetId: 'air-2', ...over }) });

  it('are each named when they are missing: 422', async () => {
    const refused = await call('application', form({}));
    expect(refused).toMatchObject({ status: 422, body: { code: 'incomplete' } });
    expect(told(refused).errors).toEqual([
      { pointer: '/attachments', detail: 'the proof "营业执照" is missing' },
      { pointer: '/attachments', detail: 'the proof "数据安全管理制度" is missing' },
    ]);
  });

  it('are asked for one by one', async () => {
    const refused = await call('application', form({ attachments: ['数据安全管理制度'] }));
    expect(told(refused).errors?.map(({ detail }) => detail)).toEqual(['the proof "营业执照" is missing']);
  });

  it('are named in Chinese to whoever reads Chinese', async () => {
    const refused = await call('application', { ...form({}), headers: { 'Accept-Language': 'zh' } });
    expect(told(refused).errors?.[0]?.detail).toBe('缺少证明材料:营业执照');
  });

  it('suffice by name or by upload', async () => {
    const attachments = ['营业执照', { title: '数据安全管理制度', uploadId: 'u1' }];
    expect((await call('application', form({ attachments }))).status).toBe(201);
  });
});

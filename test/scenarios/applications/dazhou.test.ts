import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import {
  anApplication,
  apply,
  type CaseView,
  type DatasetView,
  follow,
  get,
  give,
  linkTo,
  type Page,
  published,
  seen,
  through,
} from '../acting.ts';
import { changing } from '../catalog-building/changing.ts';
import { deadline, past, told } from '../deadlines.ts';
import { grantedBy } from '../use/a-grant.ts';

// DZ-27 and DZ-29: the regulator answers within five working days, and the applicant signs a commitment.

let host: HostProcess;
let dataset: DatasetView;

const usePeriod = { from: '2026-11-01', to: '2027-10-31' };
const grounds = { reason: '开展水环境研究', basis: '科研项目立项文件' };
const answer = { mode: '数据服务接口', time: '签署承诺书后即日', requirements: '仅限所列用途' };

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
  dataset = await published(host, { title: '申请之例', openness: 'conditional' });
});
afterAll(() => host?.stop());

const applied = (over: object = {}) => apply(host, dataset.id, { usePeriod, ...grounds, ...over });

describe('unconditional data', () => {
  it('DZ-27a: is had directly, by anybody and without an application', async () => {
    const open = await published(host, { title: '无条件之例' });
    const link = await linkTo(host, open);
    expect(link.status).toBe(302);
    expect((await follow(link.headers.get('location') ?? '')).status).toBe(200);
    expect((await host.call<object[]>('GET', `/data/${open.id}`)).body).toHaveLength(4);
    const body = anApplication(open.id, { usePeriod, ...grounds });
    expect((await host.call('POST', '/v1/applications', { as: 'company', body })).status).toBe(409);
  });
});

describe('an application', () => {
  it('DZ-27b: goes to the regulator with reason, basis and use; each missing one is named', async () => {
    const body = anApplication(dataset.id, { usePeriod });
    const refused = await host.call<Problem>('POST', '/v1/applications', { as: 'company', body });
    expect([refused.status, refused.body.errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/reason', '/basis']]);
    const useless = await host.call<Problem>('POST', '/v1/applications', {
      as: 'company',
      body: { ...body, ...grounds, purpose: ' ' },
    });
    expect([useless.status, useless.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/purpose']]);
    const { id } = await applied();
    expect(await seen(host, id)).toMatchObject({ stage: 'regulator-review' });
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
    expect(await told(host, 'agency-reviewer', id)).toEqual([]);
  });

  it('DZ-27c: is answered within five working days of receipt, which nothing extends', async () => {
    const { id } = await applied();
    expect(await deadline(host, id, 'DZ-27c')).toMatchObject({ dueOn: '2026-11-09', kind: 'statutory' });
    const ask = { command: 'request-extension', days: 1, reason: '忙' };
    expect((await give(host, id, 'regulator', ask)).status).toBe(403);
    await past(host, '2026-11-05T16:00:00Z');
    expect(await told(host, 'regulator', id)).toContain('reminded');
    await past(host, '2026-11-09T16:00:00Z');
    expect(await deadline(host, id, 'DZ-27c')).toMatchObject({ overdueSince: '2026-11-09T16:00:00.000Z' });
  });

  it('DZ-27c: a no states its reason and its basis', async () => {
    const { id } = await applied();
    const refuse = (more: object) => give(host, id, 'regulator', { command: 'refuse', ...more });
    expect((await refuse({ reason: '涉及商业秘密' })).body).toMatchObject({ errors: [{ pointer: '/basis' }] });
    expect((await refuse({ basis: '办法第二十四条' })).body).toMatchObject({ errors: [{ pointer: '/reason' }] });
    await through(host, id, ['regulator', 'refuse', { reason: '涉及商业秘密', basis: '办法第二十四条' }]);
    const kase = await seen(host, id, 'company');
    expect(kase).toMatchObject({ state: 'closed', outcome: 'refused', reasons: ['涉及商业秘密'] });
    expect(kase.timeline).toContainEqual(expect.objectContaining({ command: 'refuse', basis: '办法第二十四条' }));
  });

  it('DZ-27c: a yes tells mode, time and requirements', async () => {
    const { id } = await applied();
    expect((await give(host, id, 'regulator', { command: 'approve' })).body).toMatchObject({
      errors: [{ pointer: '/answer' }],
    });
    const halfway = { command: 'approve', answer: { mode: '接口' } };
    expect((await give(host, id, 'regulator', halfway)).status).toBe(400);
    await through(host, id, ['regulator', 'approve', { answer }]);
    const kase: CaseView = await seen(host, id, 'company');
    expect(kase.timeline).toContainEqual(expect.objectContaining({ command: 'approve', answer }));
  });
});

describe('a commitment', () => {
  let id: string;

  beforeAll(async () => {
    ({ id } = await applied());
    await through(host, id, ['regulator', 'approve', { answer }]);
  });

  it('DZ-29: says what the applicant owes: within the use, protected, nothing passed on, its use told to the regulator', async () => {
    const { text, parties } = await get<{ text: string; parties: object[] }>(host, `/v1/agreements/${id}`, 'company');
    expect(text.split('\n')[0]).toBe('数据利用承诺书');
    for (const part of [
      '“开展水环境研究”',
      '“科研项目立项文件”',
      '“专人保管,不外传”',
      '向公共数据主管部门反馈数据使用情况',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/不将所获取的公共数据用于规定使用范围之外的其他用途/);
    expect(text).toMatch(/不篡改、破坏、泄露/);
    expect(parties[0]).toMatchObject({ role: 'applicant' });
  });

  it('DZ-29: is signed before anything is given, and by the applicant alone', async () => {
    expect((await host.call('GET', `/data/${dataset.id}`, { as: 'company' })).status).toBe(403);
    for (const as of ['agency-reviewer', 'regulator', 'resident'])
      expect((await give(host, id, as, { command: 'sign' })).status, as).toBe(403);
    expect(await through(host, id, ['company', 'sign'])).toMatchObject({ state: 'closed', outcome: 'granted' });
    expect((await host.call('GET', `/data/${dataset.id}`, { as: 'company' })).status).toBe(200);
    const { signatures } = await get<{ signatures: { party: string }[] }>(host, `/v1/agreements/${id}`, 'regulator');
    expect(signatures.map(({ party }) => party)).toEqual(['applicant']);
  });
});

describe('data that is closed later', () => {
  it('DZ-13, DZ-27a: is no longer had by those who were granted it, though units share it still, nor once it is opened again', async () => {
    const sharing = { type: 'unconditional', mode: 'interface' };
    const { id } = await published(host, { title: '收回之例', openness: 'conditional', sharing });
    await grantedBy(host, 'dazhou', id, { usePeriod: { from: '2026-01-01', to: '2027-10-31' }, ...grounds });
    const had = async (as: string) => (await host.call('GET', `/data/${id}`, { as })).status;
    expect([await had('company'), await had('other-agency-clerk')]).toEqual([200, 200]);

    const closing = {
      datasetId: id,
      change: { openness: 'closed' },
      legalBasis: '《某条例》第五条',
      effectiveFrom: '2026-11-02',
    };
    await through(host, (await changing(host, closing)).id, ['regulator', 'pass']);
    expect([await had('company'), await had('other-agency-clerk')]).toEqual([403, 200]);
    const { items } = await get<Page<{ datasetId: string; state: string }>>(host, '/v1/grants?pageSize=100', 'company');
    expect(items.find(({ datasetId }) => datasetId === id)?.state).toBe('ended');
  });

  it('a use without an end in the calendar is refused by name', async () => {
    const body = anApplication(dataset.id, { ...grounds, usePeriod: { from: '2026-11-01', to: '9999-12-31' } });
    const refused = await host.call<Problem>('POST', '/v1/applications', { as: 'company', body });
    expect([refused.status, refused.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/usePeriod/to']]);
  });
});

describe('one’s own data', () => {
  const form = {
    title: '供应链景气指数',
    description: '本公司汇总',
    institution: '蔚蓝数据有限公司',
    kind: 'own-data',
  };
  const listed = async () => (await get<{ items: object[] }>(host, '/v1/industry-entries')).items;

  it('DZ-31: is opened voluntarily by persons and companies known by their real name, and shown once it was reviewed', async () => {
    const file = (as: string, over: object = {}) =>
      host.call<CaseView>('POST', '/v1/industry-entries', { as, body: { ...form, ...over } });
    expect((await file('citizen')).status).toBe(403);
    expect((await file('company', { kind: 'fiscally-funded' })).status).toBe(400);
    const [company, person] = [(await file('company')).body, (await file('resident', { title: '步道记录' })).body];
    expect(await listed()).toEqual([]);
    await through(host, company.id, ['regulator', 'pass']);
    expect((await give(host, person.id, 'regulator', { command: 'refuse' })).status).toBe(400);
    await through(host, person.id, ['regulator', 'refuse', { reason: '含他人轨迹' }]);
    expect(await listed()).toMatchObject([{ title: '供应链景气指数', institution: '蔚蓝数据有限公司' }]);
    expect(await told(host, 'resident', person.id)).toContain('reasons');
  });
});

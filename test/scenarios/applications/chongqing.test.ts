import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import { anApplication, apply, type DatasetView, get, give, linkTo, published, seen, through } from '../acting.ts';
import { deadline, past, told } from '../deadlines.ts';

// CQ-23 to CQ-25: data after authentication, and conditional data by application, agreement and review.

let host: HostProcess;
let dataset: DatasetView;

const usePeriod = { from: '2026-11-01', to: '2027-10-31' };

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-11-02' });
  dataset = await published(host, {
    title: '申请之例',
    openness: 'conditional',
    conditions: [
      { aspect: 'credit', text: '信用良好' },
      { aspect: 'technical', text: '具备处理能力', proof: '技术能力说明' },
    ],
  });
});
afterAll(() => host?.stop());

const filed = (over: object, as = 'company') =>
  host.call<Problem>('POST', '/v1/applications', {
    as,
    body: anApplication(dataset.id, { usePeriod, attachments: ['技术能力说明'], ...over }),
  });
const applied = () => apply(host, dataset.id, { usePeriod, attachments: ['技术能力说明'] });
const statusFor = async (as: string) => (await host.call('GET', `/data/${dataset.id}`, { as })).status;

describe('unconditional data', () => {
  it('CQ-23: is for everybody who is authenticated, and for nobody else, whichever way it is got', async () => {
    const open = await published(host, { title: '无条件之例' });
    const ways = async (as?: string) => {
      const asked = as === undefined ? {} : { as };
      return [
        (await linkTo(host, open, as)).status,
        (await host.call('GET', `/data/${open.id}`, asked)).status,
        (await host.call('GET', `/v1/datasets/${open.id}/preview`, asked)).status,
        (await host.call('POST', `/data/${open.id}/verify`, { ...asked, body: { match: { 月份: 1 } } })).status,
      ];
    };
    expect(await ways()).toEqual([401, 401, 401, 401]);
    for (const as of ['citizen', 'resident', 'company']) expect(await ways(as), as).toEqual([302, 200, 200, 200]);
    expect((await host.call('GET', `/v1/datasets/${open.id}`)).status).toBe(200);
  });
});

describe('an application', () => {
  it('CQ-24a: tells purpose, scenario, safeguards and period of use: each missing one is named', async () => {
    for (const name of ['purpose', 'scenario', 'safeguards', 'usePeriod']) {
      const { status, body } = await filed({ [name]: undefined });
      expect([status, body.errors?.map(({ pointer }) => pointer)], name).toEqual([400, [`/${name}`]]);
    }
    expect((await filed({ usePeriod: { from: '2026-01-01', to: '2026-10-31' } })).status).toBe(400);
  });

  it('CQ-24d: is only for those who meet the conditions: of credit by the list, of ability by their proof', async () => {
    expect(await filed({}, 'blacklisted')).toMatchObject({ status: 403, body: { code: 'dishonesty-listed' } });
    expect(await filed({ attachments: [] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/attachments', detail: '缺少证明材料:技术能力说明' }] },
    });
  });

  it('CQ-24b: the agency assesses it by a target of the city’s, for the text says 及时; a refusal states its reasons', async () => {
    const { id } = await applied();
    expect(await deadline(host, id, 'CQ-24b')).toMatchObject({ stage: 'agency-review', kind: 'service-target' });
    await past(host, (await deadline(host, id, 'CQ-24b')).dueAt);
    expect(await deadline(host, id, 'CQ-24b')).toMatchObject({ overdueSince: expect.any(String) });
    expect((await give(host, id, 'agency-reviewer', { command: 'refuse' })).body).toMatchObject({
      errors: [{ pointer: '/reason' }],
    });
    await through(host, id, ['agency-reviewer', 'refuse', { reason: '场景不符' }]);
    expect(await seen(host, id, 'company')).toMatchObject({ outcome: 'refused', reasons: ['场景不符'] });
    expect(await told(host, 'company', id)).toContain('reasons');
  });
});

describe('an application that is agreed to', () => {
  let id: string;

  beforeAll(async () => {
    ({ id } = await applied());
    await through(host, id, ['agency-reviewer', 'approve', { columns: ['站位', '溶解氧'] }]);
  });

  it('CQ-25: the agreement names the data with its columns, the purpose and the scenario', async () => {
    const { text } = await get<{ text: string }>(host, `/v1/agreements/${id}`, 'company');
    expect(text.split('\n')[0]).toBe('公共数据利用协议');
    for (const part of ['“申请之例”', '数据项(共 2 项):站位、溶解氧', '“研究空气质量”', '“年度报告”'])
      expect(text).toContain(part);
  });

  it('CQ-24b: signed by both it goes to the regulator for review; until then nothing is open', async () => {
    await through(host, id, ['company', 'sign'], ['agency-principal', 'sign']);
    expect(await seen(host, id)).toMatchObject({ stage: 'regulator-review', state: 'open' });
    expect(await told(host, 'regulator', id)).toContain('arrived');
    expect(await statusFor('company')).toBe(403);
  });

  it('CQ-24c: not passed, it is not opened, and the applicant is told why', async () => {
    await through(host, id, ['regulator', 'refuse', { reason: '协议未约定安全责任' }]);
    expect(await seen(host, id, 'company')).toMatchObject({ state: 'closed', outcome: 'refused' });
    expect(await statusFor('company')).toBe(403);
  });

  it('CQ-24c: passed, it is opened as the agreement says: those columns and no others', async () => {
    const other = await applied();
    await through(
      host,
      other.id,
      ['agency-reviewer', 'approve', { columns: ['站位', '溶解氧'] }],
      ['company', 'sign'],
      ['agency-principal', 'sign'],
      ['regulator', 'pass'],
    );
    expect(await seen(host, other.id)).toMatchObject({ outcome: 'granted', grantId: other.id });
    const { body } = await host.call<object[]>('GET', `/data/${dataset.id}`, { as: 'company' });
    expect(Object.keys(body[0] ?? {})).toEqual(['站位', '溶解氧']);
    expect(await statusFor('resident')).toBe(403);
  });
});

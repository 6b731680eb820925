import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import { answered, type CaseView, get, give, type Page, post, published, seen, through } from '../acting.ts';
import { told } from '../deadlines.ts';
import { closedDataset, rows, why } from '../sharing/shared.ts';

// Disputes in Dazhou, by its own text and the State Council's; and what the government authorises.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const ofWater = { informationItems: ['管径', '材质', '年限'] };
const failed = { reason: '各方意见不一致' };
const civil = { source: 'civil-affairs-bureau' };

const dispute = (datasetId: string, kind: string, as = 'other-agency-clerk'): Promise<CaseView> =>
  post(host, '/v1/disputes', { as, body: { datasetId, kind, statement: '提请协调' } });

describe('a dispute', () => {
  it('DZ-47, DZ-14: over the source is coordinated by the regulator with the experts’ advice, and the source is recorded', async () => {
    const { id: datasetId } = await published(host, { title: '争议一' });
    const { id } = await dispute(datasetId, 'source');
    await through(host, id, ['agency-reviewer', 'refuse', failed]);
    expect((await give(host, id, 'agency-reviewer', { command: 'refer' })).status).toBe(403);
    await through(host, id, ['regulator', 'refer', { reason: '职责交叉' }]);
    const waiting = await get<Page<CaseView>>(host, '/v1/cases?box=inbox', 'expert');
    expect(waiting.items.map((each) => each.id)).toContain(id);
    await through(host, id, ['expert', 'advise', { reason: '应由民政部门采集' }]);
    for (const as of ['regulator', 'agency-reviewer']) await through(host, id, [as, 'approve', civil]);
    expect((await seen(host, id)).state).toBe('open');
    const kase = await through(host, id, ['other-agency-reviewer', 'approve', civil]);
    expect(kase.outcome).toBe('agreed');
    expect(kase.timeline.find(({ type }) => type === 'advised')).toMatchObject({ reasons: ['应由民政部门采集'] });
    const { source } = await get<{ source: object }>(host, `/v1/datasets/${datasetId}`);
    expect(source).toMatchObject({ agency: { id: 'civil-affairs-bureau' }, caseId: id });
  });

  it('ZW-28: over sharing is negotiated, then organised by the regulator, then decided by the government, one after the other', async () => {
    const datasetId = await closedDataset(host, { sharing: 'conditional', title: '共享争议' });
    const { id, stage } = await dispute(datasetId, 'sharing');
    expect(stage).toBe('sharing-negotiation');
    expect((await give(host, id, 'regulator', { command: 'refuse', ...failed })).status).toBe(409);
    expect((await give(host, id, 'government', { command: 'approve', ...failed })).status).toBe(409);
    await through(host, id, ['other-agency-reviewer', 'refuse', failed], ['regulator', 'refuse', failed]);
    expect((await seen(host, id)).stage).toBe('sharing-decision');
    const kase = await through(host, id, ['government', 'approve', { reason: '应当共享' }]);
    expect([kase.state, kase.outcome]).toEqual(['closed', 'settled']);
    expect(await told(host, 'agency-reviewer', id)).toContain('result');
    expect(await told(host, 'other-agency-clerk', id)).toContain('result');
  });

  it('ZW-28: across levels the regulator and the government above both have it', async () => {
    const { id: datasetId } = await published(host, { title: '争议二' });
    const { id } = await dispute(datasetId, 'source', 'district-clerk');
    await through(host, id, ['district-reviewer', 'refuse', failed]);
    expect((await give(host, id, 'district-regulator', { command: 'refuse', ...failed })).status).toBe(403);
    await through(host, id, ['regulator', 'refuse', failed]);
    const below = await give(host, id, 'district-government', { command: 'approve', ...civil, ...failed });
    expect(below.status).toBe(403);
    const kase = await through(host, id, ['government', 'approve', { source: 'ecology-bureau', ...failed }]);
    expect(kase.outcome).toBe('settled');
  });

  it('ZW-28: within a district it is that district’s regulator’s and government’s', async () => {
    const datasetId = await closedDataset(host, {
      sharing: 'conditional',
      title: '管网争议',
      as: 'district-clerk',
      entry: ofWater,
    });
    const { id } = await dispute(datasetId, 'source', 'district-bureau-clerk');
    await through(host, id, ['district-reviewer', 'refuse', failed]);
    expect((await give(host, id, 'regulator', { command: 'refuse', ...failed })).status).toBe(403);
    await through(host, id, ['district-regulator', 'refuse', failed]);
    expect(await told(host, 'district-government', id)).toContain('arrived');
    const settled = { source: 'tongchuan-water-company', ...failed };
    expect((await give(host, id, 'government', { command: 'approve', ...settled })).status).toBe(403);
    expect((await through(host, id, ['district-government', 'approve', settled])).outcome).toBe('settled');
  });
});

describe('authorised operation', () => {
  const filed = (datasetId: string, as: string, over: object = {}) =>
    host.call<CaseView & Problem>('POST', '/v1/authorised-operations', {
      as,
      body: {
        datasetId,
        purpose: '开发水环境数据产品',
        scenario: '水环境风险评估',
        safeguards: '等保三级,专网加工',
        usePeriod: { from: '2026-12-01', to: '2028-11-30' },
        securityConditions: '具备数据安全管理认证',
        commitment: true,
        ...over,
      },
    });
  let datasetId: string;

  beforeAll(async () => {
    datasetId = await closedDataset(host, { sharing: 'conditional', title: '授权运营' });
  });

  it('DZ-30: is for organisations, incorporated or not, that aren’t on a dishonesty list', async () => {
    expect((await filed(datasetId, 'citizen')).body.code).toBe('real-name-required');
    expect((await filed(datasetId, 'resident')).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await filed(datasetId, 'blacklisted')).body.code).toBe('dishonesty-listed');
  });

  it('isn’t applied for once its use is over', async () => {
    const { status, body } = await filed(datasetId, 'company', { usePeriod: { from: '2026-01-01', to: '2026-02-01' } });
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/usePeriod/to']]);
  });

  it('DZ-3, DZ-30: reaches what government departments hold, not the data of a public service body', async () => {
    const water = await closedDataset(host, {
      sharing: 'conditional',
      title: '供水水质',
      as: 'district-clerk',
      entry: ofWater,
    });
    const { status, body } = await filed(water, 'company');
    expect([status, body.detail]).toEqual([403, expect.stringContaining('公共服务组织')]);
  });

  it('DZ-30: the regulator gives its opinion, the government decides and signs, and only then is it opened', async () => {
    const { id } = await answered<CaseView>(filed(datasetId, 'company'), 201);
    expect((await give(host, id, 'government', { command: 'approve' })).status).toBe(409);
    await through(host, id, ['regulator', 'pass', why]);
    expect((await give(host, id, 'regulator', { command: 'approve' })).status).toBe(403);
    expect((await give(host, id, 'agency-principal', { command: 'approve' })).status).toBe(403);
    const { agreementId } = await through(host, id, ['government', 'approve']);
    const agreement = () =>
      get<{ text: string; parties: { role: string; name: string }[]; signatures: { party: string }[] }>(
        host,
        `/v1/agreements/${agreementId}`,
        'company',
      );
    const { text, parties } = await agreement();
    expect(text).toContain('公共数据授权运营协议');
    expect(parties).toContainEqual({ role: 'government', name: '达州市人民政府' });
    await through(host, id, ['company', 'sign']);
    expect((await seen(host, id)).state).toBe('open');
    const { outcome } = await through(host, id, ['government', 'sign']);
    expect(outcome).toBe('granted');
    expect((await agreement()).signatures.map(({ party }) => party)).toEqual(['applicant', 'government']);

    expect((await rows(host, datasetId, 'company')).body.code).toBe('grant-not-active');
    await host.moveTo('2026-12-01T01:00:00Z');
    expect((await rows(host, datasetId, 'company')).status).toBe(200);
    expect((await rows(host, datasetId, 'resident')).status).toBe(403);
  });
});

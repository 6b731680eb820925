import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import { answered, apply, type CaseView, draft, get, give, post, published, seen, through } from '../acting.ts';
import { released } from '../catalog/opening.ts';
import { deadline, told } from '../deadlines.ts';

// Who opens a dataset, and what the expert committee has to say, in Chongqing.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const ecology = { source: 'ecology-bureau' };
const civil = { source: 'civil-affairs-bureau' };
const failed = { reason: '各方意见不一致' };

const dispute = (datasetId: string, as = 'other-agency-clerk'): Promise<CaseView> =>
  post(host, '/v1/disputes', { as, body: { datasetId, statement: '该数据由本单位依职权采集' } });

const sourceOf = async (id: string): Promise<string | undefined> =>
  (await get<{ source?: { agency: { id: string } } }>(host, `/v1/datasets/${id}`)).source?.agency.id;

describe('a dispute over who opens a dataset', () => {
  it('CQ-15a: is raised by another agency, not by the public and not by the publisher', async () => {
    const { id } = await published(host, { title: '争议一' });
    const raise = (as: string) =>
      host.call('POST', '/v1/disputes', { as, body: { datasetId: id, statement: '由本单位采集' } });
    expect((await raise('company')).status).toBe(403);
    expect((await raise('agency-clerk')).status).toBe(403);
    expect((await raise('other-agency-clerk')).status).toBe(201);
  });

  it('CQ-15a: ends with the parties’ agreement, which takes both and the same agency', async () => {
    const { id: datasetId } = await published(host, { title: '争议二' });
    const { id, stage } = await dispute(datasetId);
    expect(stage).toBe('negotiation');
    await through(host, id, ['agency-reviewer', 'approve', ecology], ['other-agency-reviewer', 'approve', civil]);
    const between = await seen(host, id);
    expect([between.state, between.stage]).toEqual(['open', 'negotiation']);
    expect(await sourceOf(datasetId)).toBeUndefined();

    const kase = await through(host, id, ['agency-reviewer', 'approve', civil]);
    expect([kase.state, kase.outcome]).toEqual(['closed', 'agreed']);
    expect(await sourceOf(datasetId)).toBe('civil-affairs-bureau');
  });

  it('CQ-15a: goes to the regulator only after the parties failed, to the government only after that failed too', async () => {
    const { id: datasetId } = await published(host, { title: '争议三' });
    const { id } = await dispute(datasetId);
    expect((await give(host, id, 'regulator', { command: 'refuse', ...failed })).status).toBe(409);
    expect((await give(host, id, 'government', { command: 'approve', ...civil, ...failed })).status).toBe(409);
    expect((await give(host, id, 'agency-reviewer', { command: 'refuse' })).status).toBe(400);
    const organised = await through(host, id, ['other-agency-reviewer', 'refuse', failed]);
    expect(organised.stage).toBe('organised-negotiation');

    expect((await give(host, id, 'government', { command: 'approve', ...civil, ...failed })).status).toBe(409);
    expect((await give(host, id, 'agency-reviewer', { command: 'refuse', ...failed })).status).toBe(409);
    await through(host, id, ['regulator', 'approve', civil]);
    expect((await seen(host, id)).state).toBe('open');
    const decided = await through(host, id, ['regulator', 'refuse', failed]);
    expect(decided.stage).toBe('government-decision');
    expect(await told(host, 'government', id)).toContain('arrived');

    expect((await give(host, id, 'regulator', { command: 'approve', ...civil })).status).toBe(409);
    expect((await give(host, id, 'government', { command: 'approve', ...civil })).status).toBe(400);
    const kase = await through(host, id, ['government', 'approve', { ...civil, reason: '依职责分工' }]);
    expect([kase.outcome, await sourceOf(datasetId)]).toEqual(['settled', 'civil-affairs-bureau']);
    const steps = kase.timeline.filter(({ type }) => type === 'decided').map(({ by, to }) => [by, to]);
    expect(steps).toEqual([
      ['agency-reviewer', 'organised-negotiation'],
      ['regulator', 'government-decision'],
      ['government', 'record-source'],
    ]);
  });

  it('CQ-15a: in talks that the regulator organises all agree, or nothing is agreed', async () => {
    const { id: datasetId } = await published(host, { title: '争议四' });
    const { id } = await dispute(datasetId);
    await through(host, id, ['agency-reviewer', 'refuse', failed], ['agency-reviewer', 'approve', ecology]);
    await through(host, id, ['regulator', 'approve', ecology]);
    expect((await seen(host, id)).state).toBe('open');
    expect((await through(host, id, ['other-agency-reviewer', 'approve', ecology])).outcome).toBe('agreed');
    expect(await sourceOf(datasetId)).toBe('ecology-bureau');
  });

  it('CQ-21a: an agency that isn’t the source doesn’t publish the same item, and is told of the case', async () => {
    const title = '大气自动站点位';
    const { id: datasetId } = await published(host, { title });
    const { id } = await dispute(datasetId);
    await through(host, id, ['agency-reviewer', 'approve', ecology], ['other-agency-reviewer', 'approve', ecology]);
    const items = ['点位', '经度', '纬度'];
    const own = await draft(host, { title, informationItems: items }, 'other-agency-clerk');
    await answered(released(host, own, { csv: '点位,经度\r\n甲,106\r\n', as: 'other-agency-clerk' }));
    const { status, body } = await host.call<Problem>('POST', '/v1/publications', {
      as: 'other-agency-clerk',
      body: { datasetId: own },
    });
    expect([status, body.detail]).toEqual([409, expect.stringContaining(id)]);
  });

  it('CQ-5: between levels it is the municipal regulator’s and government’s, not the district’s', async () => {
    const { id: datasetId } = await published(host, { title: '争议五' });
    const { id } = await dispute(datasetId, 'district-clerk');
    await through(host, id, ['agency-reviewer', 'refuse', failed]);
    expect((await give(host, id, 'district-regulator', { command: 'refuse', ...failed })).status).toBe(403);
    await through(host, id, ['regulator', 'refuse', failed]);
    const refused = await give(host, id, 'district-government', { command: 'approve', ...ecology, ...failed });
    expect(refused.status).toBe(403);
    expect((await through(host, id, ['government', 'approve', { ...ecology, ...failed }])).outcome).toBe('settled');
  });
});

describe('the expert committee', () => {
  it('CQ-10: a case is referred to it, its members’ opinions are recorded, and no period stands still meanwhile', async () => {
    const dataset = await published(host, { title: '专家一', openness: 'conditional' });
    const { id } = await apply(host, dataset.id, { usePeriod: { from: '2026-12-01', to: '2027-11-30' } });
    await host.settled(id);
    const before = await deadline(host, id, 'CQ-24b');
    expect((await host.call('GET', `/v1/cases/${id}`, { as: 'expert' })).status).toBe(403);
    expect((await give(host, id, 'expert', { command: 'advise', reason: '可以' })).status).toBe(403);
    expect((await give(host, id, 'company', { command: 'refer' })).status).toBe(403);
    await answered(give(host, id, 'agency-reviewer', { command: 'refer', reason: '涉及算法应用' }));

    await host.advance('P2D');
    expect(await deadline(host, id, 'CQ-24b')).toMatchObject({ dueOn: before.dueOn, startedOn: before.startedOn });
    expect(await deadline(host, id, 'CQ-24b')).not.toHaveProperty('suspendedSince');
    expect((await give(host, id, 'expert', { command: 'advise' })).status).toBe(400);
    expect((await give(host, id, 'agency-principal', { command: 'advise', reason: '可以' })).status).toBe(403);
    await answered(give(host, id, 'expert', { command: 'advise', reason: '风险可控,建议限定数据项' }));
    const { timeline, stage } = await seen(host, id);
    expect(stage).toBe('agency-review');
    expect(timeline.filter(({ type }) => type === 'referred' || type === 'advised')).toMatchObject([
      { by: 'agency-reviewer', reasons: ['涉及算法应用'] },
      { by: 'expert', reasons: ['风险可控,建议限定数据项'] },
    ]);
  });

  it('CQ-10: its opinion decides nothing: the agency may do otherwise', async () => {
    const dataset = await published(host, { title: '专家二', openness: 'conditional' });
    const { id } = await apply(host, dataset.id, { usePeriod: { from: '2026-12-01', to: '2027-11-30' } });
    await through(host, id, ['agency-reviewer', 'refer'], ['expert', 'advise', { reason: '不建议' }]);
    expect((await give(host, id, 'expert', { command: 'refuse', reason: '不建议' })).status).toBe(403);
    expect((await through(host, id, ['agency-reviewer', 'approve'])).stage).toBe('agreement');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { apply, type CaseView, conditionalSample, get, inbox, type Page, post, seen, through } from '../acting.ts';
import { grantedBy } from './a-grant.ts';

// QD-7b and DZ-29: whoever uses conditional data reports on it, twice a year.

const usePeriod = { from: '2026-11-01', to: '2028-10-31' };
const asked = async (host: HostProcess, as: string): Promise<CaseView[]> =>
  (await get<Page<CaseView>>(host, '/v1/cases?box=all&procedure=usage-report&pageSize=100', as)).items;
const report = (host: HostProcess, grantId: string, headers: Record<string, string> = {}) =>
  post(host, `/v1/grants/${grantId}/usage-reports`, {
    as: 'company',
    headers,
    body: { use: '年度报告', results: '论文一篇', benefits: '节约调查费用' },
  });

describe('reports in Qingdao', () => {
  let host: HostProcess;
  let grantId: string;
  let duty: CaseView;

  beforeAll(async () => {
    host = await startHostProcess({ city: 'qingdao', clockStart: '2026-11-02' });
    const dataset = await conditionalSample(host);
    ({ grantId } = await grantedBy(host, 'qingdao', dataset.id, { usePeriod }));
    await host.moveTo('2026-11-04T01:00:00.000Z');
  });
  afterAll(() => host?.stop());

  it('QD-7b: the report is asked for of its user, before its day, and both it and the agency know', async () => {
    const [own] = (await get<Page<CaseView>>(host, '/v1/cases?box=inbox&procedure=usage-report', 'company')).items;
    if (own === undefined) throw new Error('no report is asked for');
    duty = own;
    expect(own.deadlines).toMatchObject([{ clause: 'QD-7b', dueOn: '2026-12-31', kind: 'service-target' }]);
    for (const as of ['company', 'agency-reviewer']) {
      expect(
        (await inbox(host, as)).some(({ caseId }) => caseId === own.id),
        as,
      ).toBe(true);
    }
    expect((await asked(host, 'agency-reviewer')).map(({ id }) => id)).toEqual([own.id]);
    expect(await asked(host, 'resident')).toEqual([]);
  });

  it('QD-7b: its absence is overdue after that day, and the agency sees it', async () => {
    await host.moveTo('2027-01-01T01:00:00.000Z');
    const late = '/v1/cases?box=all&procedure=usage-report&overdue=true';
    expect((await get<Page<CaseView>>(host, late, 'agency-clerk')).items.map(({ id }) => id)).toEqual([duty.id]);
    expect((await inbox(host, 'agency-clerk')).map(({ kind, caseId }) => [kind, caseId])).toContainEqual([
      'overdue',
      duty.id,
    ]);
  });

  it('QD-7b: once it is given the agency reads it and nothing is overdue any more', async () => {
    const once = { 'Idempotency-Key': 'report-1' };
    await report(host, grantId, once);
    await report(host, grantId, once);
    expect(await host.settled<CaseView>(duty.id)).toMatchObject({ state: 'closed', outcome: 'done' });
    const { items } = await get<Page<{ use: string; results: string; benefits: string }>>(
      host,
      `/v1/grants/${grantId}/usage-reports`,
      'agency-clerk',
    );
    expect(items).toMatchObject([{ use: '年度报告', results: '论文一篇', benefits: '节约调查费用' }]);
    const late = '/v1/cases?box=all&procedure=usage-report&overdue=true&state=open';
    expect((await get<Page<CaseView>>(host, late, 'agency-clerk')).items).toEqual([]);
  });

  it('QD-6b: the agency follows up the use of what it granted; another agency doesn’t', async () => {
    expect((await get<{ state: string }>(host, `/v1/grants/${grantId}`, 'agency-clerk')).state).toBe('active');
    const path = `/v1/grants/${grantId}/usage-reports`;
    expect((await host.call('GET', path, { as: 'other-agency-clerk' })).status).toBe(403);
  });

  it('QD-17.3: a use that breaks the agreement is stopped by the agency that signed it', async () => {
    const body = { grantId, statement: '向第三方提供' };
    const { id } = await post<CaseView>(host, '/v1/violations', { as: 'agency-clerk', body });
    expect(await through(host, id, ['agency-reviewer', 'restrict', { reason: '违反协议第三条' }])).toMatchObject({
      outcome: 'restricted',
    });
    expect((await get<{ state: string }>(host, `/v1/grants/${grantId}`, 'company')).state).toBe('restricted');
  });
});

describe('use in Dazhou', () => {
  let host: HostProcess;
  let grantId: string;
  let datasetId: string;

  beforeAll(async () => {
    host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
    datasetId = (await conditionalSample(host)).id;
    ({ grantId } = await grantedBy(host, 'dazhou', datasetId, { usePeriod, reason: '研究', basis: '无' }));
    await host.moveTo('2026-11-04T01:00:00.000Z');
  });
  afterAll(() => host?.stop());

  it('DZ-29: whoever signed the commitment reports on its use, and the regulator is who hears of it', async () => {
    const [own] = await asked(host, 'regulator');
    expect(own?.deadlines).toMatchObject([{ clause: 'DZ-29', dueOn: '2026-12-31' }]);
    await report(host, grantId);
    expect(await host.settled<CaseView>(own?.id ?? '')).toMatchObject({ state: 'closed', outcome: 'done' });
    const { total } = await get<Page<object>>(host, `/v1/grants/${grantId}/usage-reports`, 'regulator');
    expect(total).toBe(1);
  });

  it('DZ-49: a misuse is on a trail that can be audited, and puts nobody on a list of ours', async () => {
    const body = { grantId, statement: '泄露数据' };
    const { id } = await post<CaseView>(host, '/v1/violations', { as: 'regulator', body });
    await through(host, id, ['regulator', 'end', { reason: '泄露数据' }]);
    const audit = await get<{ intact: boolean; events: { by: { role: string } }[] }>(
      host,
      `/v1/cases/${id}/audit`,
      'auditor',
    );
    expect([audit.intact, audit.events.map(({ by }) => by.role)]).toEqual([
      true,
      ['regulator', 'regulator', 'platform'],
    ]);
    expect((await seen(host, id, 'company')).timeline.at(-1)).toMatchObject({ type: 'applied' });
    const next = await apply(host, datasetId, { usePeriod, reason: '研究', basis: '无' });
    expect(next).toMatchObject({ state: 'open', stage: 'regulator-review' });
  });
});

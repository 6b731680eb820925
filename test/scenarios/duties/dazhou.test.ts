import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { answered, get, give, inbox, post, seen, stationsCsv, through } from '../acting.ts';
import { opened } from '../catalog/opening.ts';
import { bulletins, concluded, duties } from './duty.ts';

// Dazhou's duties: quality that is checked and rectified, assessments of risk, chief data officers, assessments of units.

let host: HostProcess;
let datasetId: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-10-26' });
  datasetId = await opened(host, { entry: { title: '重点点位', importance: 'important' }, csv: stationsCsv });
});
afterAll(() => host?.stop());

describe('a problem of quality', () => {
  const statement = '三个站位的溶解氧为负值';
  let id: string;

  it('DZ-16.1: that the operator’s check finds goes back to the unit that provided the data', async () => {
    const filed = (as: string) => host.call('POST', '/v1/rectifications', { as, body: { datasetId, statement } });
    for (const as of ['company', 'agency-clerk', 'other-agency-clerk']) expect((await filed(as)).status, as).toBe(403);
    ({ id } = await post<{ id: string }>(host, '/v1/rectifications', {
      as: 'operator',
      body: { datasetId, statement },
    }));
    expect(await seen(host, id)).toMatchObject({ stage: 'rectification', parties: [{}, { id: 'ecology-bureau' }] });
    expect((await inbox(host, 'agency-clerk')).map(({ caseId }) => caseId)).toContain(id);
  });

  it('DZ-16.1: is closed only when what the unit did was verified, and each round is on record', async () => {
    await through(
      host,
      id,
      ['agency-clerk', 'resubmit', { reason: '已更正两处' }],
      ['regulator', 'return', { reasons: ['仍有一处'] }],
      ['agency-clerk', 'resubmit', { reason: '全部更正' }],
    );
    expect((await give(host, id, 'operator', { command: 'verify' })).status).toBe(403);
    const kase = await through(host, id, ['regulator', 'verify']);
    expect(kase).toMatchObject({ state: 'closed', outcome: 'rectified' });
    const commands = (await seen(host, id)).timeline.flatMap(({ command }) => command ?? []);
    expect(commands).toEqual(['resubmit', 'return', 'resubmit', 'verify']);
  });
});

describe('the risk of data', () => {
  it('DZ-44: is assessed by every unit for itself, periodically, and its conclusions are recorded', async () => {
    const all = await duties(host, 'risk-assessment');
    const { agencies } = await get<{ agencies: { id: string }[] }>(host, '/v1/agencies');
    expect(all.map(({ parties }) => parties[1]?.id).sort()).toEqual(agencies.map(({ id }) => id).sort());
    const [own] = await duties(host, 'risk-assessment', 'agency-reviewer');
    expect(own?.deadlines).toMatchObject([{ clause: 'DZ-44', dueOn: '2026-11-30' }]);
    await concluded(host, own?.id ?? '', 'agency-reviewer', '重要数据一项', '访问日志不全,已整改');
    expect(await seen(host, own?.id ?? '')).toMatchObject({
      outcome: 'done',
      reasons: ['重要数据一项', '访问日志不全,已整改'],
    });
    await host.moveTo('2026-12-01T01:00:00+08:00');
    const late = (await duties(host, 'risk-assessment')).filter(({ deadlines }) => deadlines[0]?.overdueSince);
    expect(late).toHaveLength(all.length - 1);
  });

  it('DZ-44: important and core data is flagged in the catalog', async () => {
    expect(await get(host, `/v1/datasets/${datasetId}`)).toMatchObject({ importance: 'important' });
  });
});

it('DZ-7: every unit names its chief data officer, and confirms it every year', async () => {
  const path = '/v1/agencies/ecology-bureau/responsible-persons';
  const put = (role: string) =>
    host.call('PUT', path, {
      as: 'agency-principal',
      body: { persons: [{ role, name: '王五', phone: '0818-1234567' }] },
    });
  const refused = await put('security');
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('chief-data-officer')]);
  await answered(put('chief-data-officer'));
  await host.moveTo('2027-03-02T01:00:00+08:00');
  const [asked] = await duties(host, 'responsible-persons', 'agency-principal');
  expect(asked).toMatchObject({ state: 'open', deadlines: [{ clause: 'DZ-7', dueOn: '2027-03-31' }] });
  await answered(put('chief-data-officer'));
  expect(await seen(host, asked?.id ?? '')).toMatchObject({ outcome: 'done' });
});

it('DZ-49: what supervision derives is handed to other departments as rows, by who supervises: of both levels, each its own', async () => {
  const path = '/v1/assessment-figures?from=2026-01-01&to=2026-12-31';
  interface Export {
    format: string;
    indicators: { unit: string; level?: string; area: string; indicator: string; value: number }[];
  }
  const { format, indicators } = await get<Export>(host, path, 'regulator');
  expect(format).toBe('assessment/1');
  const of = (unit: string, area: string, indicator: string) =>
    indicators.find((each) => each.unit === unit && each.area === area && each.indicator === indicator)?.value;
  expect(of('ecology-bureau', 'cataloguing', 'entries')).toBeGreaterThan(0);
  expect(of('gaoxin-committee', 'cataloguing', 'entries')).toBe(0);
  const csv = await host.call<string>('GET', path, { as: 'auditor', headers: { Accept: 'text/csv' } });
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.body.trim().split('\r\n')).toHaveLength(indicators.length + 1);
  const units = async (as: string) => [
    ...new Set((await get<Export>(host, path, as)).indicators.map(({ unit }) => unit)),
  ];
  expect(await units('district-regulator')).toEqual(['tongchuan-water-company', 'tongchuan-data-bureau']);
  for (const as of ['agency-principal', 'company', 'operator'])
    expect((await host.call('GET', path, { as })).status, as).toBe(403);
});

it('DZ-49: how units manage their data is assessed every year, and told to them', async () => {
  const due = await duties(host, 'effectiveness');
  const city = due.find(({ district }) => district === undefined);
  expect(city?.deadlines).toMatchObject([{ clause: 'DZ-49', dueOn: '2026-12-31' }]);
  await concluded(host, city?.id ?? '', 'regulator', '共享及时');
  expect(await bulletins(host)).toMatchObject([{ id: city?.id, clause: 'DZ-49', text: ['共享及时'] }]);
  expect((await inbox(host, 'agency-clerk')).map(({ kind }) => kind)).toContain('bulletin');
});

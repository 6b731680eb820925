import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { answered, get, inbox, post, seen, stationsCsv, through } from '../acting.ts';
import { opened } from '../catalog/opening.ts';
import { bulletins, concluded, duties, renewed, upkeepOf } from './duty.ts';

// Jinfeng's duties: upkeep, what the centre orders and assesses, and what other platforms take from that.

let host: HostProcess;
let datasetId: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'jinfeng', clockStart: '2026-11-02' });
  datasetId = await opened(host, { entry: { title: '逐月监测' }, csv: stationsCsv });
});
afterAll(() => host?.stop());

it('JF-18: whoever provides data updates it by its cycle: the update is asked for, and done by publishing it', async () => {
  await host.advance('P1D');
  const upkeep = await upkeepOf(host, datasetId, 'agency-clerk');
  expect(upkeep?.deadlines).toMatchObject([{ clause: 'JF-18', startedOn: '2026-11-02', dueOn: '2026-12-02' }]);
  await renewed(host, datasetId, { csv: `${stationsCsv}新站,1,8.0\r\n` });
  expect(await seen(host, upkeep?.id ?? '')).toMatchObject({ outcome: 'done' });
});

describe('supervision', () => {
  it('JF-31: the centre orders a unit to rectify, and it is done when the centre has verified it', async () => {
    const body = { suggestedAgency: 'ecology-bureau', statement: '编目不全' };
    expect((await host.call('POST', '/v1/rectifications', { as: 'agency-principal', body })).status).toBe(403);
    const { id } = await post<{ id: string }>(host, '/v1/rectifications', { as: 'regulator', body });
    expect((await inbox(host, 'agency-clerk')).map(({ caseId }) => caseId)).toContain(id);
    await through(host, id, ['agency-clerk', 'resubmit', { reason: '已补编' }], ['regulator', 'verify']);
    expect(await seen(host, id)).toMatchObject({ outcome: 'rectified' });
  });

  it('JF-26: risk is assessed periodically by the centre for the platform and by each unit for its own systems', async () => {
    const all = await duties(host, 'risk-assessment');
    const unit = all.find(({ parties }) => parties[1]?.id === 'ecology-bureau');
    const centre = all.find(({ kind }) => kind === 'city');
    expect([unit?.stage, centre?.stage]).toEqual(['assessment-of-unit', 'assessment']);
    expect(unit?.deadlines).toMatchObject([{ clause: 'JF-26', dueOn: '2026-11-30' }]);
    await concluded(host, unit?.id ?? '', 'agency-reviewer', '系统测评通过');
    await concluded(host, centre?.id ?? '', 'regulator', '平台风险可控');
  });
});

describe('assessment', () => {
  interface Export {
    format: string;
    indicators: { unit: string; area: string; indicator: string; value: number }[];
  }
  const path = '/v1/assessment-figures?from=2026-11-01&to=2026-11-30';
  const of = ({ indicators }: Export, unit: string, area: string): Record<string, number> =>
    Object.fromEntries(
      indicators.filter((each) => each.unit === unit && each.area === area).map((each) => [each.indicator, each.value]),
    );

  it('JF-31: each unit has figures over cataloguing, gathering, sharing, opening and use', async () => {
    const before = await get<Export>(host, path, 'regulator');
    await opened(host, { entry: { title: '再一项' }, csv: stationsCsv });
    const after = await get<Export>(host, path, 'regulator');
    const gained = (area: string, indicator: string): number =>
      (of(after, 'ecology-bureau', area)[indicator] ?? 0) - (of(before, 'ecology-bureau', area)[indicator] ?? 0);
    expect(gained('cataloguing', 'entries')).toBe(1);
    expect(gained('gathering', 'gathered')).toBe(1);
    expect(gained('sharing', 'unconditional')).toBe(1);
    expect(gained('opening', 'unconditional')).toBe(1);
    expect(of(after, 'ecology-bureau', 'use')).toHaveProperty('downloads');
    expect(of(after, 'tax-bureau', 'cataloguing')).toEqual({ entries: 0 });
  });

  it('JF-32: they are exported as rows for the district’s governance platform, to those who assess', async () => {
    const { format, indicators } = await get<Export>(host, path, 'regulator');
    expect(format).toBe('assessment/1');
    const units = new Set(indicators.map(({ unit }) => unit));
    expect([...units].sort()).toEqual(['civil-affairs-bureau', 'ecology-bureau', 'tax-bureau']);
    const csv = await host.call<string>('GET', path, { as: 'regulator', headers: { Accept: 'text/csv' } });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.body.trim().split('\r\n')).toHaveLength(indicators.length + 1);
    expect((await host.call('GET', path, { as: 'company' })).status).toBe(403);
    expect((await host.call('GET', path)).status).toBe(401);
  });

  it('JF-31: the centre tells all units of the year’s assessment', async () => {
    const [due] = await duties(host, 'effectiveness');
    expect(due?.deadlines).toMatchObject([{ clause: 'JF-31', dueOn: '2026-12-31' }]);
    await concluded(host, due?.id ?? '', 'regulator', '编目率居前');
    expect(await bulletins(host)).toMatchObject([{ clause: 'JF-31', text: ['编目率居前'] }]);
    expect((await inbox(host, 'other-agency-clerk')).map(({ kind }) => kind)).toContain('bulletin');
  });
});

it('JF-26b: the responsible section and person for security are named by the unit', async () => {
  const path = '/v1/agencies/ecology-bureau/responsible-persons';
  const persons = [{ role: 'security', name: '赵六', section: '信息科', phone: '0951-1234567' }];
  await answered(host.call('PUT', path, { as: 'agency-principal', body: { persons } }));
  expect(await get(host, path, 'regulator')).toMatchObject({ persons, clause: 'JF-26b' });
});

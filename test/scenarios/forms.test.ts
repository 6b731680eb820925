import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filings } from '../../functions/routes/filings.ts';
import { type HostProcess, type Problem, startHostProcess } from '../builders/host.ts';
import { anApplication, draft, post, stationsCsv } from './acting.ts';
import { opened } from './catalog/opening.ts';

// What whoever fills in a form is told of it.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const pathOf = (name: keyof typeof filings): string => filings[name].path;

const faults = async (path: string, as: string, body: object): Promise<[number, Record<string, string>]> => {
  const { status, body: problem } = await host.call<Problem>('POST', path, {
    as,
    body,
    headers: { 'Accept-Language': 'en' },
  });
  return [status, Object.fromEntries((problem.errors ?? []).map(({ pointer, detail }) => [pointer, detail]))];
};

describe('a form that is sent empty', () => {
  it('names each missing field, also where one of two will do', async () => {
    expect(await faults(pathOf('rectification'), 'regulator', {})).toEqual([
      400,
      { '/statement': 'required', '/datasetId': 'required, or suggestedAgency' },
    ]);
    expect(await faults(pathOf('incident'), 'regulator', {})).toEqual([
      400,
      { '/kind': 'required', '/statement': 'required' },
    ]);
  });

  it('names what one kind asks and what has no place in it', async () => {
    expect(await faults(pathOf('incident'), 'regulator', { kind: 'dataset', suggestedAgency: 'x' })).toEqual([
      400,
      { '/statement': 'required', '/datasetId': 'required', '/suggestedAgency': 'has no place here' },
    ]);
    const both = { datasetId: 'a', suggestedAgency: 'b', statement: '数据缺失' };
    expect(await faults(pathOf('rectification'), 'regulator', both)).toEqual([
      400,
      { '/suggestedAgency': 'has no place here' },
    ]);
  });
});

describe('the day of a change of law or duties', () => {
  let datasetId: string;

  beforeAll(async () => {
    datasetId = await opened(host, { entry: { title: '变更日期之例' }, csv: stationsCsv });
  });

  it.each([
    ['2026-11-03', 'is tomorrow'],
    ['9999-12-30', 'never comes'],
    ['2003-12-31', 'lies before the years that the calendar knows'],
    ['0001-01-01', 'is the first that can be written'],
  ])('%s, which %s, is refused by its place', async (effectiveFrom) => {
    const detail = 'must lie between 2004-01-01 and today, 2026-11-02';
    const change = { datasetId, change: { accrualPeriodicity: 'annual' }, reason: '改为年报', effectiveFrom };
    expect(await faults(pathOf('catalog-change'), 'agency-clerk', change)).toEqual([422, { '/effectiveFrom': detail }]);
    const extension = { datasetId, reason: '系统改造', effectiveFrom };
    expect(await faults(pathOf('catalog-extension'), 'agency-clerk', extension)).toEqual([
      422,
      { '/effectiveFrom': detail },
    ]);
  });

  it.each(['2004-01-01', '2026-11-02'])('%s is taken', async (effectiveFrom) => {
    const body = { datasetId, reason: '系统改造', effectiveFrom };
    expect(await faults(pathOf('catalog-extension'), 'agency-clerk', body)).toEqual([201, {}]);
  });
});

describe('a dataset that whoever files does not see', () => {
  const text = '说明';
  const use = anApplication('');

  it.each([
    ['application', 'company', anApplication('', { reason: text, basis: text })],
    ['objection', 'citizen', { kind: 'error', statement: text }],
    ['publication', 'other-agency-clerk', {}],
    ['sharing-request', 'other-agency-clerk', { reason: text, basis: text, purpose: text, scenario: text }],
    ['dispute', 'other-agency-clerk', { statement: text }],
    ['authorised-operation', 'company', { ...use, securityConditions: text }],
    ['incident', 'district-regulator', { kind: 'dataset', statement: text }],
    ['rectification', 'district-regulator', { statement: text }],
    ['catalog-change', 'other-agency-clerk', { change: { accrualPeriodicity: 'annual' } }],
    ['catalog-extension', 'other-agency-clerk', { reason: text, effectiveFrom: '2026-10-30' }],
  ] as const)('is answered as one that there is none of: %s', async (procedure, as, form) => {
    const unseen = await draft(host, { title: `草稿之例 ${procedure}` });
    for (const datasetId of [unseen, 'no-such-dataset']) {
      const { status, body } = await host.call<Problem>('POST', pathOf(procedure), {
        as,
        body: { ...form, datasetId },
      });
      expect([status, body.code, body.detail]).toEqual([404, 'not-found', `没有数据集 ${datasetId}`]);
    }
  });

  it('can be disputed by the unit that catalogues the same datum', async () => {
    const entry = { title: '同一数据项之例' };
    const [theirs] = [await draft(host, entry), await draft(host, entry, 'other-agency-clerk')];
    const body = { datasetId: theirs, statement: '由本单位采集' };
    expect(await faults(pathOf('dispute'), 'other-agency-clerk', body)).toEqual([201, {}]);
  });
});

describe('what a form names that isn’t there', () => {
  const demand = { title: '供水管网', description: '管网走向', purpose: '研究' };
  const system = { title: '监测二期', description: '在线监测', datasets: [], kind: 'planned' };

  it('is told by its place: a unit, and a kind that the regulation has no way for', async () => {
    const english = { '/suggestedAgency': 'there is no organisation moon-bureau in this city' };
    const asked = await faults(pathOf('demand'), 'citizen', { ...demand, suggestedAgency: 'moon-bureau' });
    expect(asked).toEqual([400, english]);
    expect(await faults(pathOf('new-system'), 'agency-clerk', system)).toEqual([
      400,
      { '/kind': 'must be before-acceptance' },
    ]);
  });

  it('is told by its place in a command, too', async () => {
    const { id } = await post<{ id: string }>(host, pathOf('demand'), { as: 'citizen', body: demand });
    const pass = { command: 'pass', agency: 'moon-bureau' };
    const path = `/v1/cases/${id}/commands`;
    const refused = await faults(path, 'regulator', pass);
    expect(refused).toEqual([400, { '/agency': 'there is no organisation moon-bureau in this city' }]);
  });
});

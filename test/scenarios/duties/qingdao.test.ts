import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  answered,
  apply,
  conditionalSample,
  get,
  give,
  inbox,
  type Page,
  seen,
  stationsCsv,
  submit,
  through,
} from '../acting.ts';
import { opened, reviewed } from '../catalog/opening.ts';
import { bulletins, clauseOf, concluded, duties, type Effectiveness, type Figures, renewed, upkeepOf } from './duty.ts';

// Qingdao's recurring duties, from a Monday in October to the spring after.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'qingdao', clockStart: '2026-10-19' });
});
afterAll(() => host?.stop());

interface Overdue {
  datasetId: string;
  dueOn: string;
  clause: string;
}
const overdueUpdates = async (): Promise<Overdue[]> =>
  (await get<Page<Overdue>>(host, '/v1/overdue-updates?pageSize=100')).items;
const quality = async (id: string) =>
  (await get<{ quality?: { overdue: boolean; updateDueOn?: string } }>(host, `/v1/datasets/${id}`)).quality;

describe('upkeep', () => {
  it('QD-14b: reminds of an update by its frequency, shows everybody that it is overdue, and ends with the newer release', async () => {
    const id = await opened(host, { entry: { title: '每周水质', accrualPeriodicity: 'weekly' }, csv: stationsCsv });
    await host.moveTo('2026-10-20T00:00:00+08:00');
    await host.advance('PT1H');
    const upkeep = await upkeepOf(host, id);
    expect(upkeep?.deadlines).toMatchObject([{ clause: 'QD-14b', startedOn: '2026-10-19', dueOn: '2026-10-26' }]);
    expect(await quality(id)).toMatchObject({ overdue: false, updateDueOn: '2026-10-26' });

    await host.moveTo('2026-10-26T12:00:00+08:00');
    const reminded = await inbox(host, 'agency-clerk');
    expect(reminded.filter(({ caseId, kind }) => caseId === upkeep?.id && kind === 'reminded')).toHaveLength(1);
    expect((await overdueUpdates()).map(({ datasetId }) => datasetId)).not.toContain(id);

    await host.moveTo('2026-10-27T02:00:00+08:00');
    expect(await overdueUpdates()).toContainEqual(
      expect.objectContaining({ datasetId: id, dueOn: '2026-10-26', clause: 'QD-14b' }),
    );
    expect(await quality(id)).toMatchObject({ overdue: true });
    expect((await seen(host, upkeep?.id ?? '')).deadlines[0]?.overdueSince).toBe('2026-10-26T16:00:00.000Z');
    expect((await inbox(host, 'regulator')).filter(({ caseId }) => caseId === upkeep?.id)).toMatchObject([
      { kind: 'overdue' },
    ]);

    await renewed(host, id, { csv: `${stationsCsv}八大峡,1,8.0\r\n` });
    const kept = await host.settled<Awaited<ReturnType<typeof seen>>>(upkeep?.id ?? '');
    expect(kept).toMatchObject({ state: 'closed', outcome: 'done' });
    expect(kept.timeline.at(-1)).toMatchObject({ type: 'moved', by: 'platform', clause: 'QD-14b', to: 'closed' });
    expect((await overdueUpdates()).map(({ datasetId }) => datasetId)).not.toContain(id);
    await host.advance('P1D');
    expect((await upkeepOf(host, id))?.deadlines).toMatchObject([{ startedOn: '2026-10-27', dueOn: '2026-11-03' }]);
  });

  it('QD-14b: data without a rhythm grows no older than a year, unless it is archived', async () => {
    const entry = { title: '不定期报告', accrualPeriodicity: 'irregular' };
    const id = await opened(host, { entry, csv: stationsCsv });
    await host.advance('P1D');
    const upkeep = await upkeepOf(host, id);
    expect(upkeep?.deadlines).toMatchObject([{ dueOn: '2027-10-28', clause: 'QD-14b' }]);

    const working = await get<{ draft: { entry: object } }>(host, `/v1/datasets/${id}`, 'agency-clerk');
    const body = { ...working.draft.entry, lifecycle: 'archived' };
    await answered(host.call('PUT', `/v1/datasets/${id}`, { as: 'agency-clerk', body }));
    await reviewed(host, (await submit(host, id)).id);
    expect(await host.settled(upkeep?.id ?? '')).toMatchObject({ state: 'closed', outcome: 'ended' });
    expect(await quality(id)).not.toHaveProperty('updateDueOn');
    await host.advance('P1D');
    expect(await upkeepOf(host, id)).toBeUndefined();
  });
});

it('QD-6b: a problem that the regulator found goes to the agency, which rectifies, and is verified before it closes', async () => {
  const { id: datasetId } = await conditionalSample(host);
  const body = { datasetId, statement: '部分站点数值为负' };
  expect((await host.call('POST', '/v1/rectifications', { as: 'company', body })).status).toBe(403);
  expect((await host.call('POST', '/v1/rectifications', { as: 'district-regulator', body })).status).toBe(403);
  const { id } = await answered<{ id: string }>(
    host.call('POST', '/v1/rectifications', { as: 'regulator', body }),
    201,
  );
  expect(await inbox(host, 'agency-clerk')).toContainEqual(expect.objectContaining({ caseId: id }));
  expect((await give(host, id, 'regulator', { command: 'verify' })).status).toBe(409);
  await through(
    host,
    id,
    ['agency-clerk', 'resubmit', { reason: '已更正三处' }],
    ['regulator', 'return', { reasons: ['仍有一处'] }],
    ['agency-clerk', 'resubmit', { reason: '全部更正' }],
  );
  expect((await give(host, id, 'agency-reviewer', { command: 'verify' })).status).toBe(403);
  expect(await through(host, id, ['regulator', 'verify'])).toMatchObject({ state: 'closed', outcome: 'rectified' });
});

it('QD-25: the risk of opening is assessed once for the city and once for each district, each by its own regulator', async () => {
  const found = await duties(host, 'risk-assessment');
  expect(found.map(({ district }) => district ?? 'city').sort()).toEqual([
    'chengyang',
    'city',
    'huangdao',
    'jiaozhou',
    'jimo',
    'laixi',
    'laoshan',
    'licang',
    'pingdu',
    'shibei',
    'shinan',
  ]);
  const own = await duties(host, 'risk-assessment', 'district-regulator');
  expect(own.map(({ district }) => district)).toEqual(['laoshan']);
  const city = found.find(({ district }) => district === undefined)?.id ?? '';
  expect((await give(host, city, 'district-regulator', { command: 'pass', reasons: ['低风险'] })).status).toBe(403);
  expect((await give(host, city, 'regulator', { command: 'pass' })).status).toBe(400);
  await concluded(host, city, 'regulator', '总体风险可控', '加强接口监测');
  await concluded(host, own[0]?.id ?? '', 'district-regulator', '低风险');
  expect(await seen(host, city)).toMatchObject({ outcome: 'done', reasons: ['总体风险可控', '加强接口监测'] });

  await host.moveTo('2026-12-01T01:00:00+08:00');
  const late = (await duties(host, 'risk-assessment')).filter(({ state }) => state === 'open');
  expect(late).toHaveLength(9);
  expect(late.every(({ deadlines }) => deadlines[0]?.overdueSince === '2026-11-30T16:00:00.000Z')).toBe(true);
});

describe('effectiveness', () => {
  it('QD-22: the figures per agency and district follow from the cases: periods kept and missed, refusals, openness', async () => {
    const { id: datasetId } = await conditionalSample(host);
    const query = '?from=2026-12-01&to=2026-12-31';
    const figures = (): Promise<Effectiveness> => get<Effectiveness>(host, `/v1/effectiveness${query}`);
    const of = ({ agencies }: Effectiveness): Figures => {
      const found = agencies.find(({ agency }) => agency.id === 'ecology-bureau');
      if (found === undefined) throw new Error('the agency has no figures');
      return found;
    };
    const before = await figures();
    const kept = await apply(host, datasetId, { purpose: '按时' });
    await through(host, kept.id, ['regulator', 'pass'], ['agency-reviewer', 'refuse', { reason: '超出范围' }]);
    const late = await apply(host, datasetId, { purpose: '逾期' }, 'resident');
    await host.moveTo('2026-12-09T09:00:00+08:00'); // the sixth working day after the first of December
    await through(host, late.id, ['regulator', 'pass']);

    const after = await figures();
    const gained = (pick: (each: Figures) => number, whose: (each: Effectiveness) => Figures) =>
      pick(whose(after)) - pick(whose(before));
    expect(gained(({ cases }) => cases.received, of)).toBe(2);
    expect(gained(({ cases }) => cases.refused, of)).toBe(1);
    // The regulator was late with one formal review, and the agency answers for its own review only.
    expect(clauseOf(after.city, 'QD-17.2a')).toMatchObject({ onTime: 1, late: 1, rate: 0.5 });
    expect(clauseOf(of(after), 'QD-17.2a')).toBeUndefined();
    expect(clauseOf(of(after), 'QD-17.2b')).toMatchObject({ onTime: 1, late: 0, running: 1, rate: 1 });
    const { opening, updates } = of(after);
    expect(opening.rate).toBe(
      (opening.unconditional + opening.conditional) / (opening.unconditional + opening.conditional + opening.closed),
    );
    expect(updates.overdue).toBe((await get<Page<object>>(host, '/v1/overdue-updates?publisher=ecology-bureau')).total);
    const laoshan = after.districts.find(({ district }) => district.id === 'laoshan');
    expect(laoshan && clauseOf(laoshan, 'QD-17.2a')).toBeUndefined();
    // Another period has none of it.
    const january = await get<Effectiveness>(host, '/v1/effectiveness?from=2026-01-01&to=2026-01-31');
    expect(january.city.cases.received).toBe(0);
    expect((await host.call('GET', '/v1/effectiveness?from=2024-01-01&to=2026-12-31')).status).toBe(400);
  });

  it('QD-22: the bulletin is due twice a year, the city’s and each district’s, and is shown to everybody and told to the units', async () => {
    const due = await duties(host, 'effectiveness');
    expect(due).toHaveLength(11);
    expect(due[0]?.deadlines).toMatchObject([{ dueOn: '2026-12-31', clause: 'QD-22' }]);
    const city = due.find(({ district }) => district === undefined)?.id ?? '';
    await concluded(host, city, 'regulator', '全市按时办结率良好');
    const district = due.find((each) => each.district === 'laoshan')?.id ?? '';
    await concluded(host, district, 'district-regulator', '崂山区更新及时');

    expect(await bulletins(host, '?procedure=effectiveness')).toMatchObject([
      { id: district, district: 'laoshan', text: ['崂山区更新及时'] },
      { id: city, from: '2026-07-01', to: '2026-12-31', clause: 'QD-22', text: ['全市按时办结率良好'] },
    ]);
    const [, { figures } = { figures: '' }] = await bulletins(host, '?procedure=effectiveness');
    expect((await get<Effectiveness>(host, figures ?? '')).from).toBe('2026-07-01');
    expect((await inbox(host, 'agency-clerk')).filter(({ kind }) => kind === 'bulletin')).toHaveLength(1);
    expect((await inbox(host, 'district-regulator')).filter(({ kind }) => kind === 'bulletin')).toHaveLength(1);
  });
});

it('QD-14a: quality is evaluated every year, once; the result is shown, and one that isn’t done is overdue at its end', async () => {
  const due = await duties(host, 'quality-evaluation');
  expect(due).toHaveLength(11);
  expect(due[0]?.deadlines).toMatchObject([{ dueOn: '2026-12-31', clause: 'QD-14a' }]);
  const city = due.find(({ district }) => district === undefined)?.id ?? '';
  await concluded(host, city, 'regulator', '完整性较好', '两项更新超期');
  expect(await bulletins(host, '?procedure=quality-evaluation')).toMatchObject([
    { id: city, from: '2026-01-01', to: '2026-12-31', text: ['完整性较好', '两项更新超期'] },
  ]);
  const { id: datasetId } = await conditionalSample(host);
  const { quality } = await get<{ quality: { dimensions: { dimension: string; how: string }[] } }>(
    host,
    `/v1/datasets/${datasetId}`,
  );
  expect(quality.dimensions.map(({ dimension, how }) => `${dimension} ${how}`)).toEqual([
    'truth attested',
    'integrity attested',
    'conformity measured',
    'accuracy measured',
    'timeliness measured',
    'availability measured',
  ]);

  await host.moveTo('2027-01-01T01:00:00+08:00');
  const round = await duties(host, 'quality-evaluation');
  expect(round).toHaveLength(11);
  const open = round.filter(({ state }) => state === 'open');
  expect(open).toHaveLength(10);
  expect(open.every(({ deadlines }) => deadlines[0]?.overdueSince === '2026-12-31T16:00:00.000Z')).toBe(true);
});

describe('responsible persons', () => {
  const path = '/v1/agencies/ecology-bureau/responsible-persons';
  const person = { role: 'data-opening', name: '张三', section: '数据科', phone: '0532-12345678' };

  it('QD-23: the agency’s principal keeps them, with the one that the text asks for; its regulators see them', async () => {
    const put = (as: string, persons: object[]) => host.call('PUT', path, { as, body: { persons } });
    expect((await put('agency-clerk', [person])).status).toBe(403);
    expect((await put('other-agency-principal', [person])).status).toBe(403);
    const refused = await put('agency-principal', [{ ...person, role: 'security' }]);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('data-opening')]);
    await answered(put('agency-principal', [person]));
    expect(await get(host, path, 'regulator')).toMatchObject({ persons: [person], clause: 'QD-23' });
    expect((await host.call('GET', path, { as: 'district-regulator' })).status).toBe(403);
    expect((await host.call('GET', path)).status).toBe(401);
  });

  it('QD-23: once a year they are to be confirmed; keeping them is the confirmation', async () => {
    await host.moveTo('2027-03-02T01:00:00+08:00');
    const asked = await duties(host, 'responsible-persons', 'agency-principal');
    expect(asked).toMatchObject([{ state: 'open', deadlines: [{ dueOn: '2027-03-31', clause: 'QD-23' }] }]);
    await answered(host.call('PUT', path, { as: 'agency-principal', body: { persons: [person] } }));
    expect(await seen(host, asked[0]?.id ?? '')).toMatchObject({ state: 'closed', outcome: 'done' });
    const others = await duties(host, 'responsible-persons');
    expect(others.filter(({ state }) => state === 'open').length).toBe(others.length - 1);
  });
});

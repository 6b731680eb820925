import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { answered, type CaseView, draft, get, give, post, seen, stationsCsv, submit, through } from '../acting.ts';
import { opened, released } from '../catalog/opening.ts';
import { dueDates, past, told } from '../deadlines.ts';
import { changing, faultsOf, filed, responsibility } from './changing.ts';
import { takesOver } from './harvest.ts';

// JF-7, JF-9 and JF-10, with the State Council's periods beside those of the change (ZW-17).

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'jinfeng', clockStart: '2026-11-02' });
  // Without Ningxia's own notice its dates are provisional, and nothing is declared overdue on them.
  const notice = {
    layer: 'region',
    source: '宁夏回族自治区人民政府办公厅关于2026年部分节假日安排的通知(示例)',
    holidays: [
      { date: '2026-03-20', name: '开斋节' },
      { date: '2026-05-27', name: '古尔邦节' },
    ],
    makeUpDays: [],
  };
  await post(host, '/v1/calendar/2026', { as: 'operator', body: notice });
  await post(host, '/v1/calendar/2026/confirm', { as: 'regulator', body: { layer: 'region' } }, 200);
});
afterAll(() => host?.stop());

describe('the catalog is built', () => {
  it('JF-7: every new information system passes the centre’s data review before it is built', async () => {
    const body = { title: '社区服务系统', description: '户籍与养老', kind: 'planned', datasets: [] };
    const { id } = await post<CaseView>(host, '/v1/new-systems', { as: 'agency-clerk', body });
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
    expect((await give(host, id, 'agency-principal', { command: 'pass' })).status).toBe(403);
    expect(faultsOf(await give(host, id, 'regulator', { command: 'refuse' }))).toHaveProperty('/reason');
    await through(host, id, ['regulator', 'refuse', { reason: '与已有系统重复采集' }]);
    expect(await told(host, 'agency-clerk', id)).toContain('told');
    const again = await post<CaseView>(host, '/v1/new-systems', { as: 'agency-clerk', body });
    expect(await through(host, again.id, ['regulator', 'pass'])).toMatchObject({ state: 'closed', outcome: 'agreed' });
  });

  it('JF-9: a unit compiles its catalog, the centre reviews it, and the district’s list is formed of it', async () => {
    const id = await draft(host, { title: '养老机构' });
    await answered(released(host, id, { csv: stationsCsv }));
    const kase = await submit(host, id);
    expect((await give(host, kase.id, 'agency-principal', { command: 'pass' })).status).toBe(403);
    expect(await responsibility(host, 'ecology-bureau', id)).toBeUndefined();
    const reasons = ['信息项不全'];
    expect(await through(host, kase.id, ['regulator', 'return', { reasons }])).toMatchObject({
      stage: 'correction',
      reasons,
    });
    await through(host, kase.id, ['agency-clerk', 'resubmit'], ['regulator', 'pass']);
    expect(await responsibility(host, 'ecology-bureau', id)).toMatchObject({ openness: 'unconditional' });
  });
});

describe('the catalog changes', () => {
  let datasetId: string;
  const change = { accrualPeriodicity: 'annual' };
  const cycle = async () =>
    (await get<{ accrualPeriodicity: string }>(host, `/v1/datasets/${datasetId}`)).accrualPeriodicity;

  beforeAll(async () => {
    datasetId = await opened(host, { entry: { title: '目录变更之例' }, csv: stationsCsv });
  });

  it('JF-10a: is applied for within ten working days of the change, and one applied for later shows that', async () => {
    const closing = { openness: 'closed', legalBasis: '《某法》第三条' };
    expect(faultsOf(await filed(host, { datasetId, change: closing }))['/effectiveFrom']).toContain('JF-10a');
    const { id } = await changing(host, { datasetId, change, effectiveFrom: '2026-10-12' });
    const late = (await seen(host, id)).deadlines.filter(({ startedOn }) => startedOn === '2026-10-12');
    expect(late).toMatchObject([
      { clause: 'JF-10a', dueOn: '2026-10-26', overdueSince: '2026-10-26T16:00:00.000Z' },
      { clause: 'ZW-17', dueOn: '2026-10-26', overdueSince: '2026-10-26T16:00:00.000Z' },
    ]);
    await through(host, id, ['agency-clerk', 'withdraw']);
  });

  it('JF-10b and ZW-17: the centre’s five working days and the two of higher law stand on the case, each with its clock', async () => {
    const { id } = await changing(host, { datasetId, change, effectiveFrom: '2026-10-30' });
    expect((await dueDates(host, id)).sort()).toEqual([
      ['JF-10a', '2026-11-13'],
      ['JF-10b', '2026-11-09'],
      ['ZW-17', '2026-11-04'],
      ['ZW-17', '2026-11-13'],
    ]);
    await past(host, '2026-11-04T16:00:00Z');
    const running = (await seen(host, id)).deadlines.filter(({ endedAt }) => endedAt === undefined);
    expect(running.find(({ clause }) => clause === 'ZW-17')).toMatchObject({
      overdueSince: '2026-11-04T16:00:00.000Z',
    });
    expect(running.find(({ clause }) => clause === 'JF-10b')?.overdueSince).toBeUndefined();
    expect(await told(host, 'regulator', id)).toContain('overdue');

    expect((await give(host, id, 'agency-clerk', { command: 'pass' })).status).toBe(409);
    await through(host, id, ['regulator', 'pass']);
    expect(await cycle()).toBe('monthly');
    expect(await told(host, 'agency-clerk', id)).toContain('arrived');
    expect((await give(host, id, 'regulator', { command: 'pass' })).status).toBe(409);
    expect(await through(host, id, ['agency-clerk', 'pass'])).toMatchObject({ state: 'closed', outcome: 'changed' });
    expect(await cycle()).toBe('annual');
  });

  it('JF-10b: an opinion against it gives its reason, and the entry stays', async () => {
    const { id } = await changing(host, {
      datasetId,
      change: { accrualPeriodicity: 'daily' },
      effectiveFrom: '2026-11-03',
    });
    expect(faultsOf(await give(host, id, 'regulator', { command: 'refuse' }))).toHaveProperty('/reason');
    await through(host, id, ['regulator', 'refuse', { reason: '系统不支持' }]);
    expect(await told(host, 'agency-clerk', id)).toContain('reasons');
    expect(await cycle()).toBe('annual');
  });
});

describe('what was built before', () => {
  it('JF-7: is taken over into the one platform, merged with what is there, its duplicates flagged', () =>
    takesOver(host, 'JF-16'));
});

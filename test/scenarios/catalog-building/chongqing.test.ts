import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { anEntry, answered, type CaseView, draft, get, give, seen, stationsCsv, submit, through } from '../acting.ts';
import { opened, released } from '../catalog/opening.ts';
import { deadline, dueDates, past, told } from '../deadlines.ts';
import { changing, faultsOf, filed, responsibility } from './changing.ts';
import { takesOver } from './harvest.ts';

// CQ-14, CQ-15 and CQ-17: lists gathered level by level, proposals on openness, and changes of the catalog.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const opennessOf = async (id: string) => (await get<{ openness: string }>(host, `/v1/datasets/${id}`)).openness;
const narrower = {
  openness: 'conditional',
  conditions: ['说明应用场景'],
  legalBasis: '《某法》修订后第三条',
};

async function submitted(title: string, as: string): Promise<string> {
  const id = await draft(host, { title }, as);
  await answered(released(host, id, { csv: stationsCsv, as }));
  return (await submit(host, id, as)).id;
}

describe('lists are gathered', () => {
  it('CQ-14b: the list of a unit goes to the department that leads its sector, then to the municipal regulator', async () => {
    const id = await submitted('监测中心水质', 'led-unit-clerk');
    expect(await seen(host, id)).toMatchObject({ stage: 'sector-gathering' });
    expect(await told(host, 'agency-reviewer', id)).toEqual(['arrived']);
    expect((await give(host, id, 'regulator', { command: 'pass' })).status).toBe(409);
    expect((await give(host, id, 'other-agency-reviewer', { command: 'pass' })).status).toBe(403);
    await through(host, id, ['agency-reviewer', 'pass']);
    expect(await seen(host, id)).toMatchObject({ stage: 'review', state: 'open' });
    expect(await through(host, id, ['regulator', 'pass'])).toMatchObject({ outcome: 'published' });
  });

  it('CQ-14b: the list of a district’s unit is gathered by the district’s regulator, and published by the municipal one', async () => {
    const id = await submitted('渝中房屋', 'district-clerk');
    expect(await seen(host, id)).toMatchObject({ stage: 'district-gathering' });
    expect((await give(host, id, 'regulator', { command: 'pass' })).status).toBe(409);
    await through(host, id, ['district-regulator', 'pass']);
    expect((await give(host, id, 'district-regulator', { command: 'pass' })).status).toBe(409);
    expect(await through(host, id, ['regulator', 'pass'])).toMatchObject({ outcome: 'published' });
  });

  it('CQ-14b: a department’s own list goes straight to the municipal regulator', async () => {
    const id = await submitted('生态环境局噪声', 'agency-clerk');
    expect(await seen(host, id)).toMatchObject({ stage: 'review' });
    expect(await through(host, id, ['regulator', 'pass'])).toMatchObject({ outcome: 'published' });
  });
});

describe('the regulator proposes another openness', () => {
  let datasetId: string;
  const propose = (as: string) =>
    host.call<CaseView>('POST', '/v1/openness-proposals', {
      as,
      body: { datasetId, change: narrower, reason: '含敏感点位' },
    });

  beforeAll(async () => {
    datasetId = await opened(host, { entry: { title: '开放属性之例' }, csv: stationsCsv });
  });

  it('CQ-15b: the regulator of the agency’s level proposes, and nothing changes before the agency agrees', async () => {
    expect((await propose('district-regulator')).status).toBe(403);
    expect((await propose('agency-principal')).status).toBe(403);
    const { body } = await propose('regulator');
    expect(await told(host, 'agency-reviewer', body.id)).toEqual(['arrived']);
    expect((await give(host, body.id, 'regulator', { command: 'approve' })).status).toBe(403);
    expect((await give(host, body.id, 'government', { command: 'approve', reason: '同意' })).status).toBe(409);
    expect(await opennessOf(datasetId)).toBe('unconditional');
    expect(await through(host, body.id, ['agency-reviewer', 'approve'])).toMatchObject({ outcome: 'agreed' });
    expect(await opennessOf(datasetId)).toBe('conditional');
  });

  it('CQ-15b: where they don’t agree the government decides', async () => {
    const other = await opened(host, { entry: { title: '另一开放属性之例' }, csv: stationsCsv });
    datasetId = other;
    const { body } = await propose('regulator');
    expect((await give(host, body.id, 'agency-reviewer', { command: 'refuse' })).status).toBe(400);
    await through(host, body.id, ['agency-reviewer', 'refuse', { reason: '不含敏感信息' }]);
    expect(await seen(host, body.id)).toMatchObject({ state: 'open', stage: 'government-decision' });
    expect(await opennessOf(other)).toBe('unconditional');
    expect((await give(host, body.id, 'regulator', { command: 'approve' })).status).toBe(403);
    expect((await give(host, body.id, 'district-government', { command: 'approve', reason: '同意' })).status).toBe(403);
    await through(host, body.id, ['government', 'approve', { reason: '确含敏感点位' }]);
    expect(await seen(host, body.id)).toMatchObject({ state: 'closed', outcome: 'settled' });
    expect(await opennessOf(other)).toBe('conditional');
  });
});

describe('a change of law or duties', () => {
  let datasetId: string;

  beforeAll(async () => {
    datasetId = await opened(host, { entry: { title: '目录更新之例' }, csv: stationsCsv });
  });

  it('CQ-17a: the agency names the day of the change, and has ten working days from it', async () => {
    const body = anEntry({ title: '目录更新之例', ...narrower });
    const alone = await host.call('PUT', `/v1/datasets/${datasetId}`, { as: 'agency-clerk', body });
    expect(alone).toMatchObject({ status: 409, body: { detail: expect.stringContaining('CQ-17a') } });
    const bare = await filed(host, { datasetId, change: narrower });
    expect(faultsOf(bare)['/effectiveFrom']).toContain('CQ-17a');
    const { id } = await changing(host, { datasetId, change: narrower, effectiveFrom: '2026-10-20' });
    const period = await deadline(host, id, 'CQ-17a');
    expect(period).toMatchObject({ startedOn: '2026-10-20', dueOn: '2026-11-03' });
    expect(period.endedAt).toBeDefined();
    expect(period.overdueSince).toBeUndefined();
    await through(host, id, ['agency-clerk', 'withdraw']);
  });

  it('CQ-17a: an update that is submitted later is taken, and its lateness recorded', async () => {
    const { id } = await changing(host, { datasetId, change: narrower, effectiveFrom: '2026-10-12' });
    expect(await deadline(host, id, 'CQ-17a')).toMatchObject({
      dueOn: '2026-10-26',
      overdueSince: '2026-10-26T16:00:00.000Z',
    });
    expect(await seen(host, id)).toMatchObject({ state: 'open', stage: 'review' });
    await through(host, id, ['agency-clerk', 'withdraw']);
  });

  it('CQ-17b: the municipal regulator has five working days, and the responsibility list follows at once', async () => {
    const { id } = await changing(host, { datasetId, change: narrower, effectiveFrom: '2026-10-30' });
    expect(await deadline(host, id, 'CQ-17b')).toMatchObject({ dueOn: '2026-11-09' });
    expect(await responsibility(host, 'ecology-bureau', datasetId)).toMatchObject({ openness: 'unconditional' });
    expect((await give(host, id, 'district-regulator', { command: 'pass' })).status).toBe(403);
    await through(host, id, ['regulator', 'pass']);
    expect(await opennessOf(datasetId)).toBe('conditional');
    expect(await responsibility(host, 'ecology-bureau', datasetId)).toMatchObject({ openness: 'conditional' });
  });

  it('CQ-17b: a district’s regulator forwards without a limit, and the five days begin with the municipal one’s own receipt', async () => {
    const own = await draft(host, { title: '渝中目录更新之例' }, 'district-clerk');
    await answered(released(host, own, { csv: stationsCsv, as: 'district-clerk' }));
    const publication = await submit(host, own, 'district-clerk');
    await through(host, publication.id, ['district-regulator', 'pass'], ['regulator', 'pass']);
    const { id } = await changing(
      host,
      { datasetId: own, change: narrower, effectiveFrom: '2026-10-30' },
      'district-clerk',
    );
    expect(await dueDates(host, id)).toEqual([['CQ-17a', '2026-11-13']]);
    expect((await give(host, id, 'regulator', { command: 'pass' })).status).toBe(409);
    await host.moveTo('2026-11-05T02:00:00Z');
    await through(host, id, ['district-regulator', 'pass']);
    expect(await deadline(host, id, 'CQ-17b')).toMatchObject({ startedOn: '2026-11-05', dueOn: '2026-11-12' });
    await past(host, '2026-11-12T16:00:00Z');
    expect(await deadline(host, id, 'CQ-17b')).toMatchObject({
      remindedAt: '2026-11-10T16:00:00.000Z',
      overdueSince: '2026-11-12T16:00:00.000Z',
    });
    expect(await told(host, 'regulator', id)).toContain('overdue');
    expect(await seen(host, id)).toMatchObject({ state: 'open', stage: 'review' });
    expect(await through(host, id, ['regulator', 'pass'])).toMatchObject({ outcome: 'changed' });
    expect(await opennessOf(own)).toBe('conditional');
  });
});

describe('what is closed', () => {
  it('CQ-17a, CQ-13: is opened in no mode any more, without that being said', async () => {
    const datasetId = await opened(host, { entry: { title: '关闭之例' }, csv: stationsCsv });
    const change = { openness: 'closed', legalBasis: '《某法》第三条' };
    const { id } = await changing(host, { datasetId, change, effectiveFrom: '2026-11-05' });
    await through(host, id, ['regulator', 'pass']);
    expect(await get(host, `/v1/datasets/${datasetId}`, 'agency-clerk')).toMatchObject({
      openness: 'closed',
      openingModes: [],
    });
  });
});

describe('what was built before', () => {
  it('CQ-8: is taken over into the one platform, merged with what is there, its duplicates flagged', () =>
    takesOver(host, 'CQ-21a'));
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { answered, get, give, inbox, seen, stationsCsv, through } from '../acting.ts';
import { opened } from '../catalog/opening.ts';
import { type Duty, duties, renewed, upkeepOf } from './duty.ts';

// Chongqing's recurring duties. The round of what isn't opened yet ends on 31 December †.

let host: HostProcess;
let closed: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-10-26' });
  const entry = { title: '未开放点位', openness: 'closed', openingModes: [], legalBasis: '某法第一条' };
  closed = await opened(host, { entry });
});
afterAll(() => host?.stop());

describe('what isn’t opened yet', () => {
  let task: Duty | undefined;

  it('CQ-18: is evaluated again in a task that the platform raises for each closed entry, and for no other', async () => {
    const open = await opened(host, { entry: { title: '开放点位' }, csv: stationsCsv });
    await host.moveTo('2026-10-31T12:00:00+08:00');
    expect(await duties(host, 're-evaluation')).toEqual([]);
    await host.moveTo('2026-11-01T01:00:00+08:00');
    const raised = await duties(host, 're-evaluation');
    task = raised.find(({ datasetId }) => datasetId === closed);
    expect(raised.map(({ datasetId }) => datasetId)).not.toContain(open);
    expect(task?.deadlines).toMatchObject([{ clause: 'CQ-18', dueOn: '2026-12-31', kind: 'service-target' }]);
    expect((await inbox(host, 'agency-reviewer')).map(({ caseId }) => caseId)).toContain(task?.id);
    await host.advance('P2D');
    expect((await duties(host, 're-evaluation')).map(({ id }) => id)).toEqual(raised.map(({ id }) => id));
  });

  it('CQ-18: and the result, with its reason, is on record', async () => {
    const id = task?.id ?? '';
    expect((await give(host, id, 'agency-clerk', { command: 'refuse', reason: '?' })).status).toBe(403);
    expect((await give(host, id, 'agency-reviewer', { command: 'refuse' })).status).toBe(400);
    await through(host, id, ['agency-reviewer', 'refuse', { reason: '依据仍然有效' }]);
    expect(await seen(host, id)).toMatchObject({ state: 'closed', outcome: 'kept-closed', reasons: ['依据仍然有效'] });
    await host.moveTo('2027-01-02T01:00:00+08:00');
    expect((await duties(host, 're-evaluation')).filter(({ state }) => state === 'open')).toEqual([]);
  });
});

it('CQ-21b: what is open is kept up to date by its own cycle: the update is asked for, and is done by publishing it', async () => {
  const id = await opened(host, { entry: { title: '按月更新', accrualPeriodicity: 'monthly' }, csv: stationsCsv });
  await host.advance('P1D');
  const upkeep = await upkeepOf(host, id);
  expect(upkeep?.deadlines).toMatchObject([{ clause: 'CQ-21b', startedOn: '2027-01-02', dueOn: '2027-02-02' }]);
  expect(upkeep?.allowedCommands ?? []).toEqual([]);
  await renewed(host, id, { csv: `${stationsCsv}新站,1,8.0\r\n` });
  expect(await seen(host, upkeep?.id ?? '')).toMatchObject({ state: 'closed', outcome: 'done' });
});

describe('the principal', () => {
  const path = '/v1/agencies/ecology-bureau/responsible-persons';
  const persons = [{ role: 'principal', name: '李四', position: '局长', phone: '023-12345678' }];

  it('CQ-7: is named for each agency, by itself and by no other member of staff', async () => {
    for (const as of ['agency-clerk', 'agency-reviewer', 'regulator', 'other-agency-principal'])
      expect((await host.call('PUT', path, { as, body: { persons } })).status, as).toBe(403);
    const without = [{ ...persons[0], role: 'data-opening' }];
    expect((await host.call('PUT', path, { as: 'agency-principal', body: { persons: without } })).status).toBe(400);
    await answered(host.call('PUT', path, { as: 'agency-principal', body: { persons } }));
    expect(await get(host, path, 'agency-clerk')).toMatchObject({ persons, clause: 'CQ-7' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { give, inbox, seen, stationsCsv, through } from '../acting.ts';
import { opened } from '../catalog/opening.ts';
import { deadline, dueDates, past, told } from '../deadlines.ts';
import { demand, pointersOf } from './demanding.ts';

// DZ-28.1: the regulator consults the source, and tells promptly what comes of it.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const consulted = async (over: object = {}): Promise<string> => {
  const { id } = await demand(host, { suggestedAgency: 'ecology-bureau', ...over });
  await through(host, id, ['regulator', 'pass']);
  return id;
};

describe('a demand', () => {
  it('DZ-28.1: goes to the regulator, who consults the source before anything is said', async () => {
    const { id } = await demand(host, { suggestedAgency: 'ecology-bureau' });
    expect((await give(host, id, 'agency-reviewer', { command: 'approve' })).status).toBe(409);
    await through(host, id, ['regulator', 'pass']);
    expect(await told(host, 'agency-reviewer', id)).toEqual(['arrived']);
    expect((await give(host, id, 'regulator', { command: 'approve' })).status).toBe(409);
    await through(host, id, ['agency-reviewer', 'refuse', { reason: '尚未归集' }]);
    expect(await seen(host, id)).toMatchObject({ state: 'open', stage: 'answer' });
  });

  it('DZ-28.1: of a district’s unit goes to the district’s regulator', async () => {
    const { id } = await demand(host, { suggestedAgency: 'tongchuan-water-company' });
    expect(await told(host, 'district-regulator', id)).toEqual(['arrived']);
    expect((await give(host, id, 'regulator', { command: 'pass' })).status).toBe(403);
  });

  it('DZ-28.1: what is unfit is told with its reasons', async () => {
    const id = await consulted();
    await through(host, id, ['agency-reviewer', 'refuse', { reason: '涉及商业秘密' }]);
    expect(pointersOf(await give(host, id, 'regulator', { command: 'refuse' }))).toEqual(['/reason']);
    const reason = '不符合开放条件:涉及商业秘密';
    expect(await through(host, id, ['regulator', 'refuse', { reason }])).toMatchObject({ outcome: 'refused' });
    expect((await inbox(host, 'citizen')).find(({ caseId }) => caseId === id)?.text).toContain(reason);
  });

  it('DZ-28.1: what isn’t determined yet is told so, with its reasons', async () => {
    const id = await consulted();
    await through(host, id, ['agency-reviewer', 'approve']);
    expect(pointersOf(await give(host, id, 'regulator', { command: 'return' }))).toEqual(['/reason']);
    const reason = '开放类型待分类分级后确定';
    expect(await through(host, id, ['regulator', 'return', { reason }])).toMatchObject({ outcome: 'undetermined' });
    const text = (await inbox(host, 'citizen')).find(({ caseId }) => caseId === id)?.text;
    expect(text).toContain('暂不确定开放类型');
    expect(text).toContain(reason);
  });

  it('DZ-28.1: what is fit is opened, by a dataset that is really open', async () => {
    const id = await consulted();
    await through(host, id, ['agency-reviewer', 'approve'], ['regulator', 'approve']);
    expect(await told(host, 'citizen', id)).toContain('answer');
    expect(pointersOf(await give(host, id, 'agency-reviewer', { command: 'pass' }))).toEqual(['/datasetId']);
    const datasetId = await opened(host, { entry: { title: '港口吞吐量' }, csv: stationsCsv });
    expect(await through(host, id, ['agency-reviewer', 'pass', { datasetId }])).toMatchObject({
      state: 'closed',
      outcome: 'opened',
      datasetId,
    });
    expect(await told(host, 'citizen', id)).toContain('result');
  });

  it('DZ-28.1: promptly is a service target, shown as one, reminded of and overdue; the task stays open', async () => {
    const { id } = await demand(host, { suggestedAgency: 'ecology-bureau' });
    expect(await dueDates(host, id)).toEqual([['DZ-28.1', '2026-11-09']]);
    await past(host, '2026-11-09T16:00:00Z');
    expect(await deadline(host, id, 'DZ-28.1')).toMatchObject({
      kind: 'service-target',
      remindedAt: '2026-11-05T16:00:00.000Z',
      overdueSince: '2026-11-09T16:00:00.000Z',
    });
    expect(await through(host, id, ['regulator', 'pass'])).toMatchObject({ state: 'open', stage: 'consultation' });
  });
});

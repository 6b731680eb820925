import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import { type CaseView, draft, give, inbox, published, running, seen, stationsCsv, through } from '../acting.ts';
import { opened } from '../catalog/opening.ts';
import { deadline, dueDates, past, told } from '../deadlines.ts';
import { demand, demandList, pointersOf } from './demanding.ts';

// QD-18: data that isn't open yet, from the demand to its opening. November 2026 has no holidays.

let host: HostProcess;
let id: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'qingdao', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

describe('the municipal regulator reviews', () => {
  it('QD-18a: a form that lacks something is refused with each place named', async () => {
    const refused = await host.call<Problem>('POST', '/v1/demands', { as: 'citizen', body: { title: '港口吞吐量' } });
    expect(refused.status).toBe(400);
    expect(pointersOf(refused)).toEqual(['/description', '/purpose']);
  });

  it('QD-18a: the regulator has five working days from receipt, and the agency nothing to say yet', async () => {
    ({ id } = await demand(host, { suggestedAgency: 'ecology-bureau' }));
    expect(await dueDates(host, id)).toEqual([['QD-18a', '2026-11-09']]);
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
    expect((await give(host, id, 'agency-reviewer', { command: 'approve' })).status).toBe(409);
    expect((await give(host, id, 'district-regulator', { command: 'pass' })).status).toBe(403);
  });

  it('QD-18a: what isn’t passed is returned, with all reasons', async () => {
    const { id: unclear } = await demand(host, { title: '一些数据' });
    const bare = await give(host, unclear, 'regulator', { command: 'return' });
    expect(bare.status).toBe(400);
    expect(pointersOf(bare)).toEqual(['/reasons']);
    const reasons = ['未写明数据内容', '未写明用途'];
    expect(await through(host, unclear, ['regulator', 'return', { reasons }])).toMatchObject({
      state: 'closed',
      outcome: 'returned',
      reasons,
    });
    expect(
      (await inbox(host, 'citizen')).find(({ caseId, kind }) => caseId === unclear && kind === 'reasons')?.text,
    ).toMatch(/未写明数据内容.*未写明用途/);
  });

  it('QD-18a: the pass takes it to the unit suggested, and names one where none is', async () => {
    const { id: nobodys } = await demand(host, { title: '渔船停靠' });
    const bare = await give(host, nobodys, 'regulator', { command: 'pass' });
    expect(bare.status).toBe(400);
    expect(pointersOf(bare)).toEqual(['/agency']);
    const passed = await through(host, nobodys, ['regulator', 'pass', { agency: 'civil-affairs-bureau' }]);
    expect(passed).toMatchObject({ stage: 'agency-review' });
    expect(await told(host, 'other-agency-clerk', nobodys)).toEqual(['arrived']);
    expect((await give(host, nobodys, 'agency-reviewer', { command: 'approve' })).status).toBe(403);
    expect(await told(host, 'agency-reviewer', nobodys)).toEqual([]);
  });
});

describe('the agency answers', () => {
  it('QD-18b: ten working days from the transfer; it is reminded on the seventh and overdue after the tenth, and the task stays open', async () => {
    await host.moveTo('2026-11-04T02:00:00Z');
    await through(host, id, ['regulator', 'pass']);
    expect(await deadline(host, id, 'QD-18b')).toMatchObject({ startedOn: '2026-11-04', dueOn: '2026-11-18' });
    await past(host, '2026-11-12T16:00:00Z');
    expect((await deadline(host, id, 'QD-18b')).remindedAt).toBe('2026-11-12T16:00:00.000Z');
    await past(host, '2026-11-18T16:00:00Z');
    expect((await deadline(host, id, 'QD-18b')).overdueSince).toBe('2026-11-18T16:00:00.000Z');
    expect(await told(host, 'regulator', id)).toContain('overdue');
    expect(await seen(host, id)).toMatchObject({ state: 'open', stage: 'agency-review' });
  });

  it('QD-18c: data that can’t be opened is refused with reasons, never without', async () => {
    const { id: closed } = await demand(host, { suggestedAgency: 'ecology-bureau' });
    await through(host, closed, ['regulator', 'pass']);
    const bare = await give(host, closed, 'agency-reviewer', { command: 'refuse' });
    expect(bare.status).toBe(400);
    expect(pointersOf(bare)).toEqual(['/reason']);
    await through(host, closed, ['agency-reviewer', 'refuse', { reason: '涉及商业秘密,不予开放' }]);
    expect(await seen(host, closed)).toMatchObject({ outcome: 'refused', reasons: ['涉及商业秘密,不予开放'] });
    expect(await told(host, 'citizen', closed)).toContain('reasons');
  });

  it('QD-18b: the answer is told, and QD-18c: a clock gives twenty working days from it', async () => {
    await through(host, id, ['agency-reviewer', 'approve']);
    expect(await told(host, 'citizen', id)).toContain('answer');
    expect(await seen(host, id)).toMatchObject({ state: 'open', stage: 'opening' });
    expect(await deadline(host, id, 'QD-18c')).toMatchObject({ startedOn: '2026-11-19', dueOn: '2026-12-17' });
    expect((await running(host, id)).map(({ name }) => name)).toContainEqual(expect.stringContaining('QD-18c'));
  });
});

describe('the data is opened', () => {
  it('QD-18c: nothing ends the clock but a dataset that the unit has really opened', async () => {
    const unpublished = await draft(host, { title: '港口吞吐量草稿' });
    const closed = await opened(host, {
      entry: { title: '港口吞吐量(不予开放)', openness: 'closed', openingModes: [], legalBasis: '《港口法》第一条' },
    });
    const bare = await give(host, id, 'agency-reviewer', { command: 'pass' });
    expect(pointersOf(bare)).toEqual(['/datasetId']);
    for (const datasetId of [unpublished, closed]) {
      const refused = await give(host, id, 'agency-reviewer', { command: 'pass', datasetId });
      expect(refused.status).toBe(400);
      expect(pointersOf(refused)).toEqual(['/datasetId']);
    }
    await past(host, '2026-12-17T16:00:00Z');
    expect(await deadline(host, id, 'QD-18c')).toMatchObject({ overdueSince: '2026-12-17T16:00:00.000Z' });
    expect(await seen(host, id)).toMatchObject({ state: 'open', stage: 'opening' });
  });

  it('QD-18c: with it the demand is met, the clock ended, and who asked is told', async () => {
    const dataset = await published(host, { title: '港口吞吐量' }, stationsCsv);
    const met = await through(host, id, ['agency-reviewer', 'pass', { datasetId: dataset.id }]);
    expect(met).toMatchObject({ state: 'closed', outcome: 'opened', datasetId: dataset.id } as Partial<CaseView>);
    expect((await deadline(host, id, 'QD-18c')).endedAt).toBeDefined();
    expect(await told(host, 'citizen', id)).toContain('result');
  });
});

describe('the demand list', () => {
  it('shows what has passed its first review, whose data it is and what came of it, and nobody who asked', async () => {
    const { id: unread } = await demand(host, { title: '未经审核' });
    const list = await demandList(host);
    const met = list.items.find((item) => item.id === id);
    expect(met).toMatchObject({
      title: '港口吞吐量',
      of: 'public',
      agency: { id: 'ecology-bureau' },
      outcome: 'opened',
    });
    expect(list.items.map((item) => item.id)).not.toContain(unread);
    expect(JSON.stringify(list)).not.toContain('王小青');
    expect(JSON.stringify(list)).not.toContain('citizen');
    expect(list.items.some(({ outcome }) => outcome === 'returned')).toBe(false);
  });
});

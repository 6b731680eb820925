import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { type CaseView, get, give, type Page, seen, through } from '../acting.ts';
import { deadline, past, told } from '../deadlines.ts';
import { demand, demandList, pointersOf } from './demanding.ts';

// CQ-14: every year the public is asked what should be opened, and the list of demands is compiled with the agencies.

let host: HostProcess;
let call: string;
let wanted: string;
let unwanted: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

describe('the public is asked', () => {
  it('CQ-14c: the platform opens the year’s solicitation for the municipal regulator, and reminds of it', async () => {
    const { items } = await get<Page<CaseView>>(host, '/v1/cases?box=inbox&procedure=demand-solicitation', 'regulator');
    expect(items).toHaveLength(1);
    call = items[0]?.id ?? '';
    expect(await deadline(host, call, 'CQ-14c')).toMatchObject({ stage: 'preparation', dueOn: '2027-03-01' });
    expect((await give(host, call, 'district-regulator', { command: 'pass' })).status).toBe(403);
  });

  it('CQ-14c: the public call is there for everybody to see for as long as the regulator sets', async () => {
    expect((await demandList(host)).call).toBeUndefined();
    await through(host, call, ['regulator', 'pass', { days: 10 }]);
    expect((await demandList(host)).call).toEqual({ id: call, until: '2026-11-12T16:00:00.000Z', clause: 'CQ-14c' });
    expect((await seen(host, call, 'regulator')).allowedCommands).toEqual([]);
  });

  it('CQ-14c: anybody with an account answers it, and the call ends by itself', async () => {
    ({ id: wanted } = await demand(host));
    ({ id: unwanted } = await demand(host, { title: '住户姓名' }));
    await past(host, '2026-11-12T16:00:00Z');
    expect((await demandList(host)).call).toBeUndefined();
    expect(await seen(host, call)).toMatchObject({ state: 'open', stage: 'compilation' });
  });
});

describe('the list is compiled', () => {
  it('CQ-14c: each demand is assessed by the regulator together with the agency whose data it is about', async () => {
    expect(await told(host, 'regulator', wanted)).toEqual(['arrived']);
    const bare = await give(host, wanted, 'regulator', { command: 'pass' });
    expect(pointersOf(bare)).toEqual(['/agency']);
    for (const id of [wanted, unwanted]) await through(host, id, ['regulator', 'pass', { agency: 'ecology-bureau' }]);
    await through(host, wanted, ['agency-reviewer', 'approve']);
    expect(await seen(host, wanted)).toMatchObject({ state: 'open', stage: 'assessment' });
    expect(await through(host, wanted, ['regulator', 'approve'])).toMatchObject({ state: 'closed', outcome: 'listed' });
    const reason = '涉及个人隐私';
    expect(
      await through(host, unwanted, ['agency-reviewer', 'refuse', { reason }], ['regulator', 'refuse', { reason }]),
    ).toMatchObject({ state: 'closed', outcome: 'refused' });
  });

  it('CQ-14c: no clock runs on a single demand: the text sets none', async () => {
    expect((await seen(host, wanted)).deadlines).toEqual([]);
  });

  it('CQ-14c: the list follows from the demands, and the regulator’s review ends the year’s solicitation', async () => {
    const { items } = await demandList(host);
    expect(items.find(({ id }) => id === wanted)).toMatchObject({
      title: '港口吞吐量',
      agency: { id: 'ecology-bureau' },
      outcome: 'listed',
    });
    expect(items.map(({ id }) => id)).not.toContain(unwanted);
    expect(JSON.stringify(items)).not.toContain('王小青');
    expect(await through(host, call, ['regulator', 'pass'])).toMatchObject({ state: 'closed', outcome: 'listed' });
  });
});

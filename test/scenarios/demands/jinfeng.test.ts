import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { type CaseView, give, post, seen, through } from '../acting.ts';
import { told } from '../deadlines.ts';
import { aDemand, demandList, pointersOf } from './demanding.ts';

// JF-11 and JF-12: what a unit needs of another is asked of the centre, and of nobody else.

let host: HostProcess;
let id: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'jinfeng', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const unitDemand = (over: object = {}): Promise<CaseView> =>
  post(host, '/v1/demands', { as: 'other-agency-clerk', body: aDemand(over) });

describe('a unit’s demand', () => {
  it('JF-12: goes to the centre alone: the unit that holds the data is asked nothing, and the public has no such way', async () => {
    ({ id } = await unitDemand({ suggestedAgency: 'ecology-bureau' }));
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
    expect(await told(host, 'agency-reviewer', id)).toEqual([]);
    for (const command of ['pass', 'refuse', 'verify'])
      expect((await give(host, id, 'agency-principal', { command })).status).toBe(403);
    expect((await host.call('POST', '/v1/demands', { as: 'citizen', body: aDemand() })).status).toBe(403);
    const own = { as: 'agency-clerk', body: aDemand({ suggestedAgency: 'ecology-bureau' }) };
    expect((await host.call('POST', '/v1/demands', own)).status).toBe(403);
  });

  it('JF-11: is on the units’ list once the centre has passed it, led by the unit that demands', async () => {
    expect((await demandList(host, 'agency-clerk')).items).toEqual([]);
    await through(host, id, ['regulator', 'pass']);
    expect((await demandList(host, 'agency-clerk')).items).toMatchObject([
      { id, of: 'unit', agency: { id: 'ecology-bureau' }, ledBy: { id: 'civil-affairs-bureau' } },
    ]);
    expect((await demandList(host)).items).toEqual([]);
    expect(await told(host, 'agency-clerk', id)).toContain('told');
  });

  it('JF-11: what is built is led by the demanding unit together with the centre', async () => {
    expect(await told(host, 'other-agency-reviewer', id)).toContain('arrived');
    await through(host, id, ['other-agency-reviewer', 'verify']);
    expect(await seen(host, id)).toMatchObject({ state: 'open', stage: 'construction' });
    expect(await through(host, id, ['regulator', 'verify'])).toMatchObject({ state: 'closed', outcome: 'listed' });
  });

  it('JF-11: isn’t on the list where the centre refuses it, which takes a reason', async () => {
    const { id: refused } = await unitDemand();
    expect(pointersOf(await give(host, refused, 'regulator', { command: 'refuse' }))).toEqual(['/reason']);
    await through(host, refused, ['regulator', 'refuse', { reason: '与履职无关' }]);
    expect(await told(host, 'other-agency-clerk', refused)).toContain('reasons');
    expect((await demandList(host, 'agency-clerk')).items.map((item) => item.id)).toEqual([id]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  apply,
  type CaseView,
  conditionalSample,
  type DatasetView,
  get,
  give,
  inbox,
  linkTo,
  post,
  seen,
  through,
} from '../acting.ts';
import { grantedBy } from '../use/a-grant.ts';

// DZ-43: what follows a misuse of data, measure by measure, as its user lives through it.

let host: HostProcess;
let dataset: DatasetView;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
  dataset = await conditionalSample(host);
});
afterAll(() => host?.stop());

const because = { reason: '将数据用于约定之外的用途' };
const usePeriod = { from: '2026-11-01', to: '2028-10-31' };

interface Held {
  grantId: string;
  key: string;
}

/** A grant of its own for each test, with a key that names it alone. */
async function held(): Promise<Held> {
  const { grantId } = await grantedBy(host, 'dazhou', dataset.id, { usePeriod, reason: '研究', basis: '无' });
  const { key } = await post<{ key: string }>(host, '/v1/api-keys', {
    as: 'company',
    body: { name: '服务器', grants: [grantId] },
  });
  return { grantId, key };
}

const called = async ({ key }: Held): Promise<[number, string | undefined]> => {
  const { status, body } = await host.call<{ code?: string }>('GET', `/data/${dataset.id}?limit=1`, {
    headers: { Authorization: `DataKey ${key}` },
  });
  return [status, body.code];
};
const refused = [403, 'grant-not-active'];
const stateOf = async ({ grantId }: Held): Promise<string> =>
  (await get<{ state: string }>(host, `/v1/grants/${grantId}`, 'company')).state;
const report = ({ grantId }: Held, as = 'regulator'): Promise<CaseView> =>
  post(host, '/v1/violations', { as, body: { grantId, statement: '超出约定用途' } });

describe('a restriction', () => {
  let own: Held;
  let id: string;

  beforeAll(async () => {
    own = await held();
    id = (await report(own)).id;
  });

  it('DZ-43: a report alone restricts nothing', async () => {
    expect(await called(own)).toEqual([200, undefined]);
    expect(await seen(host, id)).toMatchObject({ procedure: 'violation', stage: 'decision' });
  });

  it('DZ-43: no measure without its reason', async () => {
    const { status, body } = await give(host, id, 'regulator', { command: 'restrict' });
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/reason']]);
    expect(await called(own)).toEqual([200, undefined]);
  });

  it('DZ-43: the user in question decides nothing, and neither does a stranger', async () => {
    expect((await give(host, id, 'company', { command: 'restrict', ...because })).status).toBe(403);
    expect((await give(host, id, 'resident', { command: 'restrict', ...because })).status).toBe(403);
  });

  it('DZ-43: restricted by the regulator, calls and downloads are refused at once and its user is told why', async () => {
    expect((await linkTo(host, dataset, 'company')).status).toBe(302);
    expect(await through(host, id, ['regulator', 'restrict', because])).toMatchObject({
      stage: 'rectification',
      outcome: 'restricted',
    });
    expect(await called(own)).toEqual(refused);
    expect((await linkTo(host, dataset, 'company')).status).toBe(403);
    expect(await stateOf(own)).toBe('restricted');
    const [message] = (await inbox(host, 'company')).filter(
      ({ caseId, kind }) => caseId === id && kind === 'restricted',
    );
    expect(message?.text).toContain(because.reason);
  });

  it('DZ-43: what its user has put right is verified, and access restored', async () => {
    await through(host, id, ['company', 'resubmit', { reason: '已停止并删除' }]);
    expect((await give(host, id, 'company', { command: 'verify' })).status).toBe(403);
    expect(await through(host, id, ['regulator', 'verify'])).toMatchObject({ state: 'closed', outcome: 'rectified' });
    expect(await called(own)).toEqual([200, undefined]);
    expect(await stateOf(own)).toBe('active');
  });
});

describe('the powers of each', () => {
  it('DZ-43: the unit whose data it is restricts and ends, but closes no channel', async () => {
    const own = await held();
    const { id } = await report(own, 'agency-clerk');
    expect((await give(host, id, 'agency-reviewer', { command: 'close', ...because })).status).toBe(403);
    await through(host, id, ['agency-reviewer', 'restrict', because]);
    expect(await called(own)).toEqual(refused);
  });

  it('DZ-43: a closed channel is all supply of that user, and of no other grant afterwards', async () => {
    const [one, two] = [await held(), await held()];
    const { id } = await report(one);
    await through(host, id, ['regulator', 'close', because]);
    expect([await called(one), await called(two)]).toEqual([refused, refused]);
    await through(host, id, ['company', 'resubmit', { reason: '已整改' }], ['regulator', 'verify']);
    expect([await called(one), await called(two)]).toEqual([
      [200, undefined],
      [200, undefined],
    ]);
  });

  it('DZ-43: another unit doesn’t learn of a grant by reporting it', async () => {
    const { grantId } = await held();
    const { status } = await host.call('POST', '/v1/violations', {
      as: 'other-agency-clerk',
      body: { grantId, statement: '试探' },
    });
    expect(status).toBe(404);
  });
});

describe('the end of an authorisation', () => {
  it('DZ-43: supply stops at once; after the time for an appeal the end is for good', async () => {
    const own = await held();
    const { id } = await report(own);
    expect(await through(host, id, ['regulator', 'end', because])).toMatchObject({
      stage: 'appeal-period',
      outcome: 'ended',
      deadlines: expect.arrayContaining([expect.objectContaining({ clause: 'DZ-43', kind: 'duration' })]),
    });
    expect(await called(own)).toEqual(refused);
    await host.advance('P61D');
    expect(await host.settled(id)).toMatchObject({ state: 'closed', outcome: 'ended' });
    expect([await stateOf(own), (await called(own))[0]]).toEqual(['ended', 403]);
    const mayApply = await apply(host, dataset.id, { usePeriod, reason: '研究', basis: '无' });
    expect(mayApply.state).toBe('open');
  });

  it('DZ-43: whoever appeals is heard by the government; found right, access is restored', async () => {
    const own = await held();
    const { id } = await report(own);
    await through(host, id, ['regulator', 'end', because], ['company', 'appeal', { reason: '系约定用途' }]);
    expect((await give(host, id, 'regulator', { command: 'restore', reason: '同意' })).status).toBe(403);
    expect(await through(host, id, ['government', 'restore', { reason: '不属违规' }])).toMatchObject({
      state: 'closed',
      outcome: 'dismissed',
    });
    expect(await called(own)).toEqual([200, undefined]);
  });

  it('DZ-43: an appeal that is dismissed makes the end final at once', async () => {
    const own = await held();
    const { id } = await report(own);
    await through(host, id, ['regulator', 'end', because], ['company', 'appeal', { reason: '系约定用途' }]);
    await through(host, id, ['government', 'unfounded', { reason: '违规属实' }]);
    expect(await stateOf(own)).toBe('ended');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { CallerName } from '../../builders/callers.ts';
import { openDataset } from '../../builders/dataset.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { anApplication, anObjection, casesOf, created, give, pointersOf, through } from './a-case.ts';

let p: TestPlatform;
let call: ReturnType<typeof casesOf>;
/** Two applications of two persons, one of them for a district's data, and an objection. */
let municipal: string;
let district: string;
let objection: string;

interface Page {
  total: number;
  page: number;
  pageSize: number;
  items: { id: string; procedure: string; deadlines: object[] }[];
}

beforeEach(async () => {
  p = testPlatform();
  call = casesOf(p);
  await openDataset(p);
  await openDataset(p, { id: 'homes', over: { publisher: 'laoshan-housing-bureau', district: 'laoshan' } });
  municipal = (await created(call('application', { as: 'company', body: anApplication() }))).id;
  p.pass(1);
  district = (await created(call('application', { as: 'resident', body: anApplication({ datasetId: 'homes' }) }))).id;
  p.pass(1);
  objection = (
    await created(call('objection', { as: 'company', body: anObjection({ datasetId: 'homes', kind: 'other' }) }))
  ).id;
});

async function list(as: CallerName, query: { [name: string]: string } = {}): Promise<Page> {
  const { status, body, text } = await call('list', { as, query });
  if (status !== 200) throw new Error(text);
  return body as Page;
}
const ids = async (as: CallerName, query = {}) => (await list(as, query)).items.map(({ id }) => id);
const outsiders = ['citizen', 'blacklisted', 'other-agency-clerk', 'operator', 'expert'] as const;

describe('box=mine', () => {
  it('is what I filed, newest first, and the box that is opened without a name', async () => {
    expect(await ids('company')).toEqual([objection, municipal]);
    expect(await ids('resident', { box: 'mine' })).toEqual([district]);
  });

  it("holds nothing of anybody else's, whatever their office", async () => {
    for (const as of ['regulator', 'auditor', 'agency-principal', 'district-clerk', ...outsiders] as const)
      expect(await ids(as), as).toEqual([]);
  });

  it('keeps what is closed', async () => {
    await through(p, municipal, ['company', 'withdraw']);
    expect(await ids('company')).toEqual([objection, municipal]);
  });
});

describe('box=inbox', () => {
  it('is what waits for me, what is due first at its head', async () => {
    expect(await ids('regulator', { box: 'inbox' })).toEqual([municipal, district]);
    expect(await ids('district-regulator', { box: 'inbox' })).toEqual([objection]);
    expect(await ids('district-clerk', { box: 'inbox' })).toEqual([objection]);
    expect(await ids('agency-reviewer', { box: 'inbox' })).toEqual([]);
  });

  it('goes on to whoever must act next', async () => {
    await through(p, municipal, ['regulator', 'pass']);
    expect(await ids('agency-reviewer', { box: 'inbox' })).toEqual([municipal]);
    expect(await ids('regulator', { box: 'inbox' })).toEqual([district]);
    await through(p, municipal, ['agency-reviewer', 'approve']);
    expect(await ids('company', { box: 'inbox' })).toEqual([municipal]);
    await through(p, municipal, ['company', 'sign']);
    expect(await ids('company', { box: 'inbox' })).toEqual([]);
    expect(await ids('agency-principal', { box: 'inbox' })).toEqual([municipal]);
  });

  it('is empty for outsiders and for the auditor', async () => {
    for (const as of ['auditor', ...outsiders] as const) expect(await ids(as, { box: 'inbox' }), as).toEqual([]);
  });

  it('QD-8: holds what is overdue below the supervising regulator, from the due instant on', async () => {
    await through(p, municipal, ['regulator', 'pass']);
    p.setNow('2026-10-12T15:59:59Z');
    expect(await ids('regulator', { box: 'inbox' })).not.toContain(municipal);
    p.setNow('2026-10-12T16:00:00Z');
    expect(await ids('regulator', { box: 'inbox' })).toContain(municipal);
    expect(await ids('regulator', { box: 'inbox', overdue: 'true', procedure: 'objection' })).toEqual([objection]);
    expect(await ids('district-regulator', { box: 'inbox' })).toEqual([district, objection]);
    expect(await ids('agency-reviewer', { box: 'inbox' })).toEqual([municipal]);
  });
});

describe('box=all', () => {
  it('is what I may see: the municipal regulator and the auditor everything', async () => {
    for (const as of ['regulator', 'auditor'] as const)
      expect(await ids(as, { box: 'all' }), as).toEqual([objection, district, municipal]);
  });

  it("is for a district's regulator its district, and for an agency its own", async () => {
    expect(await ids('district-regulator', { box: 'all' })).toEqual([objection, district]);
    expect(await ids('district-clerk', { box: 'all' })).toEqual([objection, district]);
    expect(await ids('agency-clerk', { box: 'all' })).toEqual([municipal]);
  });

  it('is for whoever holds no office what they filed', async () => {
    expect(await ids('company', { box: 'all' })).toEqual([objection, municipal]);
    for (const as of outsiders) expect(await ids(as, { box: 'all' }), as).toEqual([]);
  });
});

describe('a list', () => {
  it('asks for a sign-in: 401', async () => {
    expect(await call('list')).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
  });

  it('is filtered by procedure and state', async () => {
    await through(p, municipal, ['company', 'withdraw']);
    expect(await ids('regulator', { box: 'all', procedure: 'application' })).toEqual([district, municipal]);
    expect(await ids('regulator', { box: 'all', state: 'closed' })).toEqual([municipal]);
    expect(await ids('regulator', { box: 'all', state: 'open', procedure: 'application' })).toEqual([district]);
  });

  it('is filtered by what is overdue, derived from the due instant, with or without a mark', async () => {
    expect(await ids('regulator', { box: 'all', overdue: 'true' })).toEqual([]);
    p.setNow('2026-09-29T16:00:00Z'); // 24:00 of the fifth working day, 25 September being 中秋节
    expect(await ids('regulator', { box: 'all', overdue: 'true' })).toEqual([district, municipal]);
    expect(await ids('regulator', { box: 'all', overdue: 'false' })).toEqual([objection]);
    expect(await ids('company', { overdue: 'true' })).toEqual([municipal]);
  });

  it('no longer counts as overdue what was decided late', async () => {
    p.setNow('2026-09-30T01:00:00Z');
    await give(p, municipal, 'regulator', { command: 'pass' });
    expect(await ids('company', { overdue: 'true' })).toEqual([]);
  });

  it('comes in pages', async () => {
    const first = await list('regulator', { box: 'all', pageSize: '2' });
    expect(first).toMatchObject({ total: 3, page: 1, pageSize: 2, items: [{ id: objection }, { id: district }] });
    const second = await list('regulator', { box: 'all', pageSize: '2', page: '2' });
    expect(second).toMatchObject({ total: 3, page: 2, pageSize: 2, items: [{ id: municipal }] });
    expect(await list('regulator', { box: 'all', page: '9' })).toMatchObject({ total: 3, page: 9, items: [] });
    expect(await list('regulator')).toMatchObject({ total: 0, page: 1, pageSize: 20 });
  });

  it('names every fault of its query at once', async () => {
    const query = { box: 'yours', procedure: 'trial', state: 'ajar', overdue: 'yes', page: '0', pageSize: '101' };
    const refused = await call('list', { as: 'company', query });
    expect(refused.status).toBe(400);
    expect(pointersOf(refused).sort()).toEqual([
      'query/box',
      'query/overdue',
      'query/page',
      'query/pageSize',
      'query/procedure',
      'query/state',
    ]);
  });

  it('gives each case briefly: its deadlines without the days that explain them', async () => {
    const [item] = (await list('resident')).items;
    expect(item).not.toHaveProperty('timeline');
    expect(item?.deadlines[0]).toMatchObject({ clause: 'QD-17.2a', dueOn: '2026-09-29' });
    expect(item?.deadlines[0]).not.toHaveProperty('explain');
  });

  it('reads more than a hundred cases', async () => {
    for (let n = 0; n < 130; n++) {
      const { id } = await created(call('objection', { as: 'citizen', body: anObjection() }));
      await through(p, id, ['citizen', 'withdraw']);
    }
    const page = await list('citizen', { pageSize: '100', page: '2' });
    expect([page.total, page.items.length]).toEqual([130, 30]);
  });
});

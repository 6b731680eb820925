import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  anEntry,
  type CaseView,
  draft,
  get,
  give,
  inbox,
  type Page,
  prepare,
  seen,
  submit,
  through,
  upload,
} from '../acting.ts';

// QD-8: two levels of regulator. A unit of Laoshan submits, a municipal unit submits, and each goes to its own.

let host: HostProcess;
let district: CaseView;
let municipal: CaseView;

beforeAll(async () => {
  host = await startHostProcess({ city: 'qingdao', clockStart: '2026-11-02' });
  const submitted = async (as: string, title: string): Promise<CaseView> => {
    const id = await draft(host, anEntry({ title }), as);
    await prepare(host, id, await upload(host, id, undefined, as), as);
    return submit(host, id, as);
  };
  district = await submitted('district-clerk', '崂山区房屋');
  municipal = await submitted('agency-clerk', '全市水质');
});
afterAll(() => host?.stop());

const listed = async (as: string, box: 'all' | 'inbox'): Promise<string[]> =>
  (await get<Page<{ id: string }>>(host, `/v1/cases?box=${box}&pageSize=100`, as)).items.map(({ id }) => id);

describe('a regulator', () => {
  it('QD-8: of a district sees its district’s cases and no others, in lists and one by one', async () => {
    expect(await listed('district-regulator', 'all')).toContain(district.id);
    expect(await listed('district-regulator', 'all')).not.toContain(municipal.id);
    expect((await host.call('GET', `/v1/cases/${municipal.id}`, { as: 'district-regulator' })).status).toBe(403);
    const { status } = await host.call('GET', `/v1/cases/${municipal.id}/audit`, { as: 'district-regulator' });
    expect(status).toBe(403);
  });

  it('QD-8: of a district decides in its district’s cases only, the municipal one in the city’s', async () => {
    expect(await listed('district-regulator', 'inbox')).toContain(district.id);
    expect(await listed('regulator', 'inbox')).not.toContain(district.id);
    expect((await give(host, municipal.id, 'district-regulator', { command: 'pass' })).status).toBe(403);
    expect((await give(host, district.id, 'regulator', { command: 'pass' })).status).toBe(403);
    expect(await through(host, municipal.id, ['regulator', 'pass'])).toMatchObject({ outcome: 'published' });
  });

  it('QD-8: of the city supervises the districts: it sees their cases, and has in its inbox what they are late with', async () => {
    expect(await listed('regulator', 'all')).toEqual(expect.arrayContaining([district.id, municipal.id]));
    expect((await seen(host, district.id, 'regulator')).stage).toBe('formal-review');
    await host.moveTo('2026-11-05T01:00:00+08:00');
    expect(await listed('regulator', 'inbox')).toContain(district.id);
    const told = (await inbox(host, 'regulator')).filter(({ caseId }) => caseId === district.id);
    expect(told.map(({ kind }) => kind)).toContain('overdue');
    expect((await give(host, district.id, 'regulator', { command: 'pass' })).status).toBe(403);
  });

  it('QD-8: of a district has its own level of the catalog', async () => {
    await through(host, district.id, ['district-regulator', 'pass']);
    const { items } = await get<Page<{ title: string }>>(host, '/v1/datasets?district=laoshan&pageSize=100');
    expect(items.map(({ title }) => title)).toContain('崂山区房屋');
    expect(items.map(({ title }) => title)).not.toContain('全市水质');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  answered,
  type CaseView,
  type DatasetView,
  get,
  give,
  object,
  type Page,
  prepare,
  published,
  seen,
  through,
  upload,
} from '../acting.ts';
import { deadline, dueDates, past, told } from '../deadlines.ts';

// CQ-22: 校核, with its extension by the head of the agency. November 2026 has no holidays.

let host: HostProcess;
let dataset: DatasetView;
let id: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-11-02' });
  dataset = await published(host, { title: '校核之例' });
  ({ id } = await object(host, dataset.id, 'error'));
});
afterAll(() => host?.stop());

const offered = async (): Promise<string[]> =>
  (await seen(host, id, 'agency-reviewer')).allowedCommands.map(({ command }) => command);

const ask = (days: number, as = 'agency-reviewer') =>
  give(host, id, as, { command: 'request-extension', days, reason: '数据量大' });

describe('an application for verification', () => {
  it('CQ-22a: comes to the agency, which has ten working days from the day of receipt', async () => {
    expect(await dueDates(host, id)).toEqual([['CQ-22a', '2026-11-16']]);
    expect(await told(host, 'agency-reviewer', id)).toEqual(['arrived']);
    expect((await seen(host, id, 'agency-reviewer')).stage).toBe('verification');
  });

  it('CQ-22a: data that is doubted stays open meanwhile', async () => {
    expect((await get<DatasetView>(host, `/v1/datasets/${dataset.id}`)).state).toBe('published');
  });

  it('CQ-22c: the municipal regulator sees it, though it waits for the agency; a district’s and others don’t', async () => {
    const { items } = await get<Page<CaseView>>(host, '/v1/cases?box=all&procedure=objection', 'regulator');
    expect(items.map((kase) => kase.id)).toEqual([id]);
    const statusFor = async (as: string) => (await host.call('GET', `/v1/cases/${id}`, { as })).status;
    expect(await statusFor('regulator')).toBe(200);
    for (const as of ['district-regulator', 'other-agency-clerk', 'resident', 'operator'])
      expect(await statusFor(as), as).toBe(403);
    expect((await give(host, id, 'regulator', { command: 'unfounded', reason: '?' })).status).toBe(403);
  });
});

describe('its extension', () => {
  it('CQ-22b: is by ten working days at most, and asked for by the agency', async () => {
    expect((await ask(11)).body).toMatchObject({ code: 'not-now', detail: expect.stringContaining('CQ-22b') });
    expect((await ask(10, 'citizen')).status).toBe(403);
    expect(await offered()).toContain('request-extension');
    expect((await ask(10)).status).toBe(200);
    expect(await offered()).not.toContain('request-extension');
    expect(await dueDates(host, id)).toEqual([['CQ-22a', '2026-11-16']]);
  });

  it('CQ-22b: takes the consent of the principal, and of nobody else', async () => {
    for (const as of ['agency-reviewer', 'agency-clerk', 'regulator'])
      expect((await give(host, id, as, { command: 'grant-extension' })).status, as).toBe(403);
    await answered(give(host, id, 'agency-principal', { command: 'grant-extension' }));
    expect(await dueDates(host, id)).toEqual([['CQ-22a', '2026-11-30']]);
    expect(await deadline(host, id, 'CQ-22a')).toMatchObject({ extendedBy: 10 });
  });

  it('CQ-22b: is given once, and not offered again', async () => {
    expect((await ask(1)).body).toMatchObject({ code: 'not-now' });
    expect(await offered()).not.toContain('request-extension');
  });

  it('CQ-22b: the first due date passes without anybody being late', async () => {
    await past(host, '2026-11-16T16:00:00Z');
    expect(await deadline(host, id, 'CQ-22a')).not.toHaveProperty('overdueSince');
  });
});

describe('the end of the period', () => {
  it('CQ-22a: the agency is reminded of the extended one', async () => {
    await past(host, '2026-11-23T16:00:00Z');
    expect(await told(host, 'agency-principal', id)).toContain('reminded');
  });

  it('CQ-22c: when it has passed, that comes before the municipal regulator, who supervises it', async () => {
    await past(host, '2026-11-30T16:00:00Z');
    expect(await deadline(host, id, 'CQ-22a')).toMatchObject({ overdueSince: '2026-11-30T16:00:00.000Z' });
    const late = await get<Page<CaseView>>(host, '/v1/cases?box=inbox&overdue=true', 'regulator');
    expect(late.items.map((kase) => kase.id)).toEqual([id]);
    expect(await told(host, 'regulator', id)).toContain('overdue');
  });

  it('CQ-22a: a late finding still counts: the error is corrected and the applicant told', async () => {
    await prepare(host, dataset.id, await upload(host, dataset.id, '站位,月份,溶解氧\r\n胶州湾,1,6.2\r\n'));
    expect((await give(host, id, 'agency-reviewer', { command: 'confirm-error' })).status).toBe(400);
    await through(host, id, ['agency-reviewer', 'confirm-error', { reason: '抄录有误' }]);
    expect(await seen(host, id)).toMatchObject({ state: 'closed', outcome: 'upheld', reasons: ['抄录有误'] });
    expect((await host.call<object[]>('GET', `/data/${dataset.id}`, { as: 'citizen' })).body).toEqual([
      { 站位: '胶州湾', 月份: 1, 溶解氧: 6.2 },
    ]);
    expect(await told(host, 'citizen', id)).toContain('result');
  });
});

describe('an extension that nobody answers', () => {
  it('CQ-22b: is not to be had any more once the period has ended', async () => {
    const other = await object(host, dataset.id, 'omission', 'resident');
    await answered(give(host, other.id, 'agency-reviewer', { command: 'request-extension', days: 5, reason: '复杂' }));
    await past(host, (await deadline(host, other.id, 'CQ-22a')).dueAt);
    expect((await give(host, other.id, 'agency-principal', { command: 'grant-extension' })).body).toMatchObject({
      code: 'not-now',
    });
    expect(await deadline(host, other.id, 'CQ-22a')).toMatchObject({ overdueSince: expect.any(String) });
  });
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../builders/host.ts';
import { answered, type CaseView, get, give, post } from './acting.ts';

// A fifth city is one file: the laptop serves it from that file alone, under rules unlike the others'.
const file = join(import.meta.dirname, '../cities/made-up/yunzhou.ts');

let host: HostProcess;
beforeAll(async () => {
  host = await startHostProcess({ city: file, clockStart: '2026-09-21T01:00:00Z' });
}, 120_000);
afterAll(() => host.stop());

const read = (id: string, as: string): Promise<CaseView> => get(host, `/v1/cases/${id}`, as);
const given = (id: string, as: string, command: object): Promise<CaseView> =>
  answered<CaseView>(give(host, id, as, command));

const applied = async (): Promise<string> => {
  const { items } = await get<{ items: { id: string }[] }>(host, '/v1/datasets?openness=conditional', 'company');
  const body = {
    datasetId: items[0]?.id,
    purpose: '研究气象要素',
    scenario: '内部预报',
    safeguards: '专人保管',
    usePeriod: { from: '2026-10-01', to: '2027-09-30' },
    commitment: true,
  };
  return (await post<CaseView>(host, '/v1/applications', { as: 'citizen', body })).id;
};

it('its own actors have put its samples before the public: experts first, then the government', async () => {
  const { items } = await get<{ items: { id: string; procedure: string }[] }>(host, '/v1/cases?box=all', 'auditor');
  const publication = items.find(({ procedure }) => procedure === 'publication');
  const { outcome, timeline } = await read(publication?.id ?? '', 'auditor');

  expect(outcome).toBe('published');
  expect(timeline.flatMap(({ by, command }) => (command === undefined ? [] : [`${by}: ${command}`]))).toEqual([
    'expert: verify',
    'government: approve',
  ]);
});

it('tells its own regulation', async () => {
  expect(await get(host, '/v1/about')).toMatchObject({ city: 'yunzhou', regulation: '《云州市公共数据条例》' });
  expect((await host.call('POST', '/v1/objections', { as: 'citizen', body: {} })).status).toBe(404);
});

describe('an application', () => {
  let id: string;
  beforeAll(async () => {
    id = await applied();
  });

  it('is filed by whoever is registered, and has twenty days on the calendar', async () => {
    expect((await read(id, 'citizen')).deadlines).toMatchObject([
      { clause: 'YZ-5.1', unit: 'calendar-day', dueOn: '2026-10-12', targetOn: '2026-10-10' },
    ]);
  });

  it('stands still while experts have it, as its clause allows', async () => {
    await host.moveTo('2026-09-23T02:00:00Z');
    await given(id, 'regulator', { command: 'refer', reason: '请评估' });
    await host.moveTo('2026-11-15T02:00:00Z');
    const [waiting] = (await read(id, 'citizen')).deadlines;
    expect(waiting).toMatchObject({ suspendedSince: '2026-09-23' });
    expect(waiting).not.toHaveProperty('overdueSince');

    await given(id, 'expert', { command: 'advise', reason: '可以开放' });
    // One day was counted before; the other nineteen begin on 16 November.
    expect((await read(id, 'citizen')).deadlines).toMatchObject([{ dueOn: '2026-12-04' }]);
  });

  it('is extended to forty-five days in all by the government alone', async () => {
    await given(id, 'agency-reviewer', { command: 'request-extension', days: 25, reason: '数据量大' });
    expect((await give(host, id, 'agency-principal', { command: 'grant-extension' })).status).toBe(403);
    const { deadlines } = await given(id, 'government', { command: 'grant-extension' });

    expect(deadlines).toMatchObject([{ extendedBy: 25, dueOn: '2026-12-29' }]);
  });

  it('is decided by both together, and then two agreements are signed, each by both', async () => {
    await given(id, 'agency-reviewer', { command: 'approve' });
    expect((await read(id, 'citizen')).stage).toBe('joint-review');
    const { stage, agreementId: first } = await given(id, 'regulator', { command: 'approve' });
    expect(stage).toBe('confidentiality');

    await given(id, 'citizen', { command: 'sign' });
    const { stage: then, agreementId: second } = await given(id, 'agency-reviewer', { command: 'sign' });
    expect(then).toBe('use');
    expect(second).not.toBe(first);

    await given(id, 'citizen', { command: 'sign' });
    await given(id, 'agency-principal', { command: 'sign' });
    expect(await host.settled(id)).toMatchObject({ state: 'closed', outcome: 'granted' });

    for (const [agreement, title] of [
      [first, '公共数据保密协议'],
      [second, '公共数据开放利用协议'],
    ]) {
      const { text, signatures } = await get<{ text: string; signatures: unknown[] }>(
        host,
        `/v1/agreements/${agreement}`,
        'citizen',
      );
      expect(text).toContain(title);
      expect(signatures).toHaveLength(2);
    }
  });
});

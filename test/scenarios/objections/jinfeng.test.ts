import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  answered,
  type CaseView,
  type DatasetView,
  get,
  give,
  object,
  post,
  prepare,
  published,
  seen,
  through,
  upload,
} from '../acting.ts';
import { deadline, dueDates, past, told } from '../deadlines.ts';

// JF-19: 发现、反馈、修正、校验, between units. November 2026 has no holidays, Ningxia's neither.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'jinfeng', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const report = (dataset: DatasetView, kind = 'error'): Promise<CaseView> =>
  object(host, dataset.id, kind, 'other-agency-clerk');
/** The region's notice for 2026, as its government might give it: proposed by the operator, confirmed by the centre. */
async function publishFestivals(): Promise<void> {
  const days = [
    ['2026-03-20', '开斋节'],
    ['2026-03-21', '开斋节'],
    ['2026-05-27', '古尔邦节'],
    ['2026-05-28', '古尔邦节'],
  ];
  const notice = {
    layer: 'region',
    source: '自治区人民政府办公厅关于2026年部分节假日安排的通知(示例)',
    holidays: days.map(([date, name]) => ({ date, name })),
    makeUpDays: [],
  };
  await post(host, '/v1/calendar/2026', { as: 'operator', body: notice });
  await answered(host.call('POST', '/v1/calendar/2026/confirm', { as: 'regulator', body: { layer: 'region' } }));
}

const corrected = (value: string) => `站位,月份,溶解氧\r\n胶州湾,1,${value}\r\n`;

describe('problem data', () => {
  let dataset: DatasetView;
  let id: string;

  beforeAll(async () => {
    dataset = await published(host, { title: '问题数据之例' });
  });

  it('JF-19a: is reported by units that use it, to the centre; not by the public nor by the unit itself', async () => {
    const body = { datasetId: dataset.id, kind: 'error', statement: '数值有误' };
    for (const as of ['citizen', 'company', 'agency-clerk'])
      expect((await host.call('POST', '/v1/objections', { as, body })).status, as).toBe(403);
    ({ id } = await report(dataset));
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
    expect(await seen(host, id)).toMatchObject({ stage: 'forwarding' });
  });

  it('JF-19b: the responsible unit has five working days from its feedback; the State Council’s ten run beside', async () => {
    await through(host, id, ['regulator', 'pass']);
    expect(await seen(host, id)).toMatchObject({ stage: 'handling' });
    expect((await dueDates(host, id)).slice(1)).toEqual([
      ['JF-19b', '2026-11-09'],
      ['ZW-26', '2026-11-16'],
    ]);
  });

  it('JF-19b: is lengthened to fifteen in all, after the centre’s review', async () => {
    const ask = (days: number) =>
      give(host, id, 'agency-reviewer', { command: 'request-extension', days, reason: '须重新采集' });
    expect((await ask(11)).body).toMatchObject({ code: 'not-now', detail: expect.stringContaining('10') });
    expect((await ask(10)).status).toBe(200);
    expect((await give(host, id, 'agency-principal', { command: 'grant-extension' })).status).toBe(403);
    await answered(give(host, id, 'regulator', { command: 'grant-extension' }));
    expect((await deadline(host, id, 'JF-19b')).dueOn).toBe('2026-11-23');
  });

  it('JF-19b: until Ningxia’s festivals of the year are published, the date is provisional and nobody late', async () => {
    await past(host, '2026-11-16T16:00:00Z');
    expect(await deadline(host, id, 'ZW-26')).toMatchObject({ provisional: true });
    expect(await deadline(host, id, 'ZW-26')).not.toHaveProperty('overdueSince');
  });

  it('JF-19b: that it exceeds the higher law’s ten days is seen on the case', async () => {
    await publishFestivals();
    expect(await deadline(host, id, 'ZW-26')).toMatchObject({ overdueSince: '2026-11-16T16:00:00.000Z' });
    expect(await deadline(host, id, 'JF-19b')).not.toHaveProperty('overdueSince');
  });

  it('JF-19b: reminded and then overdue, it waits still', async () => {
    await past(host, '2026-11-23T16:00:00Z');
    expect(await deadline(host, id, 'JF-19b')).toMatchObject({
      remindedAt: expect.any(String),
      overdueSince: '2026-11-23T16:00:00.000Z',
    });
    expect(await told(host, 'regulator', id)).toContain('overdue');
    expect(await seen(host, id)).toMatchObject({ stage: 'handling' });
  });

  it('JF-19a: what is corrected is verified by who reported it, or sent back with all reasons', async () => {
    await prepare(host, dataset.id, await upload(host, dataset.id, corrected('6.3')));
    await through(host, id, ['agency-reviewer', 'confirm-error', { reason: '仪器故障' }]);
    expect(await seen(host, id)).toMatchObject({ stage: 'acceptance', state: 'open' });
    expect((await give(host, id, 'agency-reviewer', { command: 'verify' })).status).toBe(403);
    const back = (more: object) => give(host, id, 'other-agency-clerk', { command: 'return', ...more });
    expect((await back({})).status).toBe(400);
    await answered(back({ reasons: ['数值仍不符', '缺少二月'] }));
    expect(await host.settled<CaseView>(id)).toMatchObject({ stage: 'handling' });
    expect((await deadline(host, id, 'JF-19b')).startedOn).toBe('2026-11-24');
  });

  it('JF-19b: sent back after its fifteen days it has five to be put right in, and no more', async () => {
    expect(await deadline(host, id, 'JF-19b')).toMatchObject({ dueOn: '2026-12-01' });
    const asked = await give(host, id, 'agency-reviewer', { command: 'request-extension', days: 1, reason: '再采集' });
    expect(asked).toMatchObject({
      status: 409,
      body: { code: 'not-now', detail: expect.stringContaining('不能再延长') },
    });
  });

  it('JF-19a: closed only when it is verified, and on record as late', async () => {
    await prepare(host, dataset.id, await upload(host, dataset.id, corrected('6.2')));
    await through(
      host,
      id,
      ['agency-reviewer', 'confirm-error', { reason: '已重新采集' }],
      ['other-agency-clerk', 'verify'],
    );
    const kase = await seen(host, id);
    expect(kase).toMatchObject({ state: 'closed', outcome: 'upheld' });
    expect(kase.deadlines.filter(({ clause }) => clause === 'JF-19b').map(({ overdueSince }) => overdueSince)).toEqual([
      '2026-11-23T16:00:00.000Z',
      undefined,
    ]);
    const { body } = await host.call<object[]>('GET', `/data/${dataset.id}`);
    expect(body).toEqual([{ 站位: '胶州湾', 月份: 1, 溶解氧: 6.2 }]);
  });
});

describe('an urgent problem', () => {
  it('JF-19b: gets the days that the centre sets as it forwards it, never more than five', async () => {
    const dataset = await published(host, { title: '紧急问题之例' });
    const urgent = await report(dataset);
    await through(host, urgent.id, ['regulator', 'pass', { days: 1 }]);
    expect(await deadline(host, urgent.id, 'JF-19b')).toMatchObject({ length: 1, dueOn: '2026-11-25' });
    await past(host, '2026-11-25T16:00:00Z');
    expect(await deadline(host, urgent.id, 'JF-19b')).toMatchObject({ overdueSince: '2026-11-25T16:00:00.000Z' });

    const calm = await report(await published(host, { title: '不急问题之例' }));
    await through(host, calm.id, ['regulator', 'pass', { days: 30 }]);
    expect(await deadline(host, calm.id, 'JF-19b')).toMatchObject({ length: 5 });
  });
});

describe('what infringes business secrets or privacy', () => {
  it('JF-19a: is taken out by its unit, and that too is verified', async () => {
    const dataset = await published(host, { title: '侵权问题之例' });
    const { id } = await report(dataset, 'infringement');
    await through(
      host,
      id,
      ['regulator', 'pass'],
      ['agency-reviewer', 'confirm-infringement', { reason: '含个人隐私' }],
    );
    expect(await seen(host, id)).toMatchObject({ stage: 'acceptance' });
    expect((await get<DatasetView>(host, `/v1/datasets/${dataset.id}`)).state).toBe('taken-down');
    expect(await through(host, id, ['other-agency-clerk', 'verify'])).toMatchObject({ state: 'closed' });
  });
});

describe('a problem that is sent back early', () => {
  it('JF-19b: is extended to fifteen days in all from the first feedback, not from when it was sent back', async () => {
    const dataset = await published(host, { title: '早退回问题之例' });
    const { id } = await report(dataset);
    await through(host, id, ['regulator', 'pass']);
    const { startedOn } = await deadline(host, id, 'JF-19b');
    expect(startedOn).toBe('2026-11-26');
    await host.moveTo('2026-11-30T02:00:00Z');
    await prepare(host, dataset.id, await upload(host, dataset.id, corrected('6.1')));
    await through(
      host,
      id,
      ['agency-reviewer', 'confirm-error', { reason: '笔误' }],
      ['other-agency-clerk', 'return', { reasons: ['仍不符'] }],
    );
    expect(await deadline(host, id, 'JF-19b')).toMatchObject({ startedOn: '2026-11-30', dueOn: '2026-12-07' });
    const ask = (days: number) =>
      give(host, id, 'agency-reviewer', { command: 'request-extension', days, reason: '须重新采集' });
    expect((await ask(9)).body).toMatchObject({ code: 'not-now', detail: expect.stringContaining('8') });
    await answered(ask(8));
    await answered(give(host, id, 'regulator', { command: 'grant-extension' }));
    // Fifteen working days from 26 November.
    expect((await deadline(host, id, 'JF-19b')).dueOn).toBe('2026-12-17');
  });
});

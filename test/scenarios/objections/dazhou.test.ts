import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  type DatasetView,
  follow,
  get,
  give,
  linkTo,
  object,
  prepare,
  published,
  seen,
  through,
  upload,
} from '../acting.ts';
import { deadline, dueDates, past, told } from '../deadlines.ts';

// DZ-28.2 and DZ-16.2: objections, and the correction of one's own data over the National Day holidays.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-09-04' });
});
afterAll(() => host?.stop());

const stateOf = async (id: string) => (await get<DatasetView>(host, `/v1/datasets/${id}`)).state;
const corrected = '站位,月份,溶解氧\r\n胶州湾,1,6.2\r\n';

describe('correction of one’s own data', () => {
  let dataset: DatasetView;
  let id: string;

  beforeAll(async () => {
    dataset = await published(host, { title: '自身数据之例' });
    ({ id } = await object(host, dataset.id, 'own-data', 'resident'));
  });

  it('DZ-16.2: has thirty calendar days: the target on the last working day, due on the next after the holidays', async () => {
    expect(await deadline(host, id, 'DZ-16.2')).toMatchObject({
      startedOn: '2026-09-04',
      unit: 'calendar-day',
      length: 30,
      kind: 'statutory',
      targetOn: '2026-09-30',
      dueOn: '2026-10-08',
    });
  });

  it('DZ-16.2: thirty days are a ceiling: a nearer target of the law on personal information stands beside it', async () => {
    expect(await deadline(host, id, 'PI-46')).toMatchObject({ kind: 'service-target', dueOn: '2026-09-18' });
    expect(await dueDates(host, id)).toHaveLength(2);
  });

  it('DZ-16.2: the unit is told when the target has passed; on the thirtieth day, a holiday, nothing statutory is late', async () => {
    await past(host, '2026-09-18T16:00:00Z');
    expect(await deadline(host, id, 'PI-46')).toMatchObject({ overdueSince: '2026-09-18T16:00:00.000Z' });
    await past(host, '2026-10-04T16:00:00Z');
    expect(await deadline(host, id, 'DZ-16.2')).toMatchObject({ remindedAt: expect.any(String) });
    expect(await deadline(host, id, 'DZ-16.2')).not.toHaveProperty('overdueSince');
  });

  it('DZ-16.2: it is overdue at the end of the first working day after', async () => {
    await past(host, '2026-10-08T16:00:00Z');
    expect(await deadline(host, id, 'DZ-16.2')).toMatchObject({ overdueSince: '2026-10-08T16:00:00.000Z' });
    expect(await told(host, 'regulator', id)).toContain('overdue');
  });

  it('DZ-16.2: refusing it takes reasons; handled late it is answered all the same', async () => {
    expect((await give(host, id, 'agency-reviewer', { command: 'unfounded' })).body).toMatchObject({
      errors: [{ pointer: '/reason' }],
    });
    await through(host, id, ['agency-reviewer', 'confirm-error', { reason: '登记有误' }]);
    expect(await seen(host, id)).toMatchObject({ stage: 'measures', state: 'open', outcome: 'upheld' });
    await prepare(host, dataset.id, await upload(host, dataset.id, corrected));
    expect(await through(host, id, ['agency-reviewer', 'resubmit'])).toMatchObject({ state: 'closed' });
    expect(await told(host, 'resident', id)).toContain('result');
  });
});

describe('an objection', () => {
  it('DZ-28.2: has ten working days from receipt, and no other period', async () => {
    const dataset = await published(host, { title: '期限之例' });
    const { id } = await object(host, dataset.id, 'privacy');
    expect(await dueDates(host, id)).toEqual([['DZ-28.2', '2026-10-22']]);
    expect(await stateOf(dataset.id)).toBe('published');
  });

  it('DZ-28.2: that isn’t upheld is answered at once with its reasons', async () => {
    const dataset = await published(host, { title: '不成立之例' });
    const { id } = await object(host, dataset.id, 'error');
    expect((await give(host, id, 'agency-reviewer', { command: 'unfounded' })).status).toBe(400);
    await through(host, id, ['agency-reviewer', 'unfounded', { reason: '与原始记录一致' }]);
    expect(await seen(host, id, 'citizen')).toMatchObject({
      state: 'closed',
      outcome: 'dismissed',
      reasons: ['与原始记录一致'],
    });
    expect(await told(host, 'citizen', id)).toContain('result');
  });

  it('DZ-28.2: upheld, it is closed by a measure and not before: data that is as it was is none', async () => {
    const dataset = await published(host, { title: '更正之例' });
    const { id } = await object(host, dataset.id, 'error');
    await through(host, id, ['agency-reviewer', 'confirm-error', { reason: '抄录有误' }]);
    expect((await give(host, id, 'agency-reviewer', { command: 'resubmit' })).body).toMatchObject({
      code: 'incomplete',
    });
    await past(host, (await deadline(host, id, 'DZ-28.2')).dueAt);
    expect(await deadline(host, id, 'DZ-28.2')).toMatchObject({ overdueSince: expect.any(String) });
    await prepare(host, dataset.id, await upload(host, dataset.id, corrected));
    expect(await through(host, id, ['agency-reviewer', 'resubmit'])).toMatchObject({
      state: 'closed',
      outcome: 'upheld',
    });
    expect((await host.call<object[]>('GET', `/data/${dataset.id}`)).body).toHaveLength(1);
  });

  it('DZ-28.2: business secrets and personal information are deleted: no link given before works', async () => {
    const dataset = await published(host, { title: '删除之例' });
    const link = (await linkTo(host, dataset)).headers.get('location') ?? '';
    const { id } = await object(host, dataset.id, 'infringement');
    await through(
      host,
      id,
      ['agency-reviewer', 'confirm-infringement', { reason: '含商业秘密' }],
      ['agency-reviewer', 'take-down', { reason: '删除' }],
    );
    expect([await stateOf(dataset.id), (await follow(link)).status]).toEqual(['taken-down', 403]);
  });
});

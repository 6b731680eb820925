import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import {
  anEntry,
  answered,
  type CaseView,
  conditionalSample,
  draft,
  get,
  give,
  type Page,
  post,
  seen,
  submit,
  through,
} from '../acting.ts';
import { refusals, released } from '../catalog/opening.ts';
import { changing } from '../catalog-building/changing.ts';
import { deadline, dueDates, told } from '../deadlines.ts';
import { aRequest, asked, closedDataset, grounds, request, rows, why } from './shared.ts';

// Sharing between the units of Jinfeng: everything goes through the centre, five days for the unit that is asked.

let host: HostProcess;
let conditional: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'jinfeng', clockStart: '2026-11-02' });
  conditional = await closedDataset(host, { sharing: 'conditional', title: '水源地监测' });
});
afterAll(() => host?.stop());

const commitment = { commitment: true };

/** A request that the centre has passed on to the unit. */
async function passedOn(): Promise<string> {
  const { id } = await request(host, conditional, commitment);
  await through(host, id, ['other-agency-principal', 'pass'], ['regulator', 'pass']);
  return id;
}

describe('a request', () => {
  it('JF-28: is made with the unit’s commitment, or is refused for want of it', async () => {
    const { status, body } = await asked(host, aRequest(conditional));
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/commitment', detail: expect.stringContaining('JF-28') }],
    ]);
    const { id } = await request(host, conditional, commitment);
    expect(await seen(host, id)).toMatchObject({ filing: { commitment: true } });
  });

  it('is made of the conditional sample too', async () => {
    const { id } = await conditionalSample(host);
    expect((await asked(host, aRequest(id, commitment))).status).toBe(201);
  });

  it('JF-25b: states business flow and scenario; without them it is refused by name', async () => {
    const { status, body } = await asked(host, aRequest(conditional, { ...commitment, scenario: undefined }));
    expect([status, (body.errors ?? []).map(({ pointer }) => pointer)]).toEqual([400, ['/scenario']]);
  });

  it('JF-12: goes to the centre alone, whatever unit the data is of', async () => {
    const { id } = await request(host, conditional, commitment);
    await through(host, id, ['other-agency-principal', 'pass']);
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
    expect(await told(host, 'agency-reviewer', id)).toEqual([]);
    expect((await give(host, id, 'agency-reviewer', { command: 'pass', ...why })).status).toBe(409);
  });

  it('JF-25b, ZW-21: the unit has five days from being asked, beside the ten of the State', async () => {
    const { id } = await request(host, conditional, commitment);
    await through(host, id, ['other-agency-principal', 'pass']);
    expect((await dueDates(host, id)).map(([clause]) => clause)).toEqual(['JF-25b']);
    expect(await deadline(host, id, 'JF-25b')).toMatchObject({ kind: 'service-target' });
    await host.advance('P1D');
    await through(host, id, ['regulator', 'pass']);

    expect(await deadline(host, id, 'JF-25b')).toMatchObject({ startedOn: '2026-11-03', dueOn: '2026-11-10' });
    expect(await deadline(host, id, 'JF-25b')).toMatchObject({ kind: 'statutory' });
    expect(await deadline(host, id, 'ZW-21')).toMatchObject({ startedOn: '2026-11-03', dueOn: '2026-11-17' });
  });

  it('JF-23a: neither the centre nor a unit refuses without a basis', async () => {
    const { id } = await request(host, conditional, commitment);
    await through(host, id, ['other-agency-principal', 'pass']);
    const centre = await give(host, id, 'regulator', { command: 'refuse', reason: '不便提供' });
    expect([centre.status, centre.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/basis']]);
    await through(host, id, ['regulator', 'pass'], ['agency-reviewer', 'pass', why]);
    const unit = await give(host, id, 'agency-principal', { command: 'refuse', reason: '不便提供' });
    expect([unit.status, unit.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/basis']]);
  });

  it('JF-25b: a refusal with its basis comes back to the centre, which asks anew or accepts it', async () => {
    const id = await passedOn();
    await through(host, id, ['agency-reviewer', 'pass', why], ['agency-principal', 'refuse', grounds]);
    expect(await seen(host, id)).toMatchObject({ state: 'open', stage: 'centre-reconsideration' });
    expect((await give(host, id, 'regulator', { command: 'approve' })).status).toBe(403);
    const { stage } = await through(host, id, ['regulator', 'return', { reasons: ['该依据不涉及共享'] }]);
    expect(stage).toBe('provider-review');

    await through(host, id, ['agency-reviewer', 'pass', why], ['agency-principal', 'refuse', grounds]);
    expect((await through(host, id, ['regulator', 'pass'])).outcome).toBe('refused');
    expect(await told(host, 'other-agency-clerk', id)).toContain('reasons');
  });
});

describe('unconditional data', () => {
  it('JF-25a, ZW-21: the centre says promptly how it is supplied, within one day, and it is supplied', async () => {
    const id = await closedDataset(host, { sharing: 'unconditional', title: '河长名录' });
    expect((await rows(host, id, 'other-agency-clerk')).status).toBe(403);
    const kase = await request(host, id, commitment);
    await through(host, kase.id, ['other-agency-principal', 'pass']);
    expect(await deadline(host, kase.id, 'JF-25a')).toMatchObject({ kind: 'service-target', dueOn: '2026-11-04' });
    expect(await deadline(host, kase.id, 'ZW-21')).toMatchObject({ kind: 'statutory', dueOn: '2026-11-04' });
    expect((await give(host, kase.id, 'regulator', { command: 'pass' })).status).toBe(400);
    const answer = { mode: '数据服务接口', time: '即日', requirements: '仅用于本单位工作' };
    expect((await through(host, kase.id, ['regulator', 'pass', { answer }])).outcome).toBe('granted');

    expect((await rows(host, id, 'other-agency-clerk')).body).toHaveLength(4);
  });

  it('JF-24: the three types are there, reason and basis beside what isn’t shared with all', async () => {
    const bare = (type: string) => refusals(host, anEntry({ sharing: { type, mode: 'interface' } }));
    expect((await bare('everything')).status).toBe(400);
    for (const type of ['conditional', 'none']) {
      const { status, errors } = await bare(type);
      expect([status, Object.keys(errors).sort()]).toEqual([400, ['/sharing/basis', '/sharing/reason']]);
      expect(errors['/sharing/basis']).toContain('JF-24');
    }
    expect((await refusals(host, anEntry({ title: '无条件共享' }))).status).toBe(201);
  });
});

describe('what isn’t shared', () => {
  it('JF-14, JF-25c: is on the list with its basis, and is given only with what is held back left out', async () => {
    const id = await closedDataset(host, { sharing: 'none', title: '执法线索' });
    const list = await get<Page<{ datasetId: string; basis: string }>>(host, '/v1/no-sharing-list');
    expect(list.items.find(({ datasetId }) => datasetId === id)?.basis).toBe('《政府信息公开条例》第十六条');

    const kase = await request(host, id, commitment);
    await through(host, kase.id, ['other-agency-principal', 'pass'], ['regulator', 'pass']);
    await through(host, kase.id, ['agency-reviewer', 'pass', why]);
    const whole = await give(host, kase.id, 'agency-principal', { command: 'approve' });
    expect([whole.status, whole.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/columns']]);
    await through(host, kase.id, ['agency-principal', 'approve', { columns: ['月份'] }], ['agency-reviewer', 'pass']);
    const { body } = await rows(host, id, 'other-agency-clerk');
    expect(body[0]).toEqual({ 月份: 1 });
    expect((await host.call('GET', `/data/${id}?select=站位`, { as: 'other-agency-clerk' })).status).toBe(400);
  });

  it('JF-25c: what isn’t shared any more since it was asked for isn’t given whole either', async () => {
    const id = await closedDataset(host, { sharing: 'conditional', title: '后来不予共享' });
    const kase = await request(host, id, commitment);
    await through(host, kase.id, ['other-agency-principal', 'pass'], ['regulator', 'pass']);
    await through(host, kase.id, ['agency-reviewer', 'pass', why]);
    const sharing = { type: 'none', reason: '涉及执法秘密', basis: '《政府信息公开条例》第十六条' };
    const change = await changing(host, { datasetId: id, change: { sharing }, reason: '涉密' });
    const { outcome } = await through(host, change.id, ['regulator', 'pass'], ['agency-clerk', 'pass']);
    expect(outcome).toBe('changed');

    const whole = await give(host, kase.id, 'agency-principal', { command: 'approve' });
    expect([whole.status, whole.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/columns']]);
  });
});

describe('what was shared', () => {
  let grantId: string;

  beforeAll(async () => {
    const id = await passedOn();
    await through(host, id, ['agency-reviewer', 'pass', why], ['agency-principal', 'approve']);
    grantId = (await through(host, id, ['agency-reviewer', 'pass'])).grantId ?? '';
  });

  it('JF-23b: is used by the unit’s own staff, signed in; no key carries it to anybody else', async () => {
    expect((await rows(host, conditional, 'other-agency-reviewer')).status).toBe(200);
    const grants = await get<Page<{ id: string; sharedWith?: string }>>(host, '/v1/grants', 'other-agency-clerk');
    expect(grants.items.find(({ id }) => id === grantId)?.sharedWith).toBe('civil-affairs-bureau');
    const key = await host.call<Problem>('POST', '/v1/api-keys', {
      as: 'other-agency-clerk',
      body: { name: '转交', grants: [grantId] },
    });
    expect([key.status, key.body.errors?.[0]?.pointer]).toEqual([400, '/grants/0']);
    for (const as of ['company', 'regulator', 'resident']) expect((await rows(host, conditional, as)).status).toBe(403);
  });

  it('JF-23b: is put in no catalog of the unit’s own: neither as shared data nor as if it were its own', async () => {
    const entry = { title: '水源地监测数据' };
    const { errors } = await refusals(host, anEntry({ ...entry, origin: 'sharing' }), 'other-agency-clerk');
    expect(errors['/origin']).toContain('JF-23b');

    const id = await draft(host, entry, 'other-agency-clerk');
    await answered(released(host, id, { csv: '站位,月份\r\n胶州湾,1\r\n', as: 'other-agency-clerk' }));
    const filed = await host.call<Problem>('POST', '/v1/publications', {
      as: 'other-agency-clerk',
      body: { datasetId: id },
    });
    expect([filed.status, filed.body.detail]).toEqual([403, expect.stringContaining('JF-23b')]);
  });

  it('the unit whose data isn’t received publishes its own', async () => {
    const id = await draft(
      host,
      { title: '婚姻登记点', informationItems: ['点位', '地址', '电话'] },
      'other-agency-clerk',
    );
    await answered(released(host, id, { csv: '点位,地址\r\n甲,1\r\n', as: 'other-agency-clerk' }));
    expect((await submit(host, id, 'other-agency-clerk')).stage).toBe('review');
  });

  it('ZW-27: when its purpose has ended the requester says so, and disposes of it', async () => {
    const body = { grantId, kind: 'purpose-ended', reason: '核对工作已结束' };
    const { id } = await post<CaseView>(host, '/v1/sharing-terminations', { as: 'other-agency-clerk', body });
    await host.settled(id);
    expect((await rows(host, conditional, 'other-agency-clerk')).status).toBe(403);
    const { outcome } = await through(host, id, ['other-agency-reviewer', 'verify', { reason: '已删除' }]);
    expect(outcome).toBe('ended');
  });
});

describe('across three levels and with society', () => {
  const demand = (kind: string) => ({
    title: '人口基础信息',
    description: '自治区人口库核验',
    reason: '救助核对',
    basis: '某办法',
    purpose: '救助核对',
    kind,
  });

  it.each([
    'higher-level',
    'other-unit',
    'society',
  ])('JF-22: a demand of %s goes to the centre, which answers how it is exchanged', async (kind) => {
    const { id, stage } = await post<CaseView>(host, '/v1/sharing-demands', {
      as: 'other-agency-clerk',
      body: demand(kind),
    });
    expect(stage).toBe('coordination');
    expect(await told(host, 'regulator', id)).toEqual(['arrived']);
    expect((await give(host, id, 'regulator', { command: 'pass' })).status).toBe(400);
    const answer = { mode: '自治区共享平台接口', time: '五日内', requirements: '仅核验,不留存' };
    expect((await through(host, id, ['regulator', 'pass', { answer }])).outcome).toBe('agreed');
  });
});

describe('problem data', () => {
  it('ZW-26, JF-19b: ten days of the State run beside the district’s five from the unit’s receipt', async () => {
    const { id } = await post<CaseView>(host, '/v1/objections', {
      as: 'other-agency-clerk',
      body: { datasetId: conditional, kind: 'error', statement: '溶解氧单位有误' },
    });
    await through(host, id, ['regulator', 'pass']);
    const running = (await seen(host, id)).deadlines.filter(({ endedAt }) => endedAt === undefined);
    expect(running.map(({ clause, dueOn }) => [clause, dueOn])).toEqual(
      expect.arrayContaining([
        ['JF-19b', '2026-11-10'],
        ['ZW-26', '2026-11-17'],
      ]),
    );
  });
});

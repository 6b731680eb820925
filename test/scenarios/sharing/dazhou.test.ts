import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import { answered, type CaseView, conditionalSample, get, give, type Page, post, seen, through } from '../acting.ts';
import { released } from '../catalog/opening.ts';
import { deadline, dueDates, told } from '../deadlines.ts';
import { aRequest, asked, closedDataset, grounds, request, rows, why } from './shared.ts';

// Sharing between departments in Dazhou: five days of its own beside the ten of the State Council's regulation.

let host: HostProcess;
let conditional: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
  conditional = await closedDataset(host, { sharing: 'conditional', title: '水源地监测' });
});
afterAll(() => host?.stop());

const casesOf = async (as: string): Promise<string[]> =>
  (await get<Page<CaseView>>(host, '/v1/cases?box=all&pageSize=100', as)).items.map(({ id }) => id);

describe('what is shared unconditionally', () => {
  it('DZ-18, DZ-20a: closed to the public, it is read directly by any unit’s staff, without a request', async () => {
    const id = await closedDataset(host, { sharing: 'unconditional', title: '排污口名录' });

    expect((await rows(host, id)).body).toMatchObject({ status: 403, code: 'dataset-not-open' });
    expect((await rows(host, id, 'company')).status).toBe(403);
    expect((await rows(host, id, 'regulator')).status).toBe(403);
    const given = await rows(host, id, 'other-agency-clerk');
    expect([given.status, given.body.length]).toEqual([200, 4]);
    expect((await rows(host, id, 'district-clerk')).status).toBe(200);
    const path = `/v1/datasets/${id}/distributions/csv/download/data.csv`;
    expect((await host.call('GET', path, { as: 'other-agency-clerk' })).status).toBe(302);
    expect((await host.call('GET', path, { as: 'citizen' })).status).toBe(403);
    const refused = await asked(host, aRequest(id));
    expect(refused.body).toMatchObject({ status: 409, code: 'not-now', detail: expect.stringContaining('DZ-20a') });
  });

  it('DZ-19: what is not shared isn’t asked for either; its basis in law is told', async () => {
    const id = await closedDataset(host, { sharing: 'none', title: '执法线索' });

    expect((await rows(host, id, 'other-agency-clerk')).status).toBe(403);
    const { status, body } = await asked(host, aRequest(id));
    expect([status, body.detail]).toEqual([409, expect.stringContaining('《政府信息公开条例》第十六条')]);
  });
});

describe('a request between departments', () => {
  it('DZ-20a: names reason, basis and use, each missing one by its name', async () => {
    const { status, body } = await asked(host, { datasetId: conditional, scenario: '核对' });
    expect([status, (body.errors ?? []).map(({ pointer }) => pointer).sort()]).toEqual([
      400,
      ['/basis', '/purpose', '/reason'],
    ]);
    expect((await asked(host, aRequest(conditional), 'agency-clerk')).status).toBe(403);
    expect((await asked(host, aRequest(conditional), 'company')).status).toBe(403);
  });

  it('is made of the conditional sample too', async () => {
    const { id } = await conditionalSample(host);
    expect((await asked(host, aRequest(id))).status).toBe(201);
  });

  it('for a use that is over already, or of a day without an end, is refused by name', async () => {
    for (const until of ['2026-11-01', '9999-12-31']) {
      const { status, body } = await asked(host, aRequest(conditional, { until }));
      expect([until, status, body.errors?.map(({ pointer }) => pointer)]).toEqual([until, 400, ['/until']]);
    }
  });

  it('ZW-20: the requester’s head approves before it reaches anybody, the provider’s head before the answer', async () => {
    const { id, stage, deadlines } = await request(host, conditional);
    expect([stage, deadlines]).toEqual(['requester-approval', []]);
    expect(await told(host, 'agency-reviewer', id)).toEqual([]);
    expect((await give(host, id, 'other-agency-reviewer', { command: 'pass' })).status).toBe(403);
    expect((await host.call('GET', `/v1/cases/${id}`, { as: 'agency-principal' })).status).toBe(403);
    expect((await give(host, id, 'agency-principal', { command: 'pass' })).status).toBe(403);

    await through(host, id, ['other-agency-principal', 'pass'], ['regulator', 'approve']);
    await through(host, id, ['agency-reviewer', 'pass', why]);
    expect((await give(host, id, 'agency-reviewer', { command: 'approve' })).status).toBe(409);
    const { stage: next } = await through(host, id, ['agency-principal', 'approve']);
    expect(next).toBe('delivery');
  });

  it('ZW-20: a head who asks for itself approves it itself, and for no other unit', async () => {
    const { id } = await request(host, conditional, {}, 'other-agency-principal');
    expect((await give(host, id, 'agency-principal', { command: 'pass' })).status).toBe(403);
    expect((await through(host, id, ['other-agency-principal', 'pass'])).stage).toBe('catalog-review');
  });

  it('ZW-20: a head who declines ends it with reasons, unseen by the provider', async () => {
    const { id } = await request(host, conditional);
    expect((await give(host, id, 'other-agency-principal', { command: 'decline' })).status).toBe(400);
    const { outcome } = await through(host, id, ['other-agency-principal', 'decline', why]);
    expect(outcome).toBe('declined');
    expect(await told(host, 'agency-reviewer', id)).toEqual([]);

    const withdrawn = await request(host, conditional);
    await through(host, withdrawn.id, ['other-agency-clerk', 'withdraw']);
    for (const unseen of [id, withdrawn.id]) {
      expect((await host.call('GET', `/v1/cases/${unseen}`, { as: 'agency-reviewer' })).status).toBe(403);
      expect((await host.call('GET', `/v1/cases/${unseen}/audit`, { as: 'agency-reviewer' })).status).toBe(403);
      expect(await casesOf('agency-reviewer')).not.toContain(unseen);
      expect(await casesOf('other-agency-principal')).toContain(unseen);
    }
  });

  it('DZ-20b, ZW-21: five days of the city and ten of the State run beside each other until the provider’s answer', async () => {
    const { id } = await request(host, conditional);
    await through(host, id, ['other-agency-principal', 'pass']);
    expect(await dueDates(host, id)).toEqual([
      ['DZ-20b', '2026-11-09'],
      ['ZW-21', '2026-11-16'],
    ]);
    expect(await deadline(host, id, 'ZW-21'), 'the stricter is the target').toMatchObject({ targetOn: '2026-11-09' });
    expect(await deadline(host, id, 'DZ-20b')).not.toHaveProperty('targetOn');

    await through(host, id, ['regulator', 'approve'], ['agency-reviewer', 'pass', why]);
    const running = (await seen(host, id)).deadlines.filter(({ endedAt }) => endedAt === undefined);
    expect(running.map(({ clause, startedOn }) => [clause, startedOn])).toEqual([
      ['DZ-20b', '2026-11-02'],
      ['ZW-21', '2026-11-02'],
    ]);
    await through(host, id, ['agency-principal', 'approve']);
    const after = (await seen(host, id)).deadlines.filter(({ endedAt }) => endedAt === undefined);
    expect(after.map(({ clause }) => clause)).toEqual(['ZW-22']);
  });

  it('DZ-20b: undetermined, it is five days longer while the provider is consulted, and nobody’s consent is asked', async () => {
    const { id } = await request(host, conditional);
    await through(host, id, ['other-agency-principal', 'pass']);
    expect((await give(host, id, 'regulator', { command: 'pass' })).status).toBe(400);
    const { stage } = await through(host, id, ['regulator', 'pass', { reason: '目录未载明能否共享' }]);

    expect([stage, await told(host, 'agency-reviewer', id)]).toEqual(['provider-review', ['arrived']]);
    expect(await deadline(host, id, 'DZ-20b')).toMatchObject({ dueOn: '2026-11-16', extendedBy: 5 });
    expect(await told(host, 'other-agency-clerk', id)).toContain('extended');
  });

  it('DZ-20b: who refuses gives both a reason and its basis', async () => {
    const { id } = await request(host, conditional);
    await through(host, id, ['other-agency-principal', 'pass']);
    const without = await give(host, id, 'regulator', { command: 'refuse', reason: '不宜共享' });
    expect([without.status, without.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/basis']]);
    expect((await give(host, id, 'regulator', { command: 'refuse', basis: '某法' })).status).toBe(400);
    const { outcome } = await through(host, id, ['regulator', 'refuse', grounds]);
    expect(outcome).toBe('refused');
    expect(await told(host, 'other-agency-clerk', id)).toContain('reasons');
  });

  it('ZW-21: gaps are told at once and put right; a provider can’t refuse for them, and its refusal is reasoned', async () => {
    const { id } = await request(host, conditional);
    await through(host, id, ['other-agency-principal', 'pass'], ['regulator', 'approve']);
    expect((await give(host, id, 'agency-reviewer', { command: 'refuse', ...grounds })).status).toBe(409);
    expect((await give(host, id, 'agency-reviewer', { command: 'return' })).status).toBe(400);
    const gaps = { reasons: ['缺少救助对象范围', '缺少使用期限'] };
    const { stage } = await through(host, id, ['agency-reviewer', 'return', gaps]);
    expect([stage, (await seen(host, id)).reasons]).toEqual(['correction', gaps.reasons]);

    await through(host, id, ['other-agency-clerk', 'resubmit', { reason: '已补充范围和期限' }]);
    await through(host, id, ['regulator', 'approve'], ['agency-reviewer', 'pass', why]);
    expect((await give(host, id, 'agency-principal', { command: 'refuse', reason: '不宜' })).status).toBe(400);
    expect((await through(host, id, ['agency-principal', 'refuse', grounds])).outcome).toBe('refused');
  });

  it('ZW-21: ten days more with the regulator’s consent, of which the requester is told; never eleven', async () => {
    const { id } = await request(host, conditional);
    await through(host, id, ['other-agency-principal', 'pass'], ['regulator', 'approve']);
    const ask = (days: number) => give(host, id, 'agency-reviewer', { command: 'request-extension', days, ...why });
    expect((await ask(11)).status).toBe(409);
    await answered(ask(10));
    expect((await give(host, id, 'agency-principal', { command: 'grant-extension' })).status).toBe(403);
    await answered(give(host, id, 'regulator', { command: 'grant-extension' }));

    expect(await deadline(host, id, 'ZW-21')).toMatchObject({ dueOn: '2026-11-30', extendedBy: 10 });
    expect(await told(host, 'other-agency-clerk', id)).toContain('extended');
  });
});

describe('what is shared on conditions', () => {
  let grantId: string;
  let kase: CaseView;

  it('ZW-22: is given within twenty days of the yes, columns as agreed, to the unit’s staff and nobody else', async () => {
    const { id } = await request(host, conditional, {}, 'other-agency-clerk');
    await through(host, id, ['other-agency-principal', 'pass'], ['regulator', 'approve']);
    await through(host, id, ['agency-reviewer', 'pass', why]);
    await through(host, id, ['agency-principal', 'approve', { columns: ['站位', '溶解氧'] }]);
    expect(await deadline(host, id, 'ZW-22')).toMatchObject({ startedOn: '2026-11-02', dueOn: '2026-11-30' });
    expect((await rows(host, conditional, 'other-agency-clerk')).status).toBe(403);
    kase = await through(host, id, ['agency-reviewer', 'pass']);
    expect([kase.state, kase.outcome]).toEqual(['closed', 'granted']);
    grantId = kase.grantId ?? '';

    const { status, body } = await rows(host, conditional, 'other-agency-reviewer');
    expect([status, Object.keys(body[0] as object)]).toEqual([200, ['站位', '溶解氧']]);
    expect((await rows(host, conditional, 'district-clerk')).status).toBe(403);
    expect((await rows(host, conditional, 'company')).status).toBe(403);
    expect((await rows(host, conditional)).status).toBe(403);
  });

  it('approving columns that there are not is refused by their names', async () => {
    const { id } = await request(host, conditional);
    await through(host, id, ['other-agency-principal', 'pass'], ['regulator', 'approve']);
    await through(host, id, ['agency-reviewer', 'pass', why]);
    const { status, body } = await give(host, id, 'agency-principal', { command: 'approve', columns: ['没有'] });
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/columns/0']]);
  });

  it('ZW-29: every use is on record for the unit, with the day until which it is kept: three years at least', async () => {
    interface Records {
      clause: string;
      items: { day: string; datasetId: string; by: string; uses: number; keptUntil: string }[];
    }
    const records = (as: string, query = '') => get<Records>(host, `/v1/sharing/use-records${query}`, as);
    const { clause, items } = await records('other-agency-clerk');
    expect(clause).toBe('ZW-29');
    expect(items.find((each) => each.datasetId === conditional)).toMatchObject({
      day: '2026-11-02',
      by: 'other-agency-reviewer',
      uses: 1,
      keptUntil: '2029-11-02',
    });
    const path = '/v1/sharing/use-records?unit=civil-affairs-bureau';
    expect((await host.call('GET', path, { as: 'agency-clerk' })).status).toBe(403);
    expect((await records('regulator', '?unit=civil-affairs-bureau')).items).toEqual(items);
  });

  describe('and ends', () => {
    const end = (kind: string, as: string) =>
      host.call<CaseView & Problem>('POST', '/v1/sharing-terminations', {
        as,
        body: { grantId, kind, reason: '发现用于其他目的' },
      });

    it('DZ-43: a unit answers for a violation as a person does: it is told, puts it right, and has its access again', async () => {
      const { id } = await post<CaseView>(host, '/v1/violations', {
        as: 'agency-clerk',
        body: { grantId, statement: '转给外包公司' },
      });
      await through(host, id, ['agency-reviewer', 'restrict', { reason: '提供给第三方' }]);
      expect((await rows(host, conditional, 'other-agency-clerk')).body).toMatchObject({ code: 'grant-not-active' });
      expect(await told(host, 'other-agency-reviewer', id)).toContain('restricted');
      expect((await give(host, id, 'company', { command: 'resubmit', reason: '冒充' })).status).toBe(403);
      await through(host, id, ['other-agency-reviewer', 'resubmit', { reason: '已收回并删除' }]);
      expect((await through(host, id, ['agency-reviewer', 'verify'])).outcome).toBe('rectified');
      expect((await rows(host, conditional, 'other-agency-clerk')).status).toBe(200);
    });

    it('ZW-27: misuse suspends it at once, what is put right and verified restores it', async () => {
      expect((await end('misuse', 'other-agency-clerk')).status).toBe(403);
      expect((await end('misuse', 'company')).status).toBe(404);
      const { id } = await answered<CaseView>(end('misuse', 'agency-clerk'), 201);
      await host.settled(id);
      expect((await rows(host, conditional, 'other-agency-clerk')).body).toMatchObject({ code: 'grant-not-active' });
      expect(await told(host, 'other-agency-reviewer', id)).toContain('sharing-suspended');
      await through(host, id, ['other-agency-reviewer', 'resubmit', { reason: '已停止并删除' }]);
      const { outcome } = await through(host, id, ['agency-reviewer', 'verify']);
      expect(outcome).toBe('rectified');
      expect((await rows(host, conditional, 'other-agency-clerk')).status).toBe(200);
    });

    it('ZW-27: without cause it goes on: the requester is consulted, and the regulator has it on record or refuses', async () => {
      const { id, stage } = await answered<CaseView>(end('cause', 'agency-clerk'), 201);
      expect(stage).toBe('consultation');
      expect((await give(host, id, 'agency-reviewer', { command: 'approve' })).status).toBe(403);
      await through(host, id, ['other-agency-reviewer', 'refuse', { reason: '救助工作仍需使用' }]);
      expect((await rows(host, conditional, 'other-agency-clerk')).status).toBe(200);
      const { outcome } = await through(host, id, ['regulator', 'refuse', { reason: '没有正当理由' }]);
      expect(outcome).toBe('dismissed');
      expect((await rows(host, conditional, 'other-agency-clerk')).status).toBe(200);
    });

    it('ZW-27: who says nothing in the consultation keeps nothing: the regulator is told how it was consulted', async () => {
      const { id } = await answered<CaseView>(end('cause', 'agency-clerk'), 201);
      expect((await give(host, id, 'other-agency-reviewer', { command: 'pass', reason: '冒充' })).status).toBe(403);
      expect((await give(host, id, 'agency-reviewer', { command: 'pass' })).status).toBe(400);
      await through(host, id, ['agency-reviewer', 'pass', { reason: '两次书面协商均未答复' }]);
      expect(await through(host, id, ['regulator', 'refuse', { reason: '没有正当理由' }])).toMatchObject({
        outcome: 'dismissed',
      });
    });

    it('ZW-27: who does nothing about its misuse keeps nothing either: the provider reports it, and the regulator ends it', async () => {
      const { id } = await answered<CaseView>(end('misuse', 'agency-clerk'), 201);
      await host.settled(id);
      expect((await give(host, id, 'agency-reviewer', { command: 'refuse' })).status).toBe(400);
      expect((await give(host, id, 'other-agency-reviewer', { command: 'refuse', reason: '冒充' })).status).toBe(409);
      await through(host, id, ['agency-reviewer', 'refuse', { reason: '拒不整改' }]);
      expect(await seen(host, id)).toMatchObject({ stage: 'record' });
      expect(await through(host, id, ['regulator', 'refuse', { reason: '再给期限' }])).toMatchObject({
        outcome: 'dismissed',
      });
      expect((await rows(host, conditional, 'other-agency-clerk')).status).toBe(200);
    });

    it('ZW-27: misuse that isn’t put right ends it, and the data is disposed of', async () => {
      const { id } = await answered<CaseView>(end('misuse', 'agency-clerk'), 201);
      await through(host, id, ['other-agency-reviewer', 'resubmit', { reason: '正在处理' }]);
      await through(host, id, ['agency-reviewer', 'refuse', { reason: '仍在使用' }]);
      const { stage } = await through(host, id, ['regulator', 'pass']);
      expect(stage).toBe('disposal');
      const refused = await rows(host, conditional, 'other-agency-clerk');
      expect([refused.status, refused.body.code]).toEqual([403, 'grant-not-active']);
      expect((await give(host, id, 'other-agency-reviewer', { command: 'verify' })).status).toBe(400);
      const disposed = { reason: '已删除全部副本,附销毁记录' };
      expect((await through(host, id, ['other-agency-reviewer', 'verify', disposed])).outcome).toBe('ended');
      expect((await end('purpose-ended', 'other-agency-clerk')).status).toBe(409);
    });
  });
});

describe('with a public service body and across levels', () => {
  let water: string;

  beforeAll(async () => {
    water = await closedDataset(host, { sharing: 'conditional', title: '供水管网', as: 'district-clerk' });
  });

  it('DZ-20b: the State’s periods don’t bind it: the regulator of its level answers alone, within five days', async () => {
    const { id, stage } = await request(host, water, {}, 'district-bureau-clerk');
    expect([stage, await dueDates(host, id)]).toEqual(['regulator-answer', [['DZ-20b', '2026-11-09']]]);
    expect((await give(host, id, 'regulator', { command: 'approve' })).status).toBe(409);
    const kase = await through(host, id, ['district-regulator', 'approve']);
    expect(kase.outcome).toBe('granted');
    expect((await rows(host, water, 'district-bureau-clerk')).status).toBe(200);
  });

  it('DZ-20b: undetermined, the provider is consulted and the regulator decides within the longer period', async () => {
    const { id } = await request(host, water, {}, 'district-bureau-clerk');
    await through(host, id, ['district-regulator', 'pass', { reason: '不能确定' }]);
    expect(await dueDates(host, id)).toEqual([['DZ-20b', '2026-11-16']]);
    await through(host, id, ['district-reviewer', 'pass', { reason: '建议不予共享' }]);
    expect(await deadline(host, id, 'DZ-20b')).not.toHaveProperty('endedAt');
    expect((await through(host, id, ['district-regulator', 'refuse', grounds])).outcome).toBe('refused');
  });

  it('DZ-23: across levels the municipal regulator reviews with the unit concerned; the district’s has no part', async () => {
    const { id, stage } = await request(host, conditional, {}, 'district-clerk');
    expect(stage).toBe('joint-review-with-public-service');
    expect((await give(host, id, 'district-regulator', { command: 'approve' })).status).toBe(403);
    await through(host, id, ['regulator', 'approve']);
    expect((await seen(host, id)).state).toBe('open');
    expect((await through(host, id, ['agency-reviewer', 'approve'])).outcome).toBe('granted');
    expect((await rows(host, conditional, 'district-clerk')).status).toBe(200);
  });
});

describe('the sharing responsibility list', () => {
  interface Item {
    datasetId: string;
    sharing: { type: string };
    publisher: { id: string };
  }
  const list = () => get<Page<Item>>(host, '/v1/sharing-responsibility-list?pageSize=100', 'agency-clerk');

  it('DZ-21: has what each unit shares and how, follows the catalog, and nothing that isn’t shared', async () => {
    const { items } = await list();
    expect(items.find(({ datasetId }) => datasetId === conditional)).toMatchObject({
      publisher: { id: 'ecology-bureau' },
      sharing: { type: 'conditional', conditions: ['仅限履行职责'] },
    });
    expect(items.map(({ sharing }) => sharing.type)).not.toContain('none');
    const added = await closedDataset(host, { sharing: 'unconditional', title: '声环境监测' });
    expect((await list()).items.map(({ datasetId }) => datasetId)).toContain(added);
  });

  it('DZ-22: what isn’t in the catalog is negotiated with its source by the regulator and then on the list', async () => {
    const body = {
      title: '危险废物去向',
      description: '逐企业去向',
      reason: '救助排查',
      basis: '某办法',
      purpose: '排查',
    };
    const demand = await post<CaseView>(host, '/v1/sharing-demands', { as: 'other-agency-clerk', body });
    expect(demand.stage).toBe('negotiation');
    expect((await give(host, demand.id, 'regulator', { command: 'pass' })).status).toBe(400);
    await through(host, demand.id, ['regulator', 'pass', { agency: 'ecology-bureau' }]);
    await through(host, demand.id, ['agency-reviewer', 'approve']);
    const listed = await closedDataset(host, { sharing: 'conditional', title: '危险废物去向' });
    const { outcome } = await through(host, demand.id, ['agency-clerk', 'pass', { datasetId: listed }]);
    expect(outcome).toBe('listed');
    expect((await list()).items.map(({ datasetId }) => datasetId)).toContain(listed);
  });

  it('DZ-23: what is of another region goes to the municipal regulator, who says how it is obtained', async () => {
    const body = {
      title: '邻市水质',
      description: '断面水质',
      reason: '联防',
      basis: '某协议',
      purpose: '联防联治',
      kind: 'other-region',
    };
    const { id, stage } = await post<CaseView>(host, '/v1/sharing-demands', { as: 'district-clerk', body });
    expect(stage).toBe('coordination');
    expect((await give(host, id, 'district-regulator', { command: 'pass' })).status).toBe(409);
    const answer = { mode: '省级共享平台接口', time: '本月底', requirements: '仅限联防联治' };
    expect((await through(host, id, ['regulator', 'pass', { answer }])).outcome).toBe('agreed');
  });
});

describe('wrong data that is shared', () => {
  const report = (kind: string, as: string) =>
    host.call<CaseView & Problem>('POST', '/v1/objections', {
      as,
      body: { datasetId: conditional, kind, statement: '溶解氧单位有误' },
    });

  it('ZW-26: the provider verifies, corrects and answers within ten days of what a department reports', async () => {
    const { id } = await answered<CaseView>(report('shared-data', 'other-agency-clerk'), 201);
    expect(await dueDates(host, id)).toEqual([['ZW-26', '2026-11-16']]);
    expect(await told(host, 'agency-reviewer', id)).toEqual(['arrived']);
    await through(host, id, ['agency-reviewer', 'confirm-error', { reason: '单位应为 mg/L' }]);
    expect(await deadline(host, id, 'ZW-26')).not.toHaveProperty('endedAt');
    expect((await give(host, id, 'agency-reviewer', { command: 'resubmit' })).status).toBe(422);
    const csv = '站位,月份,溶解氧\r\n胶州湾,1,82\r\n';
    await answered(released(host, conditional, { csv }));
    const { outcome } = await through(host, id, ['agency-reviewer', 'resubmit']);
    expect([outcome, await told(host, 'other-agency-clerk', id)]).toEqual([
      'upheld',
      expect.arrayContaining(['result']),
    ]);
    expect((await rows(host, conditional, 'district-clerk')).body).toMatchObject([{ 溶解氧: 82 }]);
  });

  it('ZW-26: binds departments: the public and a public service body report it in the city’s own way', async () => {
    for (const as of ['citizen', 'district-clerk', 'agency-clerk']) {
      const { status, body } = await report('shared-data', as);
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/kind']);
    }
    const { id } = await answered<CaseView>(report('error', 'district-clerk'), 201);
    expect((await dueDates(host, id)).map(([clause]) => clause)).toEqual(['DZ-28.2']);
  });
});

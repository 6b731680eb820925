import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  anApplication,
  answered,
  conditionalSample,
  type DatasetView,
  draft,
  get,
  give,
  linkTo,
  post,
} from '../acting.ts';
import { tamperWith } from '../tampering.ts';
import { grantedBy } from './a-grant.ts';

// CQ-19b, CQ-I5: the rules of conduct are the municipal regulator's, and are accepted before anything is used.

let host: HostProcess;
let dataset: DatasetView;

const rules = {
  duties: [
    { of: 'user', text: '采取必要的安全保障措施' },
    { of: 'agency', text: '对数据的真实性负责' },
  ],
  prohibited: [{ of: 'user', name: '转售数据', text: '将获取的数据转售他人' }],
  terminations: [{ name: '拒不整改', text: '限期整改期满仍未整改的' }],
};
const publish = (over: object = {}) =>
  answered<{ version: number }>(
    host.call('PUT', '/v1/rules-of-conduct', { as: 'regulator', body: { ...rules, ...over } }),
  );
const accept = (as: string, version: number) =>
  host.call('POST', '/v1/rules-of-conduct/acceptances', { as, body: { version } });
const read = (as: string) =>
  get<{ clause: string; rules?: { version: number; prohibited: object[] }; accepted?: { version: number } }>(
    host,
    '/v1/rules-of-conduct',
    as,
  );
const application = () => ({
  ...anApplication(dataset.id, { usePeriod: { from: '2026-11-01', to: '2028-10-31' } }),
});
const applied = async (as: string): Promise<[number, string | undefined]> => {
  const { status, body } = await host.call<{ code?: string }>('POST', '/v1/applications', { as, body: application() });
  return [status, body.code];
};
const notAccepted = [403, 'rules-not-accepted'];

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-11-02' });
  dataset = await conditionalSample(host);
});
afterAll(() => host?.stop());

describe('while no rules are published', () => {
  it('CQ-I5: no list of prohibited acts or of terminations is claimed, and none can be named', async () => {
    expect(await read('citizen')).toEqual({ clause: 'CQ-19b' });
    const { grantId } = await grantedBy(host, 'chongqing', dataset.id, application());
    const { status, body } = await host.call<{ errors?: { pointer: string }[] }>('POST', '/v1/violations', {
      as: 'regulator',
      body: { grantId, statement: '转售', act: '转售数据' },
    });
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/act']]);
  });
});

describe('rules of conduct', () => {
  it('CQ-19b: only the municipal regulator writes them', async () => {
    for (const as of ['agency-principal', 'district-regulator', 'company']) {
      expect((await host.call('PUT', '/v1/rules-of-conduct', { as, body: rules })).status, as).toBe(403);
    }
    expect((await publish()).version).toBe(1);
  });

  it('CQ-19b: a user uses nothing before accepting them: no application, key, download or call', async () => {
    expect(await applied('company')).toEqual(notAccepted);
    const key = await host.call('POST', '/v1/api-keys', { as: 'company', body: { name: '服务器' } });
    const { status: file } = await linkTo(host, dataset, 'company');
    const { status: call } = await host.call('GET', `/data/${dataset.id}?limit=1`, { as: 'company' });
    expect([key.status, file, call]).toEqual([403, 403, 403]);
  });

  it('CQ-19b: an agency submits nothing before accepting them', async () => {
    const datasetId = await draft(host, { title: '未接受规范之例' });
    const { body } = await host.call<{ code: string }>('POST', '/v1/publications', {
      as: 'agency-clerk',
      body: { datasetId },
    });
    expect(body.code).toBe('rules-not-accepted');
    expect((await accept('agency-clerk', 1)).status).toBe(201);
    const { body: then } = await host.call<{ code: string }>('POST', '/v1/publications', {
      as: 'agency-clerk',
      body: { datasetId },
    });
    expect(then.code).toBe('incomplete');
  });

  it('CQ-19b: the acceptance is recorded with its version, and opens the way', async () => {
    expect((await accept('company', 1)).status).toBe(201);
    expect((await read('company')).accepted).toMatchObject({ version: 1 });
    expect(await applied('company')).toEqual([201, undefined]);
    expect((await linkTo(host, dataset, 'company')).status).toBe(302);
    expect((await read('resident')).accepted).toBeUndefined();
  });

  it('CQ-19b: a new version asks again, and the old one can’t be accepted any more', async () => {
    expect((await publish({ terminations: [] })).version).toBe(2);
    expect(await applied('company')).toEqual(notAccepted);
    expect((await accept('company', 1)).status).toBe(409);
    expect((await accept('company', 2)).status).toBe(201);
    expect(await applied('company')).toEqual([201, undefined]);
  });

  it('CQ-19b: nobody is kept from complaining by rules not accepted', async () => {
    const body = { datasetId: dataset.id, kind: 'error', statement: '有误' };
    await post(host, '/v1/objections', { as: 'resident', body });
  });

  it('CQ-I5: what the regulator made a prohibited act ends the service of whoever does it', async () => {
    const { grantId } = await grantedBy(host, 'chongqing', dataset.id, application());
    const body = { grantId, statement: '在网上出售', act: '转售数据' };
    const { id } = await post<{ id: string }>(host, '/v1/violations', { as: 'regulator', body });
    expect((await give(host, id, 'regulator', { command: 'end' })).status).toBe(400);
    await answered(give(host, id, 'regulator', { command: 'end', reason: '转售数据', basis: '行为规范第 2 版' }));
    await host.settled(id);
    expect((await get<{ state: string }>(host, `/v1/grants/${grantId}`, 'company')).state).toBe('restricted');
    expect((await give(host, id, 'company', { command: 'appeal', reason: '非本单位所为' })).status).toBe(200);
    await host.settled(id);
    await answered(give(host, id, 'government', { command: 'unfounded', reason: '属实' }));
    await host.settled(id);
    expect((await get<{ state: string }>(host, `/v1/grants/${grantId}`, 'company')).state).toBe('ended');
  });
});

describe('the trail of a case in Chongqing', () => {
  interface Audit {
    intact: boolean;
    firstBreak?: { seq: number; why: string };
    events: { seq: number; prevHash: string; hash: string; body: { type: string }; by: { role: string } }[];
  }
  const audited = () => get<Audit>(host, `/v1/cases/${id}/audit`, 'auditor');
  let id = '';

  it('CQ-19: every act of it is recorded and linked to the one before', async () => {
    const filed = await host
      .call<{ id: string }>('POST', '/v1/applications', { as: 'company', body: application() })
      .then(({ body }) => body);
    id = filed.id;
    await host.settled(id);
    await answered(give(host, id, 'agency-reviewer', { command: 'refuse', reason: '用途不明' }));
    await host.settled(id);
    const audit = await audited();
    expect([audit.intact, audit.firstBreak]).toEqual([true, undefined]);
    expect(audit.events.map(({ body, by }) => [body.type, by.role])).toEqual([
      ['received', 'applicant'],
      ['decided', 'agency-reviewer'],
      ['applied', 'platform'],
    ]);
    for (const [at, { prevHash }] of audit.events.slice(1).entries()) {
      expect(prevHash).toBe(audit.events[at]?.hash);
    }
    expect((await host.call('GET', `/v1/cases/${id}/audit`, { as: 'citizen' })).status).toBe(403);
  });

  it('CQ-19: whoever changes a stored event past the platform, or takes one away, is found out, and where', async () => {
    const undo = await tamperWith(host, id, 2, (stored) => stored.replace('agency-reviewer', 'agency-principal'));
    const changed = await audited();
    expect(changed).toMatchObject({ intact: false, firstBreak: { seq: 2, why: expect.stringContaining('changed') } });
    expect(changed.events[1]?.by.role, 'what is stored is shown, not hidden').toBe('agency-principal');
    await undo();
    expect(await audited()).toMatchObject({ intact: true });
    await tamperWith(host, id, 2, () => undefined);
    expect(await audited()).toMatchObject({
      intact: false,
      firstBreak: { seq: 2, why: expect.stringContaining('missing') },
    });
  });
});

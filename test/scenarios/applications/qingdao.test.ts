import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import {
  anApplication,
  apply,
  type CaseView,
  type DatasetView,
  get,
  give,
  inbox,
  type Page,
  published,
  seen,
  through,
} from '../acting.ts';
import { deadline, past, told } from '../deadlines.ts';

// QD-16 and QD-17 where an application isn't granted; the way to a grant is in ../application.test.ts.

let host: HostProcess;
let dataset: DatasetView;

const security = { aspect: 'security', text: '具备数据安全管理能力', proof: '等级保护备案证明' };
const usePeriod = { from: '2026-12-01', to: '2027-11-30' };
const attachments = ['等级保护备案证明', '法人登记证书'];

beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-11-02' });
  dataset = await published(host, {
    title: '申请之例',
    openness: 'conditional',
    conditions: [security, { aspect: 'scenario', text: '用于水环境研究' }],
    requiredProofs: ['法人登记证书'],
  });
});
afterAll(() => host?.stop());

const filed = (as: string, over: object = {}) =>
  host.call<Problem>('POST', '/v1/applications', {
    as,
    body: anApplication(dataset.id, { usePeriod, attachments, ...over }),
  });

describe('who may apply', () => {
  it('QD-16: whoever is known by their real name, a person as well as a company', async () => {
    expect(await filed('citizen')).toMatchObject({ status: 403, body: { code: 'real-name-required' } });
    expect((await filed('resident')).status).toBe(201);
    expect((await filed('company')).status).toBe(201);
  });

  it('QD-16: nobody who is on a list of dishonesty', async () => {
    expect(await filed('blacklisted')).toMatchObject({ status: 403, body: { code: 'dishonesty-listed' } });
  });

  it('QD-16: who meets the conditions of the dataset and shows it: each missing proof is named', async () => {
    const { status, body } = await filed('company', { attachments: [] });
    expect([status, body.code]).toEqual([422, 'incomplete']);
    expect(body.errors?.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(['缺少证明材料:等级保护备案证明', '缺少证明材料:法人登记证书']),
    );
  });

  it('QD-9a: conditions are told to everybody, each with what it is about', async () => {
    const view = await get<{ conditions: object[] }>(host, `/v1/datasets/${dataset.id}`);
    expect(view.conditions).toMatchObject([{ aspect: 'security' }, { aspect: 'scenario' }]);
  });
});

describe('what is filed', () => {
  it('QD-17.1: form, security commitment and proofs; each missing part is named at once', async () => {
    const { status, body } = await host.call<Problem>('POST', '/v1/applications', {
      as: 'company',
      body: { datasetId: dataset.id, commitment: false },
    });
    expect(status).toBe(400);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/purpose', '/scenario', '/safeguards', '/usePeriod', '/commitment']),
    );
  });

  it('QD-17.1: no use that is over already; one that has begun is still one', async () => {
    const over = await filed('company', { usePeriod: { from: '2026-01-01', to: '2026-11-01' } });
    expect(over).toMatchObject({ status: 400, body: { errors: [{ pointer: '/usePeriod/to' }] } });
    expect((await filed('company', { usePeriod: { from: '2026-01-01', to: '2026-11-02' } })).status).toBe(201);
  });
});

describe('the formal review', () => {
  it('QD-17.2a: that fails is returned with its reasons, told to the applicant', async () => {
    const { id } = await apply(host, dataset.id, { usePeriod, attachments });
    expect((await give(host, id, 'regulator', { command: 'return' })).body).toMatchObject({
      errors: [{ pointer: '/reasons' }],
    });
    expect((await give(host, id, 'agency-reviewer', { command: 'approve' })).status).toBe(409);
    await through(host, id, ['regulator', 'return', { reasons: ['用途不具体', '期限过长'] }]);
    expect(await seen(host, id, 'company')).toMatchObject({
      state: 'closed',
      outcome: 'returned',
      reasons: ['用途不具体', '期限过长'],
    });
    const message = (await inbox(host, 'company')).find(({ caseId }) => caseId === id);
    expect(message?.text).toContain('用途不具体;期限过长');
  });

  it('QD-17.2a: five working days pass: reminded, overdue, and passed late it goes on', async () => {
    const { id } = await apply(host, dataset.id, { usePeriod, attachments });
    expect(await deadline(host, id, 'QD-17.2a')).toMatchObject({ dueOn: '2026-11-09' });
    await past(host, '2026-11-05T16:00:00Z');
    expect(await told(host, 'regulator', id)).toContain('reminded');
    await past(host, '2026-11-09T16:00:00Z');
    expect(await deadline(host, id, 'QD-17.2a')).toMatchObject({ overdueSince: '2026-11-09T16:00:00.000Z' });
    expect(await through(host, id, ['regulator', 'pass'])).toMatchObject({ stage: 'agency-review' });
    expect(await deadline(host, id, 'QD-17.2b')).toMatchObject({ startedOn: '2026-11-10', dueOn: '2026-11-24' });
  });

  it('QD-17.2b: no clause extends the agency’s ten days, and a refusal has its reason', async () => {
    const { id } = await apply(host, dataset.id, { usePeriod, attachments });
    await through(host, id, ['regulator', 'pass']);
    const ask = { command: 'request-extension', days: 1, reason: '忙' };
    expect((await give(host, id, 'agency-reviewer', ask)).status).toBe(403);
    expect((await give(host, id, 'agency-reviewer', { command: 'refuse' })).status).toBe(400);
    await through(host, id, ['agency-reviewer', 'refuse', { reason: '不符合应用场景' }]);
    expect(await seen(host, id, 'company')).toMatchObject({ outcome: 'refused', reasons: ['不符合应用场景'] });
  });

  it('QD-17.2b: a person and a company are treated alike: same stages, periods, decisions and terms, in the order of receipt', async () => {
    const own = await published(host, { title: '平等对待之例', openness: 'conditional' });
    const applicants = ['resident', 'company', 'resident'];
    const cases: CaseView[] = [];
    for (const as of applicants) cases.push(await apply(host, own.id, { usePeriod }, as));
    const ids = cases.map(({ id }) => id);
    const waiting = async (as: string): Promise<string[]> =>
      (await get<Page<CaseView>>(host, '/v1/cases?box=inbox&procedure=application&pageSize=100', as)).items
        .map(({ id }) => id)
        .filter((id) => ids.includes(id));
    const treated = async (as: string) =>
      (await Promise.all(ids.map((id) => seen(host, id, as)))).map(({ stage, deadlines, allowedCommands }) => ({
        stage,
        periods: deadlines.map(({ clause, startedOn, dueOn }) => [clause, startedOn, dueOn]),
        commands: allowedCommands.map(({ command }) => command),
      }));
    const alike = async (as: string): Promise<void> => {
      const [first, ...others] = await treated(as);
      expect(first?.commands.length).toBeGreaterThan(0);
      for (const other of others) expect(other).toEqual(first);
      expect(await waiting(as), `in the order of receipt for ${as}`).toEqual(ids);
    };

    await alike('regulator');
    for (const id of ids) await through(host, id, ['regulator', 'pass']);
    await alike('agency-reviewer');
    const grants = [];
    for (const [i, id] of ids.entries()) {
      const as = applicants[i] ?? '';
      const { grantId } = await through(
        host,
        id,
        ['agency-reviewer', 'approve'],
        [as, 'sign'],
        ['agency-principal', 'sign'],
      );
      grants.push(
        await get<{ columns: string[]; quota: object; validFrom: string; validTo: string }>(
          host,
          `/v1/grants/${grantId}`,
          as,
        ),
      );
    }
    const terms = grants.map(({ columns, quota, validFrom, validTo }) => ({ columns, quota, validFrom, validTo }));
    expect(terms[0]).toMatchObject({ columns: ['站位', '月份', '溶解氧'], quota: { calls: expect.any(Number) } });
    for (const each of terms) expect(each).toEqual(terms[0]);
  });

  it('QD-17.3: an agreement that a party declines opens nothing, and the regulator is told', async () => {
    const { id } = await apply(host, dataset.id, { usePeriod, attachments }, 'resident');
    await through(
      host,
      id,
      ['regulator', 'pass'],
      ['agency-reviewer', 'approve'],
      ['agency-reviewer', 'sign'],
      ['resident', 'decline'],
    );
    expect(await seen(host, id)).toMatchObject({ state: 'closed', outcome: 'declined' });
    expect(await told(host, 'regulator', id)).toContain('regulator-told');
    expect((await host.call('GET', `/data/${dataset.id}`, { as: 'resident' })).status).toBe(403);
  });
});

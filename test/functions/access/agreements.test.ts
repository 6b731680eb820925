import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../domain/audit/chain.ts';
import type { By, EventBody } from '../../../domain/case/event.ts';
import { AgencyId, AgreementId, CaseId, ClauseId, DatasetId, DistrictId } from '../../../domain/ids.ts';
import { currentPolicy, procedureOf } from '../../../domain/policy/policy.ts';
import { agreementWrite } from '../../../functions/stores/cases.ts';
import type { CallerName } from '../../builders/callers.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { accessOf } from './a-grant.ts';

const id = CaseId.parse('case-1');
const text = '公共数据开放利用协议';
const agreement = { id: AgreementId.parse(id), textSha256: sha256(text) };
const clocks = { opened: [], ended: [ClauseId.parse('QD-17.2b')] };

let p: TestPlatform;
let call: ReturnType<typeof accessOf>;

/** An application of the company to an agency of a district, approved: its agreement waits for both to sign. */
beforeEach(async () => {
  p = testPlatform();
  call = accessOf(p);
  const received: EventBody = {
    type: 'received',
    procedure: 'application',
    policyVersion: 'QD-1',
    datasetId: DatasetId.parse('air'),
    agency: { id: AgencyId.parse('laoshan-housing-bureau'), district: DistrictId.parse('laoshan') },
    to: 'agency-review',
    clocks: { opened: [], ended: [] },
  };
  const appending = {
    ruling: { body: received, by: { role: 'applicant' as const }, subject: 'company' },
    now: p.now(),
    salt: '',
  };
  await p.cases.open(id, appending, procedure(), () => []);
  await happened(
    { type: 'decided', stage: 'agency-review', command: 'approve', to: 'agreement', agreement, clocks },
    'agency-reviewer',
  );
  const parties = [
    { role: 'applicant', name: '青岛某某数据有限公司' },
    { role: 'agency', name: '崂山区住房和城乡建设局' },
  ];
  await p.engine.write([agreementWrite({ ...agreement, caseId: id, text, parties })]);
});

const procedure = () => procedureOf(currentPolicy(p.city), 'application');

async function happened(body: EventBody, role: By['role']): Promise<void> {
  p.pass(60);
  const kase = await p.cases.load(id);
  await p.cases.append(kase, { ruling: { body, by: { role }, subject: role }, now: p.now(), salt: '' }, procedure());
}

const read = (as?: CallerName, which: string = id) =>
  call('readAgreement', { ...(as && { as }), params: { id: which } });

describe('GET /v1/agreements/{id}', () => {
  it('QD-17.3: gives the text, its hash, the parties, and who has signed when', async () => {
    expect((await read('company')).body).toMatchObject({ text, textSha256: sha256(text), caseId: id, signatures: [] });
    await happened({ type: 'contributed', stage: 'agreement', command: 'sign', as: 'agency' }, 'agency-principal');
    const agencySigned = p.now();
    await happened(
      { type: 'decided', stage: 'agreement', command: 'sign', to: 'grant-access', outcome: 'granted', clocks },
      'applicant',
    );
    expect((await read('company')).body).toMatchObject({
      signatures: [
        { party: 'agency', at: agencySigned },
        { party: 'applicant', at: p.now() },
      ],
    });
  });

  it.each<[CallerName, number]>([
    ['company', 200],
    ['district-clerk', 200],
    ['district-regulator', 200],
    ['regulator', 200],
    ['resident', 403],
    ['agency-reviewer', 403],
    ['operator', 403],
    ['expert', 403],
    ['anonymous', 401],
  ])('for %s is %d', async (as, status) => {
    expect((await read(as)).status).toBe(status);
  });

  it('is 404 where there is none', async () => {
    expect((await read('company', 'case-2')).status).toBe(404);
  });
});

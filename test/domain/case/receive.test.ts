import { describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { openingStep, suspendsAtOnce } from '../../../domain/case/receive.ts';
import { defined } from '../../../domain/defined.ts';
import { currentPolicy, procedureOf } from '../../../domain/policy/policy.ts';
import { callers } from '../../builders/callers.ts';
import { filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';
import { madeUpPolicy } from '../../builders/policy.ts';
import { refusalOf } from '../../builders/refusal.ts';

describe('a receipt', () => {
  it('opens the case at its first step, on day zero, under the policy in force', () => {
    const { kase } = filed({ now: at('2026-09-19 23:59:59') }); // a Saturday

    expect(kase).toMatchObject({
      procedure: 'application',
      policyVersion: 'QD-1',
      version: 1,
      seq: 1,
      stands: 'formal-review',
      receivedAt: at('2026-09-19 23:59:59'),
      agency: { id: 'ecology-bureau' },
      applicant: { subject: 'company', name: 'company' },
      filing: { purpose: '科研' },
      clocks: [{ clause: 'QD-17.2a', epoch: 1, startedOn: '2026-09-19' }],
    });
  });

  it('keeps the district of a district’s agency', () => {
    expect(filed({ agency: 'laoshan-housing-bureau' }).kase.agency).toEqual({
      id: 'laoshan-housing-bureau',
      district: 'laoshan',
    });
  });

  it('writes neither the person nor the form into the chain', () => {
    const [first] = filed().recorded;

    expect(first?.event.by).toEqual({ role: 'applicant' });
    expect(JSON.stringify(first?.event)).not.toMatch(/科研|company/);
    expect(first?.aside).toMatchObject({ subject: 'company', content: { purpose: '科研' } });
  });
});

describe('who may file', () => {
  it.each([
    ['resident', undefined],
    ['company', undefined],
    ['citizen', 'real-name-required'],
    ['blacklisted', 'dishonesty-listed'],
  ] as const)('QD-16: an application by a %s', (by, code) => {
    const file = () => filed({ by: callers[by] });

    if (code === undefined) expect(file().kase.stands).toBe('formal-review');
    else expect(refusalOf(file)).toMatchObject({ code, text: { zh: expect.stringContaining('QD-16') } });
  });

  it.each(['citizen', 'blacklisted'] as const)('QD-19a: an objection by a %s', (by) => {
    expect(filed({ procedure: 'objection', by: callers[by] }).kase.applicant.subject).toBe(by);
  });

  it.each([
    ['agency-clerk', true],
    ['agency-reviewer', true],
    ['agency-principal', true],
    ['other-agency-clerk', false],
    ['regulator', false],
    ['company', false],
  ] as const)('QD-12.1: a publication by the %s', (by, may) => {
    const file = () => filed({ procedure: 'publication', by: callers[by] });

    if (may) expect(file().recorded[0]?.event.by).toEqual({ role: by, agency: 'ecology-bureau' });
    else expect(refusalOf(file).text.zh).toBe('只有青岛市生态环境局的工作人员可以提交(QD-12.1)');
  });
});

describe('a filing opens', () => {
  const objection = procedureOf(currentPolicy(qingdao), 'objection');

  it.each(['infringement', 'privacy'])('QD-19b: %s, by suspending at once', (kind) => {
    expect(openingStep(objection, defined({ kind }))).toBe('suspend-opening');
    expect(suspendsAtOnce(objection, defined({ kind }))).toBe(true);
  });

  it.each(['error', 'omission', 'own-data', 'other', undefined])('QD-19a: %s, with the verification', (kind) => {
    expect(openingStep(objection, defined({ kind }))).toBe('verification');
    expect(suspendsAtOnce(objection, defined({ kind }))).toBe(false);
  });

  it('nowhere, if the regulation knows no such kind', () => {
    const policy = madeUpPolicy({ application: { opens: [{ kinds: ['research'], at: 'review' }] } });

    expect(refusalOf(() => filed({ policy })).code).toBe('invalid-request');
  });
});

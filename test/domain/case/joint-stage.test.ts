import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../../domain/policy/words.ts';
import { callers } from '../../builders/callers.ts';
import { filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';
import { madeUpPolicy } from '../../builders/policy.ts';
import { refusalOf } from '../../builders/refusal.ts';

const { company, regulator, 'agency-reviewer': reviewer, 'agency-principal': principal } = callers;

describe('QD-17.3: an agreement', () => {
  const agreement = filed().given('pass', regulator).given('approve', reviewer);

  it.each([
    ['the applicant first', company, reviewer],
    ['the agency first', reviewer, company],
    ['the agency by its principal', company, principal],
  ])('is concluded by the last missing signature: %s', (_who, first, second) => {
    const half = agreement.given('sign', first);
    const whole = half.given('sign', second);

    expect(half.kase).toMatchObject({ stands: 'agreement', version: 4, contributions: [{ command: 'sign' }] });
    expect(half.kase.outcome).toBeUndefined();
    expect(whole.kase).toMatchObject({ stands: 'grant-access', version: 5, outcome: 'granted', contributions: [] });
  });

  it('is signed by each party once: the same party, by whatever person, is refused a second time', () => {
    const byApplicant = refusalOf(() => agreement.given('sign', company).given('sign', company));
    const byAgency = refusalOf(() => agreement.given('sign', reviewer).given('sign', principal));

    expect(byApplicant).toMatchObject({ code: 'not-now', state: { stage: 'agreement' } });
    expect(byAgency.text).toEqual({
      zh: '办件 case-1:您方已作出“sign”,正等待其他方',
      en: 'case case-1: your side has given "sign" already; it waits for the others',
    });
  });

  it('is declined by either party alone, even after the other has signed', () => {
    for (const party of [company, reviewer]) {
      const other = party === company ? reviewer : company;
      const { kase } = agreement.given('sign', other).given('decline', party);

      expect(kase).toMatchObject({ stands: 'notify-regulator', outcome: 'declined', contributions: [] });
    }
  });

  it('is signed by its text: another hash is refused', () => {
    const textSha256 = 'a'.repeat(64);

    expect(agreement.given({ command: 'sign', textSha256 }, company).kase.contributions).toHaveLength(1);
    expect(refusalOf(() => agreement.given({ command: 'sign', textSha256: 'b'.repeat(64) }, company)).code).toBe(
      'text-differs',
    );
  });
});

describe('QD-19a: verification', () => {
  const objection = filed({ procedure: 'objection' });
  const finding = (command: CommandName, reason: string) => ({ command, reason });

  it.each([
    ['confirm-error', 'correct-data', 'upheld'],
    ['confirm-infringement', 'suspend-infringing', 'upheld'],
    ['unfounded', 'restore-opening', 'dismissed'],
  ] as const)('%s by both, in any order, leads to %s', (command, stands, outcome) => {
    for (const [first, second] of [
      [regulator, reviewer],
      [reviewer, regulator],
    ] as const) {
      const half = objection.given(command, first);

      expect(half.kase).toMatchObject({ stands: 'verification', version: 2 });
      expect(half.given(command, second).kase).toMatchObject({ stands, outcome, version: 3 });
    }
  });

  it.each([
    ['the regulator first', true],
    ['the agency first', false],
  ])('where findings differ the regulator’s prevails: %s', (_who, regulatorFirst) => {
    const regulators = finding('confirm-error', '数值与原始记录不符');
    const agencys = finding('unfounded', '数据无误');
    const { kase, recorded } = regulatorFirst
      ? objection.given(regulators, regulator).given(agencys, reviewer)
      : objection.given(agencys, reviewer).given(regulators, regulator);

    expect(kase).toMatchObject({
      stands: 'correct-data',
      outcome: 'upheld',
      reasons: { reasons: ['数值与原始记录不符'] },
    });
    const both = [
      { as: 'same-level-regulator', command: 'confirm-error' },
      { as: 'agency', command: 'unfounded' },
    ];
    expect(recorded.at(-1)?.event.body).toMatchObject({
      type: 'decided',
      command: 'confirm-error',
      findings: regulatorFirst ? both : both.toReversed(),
    });
  });

  it('waits for the other while a party thinks again; its last finding counts', () => {
    const changed = objection.given('confirm-error', regulator).given('unfounded', regulator);

    expect(changed.kase).toMatchObject({
      stands: 'verification',
      version: 3,
      contributions: [{ command: 'unfounded' }],
    });
    expect(changed.given('confirm-error', reviewer).kase.outcome).toBe('dismissed');
  });

  it('forgets the findings of one stage at the next', () => {
    const disposal = objection
      .given('confirm-infringement', regulator)
      .given('confirm-infringement', reviewer)
      .effected();

    expect(disposal.kase).toMatchObject({ stands: 'disposal', contributions: [] });
  });
});

describe('QD-19a: a verification that one party lets lie', () => {
  // Received on Monday, 2026-09-21: the ten working days end with 2026-10-12, over the two holidays.
  const objection = filed({ procedure: 'objection', kind: 'infringement' }).effected();
  const late = at('2026-10-13 00:00');

  it('is due on 2026-10-12', () => {
    expect(objection.deadlines()).toMatchObject([{ clause: 'QD-19c', dueOn: '2026-10-12' }]);
  });

  it('until its period has passed, waits for the agency whatever the regulator found', () => {
    expect(objection.given('unfounded', regulator, at('2026-10-12 23:59')).kase.stands).toBe('verification');
  });

  it('is decided by the regulator alone once it is overdue, also by what it found before', () => {
    const before = objection.given('unfounded', regulator);
    for (const story of [objection, before]) {
      const { kase, recorded } = story.given('unfounded', regulator, late);
      expect(kase).toMatchObject({ stands: 'restore-opening', outcome: 'dismissed' });
      expect(recorded.at(-1)?.event.body).toMatchObject({
        findings: [{ as: 'same-level-regulator', command: 'unfounded' }],
      });
    }
  });

  it('keeps on record what the agency found, if it did', () => {
    const { recorded } = objection.given('unfounded', reviewer).given('confirm-infringement', regulator, late);
    expect(recorded.at(-1)?.event.body).toMatchObject({
      command: 'confirm-infringement',
      findings: [
        { as: 'agency', command: 'unfounded' },
        { as: 'same-level-regulator', command: 'confirm-infringement' },
      ],
    });
  });

  it('is not decided by the agency alone, however late', () => {
    const { kase } = objection.given('unfounded', reviewer, late);
    expect(kase).toMatchObject({ stands: 'verification', contributions: [{ as: 'agency' }] });
  });
});

describe('a stage of three parties', () => {
  const policy = madeUpPolicy({
    review: {
      by: ['agency', 'municipal-regulator', 'applicant'],
      jointly: { prevails: 'municipal-regulator' },
      decisions: {
        approve: { to: 'closed', outcome: 'agreed', carries: ['source'] },
        refuse: { to: 'closed', outcome: 'refused', needs: 'reason' },
      },
    },
  });
  const naming = (source: string) => ({ command: 'approve', source }) as const;
  const story = filed({ policy });
  const two = story.given(naming('housing-bureau'), reviewer).given(naming('housing-bureau'), company);

  it('waits for the third while it keeps what the two others gave', () => {
    expect(two.kase).toMatchObject({
      stands: 'review',
      contributions: [
        { as: 'agency', command: 'approve', source: 'housing-bureau', subject: 'agency-reviewer' },
        { as: 'applicant', command: 'approve', source: 'housing-bureau', subject: 'company' },
      ],
    });
    expect(two.given(naming('housing-bureau'), regulator).kase).toMatchObject({
      outcome: 'agreed',
      source: 'housing-bureau',
    });
  });

  it('asks all anew for another unit than the one that they named', () => {
    const third = two.given(naming('ecology-bureau'), regulator);
    expect(third.kase.contributions).toMatchObject([{ as: 'municipal-regulator', source: 'ecology-bureau' }]);
    expect(third.given(naming('ecology-bureau'), company).kase.stands).toBe('review');
  });

  it('keeps the reasons that each gave', () => {
    const refused = story.given({ command: 'refuse', reason: '并非本单位数据' }, reviewer);
    expect(refused.kase.contributions).toMatchObject([{ as: 'agency', reasons: { reasons: ['并非本单位数据'] } }]);
    expect(two.kase.contributions.some((each) => 'reasons' in each)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { commandNames } from '../../../domain/policy/words.ts';
import { callers } from '../../builders/callers.ts';
import { filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';
import { refusalOf } from '../../builders/refusal.ts';

const { company, regulator, 'agency-clerk': clerk, 'agency-reviewer': reviewer } = callers;

describe('a decision that must say why', () => {
  it.each([
    ['QD-17.2a: a return', filed(), 'return', regulator, '/reasons', '应当一次性告知全部理由'],
    [
      'QD-12.2b: a return',
      filed({ procedure: 'publication' }),
      'return',
      regulator,
      '/reasons',
      '应当一次性告知全部理由',
    ],
    ['a refusal', filed().given('pass', regulator), 'refuse', reviewer, '/reason', '应当说明理由'],
    ['QD-19a: a finding', filed({ procedure: 'objection' }), 'unfounded', regulator, '/reason', '应当说明理由'],
  ] as const)('%s is refused without reasons', (_what, story, command, by, pointer, zh) => {
    const refusal = refusalOf(() => story.given({ command }, by));

    expect(refusal).toMatchObject({ code: 'invalid-request', faults: [{ pointer, detail: { zh } }] });
  });

  it('QD-17.2a: a return closes the application with all its reasons', () => {
    const returned = filed().given({ command: 'return', reasons: ['缺少承诺书', '用途不明'] }, regulator);

    expect(returned.kase).toMatchObject({
      stands: 'tell-reasons',
      outcome: 'returned',
      reasons: { reasons: ['缺少承诺书', '用途不明'] },
    });
    expect(returned.effected().kase.stands).toBe('closed');
  });

  it('keeps a single reason and a list alike, and both if both are given', () => {
    const reasonsOf = (said: object) => filed().given({ command: 'return', ...said }, regulator).kase.reasons;

    expect(reasonsOf({ reason: '甲' })).toEqual({ reasons: ['甲'] });
    expect(reasonsOf({ reason: '甲', reasons: ['乙', '丙'] })).toEqual({ reasons: ['甲', '乙', '丙'] });
  });

  it('leaves no reasons of an earlier decision behind', () => {
    const returned = filed({ procedure: 'publication' }).given('return', regulator);

    expect(returned.kase.reasons).toEqual({ reasons: ['理由'] });
    expect(returned.given('resubmit', clerk).given('pass', regulator).kase.reasons).toBeUndefined();
  });
});

describe('an approval', () => {
  const inReview = filed().given('pass', regulator);

  it('QD-17.2b: grants columns, rows and a quota, and draws up the agreement', () => {
    const terms = { columns: ['station'], rows: { district: 'eq.崂山区' }, quota: { calls: 10, per: 'day' } };
    const { kase } = inReview.given({ command: 'approve', ...terms }, reviewer);

    expect(kase).toMatchObject({ stands: 'agreement', terms, agreement: { id: 'case-1', textSha256: 'a'.repeat(64) } });
  });

  it('says in what capacity it was given, and nothing of the person', () => {
    const { recorded } = inReview.given('approve', reviewer);
    const event = recorded.at(-1)?.event;

    expect(event?.by).toEqual({ role: 'agency-reviewer', agency: 'ecology-bureau' });
    expect(JSON.stringify(event)).not.toContain('"subject"');
    expect(recorded.at(-1)?.aside?.subject).toBe('agency-reviewer');
  });
});

describe('a withdrawal', () => {
  it.each([
    ['formal review', filed()],
    ['agency review', filed().given('pass', regulator)],
    ['the agreement', filed().given('pass', regulator).given('approve', reviewer)],
    [
      'the agreement that the agency has signed',
      filed().given('pass', regulator).given('approve', reviewer).given('sign', reviewer),
    ],
  ])('of an application during %s closes it, its clocks too', (_when, story) => {
    const { kase } = story.given({ command: 'withdraw', reason: '不再需要' }, company, at('2026-09-22 10:00'));

    expect(kase).toMatchObject({ stands: 'closed', outcome: 'withdrawn', contributions: [] });
    expect(kase.clocks.filter((clock) => clock.endedAt === undefined)).toEqual([]);
  });

  it('is too late once access is granted', () => {
    const granted = filed()
      .given('pass', regulator)
      .given('approve', reviewer)
      .given('sign', company)
      .given('sign', reviewer);

    expect(refusalOf(() => granted.given('withdraw', company)).code).toBe('not-now');
  });

  it('of an objection lifts the suspension before the case is closed', () => {
    const suspended = filed({ procedure: 'objection', kind: 'infringement' }).effected();
    const withdrawn = suspended.given('withdraw', company);

    expect(withdrawn.kase).toMatchObject({ stands: 'restore-opening', outcome: 'withdrawn' });
    expect(withdrawn.effected().kase).toMatchObject({ stands: 'closed', outcome: 'withdrawn' });
  });
});

describe('a supplement', () => {
  it('is added beside the chain and moves nothing but the version', () => {
    const before = filed();
    const after = before.given({ command: 'supplement', statement: '补充承诺书', attachments: ['u-1'] }, company);

    expect(after.kase).toEqual({
      ...before.kase,
      seq: 2,
      version: 2,
      hash: after.kase.hash,
    });
    expect(after.recorded.at(-1)).toMatchObject({
      event: { body: { type: 'supplemented', stage: 'formal-review' } },
      aside: { content: { statement: '补充承诺书', attachments: ['u-1'] } },
    });
  });
});

describe('a closed case', () => {
  it('takes no command any more', () => {
    const closed = filed().given('withdraw', company);

    for (const command of ['pass', 'return', 'withdraw', 'supplement'] as const) {
      const by = command === 'pass' || command === 'return' ? regulator : company;
      expect(refusalOf(() => closed.given(command, by))).toMatchObject({
        code: 'not-now',
        state: { state: 'closed', outcome: 'withdrawn' },
      });
    }
  });

  it('is known to no stranger', () => {
    const closed = filed().given('withdraw', company);

    for (const command of commandNames) {
      expect(refusalOf(() => closed.given(command, callers.citizen)).code).toBe('forbidden');
    }
  });
});

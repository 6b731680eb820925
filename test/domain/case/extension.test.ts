import { describe, expect, it } from 'vitest';
import { mayAskExtension } from '../../../domain/case/extension.ts';
import { serviceTarget, workingDays } from '../../../domain/policy/period.ts';
import { leads, stage } from '../../../domain/policy/writing.ts';
import { callers } from '../../builders/callers.ts';
import { type CaseStory, filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';
import { extensible, madeUpPolicy } from '../../builders/policy.ts';
import { refusalOf } from '../../builders/refusal.ts';

const { company, regulator, 'agency-reviewer': reviewer, 'agency-principal': principal } = callers;

// Filed on Monday, 2026-10-12: five working days end on Monday, the 19th.
const filedUnder = (mode: 'by' | 'to', over: Parameters<typeof madeUpPolicy>[0] = {}): CaseStory =>
  filed({ policy: madeUpPolicy({ within: [extensible(mode)], ...over }), now: at('2026-10-12 09:00') });
const asking = (days: number) => ({ command: 'request-extension', days, reason: '需要现场核实' }) as const;
const inTime = at('2026-10-19 23:59:59');
const tooLate = at('2026-10-20 00:00');

describe.each([
  ['by', 'at most three more', 3],
  ['to', 'at most fifteen in all', 10],
] as const)('an extension %s so many days (%s)', (mode, _most, most) => {
  const story = filedUnder(mode);

  it('lengthens the period once it is granted, keeping its start', () => {
    const asked = story.given(asking(most), reviewer, inTime);
    const granted = asked.given('grant-extension', principal, inTime);

    expect(asked.deadlines()[0]).toMatchObject({ dueOn: '2026-10-19' });
    expect(asked.deadlines()[0]).not.toHaveProperty('extendedBy');
    expect(granted.deadlines()[0]).toMatchObject({
      startedOn: '2026-10-12',
      length: 5,
      extendedBy: most,
      dueOn: mode === 'by' ? '2026-10-22' : '2026-11-02',
    });
  });

  it('is all that the clause allows where no days are named', () => {
    const { kase } = story.given({ command: 'request-extension', reason: '需要现场核实' }, reviewer);

    expect(kase.extensionAsked).toMatchObject({ days: most });
  });

  it('is for no more than the clause allows', () => {
    const refusal = refusalOf(() => story.given(asking(most + 1), reviewer));

    expect(refusal.code).toBe('not-now');
    expect(refusal.text.en).toBe(`the period of XX-2a of case case-1 may be extended by at most ${most} (XX-2b)`);
  });
});

describe('an extension', () => {
  const story = filedUnder('by');
  const asked = story.given(asking(2), reviewer);

  it('is asked for before the period ends', () => {
    expect(story.given(asking(2), reviewer, inTime).kase.extensionAsked).toMatchObject({ days: 2 });
    expect(refusalOf(() => story.given(asking(2), reviewer, tooLate)).text.en).toContain('has ended already');
  });

  it('is granted before the period ends', () => {
    expect(asked.given('grant-extension', principal, inTime).kase.clocks[0]?.extendedBy).toBe(2);
    expect(refusalOf(() => asked.given('grant-extension', principal, tooLate)).text.en).toContain('has ended already');
  });

  it('is still denied after it', () => {
    const denied = asked.given('deny-extension', principal, tooLate);

    expect(denied.kase.extensionAsked).toBeUndefined();
    expect(denied.kase.clocks[0]).not.toHaveProperty('extendedBy');
  });

  it('is never granted by whoever asked for it', () => {
    const byPrincipal = story.given(asking(2), principal);

    for (const answer of ['grant-extension', 'deny-extension'] as const) {
      expect(refusalOf(() => byPrincipal.given(answer, principal))).toMatchObject({
        code: 'forbidden',
        text: { zh: '延期的申请人不得自行批准' },
      });
    }
  });

  it('is granted by nobody but the approver of the clause', () => {
    for (const other of [reviewer, regulator, company]) {
      expect(refusalOf(() => asked.given('grant-extension', other)).code).toBe('forbidden');
    }
  });

  it('is asked for by nobody but whom the clause names', () => {
    expect(refusalOf(() => story.given(asking(2), company)).code).toBe('forbidden');
  });

  it('is there once: neither a second request nor a second extension', () => {
    const granted = asked.given('grant-extension', principal);

    for (const again of [asked, granted]) {
      expect(refusalOf(() => again.given(asking(1), reviewer)).text.en).toContain('may be extended once only');
    }
  });

  it('is decided only if one was asked for', () => {
    expect(refusalOf(() => story.given('grant-extension', principal)).text.en).toBe(
      'case case-1 has no extension to decide on',
    );
  });

  it('carries its reasons beside the chain, both ways', () => {
    const granted = asked.given({ command: 'grant-extension', reason: '情况属实' }, principal);

    expect(granted.recorded.slice(1).map(({ aside }) => aside?.content)).toEqual([
      { reasons: ['需要现场核实'] },
      { reasons: ['情况属实'] },
    ]);
  });

  it('moves the reminder with the due date', () => {
    const reminded = story.marked('reminded', at('2026-10-16 00:00'));
    const granted = reminded.given(asking(3), reviewer).given('grant-extension', principal);

    expect(reminded.deadlines()[0]).toMatchObject({ remindedAt: at('2026-10-16 00:00') });
    expect(granted.deadlines()[0]).not.toHaveProperty('remindedAt'); // day 6 of 8 is to come
    expect(granted.marked('reminded', at('2026-10-20 00:00')).kase.clocks[0]?.reminded).toHaveLength(2);
  });
});

describe('a period without an extension clause', () => {
  it('can’t be extended', () => {
    const story = filed({ policy: madeUpPolicy() });

    expect(refusalOf(() => story.given(asking(1), reviewer)).code).toBe('forbidden');
  });

  it('can’t be extended where another one can', () => {
    const both = [serviceTarget(3, 'XX-2c'), extensible('by')];
    const story = filed({ policy: madeUpPolicy({ within: both }) });

    expect(story.given(asking(1), reviewer).kase.extensionAsked?.clause).toBe('XX-2a');
    expect(refusalOf(() => story.given({ ...asking(1), clause: 'XX-2c' }, reviewer)).text.en).toBe(
      'case case-1 has no period of XX-2c that can be extended now',
    );
  });
});

describe('an extension asked for and not decided on', () => {
  const policy = madeUpPolicy({
    within: [extensible('by')],
    review: { decisions: { return: leads('correction'), approve: leads('closed', { outcome: 'granted' }) } },
    steps: {
      correction: stage({
        zh: '补正',
        en: 'Correction',
        clause: 'XX-4',
        by: ['applicant'],
        within: [workingDays(5, 'XX-4')],
        decisions: { resubmit: leads('review') },
      }),
    },
  });
  const asked = filed({ policy }).given(asking(2), reviewer);
  const back = asked.given('return', reviewer).given('resubmit', company);

  it('ends with its period', () => {
    expect(asked.given('return', reviewer).kase.extensionAsked).toBeUndefined();
  });

  it('lengthens no later period of the same clause, and doesn’t stand in the way of asking anew', () => {
    expect(refusalOf(() => back.given('grant-extension', principal)).text.en).toContain('no extension to decide on');
    const extended = back.given(asking(1), reviewer).given('grant-extension', principal);
    expect(extended.kase.clocks.map((clock) => clock.extendedBy)).toEqual([undefined, undefined, 1]);
  });
});

describe('a period that begins anew, as the case was sent back', () => {
  const under = (mode: 'by' | 'to') =>
    filed({
      policy: madeUpPolicy({
        within: [extensible(mode)],
        review: { decisions: { return: leads('correction'), approve: leads('closed', { outcome: 'granted' }) } },
        steps: {
          correction: stage({
            zh: '补正',
            en: 'Correction',
            clause: 'XX-4',
            by: ['applicant'],
            decisions: { resubmit: leads('review') },
          }),
        },
      }),
      now: at('2026-10-12 09:00'),
    });
  const again = (story: CaseStory, when: string): CaseStory =>
    story.given('return', reviewer, at(when)).given('resubmit', company, at(when));

  it('is extended to so many days in all from when it first began', () => {
    // Fifteen working days from 2026-10-12 end on 2026-11-02; five from 2026-10-21 on the 28th.
    const second = again(under('to'), '2026-10-21 09:00');
    expect(refusalOf(() => second.given(asking(4), reviewer)).text.en).toContain('at most 3 (XX-2b)');
    const extended = second.given(asking(3), reviewer).given('grant-extension', principal);
    expect(extended.deadlines().at(-1)).toMatchObject({ startedOn: '2026-10-21', dueOn: '2026-11-02' });
  });

  it('isn’t extended at all once it ends no sooner than that by itself', () => {
    const late = again(again(under('to'), '2026-10-21 09:00'), '2026-10-27 09:00');
    expect(late.deadlines().at(-1)).toMatchObject({ startedOn: '2026-10-27', dueOn: '2026-11-03' });
    expect(refusalOf(() => late.given(asking(1), reviewer)).text.en).toBe(
      "the period of XX-2a of case case-1 can't be extended any more (XX-2b)",
    );
    const stage = late.procedure.steps.review;
    const time = { calendar: late.rules.calendar, now: at('2026-10-27 10:00') };
    expect(stage?.kind === 'stage' && mayAskExtension(late.kase, stage, time)).toBe(false);
  });

  it('is extended by so many days each time', () => {
    const second = again(under('by'), '2026-10-27 09:00');
    expect(second.given(asking(3), reviewer).kase.extensionAsked).toMatchObject({ days: 3 });
  });
});

describe('of two periods that can be extended', () => {
  const other = {
    ...serviceTarget(8, 'XX-2c'),
    extension: { mode: 'by', days: 2, asks: 'agency', approves: 'municipal-regulator', clause: 'XX-2d' },
  };
  const story = filed({ policy: madeUpPolicy({ within: [extensible('by'), other] }) });
  const asked = story.given({ ...asking(1), clause: 'XX-2c' }, reviewer);

  it('the one asked for is lengthened', () => {
    const { kase } = asked.given('grant-extension', regulator);
    expect(kase.clocks.map(({ clause, extendedBy }) => [clause, extendedBy])).toEqual([
      ['XX-2a', undefined],
      ['XX-2c', 1],
    ]);
  });

  it('each is decided on by the approver of its own clause', () => {
    expect(refusalOf(() => asked.given('grant-extension', principal)).text.en).toContain('is not extended by you');
    expect(refusalOf(() => asked.given('deny-extension', principal)).text.en).toContain('is not extended by you');
  });
});

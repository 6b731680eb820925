import { describe, expect, it } from 'vitest';
import { workingDays } from '../../../domain/policy/period.ts';
import { Policy } from '../../../domain/policy/policy.ts';
import { leads, stage } from '../../../domain/policy/writing.ts';
import { extensible, policyDraft } from '../../builders/policy.ts';

type Over = Parameters<typeof policyDraft>[0];

/** What is wrong with a draft, each fault after the place of its rule. */
const faultsOf = (over: Over): string[] =>
  (Policy.safeParse(policyDraft(over)).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

const inApplication = 'procedures.application';
const inReview = `${inApplication}.steps.review`;

const approve = leads('grant', { outcome: 'granted' });

describe('a policy', () => {
  it('that is whole has no fault', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ within: [extensible('by')] })).toEqual([]);
    expect(faultsOf({ within: [extensible('to')] })).toEqual([]);
  });

  it('names every fault at once', () => {
    const faults = faultsOf({
      within: [workingDays(5, 'YY-2a')],
      review: { decisions: { approve: leads('nowhere') } },
      application: { opens: [{ at: 'reception' }] },
    });

    expect(faults).toEqual([
      `${inApplication}.opens.0: opening leads to "reception", which is no step of this procedure`,
      `${inReview}.approve: "approve" at stage "review" (XX-2) leads to "nowhere", which is no step of this procedure`,
      `${inReview}: from "review" the case can never be closed`,
      `${inReview}.within: clause YY-2a isn't of this regulation (XX-…)`,
    ]);
  });
});

describe('a policy mistake names its rule:', () => {
  const dead = stage({ zh: '等待', en: 'Waiting', clause: 'XX-4', by: ['agency'], decisions: { pass: leads('dead') } });

  it.each<[string, Over, string]>([
    [
      'a decision to an unknown step',
      { review: { decisions: { approve, refuse: leads('tell-reasons') } } },
      `${inReview}.refuse: "refuse" at stage "review" (XX-2) leads to "tell-reasons", which is no step of this procedure`,
    ],
    [
      'an effect to an unknown step',
      { steps: { grant: { ...policyDraft().procedures.application.steps.grant, then: 'gone' } } },
      `${inApplication}.steps.grant: effect "grant" (XX-3) leads to "gone", which is no step of this procedure`,
    ],
    [
      'an opening at an unknown step',
      { application: { opens: [{ kinds: ['a'], at: 'review' }, { at: 'reception' }] } },
      `${inApplication}.opens.1: opening leads to "reception", which is no step of this procedure`,
    ],
    [
      'a withdrawal to an unknown step',
      { application: { withdraw: { from: ['review'], to: 'gone' } } },
      `${inApplication}.withdraw: withdrawal leads to "gone", which is no step of this procedure`,
    ],
    [
      'a withdrawal from an effect',
      { application: { withdraw: { from: ['grant'], to: 'closed' } } },
      `${inApplication}.withdraw: withdrawal is offered at "grant", which is no stage`,
    ],
    [
      'a stage without decision',
      { steps: { idle: { ...dead, decisions: {} } } },
      `${inApplication}.steps.idle: stage "idle" (XX-4) offers no decision`,
    ],
    ['a dead end', { steps: { dead } }, `${inApplication}.steps.dead: from "dead" the case can never be closed`],
    [
      'a decision given to whoever doesn’t act at a joint stage',
      { review: { jointly: {}, decisions: { approve: { ...approve, by: ['government'] } } } },
      `${inReview}.approve: "approve" at stage "review" is given to government, who doesn't act there`,
    ],
    [
      'a period twice',
      { within: [workingDays(5, 'XX-2a'), workingDays(10, 'XX-2a')] },
      `${inReview}: stage "review" has two periods of XX-2a`,
    ],
    [
      'an extension to no more than the period',
      { within: [extensible('to', { length: 15 })] },
      `${inReview}: XX-2b extends XX-2a to 15, which isn't longer than 15`,
    ],
    [
      'a procedure’s clause of another regulation',
      { application: { clause: 'QD-17.1' } },
      `${inApplication}.clause: clause QD-17.1 isn't of this regulation (XX-…)`,
    ],
    [
      'a filing rule’s clause of another regulation',
      { application: { filing: { by: 'registered', clause: 'QD-16' } } },
      `${inApplication}.filing: clause QD-16 isn't of this regulation (XX-…)`,
    ],
    [
      'a stage’s clause of another regulation',
      { review: { clause: 'QD-17.2b' } },
      `${inReview}: clause QD-17.2b isn't of this regulation (XX-…)`,
    ],
    [
      'an extension’s clause of another regulation',
      {
        within: [
          workingDays(5, 'XX-2a', {
            extension: { mode: 'by', days: 3, asks: 'agency', approves: 'agency-principal', clause: 'CQ-22' },
          }),
        ],
      },
      `${inReview}.within: clause CQ-22 isn't of this regulation (XX-…)`,
    ],
    [
      'a joint stage where nobody’s finding counts',
      {
        review: {
          by: ['agency', 'expert'],
          jointly: {},
          decisions: { approve, refuse: leads('closed', { outcome: 'refused' }) },
        },
      },
      `${inReview}: stage "review" (XX-2) has parties whose findings may differ, and none prevails`,
    ],
    [
      'a joint stage where one counts alone once it is overdue, though it has no period',
      { within: [], review: { by: ['agency', 'expert'], jointly: { prevails: 'expert', aloneWhenOverdue: true } } },
      `${inReview}: stage "review" (XX-2) waits until it is overdue, but has no period`,
    ],
    [
      'a joint stage where a stranger prevails',
      { review: { by: ['agency', 'expert'], jointly: { prevails: 'government' } } },
      `${inReview}: stage "review" (XX-2) lets government prevail, who doesn't act there`,
    ],
  ])('%s', (_what, over, fault) => {
    const [first, ...consequences] = faultsOf(over);

    expect(first).toBe(fault);
    expect(consequences.filter((other) => !other.endsWith('the case can never be closed'))).toEqual([]);
  });

  it.each<[string, Over, string]>([
    ['an unknown key of a stage', { review: { deadline: 5 } }, inReview],
    [
      'an unknown key of a decision',
      { review: { decisions: { approve: { ...approve, then: 'x' } } } },
      `${inReview}.decisions.approve`,
    ],
    [
      'an unknown key of a period',
      { within: [workingDays(5, 'XX-2a'), { ...workingDays(5, 'XX-2c'), days: 5 }] },
      `${inReview}.within.1`,
    ],
    ['an unknown key of the policy', { policy: { quotas: {} } }, ''],
    ['an unknown actor at a stage', { review: { by: ['mayor'] } }, `${inReview}.by.0`],
    [
      'an unknown actor of a decision',
      { review: { decisions: { approve: { ...approve, by: ['mayor'] } } } },
      `${inReview}.decisions.approve.by.0`,
    ],
    [
      'an unknown actor of an extension',
      {
        within: [
          extensible('by', { extension: { mode: 'by', days: 3, asks: 'agency', approves: 'mayor', clause: 'XX-2b' } }),
        ],
      },
      `${inReview}.within.0.extension.approves`,
    ],
    ['an unknown command', { review: { decisions: { approve, bless: leads('closed') } } }, `${inReview}.decisions`],
    [
      'an unknown effect',
      { steps: { grant: { ...policyDraft().procedures.application.steps.grant, does: 'magic' } } },
      `${inApplication}.steps.grant.does`,
    ],
    [
      'an unknown outcome',
      { review: { decisions: { approve: { ...approve, outcome: 'maybe' } } } },
      `${inReview}.decisions.approve.outcome`,
    ],
    ['an unknown procedure', { policy: { procedures: { wish: {} } } }, 'procedures'],
    ['a period of no days', { within: [workingDays(0, 'XX-2a')] }, `${inReview}.within.0.length`],
    ['a clause that is no clause', { review: { clause: '第二条' } }, `${inReview}.clause`],
    ['a procedure without opening', { application: { opens: [] } }, `${inApplication}.opens`],
    [
      'a step whose name is no name',
      { steps: { 'Review 2': policyDraft().procedures.application.steps.grant } },
      `${inApplication}.steps.Review 2`,
    ],
  ])('%s', (_what, over, place) => {
    const places = faultsOf(over).map((fault) => fault.slice(0, fault.indexOf(': ')));

    expect(places[0]).toBe(place);
  });
});

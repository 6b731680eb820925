import { describe, expect, it } from 'vitest';
import { by, byNamedDay, lasts, workingDays } from '../../../domain/policy/period.ts';
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

const zw = { letters: 'ZW', regulation: { zh: '《政务数据共享条例》', en: 'Regulation on Sharing' } };
const fulfilled = (to: string) => ({ by: 'newer-release', to, outcome: 'done' });

/** A decision that lengthens the period of a clause, and the stage at which that is to go on. */
const lengthening = (next: { continues?: true }, clause = 'XX-2a'): Over => ({
  within: [workingDays(5, clause)],
  review: { decisions: { approve, pass: { ...leads('second'), extends: { clause: 'XX-2a', days: 5 } } } },
  steps: {
    second: stage({
      zh: '复核',
      en: 'Second review',
      clause: 'XX-4',
      by: ['agency'],
      within: [workingDays(5, 'XX-2a', next)],
      decisions: { approve: leads('closed') },
    }),
  },
});

describe('a policy', () => {
  it('that is whole has no fault', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ within: [extensible('by')] })).toEqual([]);
    expect(faultsOf({ within: [extensible('to')] })).toEqual([]);
  });

  const waiting = { zh: '等待', en: 'Waiting', clause: 'XX-4', by: ['agency'] as ['agency'] };

  it.each<[string, Over]>([
    ['clauses of the higher law that stands beside it', { policy: { overlays: [zw] }, review: { clause: 'ZW-20' } }],
    [
      'rules of the catalog by the higher law',
      {
        policy: { overlays: [zw], catalog: { updates: { clause: 'ZW-9' } }, sharing: { directly: { clause: 'XX-7' } } },
      },
    ],
    ['a measure that lasts and ends by itself', { within: [lasts(30, 'XX-2a', 'closed')] }],
    ['a stage that is left by itself alone', { review: { decisions: {} }, within: [lasts(30, 'XX-2a', 'closed')] }],
    [
      'a stage that waits for what happens elsewhere',
      {
        steps: {
          renewal: { ...stage({ ...waiting, decisions: {} }), fulfilment: fulfilled('closed') },
        },
      },
    ],
    ['a date that the rule names', { within: [by('05-31', 'XX-2a')] }],
    ['a date that the filing names', { within: [byNamedDay('XX-2a')] }],
    [
      'a decision given to others where nobody acts jointly',
      { review: { decisions: { approve: { ...approve, by: ['government'] } } } },
    ],
    [
      'a joint decision given to one of those who act there',
      {
        review: {
          by: ['agency', 'expert'],
          jointly: { prevails: 'agency' },
          decisions: { approve: { ...approve, by: ['expert'] } },
        },
      },
    ],
    [
      'a joint stage with one finding, beside what each may do alone',
      {
        review: {
          by: ['agency', 'expert'],
          jointly: {},
          decisions: { approve, decline: leads('closed', { outcome: 'declined', alone: true }) },
        },
      },
    ],
    [
      'a joint stage where one counts alone once its period is overdue',
      { review: { by: ['agency', 'expert'], jointly: { prevails: 'agency', aloneWhenOverdue: true } } },
    ],
    [
      'a period before the filing and one after it, of one clause',
      { within: [workingDays(5, 'XX-2a'), workingDays(5, 'XX-2a', { from: 'event' })] },
    ],
    [
      'a duty that the platform files',
      { application: { filing: { by: 'platform', clause: 'XX-1' }, duty: { for: 'city' } } },
    ],
    ['a decision that lengthens what goes on where it leads', lengthening({ continues: true })],
  ])('may have %s', (_what, over) => {
    expect(faultsOf(over)).toEqual([]);
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
      'a joint stage where one counts alone once it is overdue, though it merely lasts',
      {
        within: [lasts(5, 'XX-2a', 'closed')],
        review: { by: ['agency', 'expert'], jointly: { prevails: 'expert', aloneWhenOverdue: true } },
      },
      `${inReview}: stage "review" (XX-2) waits until it is overdue, but has no period`,
    ],
    [
      'a joint stage where one counts alone once it is overdue, and nobody is named',
      { review: { by: ['agency', 'expert'], jointly: { aloneWhenOverdue: true }, decisions: { approve } } },
      `${inReview}: stage "review" (XX-2) has parties whose findings may differ, and none prevails`,
    ],
    [
      'a period of an authority that lapses',
      { within: [{ ...workingDays(5, 'XX-2a'), lapsesTo: 'closed' }] },
      `${inReview}: XX-2a is a statutory and must not lapse`,
    ],
    [
      'a measure that lasts for ever',
      { within: [{ ...workingDays(5, 'XX-2a'), kind: 'duration' }] },
      `${inReview}: XX-2a is a duration and says not where it lapses to`,
    ],
    [
      'a measure that ends at an unknown step',
      { within: [lasts(5, 'XX-2a', 'gone')] },
      `${inReview}: the end of XX-2a leads to "gone", which is no step of this procedure`,
    ],
    [
      'a wait that ends at an unknown step',
      { review: { fulfilment: fulfilled('gone') } },
      `${inReview}: what stage "review" (XX-2) waits for leads to "gone", which is no step of this procedure`,
    ],
    [
      'a date that nobody names',
      { within: [{ ...byNamedDay('XX-2a'), setBy: undefined }] },
      `${inReview}: XX-2a ends on a day that either the rule or the filing names`,
    ],
    [
      'a date that both the rule and the filing name',
      { within: [{ ...by('05-31', 'XX-2a'), setBy: 'filing' }] },
      `${inReview}: XX-2a ends on a day that either the rule or the filing names`,
    ],
    [
      'a duty that somebody files',
      { application: { duty: { for: 'city' } } },
      `${inApplication}.duty: what the platform files is a duty that says for whom, and nothing else is`,
    ],
    [
      'a filing of the platform without a duty',
      { application: { filing: { by: 'platform', clause: 'XX-1' } } },
      `${inApplication}.duty: what the platform files is a duty that says for whom, and nothing else is`,
    ],
    [
      'a decision that lengthens what doesn’t go on',
      lengthening({}),
      `${inReview}: stage "review" (XX-2) lengthens XX-2a, which doesn't go on at "second"`,
    ],
    [
      'a decision that lengthens what never began',
      lengthening({ continues: true }, 'XX-2c'),
      `${inReview}: stage "review" (XX-2) lengthens XX-2a, which doesn't go on at "second"`,
    ],
    [
      'a catalog’s rule of another regulation',
      { policy: { catalog: { updates: { clause: 'QD-9' } } } },
      "catalog: clause QD-9 isn't of this regulation (XX-…)",
    ],
    [
      'a rule on sharing of another regulation',
      { policy: { overlays: [zw], sharing: { directly: { clause: 'QD-9' } } } },
      "sharing: clause QD-9 isn't of this regulation (XX-…, ZW-…)",
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
});

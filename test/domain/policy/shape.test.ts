import { describe, expect, it } from 'vitest';
import { workingDays } from '../../../domain/policy/period.ts';
import { Policy } from '../../../domain/policy/policy.ts';
import { leads } from '../../../domain/policy/writing.ts';
import { extensible, policyDraft } from '../../builders/policy.ts';

type Over = Parameters<typeof policyDraft>[0];

/** What is wrong with a draft, each fault after the place of its rule. */
const faultsOf = (over: Over): string[] =>
  (Policy.safeParse(policyDraft(over)).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

const inApplication = 'procedures.application';
const inReview = `${inApplication}.steps.review`;

const approve = leads('grant', { outcome: 'granted' });

describe('a policy of another shape names the place:', () => {
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

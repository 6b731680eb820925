import { type DaysRule, workingDays } from '../../domain/policy/period.ts';
import { Policy } from '../../domain/policy/policy.ts';
import { effect, leads, procedure, stage } from '../../domain/policy/writing.ts';

type Json = { readonly [name: string]: unknown };

/** A made-up regulation, letters XX: an application is reviewed by the agency within five working days. */
export const policyDraft = (
  over: { within?: readonly unknown[]; review?: Json; steps?: Json; application?: Json; policy?: Json } = {},
) => ({
  version: 'XX-1',
  letters: 'XX',
  regulation: { zh: '《某市公共数据办法》', en: 'Measures of Some City' },
  inForce: {},
  unconditionalNeedsIdentity: false,
  procedures: {
    application: {
      ...procedure({
        zh: '申请',
        en: 'Application',
        clause: 'XX-1',
        filing: { by: 'registered', clause: 'XX-1' },
        opens: [{ at: 'review' }],
        steps: {},
      }),
      steps: {
        review: {
          ...stage({
            zh: '审核',
            en: 'Review',
            clause: 'XX-2',
            by: ['agency'],
            within: [...(over.within ?? [workingDays(5, 'XX-2a')])],
            decisions: {
              approve: leads('grant', { outcome: 'granted' }),
              refuse: leads('closed', { outcome: 'refused', needs: 'reason' }),
            },
          } as Parameters<typeof stage>[0]),
          ...over.review,
        },
        grant: effect('grant-access', { zh: '开通', en: 'Grant' }, 'XX-3', 'closed'),
        ...over.steps,
      },
      ...over.application,
    },
  },
  ...over.policy,
});

export const madeUpPolicy = (over: Parameters<typeof policyDraft>[0] = {}): Policy => Policy.parse(policyDraft(over));

/** Five working days that the agency's principal may lengthen by at most three, or in all to at most fifteen. */
export const extensible = (mode: 'by' | 'to', over: Partial<Record<keyof DaysRule, unknown>> = {}) => ({
  ...workingDays(5, 'XX-2a', {
    extension: { mode, days: mode === 'by' ? 3 : 15, asks: 'agency', approves: 'agency-principal', clause: 'XX-2b' },
  }),
  ...over,
});

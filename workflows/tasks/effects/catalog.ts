import { datasetOf } from '../../../domain/case/case.ts';
import { endGrantsIfWithdrawn } from '../../../functions/stores/ending.ts';
import { changeEntry } from '../../../functions/stores/opening.ts';
import { publishPlan } from '../../../functions/stores/opening-plan.ts';
import { type Effects, tell } from './done.ts';

/** What happens to the catalog, and what is told of plans and demands. */
export const catalogEffects = {
  'publish-plan': async (p, kase) => {
    await publishPlan(p, kase);
    return { notices: [] };
  },
  'change-entry': async (p, kase) => {
    await changeEntry(p, datasetOf(kase), kase);
    await endGrantsIfWithdrawn(p, datasetOf(kase));
    return tell(p, kase, ['agency', 'same-level-regulator'], 'entry-changed', {
      zh: '目录变更已办理,以现行目录为准',
      en: 'The change of the entry is carried out; the entry says what holds now',
    });
  },
  'tell-answer': async (p, kase) =>
    tell(p, kase, ['applicant'], 'answer', {
      zh: '经论证,您需要的数据可以开放,将在规定期限内开放',
      en: 'The data that you need can be opened, and will be within the period',
    }),
  'issue-receipt': async (p, kase) =>
    tell(p, kase, ['agency'], 'receipt', {
      zh: `已收到信息系统的数据目录和数据字典,回执编号 ${kase.id}`,
      en: `The catalog and dictionaries of the information system are received; receipt number ${kase.id}`,
    }),
} satisfies Effects;

import { workingDays } from '../../domain/policy/period.ts';
import type { Actor } from '../../domain/policy/words.ts';
import { effect, leads, procedure, stage } from '../../domain/policy/writing.ts';

// 政务数据共享条例 第十七条 on the catalog of government departments, beside a city's own periods.

/** 自调整、变化发生之日起10个工作日内完成更新; 经同级主管部门同意,可以延长5个工作日 */
export const updateWithin = (approves: Actor) =>
  workingDays(10, 'ZW-17', {
    from: 'event',
    extension: { mode: 'by', days: 5, asks: 'agency-staff', approves, clause: 'ZW-17' },
  });

/** 主管部门自收到之日起2个工作日内发布 */
export const publishedWithin = workingDays(2, 'ZW-17');

/** The consent to five more days, asked for before the ten have passed. */
export const catalogExtension = (approves: Actor) =>
  procedure({
    zh: '目录更新延期',
    en: 'Extension of an update of the catalog',
    clause: 'ZW-17',
    filing: { by: 'agency-staff', clause: 'ZW-17' },
    opens: [{ at: 'consent' }],
    steps: {
      consent: stage({
        zh: '主管部门同意',
        en: 'Consent of the regulator',
        clause: 'ZW-17',
        by: [approves],
        within: [workingDays(10, 'ZW-17', { from: 'event' })],
        decisions: {
          approve: leads('closed', { outcome: 'agreed' }),
          refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }), // the reason †
        },
      }),
      'tell-reasons': effect('tell-reasons', { zh: '告知理由', en: 'Tell reasons' }, 'ZW-17', 'closed'), // †
    },
    withdraw: { from: ['consent'], to: 'closed' }, // †
  });

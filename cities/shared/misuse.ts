import { lasts, serviceTarget } from '../../domain/policy/period.ts';
import type { Actor } from '../../domain/policy/words.ts';
import { effect, leads, procedure, stage } from '../../domain/policy/writing.ts';

// What follows a misuse of data. The texts name the measures and who takes them within its powers, and say nothing of the
// way: that a measure is reasoned and works at once, that it is lifted when the misuse was put right, and that one may
// appeal (申诉) to the government is † here, for all cities alike.

interface Misuse {
  zh: string;
  en: string;
  clause: string;
  /** Who may restrict, close all channels, and end the authorisation; the first of each decides what no other may. */
  restricts: Actor[];
  closes?: Actor[];
  ends: Actor[];
}

export const misuse = ({ zh, en, clause, restricts, closes = [], ends }: Misuse) => {
  const because = { needs: 'reason', mayCarry: ['basis'] } satisfies Parameters<typeof leads>[1];
  const authorities = [...new Set([...restricts, ...closes, ...ends])];
  return procedure({
    zh,
    en,
    clause,
    // Reported by whoever is charged with it; anybody else complains
    filing: { by: ['same-level-regulator', 'municipal-regulator', 'agency-staff', 'other-unit'], clause },
    opens: [{ at: 'decision' }],
    steps: {
      decision: stage({
        zh: '核查并决定措施',
        en: 'Decision on a measure',
        clause,
        by: authorities,
        within: [serviceTarget(5, clause)], // †
        supplementedBy: ['applicant', 'respondent'],
        decisions: {
          restrict: leads('restrict', { outcome: 'restricted', by: restricts, ...because }),
          ...(closes.length > 0 ? { close: leads('close', { outcome: 'restricted', by: closes, ...because }) } : {}),
          end: leads('restrict-until-final', { outcome: 'ended', by: ends, ...because }),
          unfounded: leads('report-result', { outcome: 'dismissed', needs: 'reason', by: restricts.slice(0, 1) }),
        },
      }),
      restrict: effect('restrict-grant', { zh: '限制数据获取权限', en: 'Restrict access' }, clause, 'rectification'),
      ...(closes.length > 0
        ? {
            close: effect(
              'close-channels',
              { zh: '关闭数据供给通道', en: 'Close the channels of supply' },
              clause,
              'rectification',
            ),
          }
        : {}),
      rectification: stage({
        zh: '整改',
        en: 'Rectification',
        clause,
        by: ['respondent'],
        within: [serviceTarget(10, clause)], // †
        supplementedBy: ['respondent'],
        decisions: {
          resubmit: leads('verification', { needs: 'reason' }),
          appeal: leads('appeal', { needs: 'reason' }),
          end: leads('appeal-period', { outcome: 'ended', by: ends, ...because }),
        },
      }),
      verification: stage({
        zh: '核验整改情况',
        en: 'Verification of the rectification',
        clause,
        by: restricts,
        within: [serviceTarget(5, clause)], // †
        decisions: {
          verify: leads('restore', { outcome: 'rectified' }),
          return: leads('rectification', { needs: 'all-reasons' }),
        },
      }),
      appeal: stage({
        zh: '复核申诉',
        en: 'Appeal',
        clause,
        by: ['government'],
        within: [serviceTarget(40, clause)], // † some sixty days, as long as an administrative review takes
        decisions: {
          unfounded: leads('rectification', { needs: 'reason' }),
          restore: leads('restore', { outcome: 'dismissed', needs: 'reason' }),
        },
      }),
      // Nothing is given any more, but the end is final only once nobody appeals.
      'restrict-until-final': effect(
        'restrict-grant',
        { zh: '停止提供数据', en: 'Stop all supply' },
        clause,
        'appeal-period',
      ),
      'appeal-period': stage({
        zh: '申诉期',
        en: 'Time for an appeal',
        clause,
        by: ['respondent'],
        rests: true,
        within: [lasts(60, clause, 'end')], // † as long as one may ask for an administrative review
        decisions: { appeal: leads('appeal-against-the-end', { needs: 'reason' }) },
      }),
      'appeal-against-the-end': stage({
        zh: '复核对终止的申诉',
        en: 'Appeal against the end',
        clause,
        by: ['government'],
        within: [serviceTarget(40, clause)], // †
        decisions: {
          unfounded: leads('end', { needs: 'reason' }),
          restore: leads('restore', { outcome: 'dismissed', needs: 'reason' }),
        },
      }),
      end: effect('end-grant', { zh: '终止授权', en: 'End the authorisation' }, clause, 'report-result'),
      restore: effect('restore-grant', { zh: '恢复数据获取权限', en: 'Restore access' }, clause, 'report-result'),
      'report-result': effect('report-result', { zh: '反馈处理结果', en: 'Report result' }, clause, 'closed'),
    },
  });
};

import { because, type Effects, outcomeOf, tell } from './done.ts';

/** What is told to the parties of a case. */
export const tellingEffects = {
  'notify-regulator': async (p, kase) =>
    tell(p, kase, ['same-level-regulator'], 'regulator-told', {
      zh: kase.outcome === 'granted' ? '协议已签订,使用权限已开通' : `办理结果:${outcomeOf(kase).zh}`,
      en:
        kase.outcome === 'granted' ? 'The agreement is signed and access is opened' : `Outcome: ${outcomeOf(kase).en}`,
    }),
  'tell-reasons': async (p, kase) =>
    tell(p, kase, ['applicant'], 'reasons', {
      zh: `申请${outcomeOf(kase).zh}${because(kase, ',理由:')}`,
      en: `Your application is ${outcomeOf(kase).en}${because(kase, ', because: ')}`,
    }),
  'tell-agency': async (p, kase) =>
    tell(p, kase, ['agency'], 'told', {
      zh: `办件 ${kase.id} 的结果:${outcomeOf(kase).zh}`,
      en: `The outcome of case ${kase.id}: ${outcomeOf(kase).en}`,
    }),
  'report-result': async (p, kase) =>
    tell(p, kase, ['applicant'], 'result', {
      zh: `异议处理结果:${outcomeOf(kase).zh}${because(kase, ';理由:')}`,
      en: `Result of your objection: ${outcomeOf(kase).en}${because(kase, '; ')}`,
    }),
} satisfies Effects;

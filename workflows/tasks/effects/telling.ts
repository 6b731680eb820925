import type { Case } from '../../../domain/case/case.ts';
import { procedureOfCase } from '../../../domain/policy/policy.ts';
import type { Text } from '../../../domain/refusal.ts';
import type { Platform } from '../../../functions/platform.ts';
import { because, type Effects, outcomeOf, tell } from './done.ts';

/** What is told to the parties of a case. */
export const tellingEffects = {
  'notify-regulator': async (p, kase) =>
    tell(p, kase, ['same-level-regulator'], 'regulator-told', toldToRegulator(kase, titleIn(p, kase))),
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
      zh: `${titleIn(p, kase).zh}处理结果:${outcomeOf(kase).zh}${because(kase, ';理由:')}`,
      en: `Result of your ${titleIn(p, kase).en.toLowerCase()}: ${outcomeOf(kase).en}${because(kase, '; ')}`,
    }),
} satisfies Effects;

const titleIn = ({ city }: Platform, kase: Case): Text => procedureOfCase(city, kase).title;

/** That an outcome has come, or that something is under way. */
function toldToRegulator(kase: Case, title: Text): Text {
  if (kase.outcome === undefined) {
    return { zh: `收到${title.zh}:办件 ${kase.id}`, en: `${title.en} received: case ${kase.id}` };
  }
  return kase.outcome === 'granted'
    ? { zh: '协议已签订,使用权限已开通', en: 'The agreement is signed and access is opened' }
    : { zh: `办理结果:${outcomeOf(kase).zh}`, en: `Outcome: ${outcomeOf(kase).en}` };
}

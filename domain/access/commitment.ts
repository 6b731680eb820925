import { z } from 'zod';
import { policyOf } from '../policy/policy.ts';
import { dataOf, document, type Matter, quotaOf, quoted } from './agreement.ts';
import { IntendedUse } from './grant.ts';

/** Why it is applied for, and on what that rests, where the form told it. */
const Grounds = z.object({ reason: z.string().optional(), basis: z.string().optional() });

/**
 * 数据利用承诺书 (DZ-29): what the applicant alone signs before it is given conditional data. It keeps to what was applied
 * for, protects the data and reports its use to the regulator.
 */
export function commitmentText(matter: Matter): string {
  const { city, kase, agency, title = '数据利用承诺书' } = matter;
  const { purpose, scenario, safeguards, usePeriod } = IntendedUse.parse(kase.filing);
  const { reason, basis } = Grounds.parse(kase.filing);
  return document([
    [title, [`承诺书编号:${kase.id}`]],
    [
      '承诺人',
      [
        `承诺人:${quoted(kase.applicant.name ?? '(以统一身份认证记载的名称为准)')}`,
        `数据提供单位:${agency.title.zh}`,
        `承诺人依据${policyOf(city, kase.policyVersion).regulation.zh}申请有条件开放的公共数据,经${city.title.zh}公共数据开放平台向公共数据主管部门作出本承诺。`,
      ],
    ],
    ['数据清单', dataOf(matter)],
    ...(reason === undefined ? [] : [['申请理由', [quoted(reason)]] as const]),
    ...(basis === undefined ? [] : [['申请依据', [quoted(basis)]] as const]),
    ['用途', [quoted(purpose)]],
    ['应用场景', [quoted(scenario)]],
    ['使用期限', [`自 ${usePeriod.from} 起至 ${usePeriod.to} 24:00 止(北京时间)。`]],
    ['调用额度', [quotaOf(matter)]],
    ['安全保障措施', [quoted(safeguards)]],
    [
      '承诺事项',
      [
        '采取并持续保持上述安全保障措施。',
        '在规定的范围内使用数据,不将所获取的公共数据用于规定使用范围之外的其他用途。',
        '向公共数据主管部门反馈数据使用情况。',
        '不篡改、破坏、泄露所获取的公共数据。',
        '不以所获取的公共数据危害国家安全、侵犯商业秘密或者个人隐私。',
      ],
    ],
    ['签署', ['本承诺书由承诺人在平台上签署,自签署时生效。']],
  ]);
}

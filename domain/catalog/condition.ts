import { z } from 'zod';
import { line } from './text.ts';

/** 应用场景、利用反馈、技术能力、数据安全、信用要求: from these an agency may set conditions (QD-9a). */
export const ConditionAspect = z.enum(['scenario', 'feedback', 'technical', 'security', 'credit']);
export type ConditionAspect = z.infer<typeof ConditionAspect>;

/** A condition of using conditional data; one without an aspect is taken as it is written. */
export const Condition = z.union([
  line(500),
  z.strictObject({
    aspect: ConditionAspect,
    text: line(500),
    /** The document with which an applicant shows that it is met. */
    proof: line(200).optional(),
  }),
]);
export type Condition = z.infer<typeof Condition>;

export const textOfCondition = (condition: Condition): string =>
  typeof condition === 'string' ? condition : condition.text;

// What conditions by size and by region are usually made of (QD-9a: 规模性、地域性等歧视性条件).
const discriminating = {
  size: /注册(资本|资金)|实缴资本|规模以上|规上|(企业|单位|公司|经营)规模|(大|中)型(以上)?企业|上市公司|((营业|年)收入|营收|产值|资产总额|净资产|纳税额?)[^,，。；;]{0,8}(不低于|不少于|达到|超过|以上)|(员工|职工|从业人?员?)(人数|数量|规模)|(员工|职工|从业人员)[^,，。；;]{0,6}(不少于|不低于|达到|超过|以上)/,
  region:
    /注册地|户籍|常住地|(仅限|限于|只限|限)[^,，。；;]{0,4}(本|我)(市|省|地|区|县)|(在|属于|位于)(本|我)(市|省|地|区|县)[^,，。；;]{0,8}(注册|登记|设立|纳税|落户|经营|办公)|(须|应|必须)(为|是)(本|我)(市|省|地|区|县)|(本|我)(市|省|地|区|县)(的)?(企业|单位|居民|市民|机构)(优先|方可|才)|外(地|省|市)[^,，。；;]{0,8}(不得|除外|不予)/,
} as const;

export type Discrimination = keyof typeof discriminating;

/** By what a condition discriminates, of what a regulation forbids. */
export const discriminatesBy = (condition: Condition, forbidden: readonly Discrimination[]): Discrimination[] =>
  forbidden.filter((by) => discriminating[by].test(textOfCondition(condition)));

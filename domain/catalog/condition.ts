import { z } from 'zod';
import { complaint } from '../complaint.ts';
import { line } from './text.ts';

/** 应用场景、利用反馈、技术能力、数据安全、信用要求: from these an agency may set conditions (QD-9a). */
export const ConditionAspect = z.enum(['scenario', 'feedback', 'technical', 'security', 'credit']);
export type ConditionAspect = z.infer<typeof ConditionAspect>;

// 不得设置为规模性、地域性等歧视性条件 (QD-9a): what such conditions are usually made of.
const discriminatory =
  /注册资本|注册资金|规模以上|营业收入不(低|少)于|员工人数|从业人数|注册地|户籍|(仅限|限于)(本市|本省|本地|本区)/;

const fair = (text: string): boolean => !discriminatory.test(text);
const fairText = line(500).refine(
  fair,
  complaint('不得设置规模性、地域性等歧视性条件(QD-9a)', 'must not discriminate by size or region (QD-9a)'),
);

/** A condition of using conditional data; one without an aspect is taken as it is written. */
export const Condition = z.union([fairText, z.strictObject({ aspect: ConditionAspect, text: fairText })]);
export type Condition = z.infer<typeof Condition>;

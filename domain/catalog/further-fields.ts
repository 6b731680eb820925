import { z } from 'zod';
import { LocalDate } from '../calendar/dates.ts';
import { complaint } from '../complaint.ts';
import { isCreditCode } from './credit-code.ts';
import { partsOfResourceCode } from './resource-code.ts';
import { Sharing } from './sharing.ts';
import { line, paragraph } from './text.ts';
import { DataKind, Importance, Lifecycle, Origin, ProtectedContent } from './words.ts';

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** 采集依据 (JF-17): a law, or the consent of those about whom it is. */
export const Collection = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('law'), law: paragraph(1000) }),
  z.strictObject({ basis: z.literal('consent'), evidence: paragraph(1000) }),
]);
export type Collection = z.infer<typeof Collection>;

/** What was done before protected or closed data is opened: 脱敏、匿名化、清洗、加工, or 权利人同意 (CQ-12c, QD-11b). */
export const Clearance = z.strictObject({ treatment: paragraph(2000).optional(), consent: paragraph(2000).optional() });
export type Clearance = z.infer<typeof Clearance>;

/** The assessment that the openness rests on (QD-9c). */
export const Assessment = z.strictObject({ conclusion: paragraph(2000), risk: z.enum(['low', 'medium', 'high']) });
export type Assessment = z.infer<typeof Assessment>;

/** 数据资产登记 (DZ-39). */
export const AssetRegistration = z.strictObject({
  number: line(100),
  registeredOn: LocalDate,
  authority: line(200),
  rightHolder: line(200).optional(),
  certificate: line(200).optional(),
});
export type AssetRegistration = z.infer<typeof AssetRegistration>;

/** A standard that the data follows, and the column, by its title, that it speaks of. */
export const AdoptedStandard = z.strictObject({ standard: line(100), column: line(200).optional() });
export type AdoptedStandard = z.infer<typeof AdoptedStandard>;

/**
 * What an entry may state beyond the fields that every city asks for; which of them a city asks for is said by its
 * `CatalogRules`.
 */
export const furtherFields = {
  /** Without it, a table. */
  dataKind: DataKind.optional(),
  /** 信息资源格式: in what form the source holds it. */
  resourceFormat: line(50).optional(),
  /** 信息项: what the data says of each thing, by the names of its columns. */
  informationItems: z
    .array(line(100))
    .min(1)
    .max(500)
    .refine(distinct, complaint('有重复的信息项', 'an item is there twice'))
    .optional(),
  /** 信息资源代码 by the national guide. */
  resourceCode: z
    .string()
    .refine(
      (text) => partsOfResourceCode(text) !== undefined,
      complaint('应为类、项、目、细目和顺序号,如 301001/000001', 'a code by the national guide, such as 301001/000001'),
    )
    .optional(),
  /** 提供方代码: the agency's unified social credit code. */
  providerCode: z
    .string()
    .refine(isCreditCode, complaint('不是有效的统一社会信用代码', 'not a valid unified social credit code'))
    .optional(),
  /** 共享属性. */
  sharing: Sharing.optional(),
  /** Without it, of the agency's own work. */
  origin: Origin.optional(),
  collection: Collection.optional(),
  /** What the source contains that isn't for everybody. */
  contains: z
    .array(ProtectedContent)
    .refine(distinct, complaint('有重复的内容', 'a content is there twice'))
    .optional(),
  clearance: Clearance.optional(),
  assessment: Assessment.optional(),
  /** Without it, current. */
  lifecycle: Lifecycle.optional(),
  /** 重要数据、核心数据 (DZ-44): what the assessments of risk look at first. */
  importance: Importance.optional(),
  /** 责任科室和责任人 (JF-26b). */
  responsible: z.strictObject({ section: line(100), person: line(100) }).optional(),
  /** 保密审查 (JF-26b). */
  secrecyReview: z.strictObject({ conclusion: paragraph(2000), reviewer: line(100) }).optional(),
  /** 跨境流通 (JF-29b). */
  crossBorder: z.strictObject({ destination: line(200), assessment: paragraph(2000).optional() }).optional(),
  standards: z.array(AdoptedStandard).max(50).optional(),
  asset: AssetRegistration.optional(),
  /** The channel built before from whose catalog it was taken over (CQ-8). */
  harvestedFrom: line(300).optional(),
  /** By when its data is to be opened, as the yearly plan says (QD-10b). */
  plannedOpening: LocalDate.optional(),
} as const;

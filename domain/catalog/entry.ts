import { z } from 'zod';
import { LocalDate } from '../calendar/dates.ts';
import { complaint } from '../complaint.ts';
import { Sensitivity } from '../data/dictionary.ts';
import { Quota } from '../policy/policy.ts';
import { Condition } from './condition.ts';
import { furtherFields } from './further-fields.ts';
import { bearsSecrecyMark, stateSecretText } from './secrecy.ts';
import { line, paragraph } from './text.ts';
import { AccrualPeriodicity, OpeningMode, Openness, Theme } from './words.ts';

/** `open`, `attribution`, or the address of a licence; nothing that a browser would run. */
export const License = z.union([z.enum(['open', 'attribution']), z.url({ protocol: /^https?$/ }).max(500)]);

const telephone = /^[+(\d][\d\s()+转-]{2,39}$/;

export const Contact = z.strictObject({
  name: line(100),
  phone: z.string().refine((text) => telephone.test(text), complaint('应为电话号码', 'must be a telephone number')),
});

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** The period that the data is about. */
const Temporal = z
  .strictObject({ from: LocalDate.optional(), to: LocalDate.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    ...complaint('不能早于起始日期', 'must not be before its beginning'),
  });

const Fields = z.strictObject({
  title: line(200),
  description: paragraph(5000),
  theme: Theme,
  keyword: z.array(line(50)).max(30).refine(distinct, complaint('有重复的关键词', 'a keyword is there twice')),
  accrualPeriodicity: AccrualPeriodicity,
  openness: Openness,
  openingModes: z.array(OpeningMode).refine(distinct, complaint('有重复的开放方式', 'a mode is there twice')),
  securityLevel: Sensitivity,
  license: License,
  /** 来源系统. */
  sourceSystem: line(200),
  contact: Contact,
  /** 开放条件 (QD-9a). */
  conditions: z.array(Condition).max(20).optional(),
  /** 证明材料 that an application has to bring. */
  requiredProofs: z
    .array(line(200))
    .max(20)
    .refine(distinct, complaint('有重复的证明材料', 'a proof is there twice'))
    .optional(),
  defaultQuota: Quota.optional(),
  /** 不予开放的依据 (QD-9b). */
  legalBasis: paragraph(2000).optional(),
  spatial: line(200).optional(),
  temporal: Temporal.optional(),
  ...furtherFields,
});

/** What of an entry is to be changed; the rest stays as it is. */
export const EntryFields = Fields.partial();

/** What depends on the openness is judged even where other fields are missing, so that all are named at once. */
const evenIfIncomplete = { when: () => true };

/** A catalog entry (目录) as an agency writes it. */
export const DatasetEntry = Fields.superRefine((entry, context) => {
  const { openness, legalBasis, openingModes, securityLevel } = (entry ?? {}) as Partial<z.infer<typeof Fields>>;
  if (typeof securityLevel === 'string' && bearsSecrecyMark(securityLevel)) {
    const { zh, en } = stateSecretText(undefined);
    context.addIssue({ code: 'custom', path: ['securityLevel'], ...complaint(zh, en) });
  }
  if (openness === 'closed' && legalBasis === undefined) {
    // 不予开放的,公共数据开放主体应当明确有关依据 (QD-9b)
    context.addIssue({ code: 'invalid_type', expected: 'string', input: undefined, path: ['legalBasis'] });
  }
  if (openness !== undefined && openness !== 'closed' && Array.isArray(openingModes) && openingModes.length === 0) {
    context.addIssue({
      code: 'custom',
      path: ['openingModes'],
      ...complaint('开放的数据至少要有一种开放方式', 'open data is opened in at least one mode'),
    });
  }
}, evenIfIncomplete);
export type DatasetEntry = z.infer<typeof DatasetEntry>;

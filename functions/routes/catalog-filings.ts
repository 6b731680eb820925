import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/dates.ts';
import { EntryChange } from '../../domain/catalog/entry-change.ts';
import { line, paragraph } from '../../domain/catalog/text.ts';
import { AgencyId, DatasetId } from '../../domain/ids.ts';
import { Attachment, filing, officials } from './filing.ts';

/** 未开放数据需求申请表. */
export const DemandForm = z.strictObject({
  title: line(200),
  description: paragraph(4000),
  purpose: paragraph(4000),
  suggestedAgency: AgencyId.optional(),
});

/** 目录变更: what is to change, why, and since when (the change of law or duties that obliges to it). */
export const CatalogChangeForm = z.strictObject({
  datasetId: DatasetId,
  change: EntryChange,
  reason: paragraph(4000).optional(),
  legalBasis: paragraph(2000).optional(),
  effectiveFrom: LocalDate.optional(),
  attachments: z.array(Attachment).max(20).optional(),
});
export type CatalogChangeForm = z.infer<typeof CatalogChangeForm>;

/** 目录更新延期: more days before a change has to be filed. */
export const CatalogExtensionForm = z.strictObject({
  datasetId: DatasetId,
  effectiveFrom: LocalDate,
  reason: paragraph(4000),
});
export type CatalogExtensionForm = z.infer<typeof CatalogExtensionForm>;

/** 开放属性修改建议 of the regulator. */
export const OpennessProposalForm = z.strictObject({
  datasetId: DatasetId,
  change: EntryChange,
  reason: paragraph(4000),
  legalBasis: paragraph(2000).optional(),
});
export type OpennessProposalForm = z.infer<typeof OpennessProposalForm>;

/** 行业数据开放: what was applied for at the province's portal. */
export const IndustryEntryForm = z.strictObject({
  title: line(200),
  description: paragraph(4000),
  /** 高等院校、科研院所、企业等机构. */
  institution: line(200),
  /** Made with public funds, which have to apply, or the institution's own. */
  kind: z.enum(['fiscally-funded', 'own-data']),
  /** The province's number of the application, where it is applied for at the province's portal first. */
  provinceNumber: line(100).optional(),
  address: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
});
export type IndustryEntryForm = z.infer<typeof IndustryEntryForm>;

/** 新建信息系统: what it will gather, and what was bought for it. */
export const NewSystemForm = z.strictObject({
  title: line(200),
  description: paragraph(4000),
  /** Whether it is planned (JF-7) or about to be accepted (DZ-11). */
  kind: z.enum(['planned', 'before-acceptance']),
  /** The catalog entries of its data, each with its dictionary. */
  datasets: z.array(DatasetId).max(100),
  /** 使用财政资金采购的数据: each shared as a dataset, or not. */
  purchases: z
    .array(z.strictObject({ title: line(200), sharedAs: DatasetId.optional() }))
    .max(100)
    .optional(),
});
export type NewSystemForm = z.infer<typeof NewSystemForm>;

/** Demands, changes of the catalog, and what builds it. */
export const catalogFilings = {
  demand: filing('demand', '/v1/demands', ['提出未开放数据需求', 'Ask for data not yet open'], DemandForm),
  'catalog-change': filing(
    'catalog-change',
    '/v1/catalog-changes',
    ['申请目录变更', 'Ask to change the catalog'],
    CatalogChangeForm,
  ),
  'catalog-extension': filing(
    'catalog-extension',
    '/v1/catalog-extensions',
    ['申请延长目录更新期限', 'Ask for more days before a change of the catalog has to be filed'],
    CatalogExtensionForm,
    officials,
  ),
  'openness-proposal': filing(
    'openness-proposal',
    '/v1/openness-proposals',
    ['提出开放属性修改建议', 'Propose a change of openness to an agency'],
    OpennessProposalForm,
    officials,
  ),
  'industry-entry': filing(
    'industry-entry',
    '/v1/industry-entries',
    ['登记行业数据开放申请', "Hand in what was applied for at the province's portal"],
    IndustryEntryForm,
  ),
  'new-system': filing(
    'new-system',
    '/v1/new-systems',
    ['报送新建信息系统', 'Report a new information system'],
    NewSystemForm,
    officials,
  ),
};

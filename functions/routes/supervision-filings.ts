import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/dates.ts';
import { line, paragraph } from '../../domain/catalog/text.ts';
import { complaint } from '../../domain/complaint.ts';
import { AgencyId, DatasetId, GrantId } from '../../domain/ids.ts';
import { Attachment, filing, officials } from './filing.ts';

const evidence = z.array(Attachment).max(20).optional();

/** What depends on other fields is judged even where some are missing, so that all faults are named at once. */
const evenIfIncomplete = {
  when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const required = (context: z.RefinementCtx, field: string, { zh, en } = { zh: '必填', en: 'required' }): void =>
  context.addIssue({ code: 'custom', path: [field], ...complaint(zh, en) });

const hasNoPlace = (context: z.RefinementCtx, field: string): void =>
  context.addIssue({ code: 'custom', path: [field], ...complaint('此处不填这一项', 'has no place here') });

/** A use that breaks the agreement or the law. */
export const ViolationForm = z.strictObject({
  grantId: GrantId,
  statement: paragraph(10_000),
  /** A prohibited act by its name in the rules of conduct, where the city has some. */
  act: line(100).optional(),
  evidence,
});

/** 数据产品 made of open data, which names its source and when the data was acquired. */
export const ProductForm = z.strictObject({
  title: line(200),
  description: paragraph(4000),
  datasetId: DatasetId,
  acquiredOn: LocalDate,
  address: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  /** It has no business secrets, infringes nobody's intellectual property or personal information and breaks no law. */
  declaration: z.literal(true),
});
export type ProductForm = z.infer<typeof ProductForm>;

/** 意见建议、投诉举报, and reports of security risks or poor quality. */
const ComplaintForm = z.strictObject({
  datasetId: DatasetId,
  kind: z.enum(['suggestion', 'complaint', 'report', 'security-risk', 'quality']),
  statement: paragraph(10_000),
  evidence,
});

/** 数据安全事件: of a dataset, whose opening is suspended at once, or of a system. */
const IncidentForm = z
  .strictObject({
    kind: z.enum(['dataset', 'system']),
    datasetId: DatasetId.optional(),
    suggestedAgency: AgencyId.optional(),
    statement: paragraph(10_000),
  })
  .superRefine(({ kind, datasetId, suggestedAgency }, context) => {
    if (kind === 'dataset' && datasetId === undefined) required(context, 'datasetId');
    if (kind === 'dataset' && suggestedAgency !== undefined) hasNoPlace(context, 'suggestedAgency');
    if (kind === 'system' && datasetId !== undefined) hasNoPlace(context, 'datasetId');
  }, evenIfIncomplete)
  .meta({
    oneOf: [
      { properties: { kind: { const: 'dataset' }, datasetId: {}, suggestedAgency: false }, required: ['datasetId'] },
      { properties: { kind: { const: 'system' }, datasetId: false } },
    ],
  });

/** 应急开放: why, and for how many days. */
export const EmergencyForm = z.strictObject({
  datasetId: DatasetId,
  reason: paragraph(4000),
  days: z.int().positive(),
});

/** 整改: what is wrong with a dataset, or with what a unit does. */
const RectificationForm = z
  .strictObject({
    datasetId: DatasetId.optional(),
    suggestedAgency: AgencyId.optional(),
    statement: paragraph(10_000),
    evidence,
  })
  .superRefine(({ datasetId, suggestedAgency }, context) => {
    if (datasetId !== undefined && suggestedAgency !== undefined) hasNoPlace(context, 'suggestedAgency');
    if (datasetId === undefined && suggestedAgency === undefined)
      required(context, 'datasetId', { zh: '必填,或者填写 suggestedAgency', en: 'required, or suggestedAgency' });
  }, evenIfIncomplete)
  .meta({
    oneOf: [
      { properties: { datasetId: {} }, required: ['datasetId'] },
      { properties: { suggestedAgency: {} }, required: ['suggestedAgency'] },
    ],
  });

/** How the use of data is supervised, and what is complained of or goes wrong. */
export const supervisionFilings = {
  violation: filing('violation', '/v1/violations', ['报告违规', 'Report a violation'], ViolationForm),
  product: filing('product', '/v1/products', ['登记数据产品', 'Register a product'], ProductForm),
  complaint: filing(
    'complaint',
    '/v1/complaints',
    ['提出意见、投诉举报', 'Complain, suggest or report'],
    ComplaintForm,
  ),
  incident: filing(
    'incident',
    '/v1/incidents',
    ['报告数据安全事件', 'Report a security incident'],
    IncidentForm,
    officials,
  ),
  rectification: filing(
    'rectification',
    '/v1/rectifications',
    ['责令整改、反馈质量问题', 'Order a unit to rectify, or return a problem of quality to it'],
    RectificationForm,
  ),
  'emergency-opening': filing(
    'emergency-opening',
    '/v1/emergency-openings',
    ['应急开放数据集', 'Open a dataset for an emergency'],
    EmergencyForm,
    officials,
  ),
};

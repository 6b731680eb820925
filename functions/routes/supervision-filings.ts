import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/dates.ts';
import { line, paragraph } from '../../domain/catalog/text.ts';
import { AgencyId, DatasetId, GrantId } from '../../domain/ids.ts';
import { Attachment, filing, officials } from './filing.ts';

const evidence = z.array(Attachment).max(20).optional();

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
const IncidentForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dataset'), datasetId: DatasetId, statement: paragraph(10_000) }),
  z.strictObject({ kind: z.literal('system'), suggestedAgency: AgencyId.optional(), statement: paragraph(10_000) }),
]);

/** 应急开放: why, and for how many days. */
export const EmergencyForm = z.strictObject({
  datasetId: DatasetId,
  reason: paragraph(4000),
  days: z.int().positive(),
});

/** 整改: what is wrong with a dataset, or with what a unit does. */
const RectificationForm = z.union([
  z.strictObject({ datasetId: DatasetId, statement: paragraph(10_000), evidence }),
  z.strictObject({ suggestedAgency: AgencyId, statement: paragraph(10_000), evidence }),
]);

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

import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/dates.ts';
import { line, paragraph } from '../../domain/catalog/text.ts';
import { complaint } from '../../domain/complaint.ts';
import { DatasetId, GrantId } from '../../domain/ids.ts';
import { catalogFilings } from './catalog-filings.ts';
import { Attachment, filing, officials } from './filing.ts';

/** 有条件开放数据申请表 with the security commitment (安全承诺书). */
export const ApplicationForm = z.strictObject({
  datasetId: DatasetId,
  purpose: paragraph(4000),
  scenario: paragraph(4000),
  safeguards: paragraph(4000),
  usePeriod: z.strictObject({ from: LocalDate, to: LocalDate }).refine(({ from, to }) => from <= to, {
    path: ['to'],
    ...complaint('不得早于起始日期', 'must not be before its beginning'),
  }),
  commitment: z.literal(true),
  /** Why it is needed, and on what it rests; some regulations ask for them (DZ-27b). */
  reason: paragraph(4000).optional(),
  basis: paragraph(2000).optional(),
  attachments: z.array(Attachment).max(20).optional(),
});
export type ApplicationForm = z.infer<typeof ApplicationForm>;

const ObjectionForm = z.strictObject({
  datasetId: DatasetId,
  kind: z.enum(['error', 'omission', 'infringement', 'privacy', 'own-data', 'other']),
  statement: paragraph(10_000),
  evidence: z.array(Attachment).max(20).optional(),
});

const PublicationForm = z.strictObject({ datasetId: DatasetId });

/** 数据共享申请, by a unit for its own work. */
const SharingForm = z.strictObject({
  datasetId: DatasetId,
  reason: paragraph(4000),
  basis: paragraph(2000),
  purpose: paragraph(4000),
  scenario: paragraph(4000),
});

/** A dispute over who is the source of a dataset and opens it. */
const DisputeForm = z.strictObject({ datasetId: DatasetId, statement: paragraph(10_000) });

/** A use that breaks the agreement or the law; about a grant, or about a unit's dataset. */
const ViolationForm = z.strictObject({
  grantId: GrantId,
  statement: paragraph(10_000),
  evidence: z.array(Attachment).max(20).optional(),
});

/** 数据产品 made of open data, which names its source and when the data was acquired. */
const ProductForm = z.strictObject({
  title: line(200),
  description: paragraph(4000),
  datasetId: DatasetId,
  acquiredOn: LocalDate,
  address: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  declaration: z.literal(true),
});

/** 意见建议、投诉举报, and reports of security risks or poor quality. */
const ComplaintForm = z.strictObject({
  datasetId: DatasetId,
  kind: z.enum(['suggestion', 'complaint', 'report', 'security-risk', 'quality']),
  statement: paragraph(10_000),
});

export const filings = {
  ...catalogFilings,
  application: filing(
    'application',
    '/v1/applications',
    ['申请获取有条件开放数据', 'Apply for conditional data'],
    ApplicationForm,
  ),
  objection: filing('objection', '/v1/objections', ['提出异议', 'Object to wrong or infringing data'], ObjectionForm),
  publication: filing(
    'publication',
    '/v1/publications',
    ['提交数据开放', 'Submit a dataset for publication'],
    PublicationForm,
    officials,
  ),
  'sharing-request': filing(
    'sharing-request',
    '/v1/sharing-requests',
    ['申请数据共享', 'Ask another unit to share data'],
    SharingForm,
  ),
  dispute: filing('dispute', '/v1/disputes', ['提出争议', 'Raise a dispute over a source'], DisputeForm),
  violation: filing('violation', '/v1/violations', ['报告违规', 'Report a violation'], ViolationForm),
  product: filing('product', '/v1/products', ['登记数据产品', 'Register a product'], ProductForm),
  complaint: filing(
    'complaint',
    '/v1/complaints',
    ['提出意见、投诉举报', 'Complain, suggest or report'],
    ComplaintForm,
  ),
};

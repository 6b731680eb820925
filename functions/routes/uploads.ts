import { z } from 'zod';
import { Instant } from '../../domain/calendar/dates.ts';
import { attachmentEnding, attachmentEndings } from '../../domain/case/attachment.ts';
import { RiskAssessment, SecurityReview } from '../../domain/catalog/release.ts';
import { line } from '../../domain/catalog/text.ts';
import { agencyRoles } from '../../domain/catalog/visibility.ts';
import { complaint } from '../../domain/complaint.ts';
import { CheckReport } from '../../domain/data/finding.ts';
import { ColumnMasking } from '../../domain/data/masking.ts';
import { CaseId, DatasetId, UploadId } from '../../domain/ids.ts';
import { route } from '../http.ts';
import { DatasetView } from './datasets.ts';

/** What the check of a file says, for people: as the report is stored, in the caller's language. */
const Finding = z.object({
  line: z.int().optional(),
  column: z.string().optional(),
  code: z.string(),
  detail: z.string(),
});
export const ReportView = CheckReport.extend({ faults: z.array(Finding), warnings: z.array(Finding) });
export type ReportView = z.infer<typeof ReportView>;
const DocumentReportView = ReportView.pick({ faults: true, faultCount: true, warnings: true, warningCount: true });

const FileName = line(255).refine(
  (name) => !/[\\/]/.test(name),
  complaint('只写文件名,不带路径', 'a name without a path'),
);

const AttachmentName = FileName.refine(
  (name) => attachmentEnding(name) !== undefined,
  complaint(
    `只接受这些类型的文件:${attachmentEndings.join('、')}`,
    `must end in one of: ${attachmentEndings.join(', ')}`,
  ),
);

/** A presigned form: the file is posted to `url` with these fields before it, until `expiresAt`. */
const Form = z.object({
  id: UploadId,
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  expiresAt: Instant,
});

const upload = {
  id: UploadId,
  fileName: z.string(),
  size: z.int(),
  state: z.enum(['awaiting', 'checking', 'checked', 'refused']),
};
const SourceFileView = z.object({ ...upload, datasetId: DatasetId, report: ReportView.optional() });
const AttachmentView = z.object({
  ...upload,
  caseId: CaseId,
  mediaType: z.string(),
  report: DocumentReportView.optional(),
  /** Of a checked document: where it can be fetched, for five minutes. */
  url: z.string().optional(),
});
export type UploadView = z.infer<typeof SourceFileView> | z.infer<typeof AttachmentView>;

/** The steps of QD-12.1 beside entry and dictionary. What isn't decided yet may be left out until submission. */
export const ReleaseForm = z.strictObject({
  uploadId: UploadId,
  securityReview: SecurityReview.optional(),
  riskAssessment: RiskAssessment.optional(),
  masking: z.array(ColumnMasking).max(1000).optional(),
});
export type ReleaseForm = z.infer<typeof ReleaseForm>;

export const uploads = {
  announce: route({
    method: 'POST',
    path: '/v1/datasets/{id}/uploads',
    access: agencyRoles,
    summary: { zh: '上传源文件', en: 'Upload a source file' },
    params: z.object({ id: DatasetId }),
    body: z.strictObject({ fileName: FileName, size: z.int().positive() }),
    answers: { 201: Form },
  }),
  attach: route({
    method: 'POST',
    path: '/v1/cases/{id}/uploads',
    access: 'signed-in',
    summary: { zh: '上传办件材料', en: 'Upload a document to a case' },
    params: z.object({ id: CaseId }),
    body: z.strictObject({ fileName: AttachmentName, size: z.int().positive() }),
    answers: { 201: Form },
  }),
  read: route({
    method: 'GET',
    path: '/v1/uploads/{id}',
    access: 'signed-in',
    summary: { zh: '上传与检查的状态', en: 'How an upload and its check stand' },
    params: z.object({ id: UploadId }),
    answers: { 200: z.union([SourceFileView, AttachmentView]) },
  }),
  prepareRelease: route({
    method: 'PUT',
    path: '/v1/datasets/{id}/release',
    access: agencyRoles,
    summary: { zh: '准备发布的数据', en: 'Prepare the data for publication' },
    params: z.object({ id: DatasetId }),
    body: ReleaseForm,
    answers: { 200: DatasetView },
  }),
};

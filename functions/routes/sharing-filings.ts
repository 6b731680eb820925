import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/dates.ts';
import { line, paragraph } from '../../domain/catalog/text.ts';
import { complaint } from '../../domain/complaint.ts';
import { AgencyId, DatasetId, GrantId } from '../../domain/ids.ts';
import { Attachment, filing } from './filing.ts';

/** 数据共享申请, by a unit for its own work. */
export const SharingForm = z.strictObject({
  datasetId: DatasetId,
  reason: paragraph(4000),
  basis: paragraph(2000),
  purpose: paragraph(4000),
  /** 业务流程、应用场景. */
  scenario: paragraph(4000),
  /** The last day of its use; without one it lasts as long as its purpose. */
  until: LocalDate.optional(),
  /** 承诺: for its own work only, confidential, to no third party without the provider's consent (JF-28). */
  commitment: z.literal(true).optional(),
});
export type SharingForm = z.infer<typeof SharingForm>;

/** 目录以外的数据共享需求: of another unit, of a higher level, of another region, or of society. */
const SharingDemandForm = z.strictObject({
  title: line(200),
  description: paragraph(4000),
  reason: paragraph(4000),
  basis: paragraph(2000),
  purpose: paragraph(4000),
  kind: z.enum(['other-unit', 'higher-level', 'other-region', 'society']).default('other-unit'),
  suggestedAgency: AgencyId.optional(),
});

/** 终止共享: for misuse, for a cause of the provider's, or because its purpose has ended. */
const SharingTerminationForm = z.strictObject({
  grantId: GrantId,
  kind: z.enum(['misuse', 'cause', 'purpose-ended']),
  reason: paragraph(4000),
});

/** A dispute over which unit is the source of a dataset and opens it, or over whether it is shared. */
const DisputeForm = z.strictObject({
  datasetId: DatasetId,
  kind: z.enum(['source', 'sharing']).default('source'),
  statement: paragraph(10_000),
});

/** 公共数据授权运营申请. */
export const AuthorisedOperationForm = z.strictObject({
  datasetId: DatasetId,
  purpose: paragraph(4000),
  scenario: paragraph(4000),
  safeguards: paragraph(4000),
  usePeriod: z.strictObject({ from: LocalDate, to: LocalDate }).refine(({ from, to }) => from <= to, {
    path: ['to'],
    ...complaint('不得早于起始日期', 'must not be before its beginning'),
  }),
  /** 符合规定安全条件. */
  securityConditions: paragraph(4000),
  commitment: z.literal(true),
  attachments: z.array(Attachment).max(20).optional(),
});

export const sharingFilings = {
  'sharing-request': filing(
    'sharing-request',
    '/v1/sharing-requests',
    ['申请数据共享', 'Ask another unit to share data'],
    SharingForm,
  ),
  'sharing-demand': filing(
    'sharing-demand',
    '/v1/sharing-demands',
    ['提出目录外数据共享需求', "Ask for data that isn't in the catalog to be shared"],
    SharingDemandForm,
  ),
  'sharing-termination': filing(
    'sharing-termination',
    '/v1/sharing-terminations',
    ['终止数据共享', 'End the sharing of data'],
    SharingTerminationForm,
  ),
  dispute: filing('dispute', '/v1/disputes', ['提出争议', 'Raise a dispute'], DisputeForm),
  'authorised-operation': filing(
    'authorised-operation',
    '/v1/authorised-operations',
    ['申请公共数据授权运营', 'Apply to operate public data by authorisation'],
    AuthorisedOperationForm,
  ),
};

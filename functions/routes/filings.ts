import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/dates.ts';
import { paragraph } from '../../domain/catalog/text.ts';
import { complaint } from '../../domain/complaint.ts';
import { DatasetId } from '../../domain/ids.ts';
import { catalogFilings } from './catalog-filings.ts';
import { Attachment, filing, officials } from './filing.ts';
import { sharingFilings } from './sharing-filings.ts';
import { supervisionFilings } from './supervision-filings.ts';

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
  kind: z.enum(['error', 'omission', 'infringement', 'privacy', 'own-data', 'shared-data', 'other']),
  statement: paragraph(10_000),
  evidence: z.array(Attachment).max(20).optional(),
});

const PublicationForm = z.strictObject({ datasetId: DatasetId });

export const filings = {
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
  ...sharingFilings,
  ...supervisionFilings,
  ...catalogFilings,
};

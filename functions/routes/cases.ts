import { z } from 'zod';
import { Instant, LocalDate } from '../../domain/calendar/dates.ts';
import { Command } from '../../domain/case/command.ts';
import { Deadline } from '../../domain/case/deadline.ts';
import { CaseEvent } from '../../domain/case/event.ts';
import { line, paragraph } from '../../domain/catalog/text.ts';
import { complaint } from '../../domain/complaint.ts';
import { CaseId, DatasetId } from '../../domain/ids.ts';
import { CommandName, Outcome, ProcedureName } from '../../domain/policy/words.ts';
import { route } from '../http.ts';

const id = z.object({ id: CaseId });
const paging = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
};

/** A proof or other document, named as the dataset asks for it. */
const Attachment = z.union([line(200), z.strictObject({ title: line(200), uploadId: z.string().optional() })]);

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
  attachments: z.array(Attachment).max(20).optional(),
});
export type ApplicationForm = z.infer<typeof ApplicationForm>;

export const ObjectionForm = z.strictObject({
  datasetId: DatasetId,
  kind: z.enum(['error', 'omission', 'infringement', 'privacy', 'own-data', 'other']),
  statement: paragraph(10_000),
  evidence: z.array(Attachment).max(20).optional(),
});

export const PublicationForm = z.strictObject({ datasetId: DatasetId });

const TimelineEntry = z.object({
  at: Instant,
  type: z.string(),
  by: z.string(),
  stage: z.string().optional(),
  command: z.string().optional(),
  to: z.string().optional(),
  outcome: Outcome.optional(),
  clause: z.string().optional(),
  reasons: z.array(z.string()).optional(),
  /** Of a joint decision: what each party found, in the order of their acts. */
  findings: z.array(z.object({ as: z.string(), command: CommandName })).optional(),
  /** Of a supplement: what was added, and the uploads with it. */
  statement: z.string().optional(),
  attachments: z.array(z.string()).optional(),
});

const CaseSummary = z.object({
  id: CaseId,
  procedure: ProcedureName,
  state: z.enum(['open', 'closed']),
  stage: z.string(),
  settled: z.boolean(),
  version: z.int(),
  datasetId: DatasetId,
  kind: z.string().optional(),
  receivedAt: Instant,
  policyVersion: z.string(),
  parties: z.array(z.object({ role: z.string(), id: z.string().optional(), name: z.string().optional() })),
  outcome: Outcome.optional(),
  agreementId: z.string().optional(),
  grantId: z.string().optional(),
  deadlines: z.array(Deadline.partial({ explain: true })),
});

export const CaseView = CaseSummary.extend({
  filing: z.unknown(),
  reasons: z.array(z.string()).optional(),
  deadlines: z.array(Deadline),
  timeline: z.array(TimelineEntry),
  allowedCommands: z.array(z.object({ command: CommandName, schema: z.unknown() })),
});
export type CaseView = z.infer<typeof CaseView>;
export type CaseSummary = z.infer<typeof CaseSummary>;

/** A filing whose procedure the city's regulation may lack; then it is 404 `procedure-not-in-policy`. */
const filing = (path: string, zh: string, en: string) =>
  route({
    method: 'POST',
    path,
    access: 'signed-in',
    summary: { zh, en },
    body: z.record(z.string(), z.json()),
    answers: { 201: CaseView },
  });

export const cases = {
  apply: route({
    method: 'POST',
    path: '/v1/applications',
    access: 'signed-in',
    summary: { zh: '申请获取有条件开放数据', en: 'Apply for conditional data' },
    body: ApplicationForm,
    answers: { 201: CaseView },
  }),
  object: route({
    method: 'POST',
    path: '/v1/objections',
    access: 'signed-in',
    summary: { zh: '提出异议', en: 'Object to wrong or infringing data' },
    body: ObjectionForm,
    answers: { 201: CaseView },
  }),
  publish: route({
    method: 'POST',
    path: '/v1/publications',
    access: ['agency-clerk', 'agency-reviewer', 'agency-principal'],
    summary: { zh: '提交数据开放', en: 'Submit a dataset for publication' },
    body: PublicationForm,
    answers: { 201: CaseView },
  }),
  demand: filing('/v1/demands', '提出未开放数据需求', 'Ask for data not yet open'),
  changeCatalog: filing('/v1/catalog-changes', '申请目录变更', 'Ask to change the catalog'),
  share: filing('/v1/sharing-requests', '申请数据共享', 'Ask another unit to share data'),
  dispute: filing('/v1/disputes', '提出争议', 'Raise a dispute'),
  reportViolation: filing('/v1/violations', '报告违规', 'Report a violation'),
  showProduct: filing('/v1/products', '登记数据产品', 'Register a product'),
  list: route({
    method: 'GET',
    path: '/v1/cases',
    access: 'signed-in',
    summary: { zh: '办件列表', en: 'List cases' },
    query: z.object({
      box: z.enum(['mine', 'inbox', 'all']).default('mine'),
      procedure: ProcedureName.optional(),
      state: z.enum(['open', 'closed']).optional(),
      overdue: z.enum(['true', 'false']).optional(),
      ...paging,
    }),
    answers: { 200: z.object({ total: z.int(), page: z.int(), pageSize: z.int(), items: z.array(CaseSummary) }) },
  }),
  read: route({
    method: 'GET',
    path: '/v1/cases/{id}',
    access: 'signed-in',
    summary: { zh: '办件详情', en: 'Read a case' },
    params: id,
    answers: { 200: CaseView },
  }),
  command: route({
    method: 'POST',
    path: '/v1/cases/{id}/commands',
    access: 'signed-in',
    summary: { zh: '办理', en: 'Give a command in a case' },
    params: id,
    body: Command,
    answers: { 200: CaseView },
  }),
  audit: route({
    method: 'GET',
    path: '/v1/cases/{id}/audit',
    access: 'signed-in',
    summary: { zh: '办件的审计链', en: "A case's hash-chained events" },
    params: id,
    answers: {
      200: z.object({
        caseId: CaseId,
        intact: z.boolean(),
        firstBreak: z.object({ seq: z.int(), why: z.string() }).optional(),
        events: z.array(CaseEvent),
      }),
    },
  }),
};

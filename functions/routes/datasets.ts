import { z } from 'zod';
import { Instant, LocalDate } from '../../domain/calendar/dates.ts';
import { Condition } from '../../domain/catalog/condition.ts';
import { Contact, DatasetEntry } from '../../domain/catalog/entry.ts';
import { AdoptedStandard, AssetRegistration } from '../../domain/catalog/further-fields.ts';
import { dimensions } from '../../domain/catalog/quality.ts';
import { RiskAssessment, SecurityReview } from '../../domain/catalog/release.ts';
import { Sharing } from '../../domain/catalog/sharing.ts';
import { agencyRoles } from '../../domain/catalog/visibility.ts';
import {
  AccrualPeriodicity,
  DataKind,
  DatasetState,
  Importance,
  Lifecycle,
  OpeningMode,
  Openness,
  Origin,
  ProtectedContent,
  Theme,
} from '../../domain/catalog/words.ts';
import { Dictionary, FieldType, Sensitivity } from '../../domain/data/dictionary.ts';
import { ColumnMasking } from '../../domain/data/masking.ts';
import { ColumnProfile } from '../../domain/data/profile.ts';
import { AgencyId, CaseId, DatasetId, DistributionId, DistrictId, UploadId } from '../../domain/ids.ts';
import { Quota } from '../../domain/policy/policy.ts';
import { route } from '../http.ts';
import { catalogLists } from './catalog-lists.ts';
import { harvests } from './harvests.ts';

const id = z.object({ id: DatasetId });

export const DistributionView = z.object({
  id: DistributionId,
  title: z.string(),
  format: z.string(),
  mediaType: z.string(),
  byteSize: z.int(),
  checksum: z.object({ algorithm: z.literal('sha256'), value: z.string() }),
  rows: z.int(),
  modified: Instant,
  downloadUrl: z.url(),
});

/** A DCAT DataService, by whom it was built (QD-13d), and what for. */
const ServiceView = z.object({
  id: z.string(),
  title: z.string(),
  endpointURL: z.url(),
  endpointDescription: z.url(),
  builtBy: z.array(z.enum(['same-level-regulator', 'agency'])),
  verifyURL: z.url(),
});

/** What is known of published data; for each dimension the agency answers. */
const QualityView = z.object({
  rows: z.int(),
  warnings: z.int(),
  updated: Instant.optional(),
  updateDueOn: LocalDate.optional(),
  updateClause: z.string().optional(),
  overdue: z.boolean(),
  dimensions: z.array(
    z.object({
      dimension: z.enum(dimensions),
      how: z.enum(['attested', 'measured']),
      value: z.number(),
    }),
  ),
});

/** Another agency's dataset of the same datum, and the way to settle whose it is. */
const SameItem = z.object({
  datasetId: DatasetId,
  publisher: z.object({ id: AgencyId, title: z.string() }),
  by: z.enum(['title', 'code', 'items']),
  clause: z.string(),
  /** The clause of the dispute, where the regulation has one. */
  dispute: z.string().optional(),
  detail: z.string(),
});

/** A dataset in a list: DCAT's terms and the regulations'. */
export const DatasetSummary = z.object({
  id: DatasetId,
  title: z.string(),
  description: z.string(),
  publisher: z.object({ id: AgencyId, title: z.string() }),
  district: DistrictId.optional(),
  theme: Theme,
  keyword: z.array(z.string()),
  license: z.string(),
  accrualPeriodicity: AccrualPeriodicity,
  issued: Instant.optional(),
  modified: Instant,
  spatial: z.string().optional(),
  temporal: z.object({ from: LocalDate.optional(), to: LocalDate.optional() }).optional(),
  distributions: z.array(DistributionView),
  services: z.array(ServiceView),
  openness: Openness,
  openingModes: z.array(OpeningMode),
  securityLevel: Sensitivity,
  conditions: z.array(Condition).optional(),
  requiredProofs: z.array(z.string()).optional(),
  defaultQuota: Quota.optional(),
  legalBasis: z.string().optional(),
  sharing: Sharing.optional(),
  sourceSystem: z.string(),
  contact: Contact,
  dataKind: DataKind,
  resourceFormat: z.string().optional(),
  informationItems: z.array(z.string()).optional(),
  resourceCode: z.string().optional(),
  providerCode: z.string().optional(),
  origin: Origin,
  lifecycle: Lifecycle,
  importance: Importance.optional(),
  contains: z.array(ProtectedContent).optional(),
  standards: z.array(AdoptedStandard).optional(),
  asset: AssetRegistration.optional(),
  responsible: z.object({ section: z.string(), person: z.string() }).optional(),
  /** Of a theme that the regulation wants opened first. */
  highValue: z.boolean(),
  quality: QualityView.optional(),
  state: DatasetState,
  downloads: z.int(),
});
export type DatasetSummary = z.infer<typeof DatasetSummary>;

/** What officials see beside it: the agency's working copy, and what is still missing before it can be submitted. */
const WorkingCopy = z.object({
  entry: z.unknown(),
  dictionary: z.enum(['none', 'proposed', 'bound']),
  release: z
    .object({
      id: z.string(),
      uploadId: UploadId,
      preparedAt: Instant,
      rows: z.int(),
      securityReview: SecurityReview.optional(),
      riskAssessment: RiskAssessment.optional(),
      masking: z.array(ColumnMasking).optional(),
    })
    .optional(),
  submission: CaseId.optional(),
  suspendedBy: z.array(CaseId),
  takenDownBy: CaseId.optional(),
  correctionDue: CaseId.optional(),
  missing: z.array(z.object({ pointer: z.string(), detail: z.string() })),
});

export const DatasetView = DatasetSummary.extend({
  /** Where the regulation isn't in force today. */
  notice: z.string().exactOptional(),
  dictionary: Dictionary.optional(),
  /** 数源单位, where it was in dispute. */
  source: z.object({ agency: z.object({ id: AgencyId, title: z.string() }), caseId: CaseId, at: Instant }).optional(),
  sameItem: z.array(SameItem).optional(),
  draft: WorkingCopy.optional(),
});
export type DatasetView = z.infer<typeof DatasetView>;

const Facet = z.array(z.object({ value: z.string(), title: z.string(), count: z.int() }));

const Preview = z.object({
  datasetId: DatasetId,
  /** `columns` where the rows are only for those who were granted them. */
  shows: z.enum(['rows', 'columns']),
  columns: z.array(z.union([ColumnProfile, z.object({ name: z.string(), title: z.string(), type: FieldType })])),
  /** Objects by column name; absent where only the columns are shown. */
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))).optional(),
  totalRows: z.int(),
});
export type Preview = z.infer<typeof Preview>;

export const datasets = {
  list: route({
    method: 'GET',
    path: '/v1/datasets',
    access: 'anyone',
    summary: { zh: '查找数据集', en: 'Find datasets' },
    query: z.strictObject({
      q: z.string().max(200).optional(),
      publisher: AgencyId.optional(),
      theme: Theme.optional(),
      openness: Openness.optional(),
      format: z.string().max(20).optional(),
      district: DistrictId.optional(),
      kind: DataKind.optional(),
      /** A day of the city, from its 00:00 on, or an instant. */
      updatedAfter: z.union([LocalDate, z.iso.datetime({ offset: true })]).optional(),
      sort: z.enum(['relevance', 'modified', 'title', 'downloads']).optional(),
      /** For staff and regulators: the datasets that they look after, in whatever state. */
      box: z.enum(['public', 'own']).default('public'),
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
      pageSize: z.coerce.number().int().min(1).max(100).default(20),
    }),
    answers: {
      200: z.object({
        /** Where the regulation isn't in force today. */
        notice: z.string().exactOptional(),
        total: z.int(),
        page: z.int(),
        pageSize: z.int(),
        items: z.array(DatasetSummary),
        facets: z.object({ publisher: Facet, theme: Facet, openness: Facet, format: Facet }),
      }),
    },
  }),
  read: route({
    method: 'GET',
    path: '/v1/datasets/{id}',
    access: 'anyone',
    summary: { zh: '数据集详情', en: 'Read a dataset' },
    params: id,
    answers: { 200: DatasetView },
  }),
  create: route({
    method: 'POST',
    path: '/v1/datasets',
    access: agencyRoles,
    summary: { zh: '编制目录', en: 'Draft a catalog entry' },
    body: DatasetEntry,
    answers: { 201: DatasetView },
  }),
  revise: route({
    method: 'PUT',
    path: '/v1/datasets/{id}',
    access: agencyRoles,
    summary: { zh: '修改目录', en: 'Revise a catalog entry' },
    params: id,
    body: DatasetEntry,
    answers: { 200: DatasetView },
  }),
  readDictionary: route({
    method: 'GET',
    path: '/v1/datasets/{id}/dictionary',
    access: 'anyone',
    summary: { zh: '数据字典', en: 'Read the data dictionary' },
    params: id,
    answers: { 200: Dictionary },
  }),
  bindDictionary: route({
    method: 'PUT',
    path: '/v1/datasets/{id}/dictionary',
    access: agencyRoles,
    summary: { zh: '确定数据字典', en: 'Bind the data dictionary' },
    params: id,
    body: Dictionary,
    answers: { 200: Dictionary },
  }),
  preview: route({
    method: 'GET',
    path: '/v1/datasets/{id}/preview',
    access: 'anyone',
    summary: { zh: '数据预览', en: 'Preview the data' },
    params: id,
    answers: { 200: Preview },
  }),
  ...catalogLists,
  ...harvests,
};

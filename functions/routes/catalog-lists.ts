import { z } from 'zod';
import { Instant, LocalDate } from '../../domain/calendar/dates.ts';
import { AssetRegistration } from '../../domain/catalog/further-fields.ts';
import { SharingAttribute } from '../../domain/catalog/sharing.ts';
import { agencyRoles } from '../../domain/catalog/visibility.ts';
import {
  AccrualPeriodicity,
  DataKind,
  DatasetState,
  Lifecycle,
  OpeningMode,
  Openness,
  Theme,
} from '../../domain/catalog/words.ts';
import { Sensitivity } from '../../domain/data/dictionary.ts';
import { AgencyId, DatasetId, DistrictId } from '../../domain/ids.ts';
import { route } from '../http.ts';

const paging = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
};

const pageOf = <Item extends z.ZodType>(item: Item) => ({
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  items: z.array(item),
});

const Agency = z.object({ id: AgencyId, title: z.string() });
const agency = z.object({ agency: AgencyId });
const dataset = { datasetId: DatasetId, title: z.string(), publisher: Agency };
const officials = [...agencyRoles, 'regulator', 'auditor'] as const;

const Responsibility = z.object({
  datasetId: DatasetId,
  title: z.string(),
  theme: Theme,
  openness: Openness,
  openingModes: z.array(OpeningMode),
  accrualPeriodicity: AccrualPeriodicity,
  securityLevel: Sensitivity,
  state: DatasetState,
  /** When what the agency filed was last published. */
  filedAt: Instant,
  /** Whether its data is on the platform, and by its update cycle. */
  gathering: z.enum(['gathered', 'overdue', 'due', 'not-required']),
  updateDueOn: LocalDate.optional(),
  highValue: z.boolean(),
});

const Resource = z.object({
  datasetId: DatasetId,
  title: z.string(),
  state: DatasetState,
  openness: Openness,
  securityLevel: Sensitivity,
  sourceSystem: z.string(),
  dataKind: DataKind,
  resourceFormat: z.string().optional(),
  resourceCode: z.string().optional(),
  informationItems: z.array(z.string()).optional(),
  sharing: z.union([z.string(), SharingAttribute]).optional(),
  accrualPeriodicity: AccrualPeriodicity,
  lifecycle: Lifecycle,
  highValue: z.boolean(),
  rows: z.int().optional(),
  modified: Instant,
});

const Census = z.object({
  agency: Agency,
  district: DistrictId.optional(),
  entries: z.int(),
  published: z.int(),
  open: z.int(),
  gathered: z.int(),
  overdue: z.int(),
});

const Asset = z.object({ ...dataset, asset: AssetRegistration });

/** Lists that follow from the catalog; nobody types them in. */
export const catalogLists = {
  responsibilities: route({
    method: 'GET',
    path: '/v1/responsibility-lists/{agency}',
    access: 'anyone',
    summary: { zh: '开放责任清单', en: "An agency's responsibility list, derived from the published catalog" },
    params: agency,
    query: z.strictObject(paging),
    answers: {
      200: z.object({
        agency: Agency,
        ...pageOf(Responsibility),
        /** How much of all of it is gathered. */
        gathering: z.object({ gathered: z.int(), overdue: z.int(), due: z.int(), notRequired: z.int() }),
      }),
    },
  }),
  inventory: route({
    method: 'GET',
    path: '/v1/resource-inventories/{agency}',
    access: officials,
    summary: { zh: '公共数据资源清单', en: "An agency's resource inventory, in whatever state" },
    params: agency,
    query: z.strictObject(paging),
    answers: { 200: z.object({ agency: Agency, ...pageOf(Resource) }) },
  }),
  census: route({
    method: 'GET',
    path: '/v1/resource-inventories',
    access: ['regulator', 'auditor'],
    summary: { zh: '数据资源普查', en: 'The census of resources: how each agency stands now' },
    query: z.strictObject(paging),
    answers: { 200: z.object({ takenAt: Instant, ...pageOf(Census) }) },
  }),
  notShared: route({
    method: 'GET',
    path: '/v1/no-sharing-list',
    access: 'anyone',
    summary: { zh: '不予共享数据清单', en: 'Data that is not shared, each with its basis in law' },
    query: z.strictObject({ publisher: AgencyId.optional(), ...paging }),
    answers: {
      200: z.object(pageOf(z.object({ ...dataset, basis: z.string().optional(), reason: z.string().optional() }))),
    },
  }),
  shared: route({
    method: 'GET',
    path: '/v1/sharing-responsibility-list',
    access: officials,
    summary: {
      zh: '共享责任清单',
      en: 'What each unit is responsible for sharing, derived from the published catalog',
    },
    query: z.strictObject({ publisher: AgencyId.optional(), district: DistrictId.optional(), ...paging }),
    answers: {
      200: z.object(
        pageOf(
          z.object({
            ...dataset,
            district: DistrictId.optional(),
            sharing: SharingAttribute,
            accrualPeriodicity: AccrualPeriodicity,
            modified: Instant,
          }),
        ),
      ),
    },
  }),
  overdueUpdates: route({
    method: 'GET',
    path: '/v1/overdue-updates',
    access: 'anyone',
    summary: { zh: '超期未更新的数据', en: 'Open data whose update is overdue' },
    query: z.strictObject({ publisher: AgencyId.optional(), district: DistrictId.optional(), ...paging }),
    answers: {
      200: z.object(
        pageOf(
          z.object({
            ...dataset,
            district: DistrictId.optional(),
            accrualPeriodicity: AccrualPeriodicity,
            updated: Instant,
            dueOn: LocalDate,
            clause: z.string(),
          }),
        ),
      ),
    },
  }),
  assets: route({
    method: 'GET',
    path: '/v1/asset-register',
    access: 'anyone',
    summary: { zh: '数据资产登记信息', en: 'Registered data assets, as JSON or CSV' },
    query: z.strictObject({ publisher: AgencyId.optional(), ...paging }),
    answers: { 200: z.union([z.object(pageOf(Asset)), z.string()]) },
  }),
};

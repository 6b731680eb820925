import { z } from 'zod';
import { Instant, LocalDate } from '../../domain/calendar/dates.ts';
import { Openness, Theme } from '../../domain/catalog/words.ts';
import { AgencyId, CaseId, DatasetId } from '../../domain/ids.ts';
import { Outcome } from '../../domain/policy/words.ts';
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

const Demand = z.object({
  id: CaseId,
  title: z.string(),
  /** Of the public, or of a unit for its own work. */
  of: z.enum(['public', 'unit']),
  /** Whose data is asked for. */
  agency: Agency.optional(),
  /** The unit that asks and leads what is built with it. */
  ledBy: Agency.optional(),
  receivedOn: LocalDate,
  state: z.enum(['open', 'closed']),
  outcome: Outcome.optional(),
  /** What was opened. */
  datasetId: DatasetId.optional(),
});

const PlannedOpening = z.object({
  datasetId: DatasetId,
  title: z.string(),
  theme: Theme,
  publisher: Agency,
  openness: Openness,
  plannedOpening: LocalDate,
  state: z.enum(['planned', 'opened']),
});

const IndustryEntry = z.object({
  id: CaseId,
  title: z.string(),
  description: z.string(),
  institution: z.string(),
  kind: z.enum(['fiscally-funded', 'own-data']),
  provinceNumber: z.string(),
  address: z.string().optional(),
});

const UnsharedPurchase = z.object({ caseId: CaseId, agency: Agency, system: z.string(), purchase: z.string() });

/** Lists of demands and of what builds the catalog; they follow from cases and entries. */
export const catalogCaseLists = {
  demandList: route({
    method: 'GET',
    path: '/v1/demand-list',
    access: 'anyone',
    summary: { zh: '公共数据开放需求清单', en: 'Demands that have passed their first review' },
    query: z.strictObject({ agency: AgencyId.optional(), ...paging }),
    answers: {
      200: z.object({
        ...pageOf(Demand),
        /** The public call that is open, and until when. */
        call: z.object({ id: CaseId, until: Instant, clause: z.string() }).optional(),
      }),
    },
  }),
  openingPlan: route({
    method: 'GET',
    path: '/v1/opening-plan/{year}',
    access: 'anyone',
    procedure: 'opening-plan',
    summary: { zh: '年度公共数据开放计划', en: 'What the agencies plan to open in a year' },
    params: z.object({ year: z.string().regex(/^20\d{2}$/) }),
    query: z.strictObject(paging),
    answers: {
      200: z.object({
        year: z.int(),
        state: z.enum(['in-preparation', 'published']),
        publishedAt: Instant.optional(),
        ...pageOf(PlannedOpening),
      }),
    },
  }),
  industryEntries: route({
    method: 'GET',
    path: '/v1/industry-entries',
    access: 'anyone',
    procedure: 'industry-entry',
    summary: { zh: '行业数据开放', en: "Industry data, and the province's portal at which it is applied for" },
    query: z.strictObject(paging),
    answers: { 200: z.object({ portal: z.url().optional(), ...pageOf(IndustryEntry) }) },
  }),
  unsharedPurchases: route({
    method: 'GET',
    path: '/v1/unshared-purchases',
    access: ['regulator', 'government', 'auditor'],
    summary: {
      zh: '未共享的采购数据',
      en: 'Data bought with public funds and not shared, for the control of payments',
    },
    query: z.strictObject(paging),
    answers: { 200: z.object(pageOf(UnsharedPurchase)) },
  }),
};

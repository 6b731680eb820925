import { z } from 'zod';
import { Instant, LocalDate } from '../../domain/calendar/dates.ts';
import { AgencyId, CaseId, DistrictId } from '../../domain/ids.ts';
import { Outcome, ProcedureName } from '../../domain/policy/words.ts';
import { route } from '../http.ts';

const count = z.int().nonnegative();
const rate = z.number().min(0).max(1).exactOptional();
const kept = { onTime: count, late: count, running: count, rate };

const Figures = z.object({
  cases: z.object({
    received: count,
    closed: count,
    refused: count,
    returned: count,
    outcomes: z.partialRecord(Outcome, count),
  }),
  onTime: z.object(kept),
  clauses: z.array(z.object({ clause: z.string(), kind: z.enum(['statutory', 'service-target']), ...kept })),
  cataloguing: z.object({ entries: count }),
  gathering: z.object({ required: count, gathered: count, rate }),
  sharing: z.object({ unconditional: count, conditional: count, none: count, unsaid: count, requests: count }),
  opening: z.object({ unconditional: count, conditional: count, closed: count, rate }),
  updates: z.object({ due: count, overdue: count, rate }),
  use: z.object({ downloads: count, granted: count }),
});
export type Figures = z.infer<typeof Figures>;

const Indicator = z.object({
  unit: z.string(),
  title: z.string(),
  district: DistrictId.exactOptional(),
  area: z.string(),
  indicator: z.string(),
  value: z.number(),
  clause: z.string().exactOptional(),
});
export type Indicator = z.infer<typeof Indicator>;

const span = { from: LocalDate.exactOptional(), to: LocalDate.exactOptional() };
const spanned = { from: LocalDate, to: LocalDate, asOf: Instant };
const paging = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
};

/** How the city's units perform: counted from cases and catalog whenever it is asked, and never typed in. */
export const performance = {
  effectiveness: route({
    method: 'GET',
    path: '/v1/effectiveness',
    access: 'anyone',
    summary: {
      zh: '开放工作成效:按单位、区县',
      en: 'Effectiveness per agency and district, of cases received in a period',
    },
    query: z.strictObject({ ...span, agency: AgencyId.exactOptional(), district: DistrictId.exactOptional() }),
    answers: {
      200: z.object({
        ...spanned,
        city: Figures,
        districts: z.array(z.object({ district: z.object({ id: DistrictId, title: z.string() }), ...Figures.shape })),
        agencies: z.array(
          z.object({
            agency: z.object({ id: AgencyId, title: z.string() }),
            district: DistrictId.exactOptional(),
            ...Figures.shape,
          }),
        ),
      }),
    },
  }),
  assessment: route({
    method: 'GET',
    path: '/v1/assessment-figures',
    access: ['regulator', 'auditor'],
    procedure: 'effectiveness',
    summary: {
      zh: '考核评估指标导出',
      en: 'Assessment figures as flat rows for another platform, as JSON or CSV',
    },
    query: z.strictObject(span),
    answers: {
      200: z.union([
        z.object({ format: z.literal('assessment/1'), ...spanned, indicators: z.array(Indicator) }),
        z.string(),
      ]),
    },
  }),
  bulletins: route({
    method: 'GET',
    path: '/v1/bulletins',
    access: 'anyone',
    summary: { zh: '通报与质量评估结果', en: 'Bulletins and results of evaluations, newest first' },
    query: z.strictObject({
      procedure: ProcedureName.exactOptional(),
      district: DistrictId.exactOptional(),
      ...paging,
    }),
    answers: {
      200: z.object({
        total: count,
        page: z.int(),
        pageSize: z.int(),
        items: z.array(
          z.object({
            id: CaseId,
            procedure: ProcedureName,
            title: z.string(),
            clause: z.string(),
            district: DistrictId.exactOptional(),
            /** The days of which it tells, and where their figures are. */
            from: LocalDate.exactOptional(),
            to: LocalDate.exactOptional(),
            figures: z.string().exactOptional(),
            publishedAt: Instant,
            text: z.array(z.string()),
          }),
        ),
      }),
    },
  }),
};

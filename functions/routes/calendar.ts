import { z } from 'zod';
import { CalendarDay } from '../../domain/calendar/calendar.ts';
import { CountedPeriod } from '../../domain/calendar/count.ts';
import { Instant, LocalDate } from '../../domain/calendar/dates.ts';
import { Layer, Proposal, PublishedYear } from '../../domain/calendar/publishing.ts';
import { lastForeseenYear } from '../../domain/calendar/statutory-holidays.ts';
import { CalendarYear, firstYear } from '../../domain/calendar/year.ts';
import { route } from '../http.ts';

// The calendar itself says how far it reaches; the document tells it beforehand.
const year = z.object({
  year: z.coerce.number().int().min(firstYear).max(9999).meta({ maximum: lastForeseenYear }),
});

/** A proposal as its confirmer sees it; who made it stays beside the ledger. */
const ProposalView = Proposal.omit({ subject: true });
export type ProposalView = z.infer<typeof ProposalView>;

/** A notice that the year rests on. One without `publishedAt` came with this version of the platform. */
const Publication = PublishedYear.omit({ notice: true })
  .partial({ proposedAt: true, publishedAt: true })
  .extend({
    source: z.string(),
    proposedBy: z.literal('operator').optional(),
    publishedBy: z.literal('regulator').optional(),
  });

export const YearView = z.object({
  year: z.int(),
  /** Some day of it isn't settled yet: no overdue is declared on a date that rests on it. */
  provisional: z.boolean(),
  lastPublishedYear: z.int(),
  publications: z.array(Publication),
  region: z.object({ name: z.string(), festivals: z.array(z.string()), provisional: z.boolean() }).optional(),
  days: z.array(CalendarDay),
  /** What waits for a second person; shown to those who propose, confirm or audit. */
  proposals: z.array(ProposalView).optional(),
});
export type YearView = z.infer<typeof YearView>;

/** A notice as proposed. The year stands in the path; if it is said again it must be the same. */
export const YearForm = z.strictObject({
  layer: Layer.default('national'),
  ...CalendarYear.shape,
  year: CalendarYear.shape.year.optional(),
});

export const ConfirmForm = z.strictObject({
  layer: Layer.default('national'),
  /** The proposal that was looked at: another one isn't confirmed by mistake. */
  proposal: z.string().length(64).optional(),
});

export const Confirmed = z.object({
  year: z.int(),
  layer: Layer,
  publishedAt: Instant,
  /** Running deadlines counted again, and those of them that now fall due on another day. */
  recomputed: z.int(),
  changed: z.int(),
});
export type Confirmed = z.infer<typeof Confirmed>;

// Ten years of working days: an answer of bounded size, far beyond any period of a regulation.
const LONGEST = 2500;

const length = z.coerce.number().int().min(1).max(LONGEST);

export const PreviewQuery = z.object({
  from: LocalDate,
  length,
  unit: z.enum(['working-day', 'calendar-day']).default('working-day'),
  extendBy: length.optional(),
});

const Preview = CountedPeriod.extend({
  unit: z.enum(['working-day', 'calendar-day']),
  length: z.int(),
  extendedBy: z.int().optional(),
  /** 00:00 of the first day of the last third. */
  remindAt: Instant,
  lastPublishedYear: z.int(),
});
export type Preview = z.infer<typeof Preview>;

export const calendar = {
  year: route({
    method: 'GET',
    path: '/v1/calendar/{year}',
    access: 'anyone',
    summary: { zh: '某年的工作日历', en: "A year's working-day calendar" },
    params: year,
    answers: { 200: YearView },
  }),
  propose: route({
    method: 'POST',
    path: '/v1/calendar/{year}',
    access: ['operator'],
    summary: { zh: '提出某年的节假日安排', en: "Propose a year's arrangement of holidays" },
    params: year,
    body: YearForm,
    answers: { 201: ProposalView },
  }),
  confirm: route({
    method: 'POST',
    path: '/v1/calendar/{year}/confirm',
    access: ['regulator'],
    summary: { zh: '确认并公布某年的节假日安排', en: "Confirm and publish a year's arrangement of holidays" },
    params: year,
    body: ConfirmForm,
    answers: { 200: Confirmed },
  }),
  preview: route({
    method: 'GET',
    path: '/v1/deadlines/preview',
    access: 'anyone',
    summary: { zh: '期限计算器', en: 'Deadline calculator' },
    query: PreviewQuery,
    answers: { 200: Preview },
  }),
};

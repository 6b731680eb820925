import { z } from 'zod';
import { addDays, Instant, LocalDate, yearOf } from '../calendar/dates.ts';
import { complaint } from '../complaint.ts';
import { DatasetId, GrantId } from '../ids.ts';

/** Calls that were answered, by day, dataset and key; `session` stands for calls by a signed-in person without a key. */
export const UsageCount = z.object({ day: LocalDate, datasetId: DatasetId, keyId: z.string(), calls: z.int() });
export type UsageCount = z.infer<typeof UsageCount>;

export const withoutKey = 'session';

export const UsageBy = z.enum(['day', 'dataset', 'key']);
export type UsageBy = z.infer<typeof UsageBy>;

// A leap year: what an annual report needs in one request.
export const longestUsageSpan = 366;

// What a user looks at most: about the last month.
const USUAL_SPAN = 30;

/** The days that usage is asked for, both included: where an end is left open, as far as today or as a span may be long. */
export function usageSpan(
  { from, to }: { from?: LocalDate | undefined; to?: LocalDate | undefined },
  today: LocalDate,
): { from: LocalDate; to: LocalDate } {
  if (from === undefined) return { from: addDays(to ?? today, 1 - USUAL_SPAN), to: to ?? today };
  if (to !== undefined) return { from, to };
  if (from > today) return { from, to: from };
  const last = addDays(from, longestUsageSpan - 1);
  return { from, to: last < today ? last : today };
}

/** The calls of each day, dataset or key: days in order, the others by how often they were called. */
export function summed(counts: readonly UsageCount[], by: UsageBy): { of: string; calls: number }[] {
  const sums = new Map<string, number>();
  for (const count of counts) {
    const of = { day: count.day, dataset: count.datasetId, key: count.keyId }[by];
    sums.set(of, (sums.get(of) ?? 0) + count.calls);
  }
  const items = [...sums].map(([of, calls]) => ({ of, calls }));
  return items.sort((a, b) => (by !== 'day' && b.calls - a.calls) || (a.of < b.of ? -1 : 1));
}

/** Until what day a record of that day is kept at least. */
export function keptUntil(day: LocalDate, years: number): LocalDate {
  const later = LocalDate.safeParse(`${yearOf(day) + years}${day.slice(4)}`);
  // 29 February isn't in every year.
  return later.data ?? LocalDate.parse(`${yearOf(day) + years}-03-01`);
}

const words = z.string().trim().min(1).max(10_000);

/** 数据利用情况、成果与效益产出情况 of conditional data, as its user reports it to the agency (QD-7b). */
export const UsageReportForm = z.strictObject({
  period: z
    .strictObject({ from: LocalDate, to: LocalDate })
    .refine(({ from, to }) => from <= to, {
      path: ['to'],
      ...complaint('不能早于起始日期', 'must not be before its beginning'),
    })
    .optional(),
  use: words,
  results: words.optional(),
  benefits: words.optional(),
});
export type UsageReportForm = z.infer<typeof UsageReportForm>;

export const UsageReport = z.object({
  ...UsageReportForm.shape,
  id: z.string(),
  grantId: GrantId,
  reportedAt: Instant,
});
export type UsageReport = z.infer<typeof UsageReport>;

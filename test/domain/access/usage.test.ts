import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestUsageSpan, summed, UsageCount, UsageReportForm, usageSpan } from '../../../domain/access/usage.ts';
import { dateOfDayNumber, dayNumberOf, LocalDate } from '../../../domain/calendar/dates.ts';

const count = (day: string, datasetId: string, keyId: string, calls: number) =>
  UsageCount.parse({ day, datasetId, keyId, calls });
const counts = [
  count('2026-10-02', 'air', 'k1', 2),
  count('2026-10-01', 'air', 'k2', 5),
  count('2026-10-01', 'areas', 'k1', 1),
];

describe('summed', () => {
  it('gives the calls of each day, in order', () => {
    expect(summed(counts, 'day')).toEqual([
      { of: '2026-10-01', calls: 6 },
      { of: '2026-10-02', calls: 2 },
    ]);
  });

  it('gives the calls of each dataset and each key, the most called first', () => {
    expect(summed(counts, 'dataset')).toEqual([
      { of: 'air', calls: 7 },
      { of: 'areas', calls: 1 },
    ]);
    expect(summed(counts, 'key')).toEqual([
      { of: 'k2', calls: 5 },
      { of: 'k1', calls: 3 },
    ]);
  });

  it('loses no call, whichever way they are summed', () => {
    const some = fc.array(
      fc.record({
        day: fc.constantFrom('2026-10-01', '2026-10-02'),
        datasetId: fc.constantFrom('a', 'b', 'c'),
        keyId: fc.constantFrom('x', 'y'),
        calls: fc.nat(100),
      }),
    );
    const total = (items: readonly { calls: number }[]) => items.reduce((sum, { calls }) => sum + calls, 0);
    fc.assert(
      fc.property(some, fc.constantFrom('day', 'dataset', 'key'), (found, by) => {
        const parsed = found.map((each) => UsageCount.parse(each));
        expect(total(summed(parsed, by))).toBe(total(parsed));
      }),
    );
  });
});

describe('the days that usage is asked for', () => {
  const day = (text: string) => LocalDate.parse(text);
  const today = day('2026-10-16');

  it('are the last thirty where nothing is said', () => {
    expect(usageSpan({}, today)).toEqual({ from: '2026-09-17', to: '2026-10-16' });
    expect(usageSpan({ to: day('2026-09-30') }, today)).toEqual({ from: '2026-09-01', to: '2026-09-30' });
  });

  it('reach until today, but no longer than a year', () => {
    expect(usageSpan({ from: day('2026-10-01') }, today)).toEqual({ from: '2026-10-01', to: '2026-10-16' });
    expect(usageSpan({ from: day('2020-01-01') }, today)).toEqual({ from: '2020-01-01', to: '2020-12-31' });
  });

  it('never end before they begin, nor are they more than a year, whatever is left open', () => {
    const days = fc.option(fc.integer({ min: 12_000, max: 25_000 }).map(dateOfDayNumber), { nil: undefined });
    fc.assert(
      fc.property(days, days, (from, to) => {
        fc.pre(from === undefined || to === undefined);
        const span = usageSpan({ from, to }, today);
        const length = dayNumberOf(span.to) - dayNumberOf(span.from) + 1;
        expect(length).toBeGreaterThanOrEqual(1);
        expect(length).toBeLessThanOrEqual(longestUsageSpan);
      }),
    );
  });
});

describe('a usage report', () => {
  it('QD-7b: says what the data was used for, and may say results and benefits', () => {
    expect(UsageReportForm.safeParse({ use: '出行分析' }).success).toBe(true);
    expect(UsageReportForm.safeParse({ results: '一篇论文' }).success).toBe(false);
  });

  it('has no period that ends before it begins', () => {
    const period = { from: '2026-10-02', to: '2026-10-01' };
    expect(UsageReportForm.safeParse({ use: '出行分析', period }).success).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  longestUsageSpan,
  summed,
  UsageBy,
  UsageCount,
  UsageReport,
  UsageReportForm,
  usageSpan,
  withoutKey,
} from '../../../domain/access/usage.ts';
import { dateOfDayNumber, dayNumberOf, LocalDate } from '../../../domain/calendar/dates.ts';

const count = (day: string, datasetId: string, keyId: string, calls: number) =>
  UsageCount.parse({ day, datasetId, keyId, calls });
const counts = [
  count('2026-10-02', 'air', 'k1', 2),
  count('2026-10-01', 'air', 'k2', 5),
  count('2026-10-01', 'areas', 'k1', 1),
];

it('is asked for by day, dataset or key; calls without a key are a session’s', () => {
  expect(UsageBy.options).toEqual(['day', 'dataset', 'key']);
  expect(withoutKey).toBe('session');
});

describe('summed', () => {
  it('gives the calls of each day, in order', () => {
    expect(summed(counts, 'day')).toEqual([
      { of: '2026-10-01', calls: 6 },
      { of: '2026-10-02', calls: 2 },
    ]);
  });

  it('gives days in order even where the later one has more calls', () => {
    const busier = [count('2026-10-02', 'air', 'k1', 9), count('2026-10-01', 'air', 'k1', 1)];
    expect(summed(busier, 'day').map(({ of }) => of)).toEqual(['2026-10-01', '2026-10-02']);
  });

  it('gives what was called equally often by name', () => {
    const even = ['c', 'a', 'b'].map((datasetId) => count('2026-10-01', datasetId, 'k1', 4));
    expect(summed(even, 'dataset').map(({ of }) => of)).toEqual(['a', 'b', 'c']);
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

  it('are those that are asked for where both ends are', () => {
    const asked = { from: day('2026-03-01'), to: day('2026-12-31') };
    expect(usageSpan(asked, today)).toEqual(asked);
  });

  it('are the one day where they begin today or later', () => {
    expect(usageSpan({ from: today }, today)).toEqual({ from: today, to: today });
    expect(usageSpan({ from: day('2026-10-20') }, today)).toEqual({ from: '2026-10-20', to: '2026-10-20' });
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
    const { error } = UsageReportForm.safeParse({ use: '出行分析', period });
    expect(error?.issues).toMatchObject([{ path: ['period', 'to'], params: { zh: '不能早于起始日期' } }]);
  });

  it('may be of one day', () => {
    const period = { from: '2026-10-01', to: '2026-10-01' };
    expect(UsageReportForm.parse({ use: '出行分析', period })).toEqual({ use: '出行分析', period });
  });

  it.each([
    ['blanks alone', '   '],
    ['more than ten thousand characters', '字'.repeat(10_001)],
  ])('is not said in %s', (_, use) => {
    expect(UsageReportForm.safeParse({ use }).success).toBe(false);
  });

  it('says nothing that it isn’t asked for', () => {
    expect(UsageReportForm.safeParse({ use: '出行分析', rating: 5 }).success).toBe(false);
    const period = { from: '2026-10-01', to: '2026-10-02', days: 2 };
    expect(UsageReportForm.safeParse({ use: '出行分析', period }).success).toBe(false);
  });

  it('is kept with its id, its grant and when it was made', () => {
    const kept = { use: '出行分析', id: 'r1', grantId: 'g1', reportedAt: '2026-10-16T00:00:00.000Z' };
    expect(UsageReport.parse(kept)).toEqual(kept);
    expect(UsageReport.safeParse({ use: '出行分析' }).success).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summed, UsageCount, UsageReportForm } from '../../../domain/access/usage.ts';

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

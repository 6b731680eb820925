import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admitsLess, secondsUntil, spanOf, windowOf } from '../../../domain/access/quota.ts';
import { Instant, instantOf } from '../../../domain/calendar/dates.ts';

const at = (text: string) => Instant.parse(text);
const pers = ['day', 'month', 'total'] as const;
const instant = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2040, 0) }).map(instantOf);

describe('a quota beside another', () => {
  it.each([
    [99, 'day', 100, 'day', true],
    [100, 'day', 100, 'day', false],
    [101, 'day', 100, 'day', false],
    [3099, 'month', 100, 'day', true],
    [3100, 'month', 100, 'day', false],
    [99, 'day', 100, 'month', true],
    [100, 'day', 100, 'month', false],
    [99, 'month', 100, 'total', true],
    [100, 'month', 100, 'total', false],
    [1_000_000, 'total', 1, 'day', true],
    [1_000_000, 'total', 1, 'month', true],
  ] as const)('of %i per %s admits less than %i per %s in some span: %s', (calls, per, than, thanPer, less) => {
    expect(admitsLess({ calls, per }, { calls: than, per: thanPer })).toBe(less);
  });
});

describe('the window of a quota', () => {
  it.each([
    ['day', '2026-10-16T15:59:59.999Z', '2026-10-16'],
    ['day', '2026-10-16T16:00:00.000Z', '2026-10-17'],
    ['month', '2026-10-31T15:59:59.999Z', '2026-10'],
    ['month', '2026-10-31T16:00:00.000Z', '2026-11'],
    ['total', '2026-10-31T16:00:00.000Z', 'total'],
  ] as const)('per %s at %s is %s: days and months turn at 24:00 in the city', (per, now, window) => {
    expect(windowOf({ per }, at(now))).toBe(window);
  });

  it('holds the instant it was taken at, and its end belongs to the next', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom('day', 'month'), (now, per) => {
        const window = windowOf({ per }, now);
        const span = spanOf(window);
        expect(span && span.from <= now && now < span.to).toBe(true);
        expect(span && windowOf({ per }, span.to) > window).toBe(true);
      }),
    );
  });

  it('never goes back as time goes on', () => {
    fc.assert(
      fc.property(instant, instant, fc.constantFrom(...pers), (a, b, per) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        expect(windowOf({ per }, earlier) <= windowOf({ per }, later)).toBe(true);
      }),
    );
  });

  it('has as many days as its month', () => {
    expect(spanOf('2028-02')).toEqual({ from: at('2028-01-31T16:00:00.000Z'), to: at('2028-02-29T16:00:00.000Z') });
    expect(spanOf('2026-12')?.to).toBe('2026-12-31T16:00:00.000Z');
  });

  it('has no end where the quota is a total', () => {
    expect(spanOf('total')).toBeUndefined();
  });
});

describe('secondsUntil', () => {
  it('rounds up, so that nobody comes back early, and never goes below nothing', () => {
    const now = at('2026-10-16T00:00:00.000Z');
    expect(secondsUntil(at('2026-10-16T00:00:00.001Z'), now)).toBe(1);
    expect(secondsUntil(at('2026-10-16T00:00:02.000Z'), now)).toBe(2);
    expect(secondsUntil(at('2026-10-15T00:00:00.000Z'), now)).toBe(0);
  });
});

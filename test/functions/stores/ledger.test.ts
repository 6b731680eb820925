import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Instant, instantOf } from '../../../domain/calendar/dates.ts';
import type { Quota } from '../../../domain/policy/policy.ts';
import { Refusal } from '../../../domain/refusal.ts';
import {
  closeLedgerWrite,
  forever,
  ledgerStore,
  openLedgerWrite,
  QuotaExhausted,
} from '../../../functions/stores/ledger.ts';
import { memoryEngine } from '../../builders/memory-engine.ts';

const at = (time: string) => Instant.parse(time);
const from = at('2026-09-30T16:00:00.000Z');
const until = at('2026-12-31T16:00:00.000Z');
const now = at('2026-10-16T02:00:00.000Z');

async function opened(quota: Quota = { calls: 2, per: 'day' }, validity = { from, until }) {
  const engine = memoryEngine();
  await engine.write([openLedgerWrite('grant-1', validity)]);
  return { engine, ledger: ledgerStore(engine), account: { owner: 'grant-1', quota } };
}

const outcome = async (admission: Promise<unknown>): Promise<string> => {
  try {
    await admission;
    return 'admitted';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('the ledger', () => {
  it('counts each call it lets in, up to the quota', async () => {
    const { ledger, account } = await opened();
    expect(await ledger.admit(account, now)).toMatchObject({ window: '2026-10-16', used: 1 });
    expect(await ledger.admit(account, now)).toMatchObject({ window: '2026-10-16', used: 2 });
    expect(await outcome(ledger.admit(account, now))).toBe('quota-exhausted');
    expect(await ledger.used(account, now)).toBe(2);
  });

  it('says which window is used up', async () => {
    const { ledger, account } = await opened({ calls: 1, per: 'month' });
    await ledger.admit(account, now);
    const error = await ledger.admit(account, now).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(QuotaExhausted);
    expect(error).toMatchObject({ window: '2026-10', quota: { calls: 1, per: 'month' } });
  });

  it.each([
    ['day', '2026-10-16T15:59:59.999Z', '2026-10-16T16:00:00.000Z'],
    ['month', '2026-10-31T15:59:59.999Z', '2026-10-31T16:00:00.000Z'],
  ] as const)('begins anew with each %s of the city', async (per, last, first) => {
    const { ledger, account } = await opened({ calls: 1, per });
    await ledger.admit(account, at(last));
    expect(await outcome(ledger.admit(account, at(last)))).toBe('quota-exhausted');
    expect(await ledger.used(account, at(first))).toBe(0);
    expect(await outcome(ledger.admit(account, at(first)))).toBe('admitted');
    expect(await outcome(ledger.admit(account, at(first)))).toBe('quota-exhausted');
  });

  it('never begins a total anew', async () => {
    const { ledger, account } = await opened({ calls: 1, per: 'total' });
    await ledger.admit(account, now);
    expect(await outcome(ledger.admit(account, at('2026-12-01T00:00:00.000Z')))).toBe('quota-exhausted');
  });

  it('lets in exactly the quota of fifty calls at once, whether or not the window has begun', async () => {
    for (const begun of [true, false]) {
      const { ledger, account } = await opened({ calls: 10, per: 'day' });
      if (begun) {
        await ledger.refund(await ledger.admit(account, now));
      }
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => outcome(ledger.admit(account, now))));
      expect(outcomes.filter((each) => each === 'admitted')).toHaveLength(10);
      expect(outcomes.filter((each) => each === 'quota-exhausted')).toHaveLength(40);
      expect(await ledger.used(account, now)).toBe(10);
    }
  });

  it('lets a call in that another one outruns in opening the window', async () => {
    const { engine, ledger, account } = await opened({ calls: 10, per: 'day' });
    let outrun = false;
    const outpaced = ledgerStore({
      ...engine,
      update: (update) =>
        engine.update(update).catch(async (error) => {
          if (!outrun) await ledger.admit(account, now);
          outrun = true;
          throw error;
        }),
    });
    expect(await outpaced.admit(account, now)).toMatchObject({ used: 2 });
  });

  it('lets in exactly the quota of each day when fifty calls straddle midnight', async () => {
    const { ledger, account } = await opened({ calls: 5, per: 'day' });
    const calls = Array.from({ length: 50 }, (_, n) =>
      outcome(ledger.admit(account, at(n % 2 === 0 ? '2026-10-16T15:59:59.999Z' : '2026-10-16T16:00:00.000Z'))),
    );
    const admitted = (await Promise.all(calls)).filter((each) => each === 'admitted').length;
    expect(admitted).toBeGreaterThanOrEqual(5);
    expect(admitted).toBeLessThanOrEqual(10);
    expect(await ledger.used(account, at('2026-10-16T16:00:00.000Z'))).toBe(5);
  });

  it('does not open a window again for an instance whose clock is behind', async () => {
    const { ledger, account } = await opened({ calls: 1, per: 'day' });
    await ledger.admit(account, at('2026-10-16T16:00:00.000Z'));
    expect(await outcome(ledger.admit(account, at('2026-10-16T15:59:59.999Z')))).toBe('quota-exhausted');
  });

  it('takes back what failed by our fault, once its window still runs', async () => {
    const { ledger, account } = await opened({ calls: 1, per: 'day' });
    await ledger.refund(await ledger.admit(account, now));
    expect(await outcome(ledger.admit(account, now))).toBe('admitted');
  });

  it('takes nothing back of a window that has ended, nor below nothing', async () => {
    const { ledger, account } = await opened({ calls: 2, per: 'day' });
    const yesterday = await ledger.admit(account, now);
    const tomorrow = at('2026-10-17T02:00:00.000Z');
    const admission = await ledger.admit(account, tomorrow);
    await ledger.refund(yesterday);
    expect(await ledger.used(account, tomorrow)).toBe(1);
    await ledger.refund(admission);
    await ledger.refund(admission);
    expect(await ledger.used(account, tomorrow)).toBe(0);
  });

  it.each([
    ['before its first day', '2026-09-30T15:59:59.999Z', 'not active yet'],
    ['from the end of its last', '2026-12-31T16:00:00.000Z', 'has expired'],
  ])('lets nothing in %s, and counts nothing', async (_when, time, why) => {
    const { ledger, account } = await opened();
    await expect(ledger.admit(account, at(time))).rejects.toThrow(why);
    expect(await outcome(ledger.admit(account, at(time)))).toBe('grant-not-active');
    expect(await ledger.used(account, now)).toBe(0);
  });

  it('lets nothing in once it is closed, whatever is left of the quota', async () => {
    const { engine, ledger, account } = await opened();
    await ledger.admit(account, now);
    await engine.write([closeLedgerWrite('grant-1')]);
    await expect(ledger.admit(account, now)).rejects.toThrow('has ended');
  });

  it('lets nothing in once it has expired, though its window runs on', async () => {
    const { ledger, account } = await opened({ calls: 5, per: 'total' });
    await ledger.admit(account, now);
    expect(await outcome(ledger.admit(account, until))).toBe('grant-not-active');
    expect(await ledger.used(account, until)).toBe(1);
  });

  it('says that it has expired rather than that it is used up', async () => {
    const { ledger, account } = await opened({ calls: 1, per: 'total' });
    await ledger.admit(account, now);
    expect(await outcome(ledger.admit(account, until))).toBe('grant-not-active');
  });

  it('can stay open for ever', async () => {
    const { ledger, account } = await opened({ calls: 1, per: 'day' }, { from, until: forever });
    expect(await outcome(ledger.admit(account, at('2099-01-01T00:00:00.000Z')))).toBe('admitted');
  });

  it('answers as a plain counter would, over any days, refunds included', async () => {
    const step = fc.record({ hours: fc.integer({ min: 0, max: 30 }), refunded: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), async (steps, calls) => {
        const { ledger, account } = await opened({ calls, per: 'day' }, { from, until: forever });
        const expected = new Map<string, number>();
        let time = Date.parse(now);
        for (const { hours, refunded } of steps) {
          time += hours * 3_600_000;
          const day = new Date(time + 8 * 3_600_000).toISOString().slice(0, 10);
          const used = expected.get(day) ?? 0;
          const admission = await ledger.admit(account, instantOf(time)).catch(() => undefined);
          expect(admission?.used).toBe(used < calls ? used + 1 : undefined);
          if (admission !== undefined && refunded) await ledger.refund(admission);
          else if (admission !== undefined) expected.set(day, used + 1);
        }
      }),
    );
  });
});

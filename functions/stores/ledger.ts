import { z } from 'zod';
import { type Window, windowOf } from '../../domain/access/quota.ts';
import { Instant } from '../../domain/calendar/dates.ts';
import type { Quota } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ConditionFailed, type Engine, type Test, type Write } from './engine.ts';
import { accessKeys } from './keys.ts';

/** The count of record of a grant, or of a key on unconditional data. */
const Ledger = z.object({
  window: z.string(),
  used: z.int(),
  active: z.boolean(),
  from: Instant,
  until: Instant,
});
type Ledger = z.infer<typeof Ledger>;

/** Whose calls are counted, and how many there may be. */
export interface Account {
  owner: string;
  quota: Quota;
}

/** A call that was let in and counted. */
export interface Admission extends Account {
  window: Window;
  /** This call included. */
  used: number;
}

/** The window is used up. */
export class QuotaExhausted extends Refusal {
  readonly quota: Quota;
  readonly window: Window;

  constructor({ quota, window }: { quota: Quota; window: Window }) {
    const zh = { day: '今日', month: '本月', total: '全部' }[quota.per];
    const en = { day: "today's", month: "this month's", total: 'all' }[quota.per];
    super('quota-exhausted', {
      zh: `${zh}调用额度 ${quota.calls} 次已用完`,
      en: `${en} ${quota.calls} calls are used up`,
    });
    this.quota = quota;
    this.window = window;
  }
}

// A window turns once; whoever turned it first makes ours fail once. More than that isn't explained by any race.
const TRIES = 4;

export function ledgerStore(engine: Engine) {
  const read = async (owner: string): Promise<Ledger> =>
    Ledger.parse(await engine.get('access', accessKeys.ledger(owner)));

  return {
    /**
     * Lets a call in: one conditional update, whoever else calls at the same time. Throws QuotaExhausted, or a refusal
     * that says why nothing is let in at all.
     */
    async admit({ owner, quota }: Account, now: Instant): Promise<Admission> {
      let window = windowOf(quota, now);
      const counting = { table: 'access', update: accessKeys.ledger(owner) } as const;
      for (let attempt = 1; attempt <= TRIES; attempt++) {
        // As it stood when our condition failed: looked at later, it may be in a window that has only just begun.
        let ledger: Ledger;
        try {
          const when: Test[] = [...isOpen(now), ['window', '=', window], ['used', '<', quota.calls]];
          const { used } = Ledger.parse(await engine.update({ ...counting, add: { used: 1 }, when }));
          return { owner, quota, window, used };
        } catch (error) {
          if (!(error instanceof ConditionFailed)) throw error;
          ledger = Ledger.parse(error.item);
        }
        refuseUnlessOpen(ledger, now);
        if (ledger.window === window) throw new QuotaExhausted({ quota, window });
        // Another instance's clock is past the turn already: a window that has ended isn't opened again.
        if (ledger.window > window) window = ledger.window;
        else if (await turned(engine, owner, ledger.window, window, now)) return { owner, quota, window, used: 1 };
      }
      throw new Error(`the ledger of ${owner} turned ${TRIES} times during one call`);
    },

    /** Takes a call back that failed by our fault; one of a window that has ended needs no taking back. */
    async refund({ owner, window }: Admission): Promise<void> {
      try {
        const when: Test[] = [
          ['window', '=', window],
          ['used', '>', 0],
        ];
        await engine.update({ table: 'access', update: accessKeys.ledger(owner), add: { used: -1 }, when });
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    },

    /** How much of the current window is used. */
    async used({ owner, quota }: Account, now: Instant): Promise<number> {
      const ledger = await read(owner);
      return ledger.window >= windowOf(quota, now) ? ledger.used : 0;
    },
  };
}

/** Opens a ledger, with nothing used. */
export const openLedgerWrite = (owner: string, validity: { from: Instant; until: Instant }): Write => ({
  table: 'access',
  put: { ...accessKeys.ledger(owner), ...validity, window: '', used: 0, active: true },
  when: 'absent',
});

/** Lets nothing more in, or lets in again; what was used stays counted. */
export const ledgerActiveWrite = (owner: string, active: boolean): Write => ({
  table: 'access',
  update: accessKeys.ledger(owner),
  set: { active },
});

/** Lets nothing more in. */
export const closeLedgerWrite = (owner: string): Write => ledgerActiveWrite(owner, false);

/** The validity of what doesn't expire. */
export const forever = Instant.parse('9999-12-31T00:00:00.000Z');

const isOpen = (now: Instant): Test[] => [
  ['active', '=', true],
  ['from', '<=', now],
  ['until', '>', now],
];

/** Opens a new window with its first call, unless somebody else has. */
async function turned(engine: Engine, owner: string, from: Window, to: Window, now: Instant): Promise<boolean> {
  try {
    await engine.update({
      table: 'access',
      update: accessKeys.ledger(owner),
      set: { window: to, used: 1 },
      when: [...isOpen(now), ['window', '=', from]],
    });
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}

function refuseUnlessOpen({ active, from, until }: Ledger, now: Instant): void {
  if (!active) throw notActive('数据使用权限已终止或被限制', 'the grant has ended or is restricted');
  if (now >= until) throw notActive('数据使用权限已到期', 'the grant has expired');
  if (now < from) throw notActive('数据使用权限尚未生效', 'the grant is not active yet');
}

const notActive = (zh: string, en: string): Refusal => new Refusal('grant-not-active', { zh, en });

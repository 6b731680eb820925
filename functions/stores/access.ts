import { Grant, grantState, validityOf } from '../../domain/access/grant.ts';
import { isUsable } from '../../domain/access/restriction.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { DatasetId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import { apiKeyStore } from './api-keys.ts';
import { conductStore } from './conduct.ts';
import { ConditionFailed, type Engine } from './engine.ts';
import { accessKeys } from './keys.ts';
import { ledgerActiveWrite, ledgerStore, openLedgerWrite } from './ledger.ts';
import { usageStore } from './usage.ts';

// Two cases about one grant meet now and then; four at once don't.
const TRIES = 4;

/** Grants, keys, the ledger of calls, and their use. */
export const accessStore = (engine: Engine) => ({
  ...grantStore(engine),
  ...apiKeyStore(engine),
  ...usageStore(engine),
  ...conductStore(engine),
  ledger: ledgerStore(engine),
});
export type AccessStore = ReturnType<typeof accessStore>;

function grantStore(engine: Engine) {
  const ofHolder = async (holder: string): Promise<Grant[]> => {
    const { pk } = accessKeys.grantOf(holder, '');
    const listed = await engine.query('access', { pk, begins: 'grant#', backwards: true });
    const keys = listed.map((item) => accessKeys.grant(String(item.grantId)));
    const batches = Array.from({ length: Math.ceil(keys.length / 100) }, (_, i) => keys.slice(i * 100, (i + 1) * 100));
    const items = await Promise.all(batches.map((batch) => engine.getMany('access', batch)));
    return items.flat().map((item) => Grant.parse(item));
  };

  return {
    async grant(id: string): Promise<Grant> {
      const item = await engine.get('access', accessKeys.grant(id));
      if (item !== undefined) return Grant.parse(item);
      throw noGrant(id);
    },

    /** The grants with these ids, in that order; at most 100. */
    async grants(ids: readonly string[]): Promise<Grant[]> {
      const items = await engine.getMany('access', ids.map(accessKeys.grant));
      return items.map((item) => Grant.parse(item));
    },

    /** All grants of a holder, newest first. */
    grantsOf: ofHolder,

    /** The holder's newest grant on the dataset that is valid now; whether the dataset is suspended is not asked. */
    async activeGrant(holder: string, datasetId: DatasetId, now: Instant): Promise<Grant | undefined> {
      const grants = await ofHolder(holder);
      return grants.find((grant) => grant.datasetId === datasetId && grantState(grant, 'published', now) === 'active');
    },

    /** Opens a grant with its ledger; opened before, it stays as it is. */
    async openGrant(grant: Grant): Promise<void> {
      try {
        await engine.write([
          { table: 'access', put: { ...accessKeys.grant(grant.id), ...grant, revision: 0 }, when: 'absent' },
          { table: 'access', put: { ...accessKeys.grantOf(grant.holder, grant.id), grantId: grant.id } },
          openLedgerWrite(grant.id, validityOf(grant)),
        ]);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    },

    /** Changes a grant and opens or closes its ledger with it; nothing where the change answers nothing. */
    async changeGrant(id: string, change: (grant: Grant) => Grant | undefined): Promise<void> {
      for (let attempt = 1; ; attempt++) {
        const item = await engine.get('access', accessKeys.grant(id));
        if (item === undefined) throw noGrant(id);
        const next = change(Grant.parse(item));
        if (next === undefined) return;
        const revision = Number(item.revision);
        try {
          await engine.write([
            {
              table: 'access',
              put: { ...accessKeys.grant(id), ...next, revision: revision + 1 },
              when: [['revision', '=', revision]],
            },
            ledgerActiveWrite(id, isUsable(next)),
          ]);
          return;
        } catch (error) {
          if (!(error instanceof ConditionFailed) || attempt === TRIES) throw error;
        }
      }
    },
  };
}

const noGrant = (id: string): Refusal =>
  new Refusal('not-found', { zh: `没有使用权限 ${id}`, en: `there is no grant ${id}` });

import { z } from 'zod';
import { ApiKey, mostKeys } from '../../domain/access/api-key.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { millisOf } from '../../domain/calendar/dates.ts';
import { KeyId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ConditionFailed, type Engine, type Write } from './engine.ts';
import { accessKeys } from './keys.ts';
import { closeLedgerWrite, forever, openLedgerWrite } from './ledger.ts';
import { answeredBefore, createOnce, type Once } from './once.ts';

/** Which key of its owner was made: a rotation makes the next generation. */
export const Made = z.object({ id: KeyId, generation: z.int().positive() });
export type Made = z.infer<typeof Made>;

/** A request that may come again within a day, and the sealed key with which it is then answered. */
export interface Repeatable {
  once: Once;
  sealed: string;
}

// Clients repeat a lost request within minutes; a day leaves room for a queue that retries.
const REPLAY_HOURS = 24;

export function apiKeyStore(engine: Engine) {
  const find = async (id: string): Promise<ApiKey | undefined> => {
    const item = await engine.get('access', accessKeys.key(id));
    return item && ApiKey.parse(item);
  };

  const freePlace = async (owner: string): Promise<number | undefined> => {
    const { pk } = accessKeys.keyPlace(owner, 1);
    const taken = new Set((await engine.query('access', { pk, begins: 'place#' })).map(({ sk }) => sk));
    return Array.from({ length: mostKeys }, (_, at) => at + 1).find(
      (place) => !taken.has(accessKeys.keyPlace(owner, place).sk),
    );
  };

  return {
    /** A key that exists and isn't revoked. */
    async key(id: string): Promise<ApiKey | undefined> {
      const key = await find(id);
      return key?.revokedAt === undefined ? key : undefined;
    },

    /** The key with that hash: the one look-up of a call. */
    async keyByHash(hash: string): Promise<ApiKey | undefined> {
      const item = await engine.get('access', accessKeys.keyByHash(hash));
      const key = item && (await find(String(item.keyId)));
      // Read after the pointer: a rotation in between makes this one another key.
      return key?.hash === hash && key.revokedAt === undefined ? key : undefined;
    },

    /** The keys of an owner, newest first; those revoked are gone. */
    async keysOf(owner: string): Promise<ApiKey[]> {
      const listed = await engine.query('access', {
        pk: accessKeys.keyOf(owner, '').pk,
        begins: 'key#',
        backwards: true,
        limit: 100,
      });
      const items = await engine.getMany(
        'access',
        listed.map((item) => accessKeys.key(String(item.keyId))),
      );
      return items.map((item) => ApiKey.parse(item));
    },

    /** Keeps a new key in one of its owner's places for keys, or answers which one the same request made before. */
    async createKey(draft: Omit<ApiKey, 'place'>, repeatable?: Repeatable): Promise<Made> {
      for (;;) {
        const place = await freePlace(draft.owner);
        if (place === undefined) throw allTaken();
        const key: ApiKey = { ...draft, place };
        const held = accessKeys.keyPlace(key.owner, place);
        const writes: Write[] = [
          { table: 'access', put: { ...accessKeys.key(key.id), ...key }, when: 'absent' },
          { table: 'access', put: { ...accessKeys.keyOf(key.owner, key.id), keyId: key.id } },
          { table: 'access', put: { ...held, keyId: key.id }, when: 'absent' },
          openLedgerWrite(key.id, { from: key.createdAt, until: forever }),
        ];
        try {
          return await made(engine, key, key.createdAt, writes, repeatable);
        } catch (error) {
          // Somebody else took the place first; with each such loss there is one fewer.
          const taken = await engine.get('access', held);
          if (!(error instanceof ConditionFailed) || taken === undefined) throw error;
        }
      }
    },

    /** Puts the next generation of a key in the place of the last, which is good for nothing from then on. */
    async rotateKey(before: ApiKey, after: ApiKey, at: Instant, repeatable?: Repeatable): Promise<Made> {
      const writes: Write[] = [
        { table: 'access', put: { ...accessKeys.key(after.id), ...after }, when: [['hash', '=', before.hash]] },
        { table: 'access', remove: accessKeys.keyByHash(before.hash) },
      ];
      return unlessChanged(before.id, () => made(engine, after, at, writes, repeatable));
    },

    /** Which key the same request made before, if any. */
    async madeBefore(once: Once): Promise<Made | undefined> {
      const made = await answeredBefore(engine, 'access', accessKeys.once, once);
      return made === undefined ? undefined : Made.parse(made);
    },

    /** The sealed key of a request that is repeated within its day. */
    async replay({ id, generation }: Made, now: Instant): Promise<string | undefined> {
      const item = await engine.get('access', accessKeys.replay(id, generation));
      return item !== undefined && Number(item.expiresAt) > seconds(now) ? String(item.sealed) : undefined;
    },

    /** Ends a key at once. */
    revokeKey(key: ApiKey, at: Instant): Promise<void> {
      const { id, hash, owner, generation, place } = key;
      return unlessChanged(id, () =>
        engine.write([
          { table: 'access', put: { ...accessKeys.key(id), ...key, revokedAt: at }, when: [['hash', '=', hash]] },
          { table: 'access', remove: accessKeys.keyByHash(hash) },
          { table: 'access', remove: accessKeys.keyOf(owner, id) },
          { table: 'access', remove: accessKeys.keyPlace(owner, place) },
          { table: 'access', remove: accessKeys.replay(id, generation) },
          closeLedgerWrite(id),
        ]),
      );
    },
  };
}

async function unlessChanged<T>(id: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    throw new Refusal(
      'conflict',
      { zh: `密钥 ${id} 刚刚发生了变化`, en: `key ${id} has just changed` },
      { cause: error },
    );
  }
}

function made(engine: Engine, key: ApiKey, at: Instant, writes: Write[], repeatable?: Repeatable): Promise<Made> {
  const answer: Made = { id: key.id, generation: key.generation };
  const found: Write = {
    table: 'access',
    put: { ...accessKeys.keyByHash(key.hash), keyId: key.id },
    when: 'absent',
  };
  const replay = (sealed: string): Write => ({
    table: 'access',
    put: { ...accessKeys.replay(key.id, key.generation), sealed, expiresAt: seconds(at) + REPLAY_HOURS * 3600 },
  });
  return createOnce(engine, 'access', accessKeys.once, repeatable?.once, answer, async (claim) => {
    await engine.write([...claim, found, ...writes, ...(repeatable === undefined ? [] : [replay(repeatable.sealed)])]);
  });
}

const allTaken = (): Refusal =>
  new Refusal('not-now', {
    zh: `您已有 ${mostKeys} 个密钥,请先注销不用的`,
    en: `you have ${mostKeys} keys; please revoke those that aren't used`,
  });

const seconds = (instant: Instant): number => Math.floor(millisOf(instant) / 1000);

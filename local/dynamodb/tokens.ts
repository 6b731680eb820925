import { createHash } from 'node:crypto';
import type { Write } from 'dynalite/db/index.js';
import type { Database } from './database.ts';
import { tokenMismatch } from './errors.ts';

/** How long DynamoDB remembers the ClientRequestToken of a transaction that succeeded. */
const remembered = 10 * 60 * 1000;
const prefix = 'token~';

interface Use {
  at: number;
  /** Of the transaction's actions. */
  digest: string;
}

/** The client tokens of the last ten minutes; each is written in its transaction's own commit. */
export interface Tokens {
  /** Whether this very transaction has been carried out; throws where the token stood for another. */
  used(token: string, digest: string): boolean;
  /** The writes to commit with the transaction, which also forget what is past its time; then call `remember`. */
  use(token: string, digest: string): { writes: Write[]; remember(): void };
}

export async function openTokens(database: Database, now: () => number): Promise<Tokens> {
  const uses = new Map<string, Use>();
  for await (const [key, use] of database.entries(prefix)) uses.set(key.slice(prefix.length), use as Use);
  const past = (use: Use) => now() - use.at >= remembered;

  return {
    used(token, digest) {
      const use = uses.get(token);
      if (use === undefined || past(use)) return false;
      if (use.digest !== digest) throw tokenMismatch();
      return true;
    },
    use(token, digest) {
      const forgotten = [...uses].filter(([, use]) => past(use)).map(([name]) => name);
      const dels = forgotten.map((name): Write => ({ type: 'del', key: prefix + name }));
      const use = { at: now(), digest };
      return {
        writes: [...dels, { type: 'put', key: prefix + token, value: use }],
        remember() {
          for (const name of forgotten) uses.delete(name);
          uses.set(token, use);
        },
      };
    },
  };
}

/** Equal for requests that differ only in the order of their fields. */
export function digestOf(request: unknown): string {
  const text = JSON.stringify(request, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(text).digest('hex');
}

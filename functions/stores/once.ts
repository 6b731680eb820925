import { canonicalJson } from '../../domain/audit/canonical.ts';
import { sha256 } from '../../domain/audit/chain.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { TableName } from '../tables.ts';
import { ConditionFailed, type Engine, type Key, type Write } from './engine.ts';

/** A caller's promise that a repeated request is the same one (`Idempotency-Key`). */
export interface Once {
  subject: string;
  key: string;
  /** What is asked, the path included; another request under the same key is refused. */
  request: unknown;
}

/** The item that goes into the creating transaction, so that of two equal requests one creates. */
export const onceWrite = (
  table: TableName,
  at: (subject: string, key: string) => Key,
  once: Once,
  answer: unknown,
): Write => ({
  table,
  put: { ...at(once.subject, once.key), request: sha256(canonicalJson(once.request)), answer },
  when: 'absent',
});

/** What the first request of that key created, if there was one. */
export async function answeredBefore(
  engine: Engine,
  table: TableName,
  at: (subject: string, key: string) => Key,
  once: Once,
): Promise<unknown> {
  const item = await engine.get(table, at(once.subject, once.key));
  if (item === undefined) return undefined;
  if (item.request !== sha256(canonicalJson(once.request))) {
    throw new Refusal('idempotency-mismatch', {
      zh: `Idempotency-Key“${once.key}”已用于另一请求`,
      en: `the Idempotency-Key "${once.key}" was used for another request`,
    });
  }
  return item.answer;
}

/**
 * Creates once: answers what was created before under the caller's key, or runs `create` with the write that claims
 * the key; whoever loses the race for it is given the winner's answer.
 */
export async function createOnce<T>(
  engine: Engine,
  table: TableName,
  at: (subject: string, key: string) => Key,
  once: Once | undefined,
  answer: T,
  create: (claim: readonly Write[]) => Promise<void>,
): Promise<T> {
  if (once === undefined) {
    await create([]);
    return answer;
  }
  const before = await answeredBefore(engine, table, at, once);
  if (before !== undefined) return before as T;
  try {
    await create([onceWrite(table, at, once, answer)]);
    return answer;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    const winner = await answeredBefore(engine, table, at, once);
    if (winner === undefined) throw error;
    return winner as T;
  }
}

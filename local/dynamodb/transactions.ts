import type { Item, Json, Request, Table } from 'dynalite/db/index.js';
import { cancelled, DynamoDbError, invalidUpFront, type Reason } from './errors.ts';
import type { Host } from './host.ts';
import { evaluate, target, type Writer } from './items.ts';
import { itemBytes, maxTransactionBytes } from './sizes.ts';
import { type ActionName, actionSpecs, checked, checkedAction, refuseOthers } from './specs.ts';
import { digestOf } from './tokens.ts';
import type { Effect } from './writing.ts';

/** One action of a transaction; `key` is undefined where its key doesn't fit the table, and `misfit` says why. */
export interface Target<Name extends ActionName = ActionName> {
  name: Name;
  request: Request;
  table: Table;
  key: string | undefined;
  misfit?: Reason;
}

type WriteName = Exclude<ActionName, 'Get'>;
const writers: Record<WriteName, Writer> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheck',
};
const none: Reason = { Code: 'None' };

interface TransactWrite {
  TransactItems: Partial<Record<WriteName, Request>>[];
  ClientRequestToken?: string;
}

/**
 * TransactWriteItems. Every condition is evaluated on one state, which the single writer keeps still until all writes
 * are committed in one batch, together with the client token. A transaction that meets another one on an item is
 * cancelled with TransactionConflict, as on AWS, though here it could have waited.
 */
export async function transactWrite(host: Host, body: unknown): Promise<Json> {
  refuseOtherParameters(body);
  const digest = digestOf({ ...(body as object), ClientRequestToken: null });
  const { TransactItems, ClientRequestToken: token } = checked<TransactWrite>('TransactWriteItems', body);
  const actions = TransactItems.map((entry) => actionOf(entry));
  if (token !== undefined && host.tokens.used(token, digest)) return {};
  host.ongoing.refuseTwice(token);
  const targets = findTargets(host, actions);
  refuseConflicts(host, targets);
  const keys = targets.flatMap(({ key }) => key ?? []);
  const claim = host.ongoing.claim(keys, token);
  try {
    await host.onStep('claimed');
    await host.database.exclusively(async () => {
      const effects = await decide(host, targets);
      await host.onStep('prepared');
      const use = token === undefined ? undefined : host.tokens.use(token, digest);
      await host.database.commit([...effects.flatMap((effect) => effect.writes), ...(use?.writes ?? [])]);
      use?.remember();
      await host.onStep('committed');
    });
  } finally {
    claim.done();
  }
  return {};
}

/** An action of a transaction before its table and item are known. */
interface Action<Name extends ActionName> {
  name: Name;
  request: Request;
}

/** The single action of an entry, its expressions parsed. */
export function actionOf<Name extends ActionName>(entry: Partial<Record<Name, Request>>): Action<Name> {
  const [first, ...more] = Object.entries(entry) as [Name, Request][];
  if (first === undefined || more.length > 0) {
    throw invalidUpFront('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return { name: first[0], request: checkedAction(...first) };
}

/** Finds table and key of every action and refuses two actions on one item. */
export function findTargets<Name extends ActionName>(host: Host, actions: readonly Action<Name>[]): Target<Name>[] {
  const targets = actions.map((action) => {
    const table = host.database.table(action.request.TableName);
    return { ...action, table, ...keyOrMisfit(table, action.request) };
  });
  const keys = targets.flatMap(({ key }) => key ?? []);
  if (new Set(keys).size < keys.length) {
    throw invalidUpFront('Transaction request cannot include multiple operations on one item');
  }
  return targets;
}

/** Cancels where another transaction has one of the items. */
export function refuseConflicts(host: Host, targets: readonly Target[]): void {
  const reasons = targets.map(
    ({ key }): Reason =>
      key !== undefined && host.ongoing.holds(key)
        ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
        : none,
  );
  cancelUnlessNone(reasons);
}

export function cancelUnlessNone(reasons: readonly Reason[]): void {
  if (reasons.some((reason) => reason.Code !== 'None')) throw cancelled(reasons);
}

export function refuseOver4Mb(items: readonly (Item | undefined)[]): void {
  const bytes = items.reduce((sum, item) => sum + (item === undefined ? 0 : itemBytes(item)), 0);
  if (bytes > maxTransactionBytes) {
    throw invalidUpFront(`The items of the transaction have ${bytes} bytes together; 4 MB are allowed`);
  }
}

/** What every action would do; throws the cancellation with all reasons if any of them can't. */
async function decide(host: Host, targets: readonly Target<WriteName>[]): Promise<Effect[]> {
  const before = await host.database.read(targets.map(({ key }) => key ?? ''));
  const outcomes = targets.map((action, i) => outcomeOf(action, before[i]));
  cancelUnlessNone(outcomes.map(({ reason }) => reason));
  const effects = outcomes.flatMap(({ effect }) => (effect === undefined ? [] : [effect]));
  refuseOver4Mb(effects.map((effect, i) => effect.after ?? before[i]));
  return effects;
}

function outcomeOf({ name, request, table, misfit }: Target<WriteName>, before: Item | undefined) {
  if (misfit !== undefined) return { reason: misfit };
  try {
    return { reason: none, effect: evaluate(writers[name], table, request, before) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function keyOrMisfit(table: Table, request: Request): { key: string | undefined; misfit?: Reason } {
  try {
    return { key: target(table, request) };
  } catch (error) {
    return { key: undefined, misfit: reasonOf(error) };
  }
}

/** The reason of a cancellation; what the request alone shows to be wrong refuses the whole call instead. */
function reasonOf(error: unknown): Reason {
  if (!(error instanceof DynamoDbError) || error.upFront) throw error;
  if (error.name === 'ConditionalCheckFailedException') {
    return { Code: 'ConditionalCheckFailed', Message: error.message, ...error.fields };
  }
  return { Code: 'ValidationError', Message: error.message };
}

/** dynalite's check of types would drop unknown parameters in silence. */
export function refuseOtherParameters(body: unknown): void {
  const entries = typeof body === 'object' && body !== null && 'TransactItems' in body ? body.TransactItems : undefined;
  if (!Array.isArray(entries)) return;
  for (const entry of entries) {
    for (const [name, action] of Object.entries((entry ?? {}) as object)) {
      const spec = name in actionSpecs ? actionSpecs[name as ActionName] : undefined;
      if (spec !== undefined && typeof action === 'object' && action !== null) refuseOthers(name, spec, action);
    }
  }
}

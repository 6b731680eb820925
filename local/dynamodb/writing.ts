import {
  type Action,
  type Callback,
  createKey,
  type Item,
  type Json,
  type Request,
  type Store,
  type Table,
  type Write,
} from 'dynalite/db/index.js';
import { fromDynalite } from './errors.ts';
import { maxItemBytes } from './sizes.ts';

/** What one action does to one item: its answer, and the writes that are to be committed together. */
export interface Effect {
  answer: Json;
  after: Item | undefined;
  writes: Write[];
}

/** Where LevelDB has an item. */
export function itemKey(table: Table, item: Item): string {
  return `${itemPrefix(table)}${createKey(item, table)}`;
}

export function itemPrefix(table: Table): string {
  return `item-${table.TableName}~`;
}

export function indexPrefix(table: string, index: string): string {
  return `index-global~${table}~${index}~`;
}

/**
 * Lets dynalite's own action work on the item as it is, and collects what it would write instead of writing: dynalite
 * writes an item and its index entries one by one, and a kill between them would leave an index that lies.
 */
export function effectOf(action: Action, table: Table, request: Request, before: Item | undefined): Effect {
  const writes: Write[] = [];
  const own = createKey(request.Item ?? request.Key ?? {}, table);
  let after = before;
  const store: Store = {
    ...storeFor(table),
    getItemDb: () => ({
      lock: (_key, run) => run((callback) => callback),
      get: (_key, callback) => callback(null, before),
      put(key, value, callback) {
        after = value;
        writes.push({ type: 'put', key: itemPrefix(table) + key, value });
        callback(null);
      },
      del(key, callback) {
        after = undefined;
        writes.push({ type: 'del', key: itemPrefix(table) + key });
        callback(null);
      },
    }),
    // dynalite tells index entries of equal index keys apart by 24 bits of a hash; with the item's own key they can't collide.
    getIndexDb: (_kind, name, index) => ({
      put(key, value, callback) {
        writes.push({ type: 'put', key: `${indexPrefix(name, index)}${key}/${own}`, value });
        callback(null);
      },
      del(key, callback) {
        writes.push({ type: 'del', key: `${indexPrefix(name, index)}${key}/${own}` });
        callback(null);
      },
    }),
  };
  const answer = settle(action, store, request);
  return { answer, after, writes };
}

/** A store that knows one table and holds nothing. */
export function storeFor(table: Table): Store {
  return {
    options: { maxItemSize: maxItemBytes, createTableMs: 0 },
    tableDb: { awsAccountId: '000000000000', awsRegion: 'cn-north-1' },
    getTable: (_name, ...last) => answerTable(table, last),
    getItemDb: () => ({}),
    getIndexDb: () => ({}),
  };
}

/** dynalite asks for a table with or without a flag before the callback. */
export function answerTable(table: Table, last: [Callback<Table>] | [boolean, Callback<Table>]): void {
  for (const argument of last) if (typeof argument === 'function') argument(null, table);
}

/** The answer of an action whose store answers at once. */
export function settle(action: Action, store: Store, request: Request): Json {
  let outcome: { error: unknown; answer: Json | undefined } | undefined;
  action(store, request, (error, answer) => {
    outcome = { error, answer };
  });
  if (outcome === undefined) throw new Error('dynalite did not answer at once');
  if (outcome.error) throw fromDynalite(outcome.error);
  return outcome.answer ?? {};
}

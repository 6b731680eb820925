import { Readable } from 'node:stream';
import batchGet from 'dynalite/actions/batchGetItem.js';
import getItemAction from 'dynalite/actions/getItem.js';
import queryAction from 'dynalite/actions/query.js';
import scanAction from 'dynalite/actions/scan.js';
import {
  createKey,
  type Item,
  type Json,
  mapPaths,
  type Range,
  type Request,
  type Store,
  validateKeyPaths,
} from 'dynalite/db/index.js';
import { within } from './database.ts';
import { fromDynalite, invalid } from './errors.ts';
import type { Host } from './host.ts';
import { target } from './items.ts';
import { checkKeyConditions } from './sizes.ts';
import { checked } from './specs.ts';
import {
  actionOf,
  cancelUnlessNone,
  findTargets,
  refuseConflicts,
  refuseOtherParameters,
  refuseOver4Mb,
} from './transactions.ts';
import { answerTable, indexPrefix, itemPrefix, settle, storeFor } from './writing.ts';

/** Every read is strongly consistent here, of an index too; on AWS an index follows its table a little later. */
export async function getItem(host: Host, body: unknown): Promise<Json> {
  const request = checked('GetItem', body);
  const table = host.database.table(request.TableName);
  const [item] = await host.database.read([target(table, request)]);
  const store = { ...storeFor(table), getItemDb: () => ({ get: answering(() => item) }) };
  return settle(getItemAction, store, request);
}

interface BatchGet {
  RequestItems: Record<string, { Keys: Item[] }>;
}

/** BatchGetItem; all its items come from one snapshot. */
export async function getBatch(host: Host, body: unknown): Promise<Json> {
  const request = checked<Request & BatchGet>('BatchGetItem', body);
  const keys = Object.entries(request.RequestItems).flatMap(([TableName, { Keys }]) => {
    const table = host.database.table(TableName);
    return Keys.map((Key) => target(table, { TableName, Key }));
  });
  const items = await host.database.read(keys);
  const found = new Map(keys.map((key, i) => [key, items[i]]));
  const store: Store = {
    ...storeFor(host.database.table(Object.keys(request.RequestItems)[0] ?? '')),
    // dynalite leaves keys unprocessed past 1 MB and this; on AWS it is past 16 MB.
    options: { maxItemSize: 15 * 1024 * 1024, createTableMs: 0 },
    getTable: (name, ...last) => answerTable(host.database.table(name), last),
    getItemDb: (name) => ({ get: answering((key) => found.get(`item-${name}~${key}`)) }),
  };
  return settle(batchGet, store, request);
}

interface TransactGet {
  TransactItems: { Get?: Request }[];
}

/** TransactGetItems; all its items come from one snapshot, and an item in a transaction under way cancels it. */
export async function transactGet(host: Host, body: unknown): Promise<Json> {
  refuseOtherParameters(body);
  const { TransactItems } = checked<TransactGet>('TransactGetItems', body);
  const targets = findTargets(
    host,
    TransactItems.map((entry) => actionOf(entry)),
  );
  cancelUnlessNone(targets.map(({ misfit }) => misfit ?? { Code: 'None' }));
  refuseConflicts(host, targets);
  const items = await host.database.read(targets.flatMap(({ key }) => key ?? []));
  refuseOver4Mb(items);
  const Responses = targets.map(({ request, table }, i) => {
    const refusal = validateKeyPaths(request._projection?.nestedPaths, table);
    if (refusal) throw fromDynalite(refusal);
    const item = items[i];
    if (item === undefined) return {};
    return { Item: request._projection ? mapPaths(request._projection.paths, item) : item };
  });
  return { Responses };
}

/** Query and Scan: dynalite reads a range of the table or of an index, in one snapshot. */
export async function readPage(host: Host, operation: 'Query' | 'Scan', body: unknown): Promise<Json> {
  const request = checked(operation, body);
  const table = host.database.table(request.TableName);
  if (
    request.IndexName !== undefined &&
    !table.GlobalSecondaryIndexes?.some((i) => i.IndexName === request.IndexName)
  ) {
    throw invalid(`The table does not have the specified index: ${request.IndexName}`);
  }
  checkKeyConditions(request);
  const values = (prefix: string, range: Range) => Readable.from(host.database.values(within(prefix, range)));
  const store: Store = {
    ...storeFor(table),
    getItemDb: () => ({ createValueStream: (range) => values(itemPrefix(table), range) }),
    getIndexDb: (_kind, name, index) => ({
      createValueStream: (range) =>
        values(
          indexPrefix(name, index),
          afterStartKey(request, range, (start) => createKey(start, table)),
        ),
    }),
  };
  return new Promise((resolve, reject) => {
    const action = operation === 'Query' ? queryAction : scanAction;
    action(store, request, (error, answer) => (error ? reject(fromDynalite(error)) : resolve(answer ?? {})));
  });
}

/** Our index entries end in the item's own key: the place to go on from ends in it too. */
function afterStartKey(
  { ExclusiveStartKey, ScanIndexForward }: Request,
  range: Range,
  own: (key: Item) => string,
): Range {
  if (ExclusiveStartKey === undefined) return range;
  const suffix = `/${own(ExclusiveStartKey)}`;
  if (ScanIndexForward === false) return { ...range, lt: `${range.lt}${suffix}` };
  return { ...range, gt: `${range.gt}${suffix}` };
}

function answering(item: (key: string) => Item | undefined) {
  return (key: string, callback: (error: unknown, found?: unknown) => void) => callback(null, item(key));
}

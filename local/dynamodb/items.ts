import deleteItem from 'dynalite/actions/deleteItem.js';
import putItem from 'dynalite/actions/putItem.js';
import updateItem from 'dynalite/actions/updateItem.js';
import {
  checkConditional,
  type Item,
  type Json,
  type Request,
  type Table,
  validateItem,
  validateKey,
} from 'dynalite/db/index.js';
import { conflict, DynamoDbError, fromDynalite, invalid } from './errors.ts';
import type { Host } from './host.ts';
import { checkKeys, checkStored } from './sizes.ts';
import { checked } from './specs.ts';
import { type Effect, effectOf, itemKey } from './writing.ts';

/** PutItem, UpdateItem, DeleteItem: evaluated by dynalite, committed by us together with their index entries. */
const writers = {
  PutItem: (table: Table, request: Request, before: Item | undefined) => {
    checkStored(table, request.Item ?? {}, 'put');
    return effectOf(putItem, table, request, before);
  },
  UpdateItem: (table: Table, request: Request, before: Item | undefined) => {
    // dynalite looks at the new index keys first; a failed condition goes before whatever else an update finds.
    writers.ConditionCheck(table, request, before);
    const effect = effectOf(updateItem, table, request, before);
    checkStored(table, effect.after ?? {}, 'update');
    return { ...effect, answer: withoutNothing(effect.answer) };
  },
  DeleteItem: (table: Table, request: Request, before: Item | undefined) =>
    effectOf(deleteItem, table, request, before),
  ConditionCheck: (_table: Table, request: Request, before: Item | undefined): Effect => {
    const failure = checkConditional(request, before);
    if (failure) throw fromDynalite(failure);
    return { answer: {}, after: before, writes: [] };
  },
};
export type Writer = keyof typeof writers;

/** dynalite says of an update that gives back no attribute that it gives back none; DynamoDB says nothing. */
const withoutNothing = ({ Attributes = {}, ...answer }: Json): Json =>
  Object.keys(Attributes as object).length === 0 ? answer : { ...answer, Attributes };

/** What a write would do to the item as it is; throws where its condition fails or it can't be stored. */
export function evaluate(writer: Writer, table: Table, request: Request, before: Item | undefined): Effect {
  try {
    return writers[writer](table, request, before);
  } catch (error) {
    throw withOldItem(error, request, before);
  }
}

/** Where the item is that a write or read is about; throws where the key doesn't fit the table. */
export function target(table: Table, request: Request): string {
  const given = request.Item ?? request.Key ?? {};
  const misfit = request.Item ? validateItem(given, table) : validateKey(given, table);
  checkKeys(table, given);
  if (misfit) throw fromDynalite(misfit);
  return itemKey(table, given);
}

export async function writeItem(
  host: Host,
  operation: 'PutItem' | 'UpdateItem' | 'DeleteItem',
  body: unknown,
): Promise<Json> {
  const request = checked(operation, body);
  const table = host.database.table(request.TableName);
  const key = target(table, request);
  if (host.ongoing.holds(key)) throw conflict();
  return host.database.exclusively(async () => {
    const [before] = await host.database.read([key]);
    const effect = evaluate(operation, table, request, before);
    await host.database.commit(effect.writes);
    return effect.answer;
  });
}

interface BatchWrite {
  RequestItems: Record<string, { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[]>;
}

/**
 * BatchWriteItem; stronger than on AWS in that all of it is written together, waits for transactions under way and
 * leaves nothing unprocessed.
 */
export async function writeBatch(host: Host, body: unknown): Promise<Json> {
  const { RequestItems } = checked<BatchWrite>('BatchWriteItem', body);
  const writes = Object.entries(RequestItems).flatMap(([TableName, requests]) => {
    const table = host.database.table(TableName);
    return requests.map(({ PutRequest, DeleteRequest }) => {
      const writer: Writer = PutRequest ? 'PutItem' : 'DeleteItem';
      const request: Request = { TableName, ...PutRequest, ...DeleteRequest };
      return { table, writer, request, key: batchTarget(table, request) };
    });
  });
  const keys = writes.map((write) => write.key);
  if (new Set(keys).size < keys.length) throw invalid('Provided list of item keys contains duplicates');
  if (keys.length > 25) throw invalid('Too many items requested for the BatchWriteItem call');
  return host.database.exclusively(async () => {
    const before = await host.database.read(keys);
    const effects = writes.map(({ writer, table, request }, i) => evaluate(writer, table, request, before[i]));
    await host.database.commit(effects.flatMap((effect) => effect.writes));
    return { UnprocessedItems: {} };
  });
}

/** In a batch every key that doesn't fit the table is worded alike. */
function batchTarget(table: Table, request: Request): string {
  try {
    return target(table, request);
  } catch (error) {
    const misfit = error instanceof DynamoDbError && /Missing the key|Type mismatch for key/.test(error.message);
    throw misfit ? invalid('The provided key element does not match the schema') : error;
  }
}

/** dynalite drops ReturnValuesOnConditionCheckFailure: a failed condition gives the item it met. */
function withOldItem(error: unknown, request: Request, before: Item | undefined): unknown {
  const wanted = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before !== undefined;
  if (!wanted || !(error instanceof DynamoDbError) || error.name !== 'ConditionalCheckFailedException') return error;
  return new DynamoDbError(error.type, error.message, { Item: before });
}

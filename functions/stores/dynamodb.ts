import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../tables.ts';
import { ConditionFailed, type Engine, type Item, type Key, type Range, type Update, type Write } from './engine.ts';
import { conditionOf, Expression } from './expression.ts';

type Attributes = Record<string, AttributeValue>;

// Concurrent writes on one item answer TransactionConflict; the loser tries again and then sees the winner's write.
// Twenty that want the same item at once need a second or so until each has had its turn; these give up to 2.4 s.
const CONFLICT_TRIES = 8;
const CONFLICT_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 800;

interface Settings {
  client: DynamoDBClient;
  tableNames: Readonly<Record<TableName, string>>;
  /** 0 to 1; spreads the pauses of those who collided. */
  random: () => number;
}

/** The engine by the AWS SDK. */
export function dynamoDb({ client, tableNames, random }: Settings): Engine {
  const engine: Engine = {
    async get(table, key) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableNames[table], Key: keyOf(key), ConsistentRead: true }),
      );
      return Item && itemOf(Item);
    },

    async getMany(table, keys) {
      if (keys.length === 0) return [];
      const name = tableNames[table];
      const found: Item[] = [];
      // DynamoDB refuses to be asked for the same item twice.
      const distinct = new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, key]));
      let wanted: Attributes[] | undefined = [...distinct.values()].map(keyOf);
      while (wanted !== undefined && wanted.length > 0) {
        const answer: BatchGetItemCommandOutput = await client.send(
          new BatchGetItemCommand({ RequestItems: { [name]: { Keys: wanted, ConsistentRead: true } } }),
        );
        found.push(...(answer.Responses?.[name] ?? []).map(itemOf));
        wanted = answer.UnprocessedKeys?.[name]?.Keys;
      }
      return keys.flatMap(({ pk, sk }) => found.find((item) => item.pk === pk && item.sk === sk) ?? []);
    },

    async query(table, range) {
      const items: Item[] = [];
      let from: Attributes | undefined;
      do {
        const answer: QueryCommandOutput = await client.send(
          new QueryCommand({
            TableName: tableNames[table],
            ...queryOf(range),
            ...(range.limit === undefined ? {} : { Limit: range.limit - items.length }),
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        items.push(...(answer.Items ?? []).map(itemOf));
        from = answer.LastEvaluatedKey;
      } while (from !== undefined && (range.limit === undefined || items.length < range.limit));
      return items;
    },

    async write(writes) {
      const items = writes.map((write) => transactItem(write, tableNames));
      try {
        await pastConflicts(() => client.send(new TransactWriteItemsCommand({ TransactItems: items })), random);
      } catch (error) {
        throw failedCondition(error) ?? error;
      }
    },

    async update(update) {
      try {
        const command = new UpdateItemCommand({
          TableName: tableNames[update.table],
          ...updateOf(update),
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        const { Attributes } = await pastConflicts(() => client.send(command), random);
        return itemOf(Attributes ?? {});
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        throw new ConditionFailed(0, error.Item && itemOf(error.Item), { cause: error });
      }
    },
  };
  return engine;
}

const keyOf = ({ pk, sk }: Key): Attributes => marshall({ pk, sk });
const itemOf = (attributes: Attributes): Item => unmarshall(attributes) as Item;
const attributesOf = (item: object): Attributes => marshall(item, { removeUndefinedValues: true });

function transactItem(write: Write, tableNames: Settings['tableNames']): TransactWriteItem {
  const TableName = tableNames[write.table];
  const ReturnValuesOnConditionCheckFailure = 'ALL_OLD';
  if ('update' in write) return { Update: { TableName, ...updateOf(write), ReturnValuesOnConditionCheckFailure } };
  const condition = write.when === undefined ? {} : conditionOf(write.when);
  if ('put' in write) {
    return { Put: { TableName, Item: attributesOf(write.put), ...condition, ReturnValuesOnConditionCheckFailure } };
  }
  if ('remove' in write) {
    return { Delete: { TableName, Key: keyOf(write.remove), ...condition, ReturnValuesOnConditionCheckFailure } };
  }
  const { ConditionExpression = 'attribute_exists(pk)', ...values } = conditionOf(write.when);
  return {
    ConditionCheck: {
      TableName,
      Key: keyOf(write.check),
      ConditionExpression,
      ...values,
      ReturnValuesOnConditionCheckFailure,
    },
  };
}

function updateOf({ update, set = {}, add = {}, when }: Update) {
  const expression = new Expression();
  const sets = Object.entries(set).map(([name, value]) => `${expression.name(name)} = ${expression.value(value)}`);
  const adds = Object.entries(add).map(([name, value]) => `${expression.name(name)} ${expression.value(value)}`);
  const condition = when === undefined ? undefined : expression.condition(when);
  return {
    Key: keyOf(update),
    UpdateExpression: [sets.length > 0 && `SET ${sets.join(', ')}`, adds.length > 0 && `ADD ${adds.join(', ')}`]
      .filter((part) => part !== false)
      .join(' '),
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
    ...expression.bindings(),
  };
}

function queryOf({ pk, index, begins, from, to, backwards = false }: Range) {
  const expression = new Expression();
  const [partition, sort] = index === undefined ? ['pk', 'sk'] : [`${index}pk`, `${index}sk`];
  const terms = [`${expression.name(partition)} = ${expression.value(pk)}`];
  if (begins !== undefined) terms.push(`begins_with(${expression.name(sort)}, ${expression.value(begins)})`);
  else if (from !== undefined && to !== undefined) {
    terms.push(`${expression.name(sort)} BETWEEN ${expression.value(from)} AND ${expression.value(to)}`);
  } else if (from !== undefined) terms.push(`${expression.name(sort)} >= ${expression.value(from)}`);
  else if (to !== undefined) terms.push(`${expression.name(sort)} <= ${expression.value(to)}`);
  return {
    KeyConditionExpression: terms.join(' AND '),
    ...expression.bindings(),
    ScanIndexForward: !backwards,
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
  };
}

function failedCondition(error: unknown): ConditionFailed | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const reasons = error.CancellationReasons ?? [];
  const index = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
  const reason = reasons[index];
  return reason && new ConditionFailed(index, reason.Item && itemOf(reason.Item), { cause: error });
}

/** Tries again while others' transactions hold an item; a failed condition is no conflict, and the last conflict is told. */
async function pastConflicts<T>(send: () => Promise<T>, random: () => number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!isConflict(error) || attempt === CONFLICT_TRIES) throw error;
      await pause(Math.min(CONFLICT_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * random());
    }
  }
}

const isConflict = (error: unknown): boolean => {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  return codes.includes('TransactionConflict') && !codes.includes('ConditionalCheckFailed');
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

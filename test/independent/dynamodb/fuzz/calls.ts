import fc from 'fast-check';
import { type Bound, bind, condition, inOrder, limit, update } from './expressions.ts';
import { type AttributeValue, list, scalar, text, value, withX } from './values.ts';

/** One call of a history: what is asked, and how it is sent. */
export interface Call {
  operation: string;
  input: object;
}

type Item = { [name: string]: AttributeValue };
/** Stands for the table of each history. */
export const TableName = 'the-table';

const partition = fc.constantFrom('p', 'q');
const sorts = ['1', '10', '2', 'a', 'ab', 'é', '公', '～', '😀'];
const key = fc
  .record({ pk: partition, sk: fc.constantFrom(...sorts) })
  .map(({ pk, sk }): Item => ({ pk: { S: pk }, sk: { S: sk } }));

const attributes = fc.record(
  {
    n: fc.oneof(scalar, value),
    m: value,
    status: text,
    flag: scalar,
    parts: fc.oneof(value, list),
    tags: value,
    numbers: value,
    nested: fc.oneof(value, withX),
    by1pk: partition.map((S): AttributeValue => ({ S })),
    by1sk: fc.constant<AttributeValue>({}),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Item>;
// An index is in no order where its keys are the same: here they never are.
const item = fc.tuple(key, attributes).map(
  ([{ pk, sk }, { by1sk, ...more }]): Item => ({
    ...more,
    ...(by1sk && { by1sk: { S: `${sk?.S}${pk?.S}` } }),
    ...(pk && sk && { pk, sk }),
  }),
);

const maybe = <T>(each: fc.Arbitrary<T>) => fc.option(each, { nil: undefined });
const onFailure = fc.constantFrom({}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
const projection = maybe(fc.constantFrom('n', 'n, m', 'pk, #status', 'nested.x', 'parts[0], n', 'by1sk')).map(
  (each): Bound | undefined => each && { text: each, values: [] },
);

const put = fc
  .tuple(item, maybe(condition), fc.constantFrom({}, { ReturnValues: 'ALL_OLD' }), onFailure)
  .map(([Item, ConditionExpression, returns, failing]) => ({
    operation: 'PutItem',
    input: { TableName, Item, ...bind({ ConditionExpression }), ...returns, ...failing },
  }));

const remove = fc
  .tuple(key, maybe(condition), fc.constantFrom({}, { ReturnValues: 'ALL_OLD' }), onFailure)
  .map(([Key, ConditionExpression, returns, failing]) => ({
    operation: 'DeleteItem',
    input: { TableName, Key, ...bind({ ConditionExpression }), ...returns, ...failing },
  }));

const returning = fc.constantFrom('NONE', 'ALL_NEW', 'ALL_OLD', 'UPDATED_NEW', 'UPDATED_OLD');
const change = fc
  .tuple(key, update, maybe(condition), returning, onFailure)
  .map(([Key, UpdateExpression, ConditionExpression, ReturnValues, failing]) => ({
    operation: 'UpdateItem',
    input: { TableName, Key, ...bind({ UpdateExpression, ConditionExpression }), ReturnValues, ...failing },
  }));

const get = fc.tuple(key, projection).map(([Key, ProjectionExpression]) => ({
  operation: 'GetItem',
  input: { TableName, Key, ConsistentRead: true, ...bind({ ProjectionExpression }) },
}));

const getMany = fc.array(key, { minLength: 1, maxLength: 5 }).map((Keys) => ({
  operation: 'BatchGetItem',
  input: { RequestItems: { [TableName]: { Keys, ConsistentRead: true } } },
}));

const sortValue = fc.constantFrom(...sorts, '0', '公交').map((S): AttributeValue => ({ S }));
const range = (sort: string): fc.Arbitrary<Bound> =>
  fc.oneof(
    fc.constant<Bound>({ text: '', values: [] }),
    fc
      .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), sortValue)
      .map(([op, v]) => ({ text: ` AND ${sort} ${op} ?`, values: [v] })),
    sortValue.map((v) => ({ text: ` AND begins_with(${sort}, ?)`, values: [v] })),
    fc
      .tuple(limit, limit)
      .map(inOrder)
      .map(([low, high]) => ({ text: ` AND ${sort} BETWEEN ? AND ?`, values: [low, high] })),
  );
const query = fc.boolean().chain((indexed) =>
  fc
    .tuple(
      partition,
      range(indexed ? 'by1sk' : 'sk'),
      maybe(fc.integer({ min: 1, max: 4 })),
      fc.boolean(),
      fc.option(condition, { nil: undefined, freq: 4 }),
      projection,
      maybe(key),
    )
    // A start outside of the range is a fault of its own, and which of two is told first is nobody's rule.
    .filter(([, sort, , , , , after]) => sort.text === '' || after === undefined)
    .map(([pk, sort, Limit, ScanIndexForward, FilterExpression, ProjectionExpression, after]) => {
      const KeyConditionExpression = {
        text: `${indexed ? 'by1pk' : 'pk'} = ?${sort.text}`,
        values: [{ S: pk }, ...sort.values],
      };
      return {
        operation: 'Query',
        input: {
          TableName,
          ScanIndexForward,
          ...(indexed ? { IndexName: 'by1' } : { ConsistentRead: true }),
          ...(Limit !== undefined && { Limit }),
          ...(after !== undefined && !indexed && { ExclusiveStartKey: { ...after, pk: { S: pk } } }),
          ...bind({ KeyConditionExpression, FilterExpression, ProjectionExpression }),
        },
      };
    }),
);

const action = fc.oneof(
  fc.tuple(item, maybe(condition), onFailure).map(([Item, ConditionExpression, failing]) => ({
    Put: { TableName, Item, ...bind({ ConditionExpression }), ...failing },
  })),
  fc.tuple(key, update, maybe(condition), onFailure).map(([Key, UpdateExpression, ConditionExpression, failing]) => ({
    Update: { TableName, Key, ...bind({ UpdateExpression, ConditionExpression }), ...failing },
  })),
  fc.tuple(key, maybe(condition), onFailure).map(([Key, ConditionExpression, failing]) => ({
    Delete: { TableName, Key, ...bind({ ConditionExpression }), ...failing },
  })),
  fc.tuple(key, condition, onFailure).map(([Key, ConditionExpression, failing]) => ({
    ConditionCheck: { TableName, Key, ...bind({ ConditionExpression }), ...failing },
  })),
);
const keyOf = (each: object): string =>
  Object.values(each as { [name: string]: { Key?: Item; Item?: Item } })
    .map(({ Key, Item = Key }) => `${JSON.stringify(Item?.pk)} ${JSON.stringify(Item?.sk)}`)
    .join();
const transact = fc.uniqueArray(action, { minLength: 1, maxLength: 4, selector: keyOf }).map((TransactItems) => ({
  operation: 'TransactWriteItems',
  input: { TransactItems },
}));
const transactGet = fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => ({
  operation: 'TransactGetItems',
  input: { TransactItems: keys.map((Key) => ({ Get: { TableName, Key } })) },
}));

const writeMany = fc
  .array(
    fc.oneof(
      item.map((Item) => ({ PutRequest: { Item } })),
      key.map((Key) => ({ DeleteRequest: { Key } })),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((requests) => ({ operation: 'BatchWriteItem', input: { RequestItems: { [TableName]: requests } } }));

export const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 4, arbitrary: put },
  { weight: 6, arbitrary: change },
  { weight: 1, arbitrary: remove },
  { weight: 1, arbitrary: get },
  { weight: 1, arbitrary: getMany },
  { weight: 4, arbitrary: query },
  { weight: 5, arbitrary: transact },
  { weight: 1, arbitrary: transactGet },
  { weight: 1, arbitrary: writeMany },
);

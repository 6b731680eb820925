import { TransactGetItemsCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { api, guide, type Item, item, type Row } from './row.ts';

type Actions = (TableName: string) => TransactWriteItem[];

const write =
  (actions: Actions, ClientRequestToken?: string): Row['call'] =>
  (client, TableName) =>
    client.send(
      new TransactWriteItemsCommand({
        TransactItems: actions(TableName),
        ...(ClientRequestToken !== undefined && { ClientRequestToken }),
      }),
    );

const put = (TableName: string, Item: Item, more: object = {}) => ({ Put: { TableName, Item, ...more } });
const increment = (TableName: string, Key: Item) => ({
  Update: {
    TableName,
    Key,
    UpdateExpression: 'SET n = if_not_exists(n, :nil) + :one',
    ExpressionAttributeValues: { ':nil': { N: '0' }, ':one': { N: '1' } },
  },
});
const fresh = { ConditionExpression: 'attribute_not_exists(pk)' };
const cancelled = (...codes: string[]) => ({
  name: 'TransactionCanceledException',
  message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
});
const onOneItem = {
  name: 'ValidationException',
  message: 'Transaction request cannot include multiple operations on one item',
};
const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };
const none = { Code: 'None', Message: undefined };
const old = item('a', '1', { version: { N: '7' } });

export const transactions: Row[] = [
  {
    page: api('TransactWriteItems'),
    does: 'puts, updates, deletes and checks in one',
    given: [old, item('a', '2')],
    call: write((table) => [
      put(table, item('b', '1'), fresh),
      increment(table, item('b', '2')),
      { Delete: { TableName: table, Key: item('a', '2'), ConditionExpression: 'attribute_exists(pk)' } },
      { ConditionCheck: { TableName: table, Key: item('a', '1'), ConditionExpression: 'attribute_exists(pk)' } },
    ]),
    answers: {},
    then: [old, item('b', '1'), item('b', '2', { n: { N: '1' } })],
  },
  {
    page: api('CancellationReason'),
    does: 'changes nothing where one condition fails, and gives a reason for each action in their order',
    given: [old],
    call: write((table) => [
      put(table, item('b', '1'), fresh),
      put(table, item('a', '1'), { ...fresh, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      { ConditionCheck: { TableName: table, Key: item('c', '1'), ConditionExpression: 'attribute_exists(pk)' } },
    ]),
    fails: {
      ...cancelled('None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'),
      CancellationReasons: [none, { ...failed, Item: old }, failed],
    },
    then: [old],
  },
  {
    page: api('ConditionCheck'),
    does: 'gives the item that failed a check only where it is asked for',
    given: [old],
    call: write((TableName) => [
      { ConditionCheck: { TableName, Key: item('a', '1'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ]),
    fails: { ...cancelled('ConditionalCheckFailed'), CancellationReasons: [{ ...failed, Item: undefined }] },
  },
  {
    page: api('TransactionCanceledException'),
    does: 'cancels with ValidationError where an update does not fit the item',
    given: [item('a', '1', { n: { S: 'no number' } })],
    call: write((table) => [put(table, item('b', '1')), increment(table, item('a', '1'))]),
    fails: {
      ...cancelled('None', 'ValidationError'),
      CancellationReasons: [
        none,
        { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' },
      ],
    },
    then: [item('a', '1', { n: { S: 'no number' } })],
  },
  {
    page: api('TransactionCanceledException'),
    does: 'cancels with ValidationError where a key is of another type',
    call: write((table) => [put(table, { pk: { N: '5' }, sk: { S: '1' } })]),
    fails: {
      ...cancelled('ValidationError'),
      CancellationReasons: [
        {
          Code: 'ValidationError',
          Message: 'One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N',
        },
      ],
    },
  },
  {
    page: guide('Constraints'),
    does: 'refuses an empty key outright',
    call: write((table) => [increment(table, item('a', ''))]),
    fails: {
      name: 'ValidationException',
      message:
        'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
    },
  },
  {
    page: guide('Constraints'),
    does: 'refuses an update that empties an index key outright',
    call: write((TableName) => [
      {
        Update: {
          TableName,
          Key: item('a', '1'),
          UpdateExpression: 'SET by1pk = :e',
          ExpressionAttributeValues: { ':e': { S: '' } },
        },
      },
    ]),
    fails: {
      name: 'ValidationException',
      message: /attempted to update a secondary index key to a value that is not supported/,
    },
  },
  {
    page: api('TransactWriteItems'),
    does: 'refuses two actions on one item',
    call: write((table) => [put(table, item('a', '1')), increment(table, item('a', '1'))]),
    fails: onOneItem,
    then: [],
  },
  {
    page: api('TransactWriteItems'),
    does: 'takes one hundred actions',
    call: write((table) => Array.from({ length: 100 }, (_, i) => put(table, item('a', `${i}`)))),
    answers: {},
  },
  {
    page: api('TransactWriteItems'),
    does: 'refuses more than one hundred actions',
    call: write((table) => Array.from({ length: 101 }, (_, i) => put(table, item('a', `${i}`)))),
    fails: { name: 'ValidationException', message: /Member must have length less than or equal to 100$/ },
    then: [],
  },
  {
    page: api('TransactWriteItems'),
    does: 'refuses a transaction without actions',
    call: write(() => []),
    fails: {
      name: 'ValidationException',
      message:
        "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    },
  },
  {
    page: api('TransactWriteItems'),
    does: 'refuses more than 4 MB together',
    call: write((table) =>
      Array.from({ length: 11 }, (_, i) => put(table, item('a', `${i}`, { text: { S: 'x'.repeat(400_000) } }))),
    ),
    fails: { name: 'ValidationException', message: /4 MB are allowed/ },
    then: [],
  },
  {
    page: api('TransactWriteItem'),
    does: 'refuses two actions in one entry',
    call: write((table) => [{ ...put(table, item('a', '1')), ...increment(table, item('a', '2')) }]),
    fails: {
      name: 'ValidationException',
      message: 'TransactItems can only contain one of Check, Put, Update or Delete',
    },
  },
  {
    page: api('Put'),
    does: 'refuses an expression that does not parse before it looks for the table',
    call: write(() => [put('absent', item('a', '1'), { ConditionExpression: 'attribute_not_exists(' })]),
    fails: { name: 'ValidationException', message: /^Invalid ConditionExpression: Syntax error/ },
  },
  {
    page: api('TransactWriteItems'),
    does: 'answers ResourceNotFoundException for a table that is not there',
    call: write((table) => [put(table, item('a', '1')), put('absent', item('a', '1'))]),
    fails: { name: 'ResourceNotFoundException', message: 'Requested resource not found' },
    then: [],
  },
  {
    page: guide('transaction-apis'),
    does: 'carries out a request once, however often it comes with the same client token',
    call: async (client, table) => {
      const once = write((TableName) => [increment(TableName, item('a', '1'))], `once-${table}`);
      await once(client, table);
      return once(client, table);
    },
    answers: {},
    then: [item('a', '1', { n: { N: '1' } })],
  },
  {
    page: guide('transaction-apis'),
    does: 'refuses a client token that came with another request',
    call: async (client, table) => {
      await write((TableName) => [increment(TableName, item('a', '1'))], `other-${table}`)(client, table);
      return write((TableName) => [increment(TableName, item('a', '2'))], `other-${table}`)(client, table);
    },
    fails: { name: 'IdempotentParameterMismatchException' },
    then: [item('a', '1', { n: { N: '1' } })],
  },
  {
    page: api('TransactWriteItems'),
    does: 'refuses a client token of more than 36 characters',
    call: write((table) => [put(table, item('a', '1'))], 'x'.repeat(37)),
    fails: { name: 'ValidationException', message: /clientRequestToken.*less than or equal to 36$/ },
  },
  {
    page: api('TransactGetItems'),
    does: 'gives the items in the order of the request, projected, and an empty entry for none',
    given: [old],
    call: (client, TableName) =>
      client.send(
        new TransactGetItemsCommand({
          TransactItems: [
            { Get: { TableName, Key: item('b', '1') } },
            { Get: { TableName, Key: item('a', '1'), ProjectionExpression: 'version' } },
          ],
        }),
      ),
    answers: { Responses: [{}, { Item: { version: { N: '7' } } }] },
  },
  {
    page: api('TransactGetItems'),
    does: 'cancels with ValidationError where a key does not fit',
    call: (client, TableName) =>
      client.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key: {} } }] })),
    fails: cancelled('ValidationError'),
  },
  {
    page: api('TransactGetItems'),
    does: 'refuses to get one item twice',
    call: (client, TableName) =>
      client.send(
        new TransactGetItemsCommand({
          TransactItems: [{ Get: { TableName, Key: item('a', '1') } }, { Get: { TableName, Key: item('a', '1') } }],
        }),
      ),
    fails: onOneItem,
  },
];

import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { api, guide, type Item, item, type Row } from './row.ts';

const conditionFailed = { name: 'ConditionalCheckFailedException', message: 'The conditional request failed' };
const old = item('a', '1', { title: { S: '公交线路' } });

const put =
  (Item: Item, more: object = {}): Row['call'] =>
  (client, TableName) =>
    client.send(new PutItemCommand({ TableName, Item, ...more }));

const update =
  (UpdateExpression: string, more: Partial<UpdateItemCommandInput> = {}): Row['call'] =>
  (client, TableName) =>
    client.send(new UpdateItemCommand({ TableName, Key: item('a', '1'), UpdateExpression, ...more }));

export const writes: Row[] = [
  {
    page: api('PutItem'),
    does: 'creates an item or replaces the whole of an old one, which ALL_OLD gives back',
    given: [old],
    call: put(item('a', '1', { state: { S: 'open' } }), { ReturnValues: 'ALL_OLD' }),
    answers: { Attributes: old },
    then: [item('a', '1', { state: { S: 'open' } })],
  },
  {
    page: guide('Expressions.ConditionExpressions'),
    does: 'keeps an existing item from being overwritten by attribute_not_exists on its key',
    given: [old],
    call: put(item('a', '1'), { ConditionExpression: 'attribute_not_exists(pk)' }),
    fails: { ...conditionFailed, Item: undefined },
    then: [old],
  },
  ...[
    put(item('a', '1'), {
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
    update('SET x = title', {
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
    (...[client, TableName]: Parameters<Row['call']>) =>
      client.send(
        new DeleteItemCommand({
          TableName,
          Key: item('a', '1'),
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
  ].map((call, i): Row => {
    const operation = ['PutItem', 'UpdateItem', 'DeleteItem'][i] ?? '';
    return {
      page: api(operation),
      does: `gives the item that failed the condition of ${operation} where ALL_OLD is asked`,
      given: [old],
      call,
      fails: { ...conditionFailed, Item: old },
      then: [old],
    };
  }),
  {
    page: api('DeleteItem'),
    does: 'deletes an item, and what is not there without complaint',
    given: [old, item('a', '2')],
    call: async (client, TableName) => {
      await client.send(new DeleteItemCommand({ TableName, Key: item('a', '1') }));
      return client.send(new DeleteItemCommand({ TableName, Key: item('a', '1'), ReturnValues: 'ALL_OLD' }));
    },
    answers: { Attributes: undefined },
    then: [item('a', '2')],
  },
  {
    page: api('UpdateItem'),
    does: 'creates the item that an update names if there is none',
    call: update('SET title = :t', { ExpressionAttributeValues: { ':t': { S: '' } }, ReturnValues: 'ALL_NEW' }),
    answers: { Attributes: item('a', '1', { title: { S: '' } }) },
    then: [item('a', '1', { title: { S: '' } })],
  },
  {
    page: api('UpdateItem'),
    does: 'gives back no attributes where UPDATED_NEW finds none',
    given: [item('a', '1', { n: { N: '1' } })],
    call: update('REMOVE n', { ReturnValues: 'UPDATED_NEW' }),
    answers: { Attributes: undefined },
  },
  {
    page: api('UpdateItem'),
    does: 'lets a failed condition go before a value that the key of an index can not take',
    given: [item('a', '1', { n: { N: '1' } })],
    call: update('SET by1sk = n', { ConditionExpression: 'attribute_not_exists(n)' }),
    fails: { name: 'ConditionalCheckFailedException' },
  },
  {
    page: guide('Constraints'),
    does: 'refuses a sum of more than 38 digits',
    given: [item('a', '1', { n: { N: '5' } })],
    call: update('SET n = n + :v', { ExpressionAttributeValues: { ':v': { N: '9.9e125' } } }),
    fails: { name: 'ValidationException', message: /38 significant digits/ },
  },
  {
    page: guide('Expressions.UpdateExpressions'),
    does: 'adds and subtracts exactly, from if_not_exists onwards',
    given: [item('a', '1', { used: { N: '0.1' }, big: { N: '12345678901234567890123456789012345678' } })],
    call: update('SET used = used + :p, big = big - :one, fresh = if_not_exists(fresh, :nil) + :one', {
      ExpressionAttributeValues: { ':p': { N: '0.2' }, ':one': { N: '1' }, ':nil': { N: '0' } },
      ReturnValues: 'UPDATED_NEW',
    }),
    answers: {
      Attributes: { used: { N: '0.3' }, big: { N: '12345678901234567890123456789012345677' }, fresh: { N: '1' } },
    },
  },
  {
    page: guide('Expressions.UpdateExpressions'),
    does: 'reads every operand as the item was before the update',
    given: [item('a', '1', { x: { N: '1' }, y: { N: '2' } })],
    call: update('SET x = y, y = x'),
    then: [item('a', '1', { x: { N: '2' }, y: { N: '1' } })],
  },
  {
    page: guide('Expressions.UpdateExpressions'),
    does: 'removes attributes, appends to lists, adds to sets and numbers, and deletes from sets',
    given: [
      item('a', '1', { l: { L: [{ N: '1' }] }, s: { SS: ['a', 'b'] }, gone: { S: 'x' }, m: { M: { k: { N: '1' } } } }),
    ],
    call: update('SET l = list_append(l, :l), m.#k = :two REMOVE gone ADD n :two, t :s DELETE s :s', {
      ExpressionAttributeNames: { '#k': '键' },
      ExpressionAttributeValues: { ':l': { L: [{ S: 'z' }] }, ':two': { N: '2' }, ':s': { SS: ['b'] } },
    }),
    then: [
      item('a', '1', {
        l: { L: [{ N: '1' }, { S: 'z' }] },
        m: { M: { k: { N: '1' }, 键: { N: '2' } } },
        n: { N: '2' },
        s: { SS: ['a'] },
        t: { SS: ['b'] },
      }),
    ],
  },
  {
    page: guide('Expressions.UpdateExpressions'),
    does: 'refuses to compute with an attribute that is not there',
    given: [old],
    call: update('SET n = n + :one', { ExpressionAttributeValues: { ':one': { N: '1' } } }),
    fails: {
      name: 'ValidationException',
      message: 'The provided expression refers to an attribute that does not exist in the item',
    },
  },
  {
    page: api('UpdateItem'),
    does: 'refuses to change a key attribute',
    call: update('SET sk = :v', { ExpressionAttributeValues: { ':v': { S: '2' } } }),
    fails: { name: 'ValidationException', message: /Cannot update attribute sk. This attribute is part of the key/ },
  },
  {
    page: guide('HowItWorks.NamingRulesDataTypes'),
    does: 'keeps numbers, sets, binary, empty strings, nested lists and maps as they came',
    call: put(
      item('a', '1', {
        n: { N: '-1.5' },
        ns: { NS: ['1', '2'] },
        ss: { SS: ['甲', '乙'] },
        b: { B: Uint8Array.of(0, 255) },
        bs: { BS: [Uint8Array.of(1)] },
        empty: { S: '' },
        nothing: { NULL: true },
        no: { BOOL: false },
        m: { M: { l: { L: [{ M: {} }, { L: [] }] } } },
      }),
    ),
    then: [
      item('a', '1', {
        n: { N: '-1.5' },
        ns: { NS: ['1', '2'] },
        ss: { SS: ['甲', '乙'] },
        b: { B: Uint8Array.of(0, 255) },
        bs: { BS: [Uint8Array.of(1)] },
        empty: { S: '' },
        nothing: { NULL: true },
        no: { BOOL: false },
        m: { M: { l: { L: [{ M: {} }, { L: [] }] } } },
      }),
    ],
  },
  ...[
    { does: 'refuses a set without elements', value: { SS: [] }, message: /may not be empty/ },
    { does: 'refuses a set with an element twice', value: { NS: ['1', '1.0'] }, message: /contains duplicates/ },
    { does: 'refuses a number of more than 38 digits', value: { N: '1'.repeat(39) }, message: /38 significant digits/ },
  ].map(
    ({ does, value, message }): Row => ({
      page: guide('HowItWorks.NamingRulesDataTypes'),
      does,
      call: put(item('a', '1', { v: value })),
      fails: { name: 'ValidationException', message },
      then: [],
    }),
  ),
  {
    page: guide('Constraints'),
    does: 'refuses an empty key',
    call: put(item('a', '')),
    fails: {
      name: 'ValidationException',
      message:
        'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
    },
  },
  {
    page: guide('Constraints'),
    does: 'refuses an empty key of an index',
    call: put(item('a', '1', { by1pk: { S: '' } })),
    fails: { name: 'ValidationException', message: /empty string value. IndexName: by1, IndexKey: by1pk$/ },
  },
  {
    page: guide('Constraints'),
    does: 'measures the 1,024 bytes of a sort key in UTF-8',
    call: put(item('a', '数'.repeat(342))),
    fails: { name: 'ValidationException', message: /size limit of 1024 bytes/ },
  },
  {
    page: guide('Constraints'),
    does: 'measures the 400 KB of an item in UTF-8',
    call: put(item('a', '1', { text: { S: '数'.repeat(140_000) } })),
    fails: { name: 'ValidationException', message: 'Item size has exceeded the maximum allowed size' },
  },
  {
    page: guide('Constraints'),
    does: 'refuses an update after which the item would be larger than 400 KB',
    given: [item('a', '1', { body: { S: 'x'.repeat(300_000) } })],
    call: update('SET again = body'),
    fails: { name: 'ValidationException', message: 'Item size to update has exceeded the maximum allowed size' },
  },
  {
    page: api('PutItem'),
    does: 'refuses an item without its sort key',
    call: put({ pk: { S: 'a' } }),
    fails: { name: 'ValidationException', message: /Missing the key sk in the item/ },
  },
  {
    page: api('PutItem'),
    does: 'answers ResourceNotFoundException for a table that is not there',
    call: (client) => client.send(new PutItemCommand({ TableName: 'absent', Item: old })),
    fails: { name: 'ResourceNotFoundException', message: 'Requested resource not found' },
  },
  {
    page: api('BatchWriteItem'),
    does: 'puts and deletes up to 25 items',
    given: [old],
    call: (client, TableName) =>
      client.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [TableName]: [{ DeleteRequest: { Key: item('a', '1') } }, { PutRequest: { Item: item('b', '1') } }],
          },
        }),
      ),
    answers: { UnprocessedItems: {} },
    then: [item('b', '1')],
  },
  {
    page: api('BatchWriteItem'),
    does: 'refuses two requests for one item',
    call: (client, TableName) =>
      client.send(
        new BatchWriteItemCommand({
          RequestItems: { [TableName]: [{ DeleteRequest: { Key: item('a', '1') } }, { PutRequest: { Item: old } }] },
        }),
      ),
    fails: { name: 'ValidationException', message: 'Provided list of item keys contains duplicates' },
  },
];

import {
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import { api, guide, item, type Row } from './row.ts';

const cases = ['1', '10', '2', 'a', 'ab', 'b', '中'].map((sk, i) => item('a', sk, { n: { N: String(i) } }));
const foreign = item('b', '1', { n: { N: '99' } });

const query =
  (
    KeyConditionExpression: string,
    values: Record<string, string>,
    more: Partial<QueryCommandInput> = {},
  ): Row['call'] =>
  (client, TableName) =>
    client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression,
        ...more,
        ExpressionAttributeValues: {
          ...Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }])),
          ...more.ExpressionAttributeValues,
        },
      }),
    );

const keyConditions: { condition: string; values: Record<string, string>; finds: string[] }[] = [
  { condition: 'pk = :p', values: {}, finds: ['1', '10', '2', 'a', 'ab', 'b', '中'] },
  { condition: 'pk = :p AND sk = :s', values: { ':s': '2' }, finds: ['2'] },
  { condition: 'pk = :p AND sk < :s', values: { ':s': '2' }, finds: ['1', '10'] },
  { condition: 'pk = :p AND sk <= :s', values: { ':s': '2' }, finds: ['1', '10', '2'] },
  { condition: 'pk = :p AND sk > :s', values: { ':s': 'a' }, finds: ['ab', 'b', '中'] },
  { condition: 'pk = :p AND sk >= :s', values: { ':s': 'ab' }, finds: ['ab', 'b', '中'] },
  { condition: 'pk = :p AND sk BETWEEN :s AND :t', values: { ':s': '10', ':t': 'a' }, finds: ['10', '2', 'a'] },
  { condition: 'pk = :p AND begins_with(sk, :s)', values: { ':s': 'a' }, finds: ['a', 'ab'] },
  { condition: 'pk = :p AND begins_with(sk, :s)', values: { ':s': '中' }, finds: ['中'] },
];

const noted = item('a', '1', {
  by1pk: { S: 'agency' },
  by1sk: { S: '2026-09-21' },
  map: { M: { x: { N: '1' }, y: { N: '2' } } },
  parts: { L: [{ N: '1' }, { N: '2' }] },
});

export const reads: Row[] = [
  ...keyConditions.map(
    ({ condition, values, finds }): Row => ({
      page: guide('Query.KeyConditionExpressions'),
      does: `finds ${finds.join(' ')} by ${condition} with ${JSON.stringify(values)}`,
      given: [...cases, foreign],
      call: query(condition, { ':p': 'a', ...values }),
      answers: { Items: finds.map((sk) => expect.objectContaining(item('a', sk))), Count: finds.length },
    }),
  ),
  {
    page: api('Query'),
    does: 'orders by the bytes of the sort key, and the other way with ScanIndexForward false',
    given: cases,
    call: query('pk = :p', { ':p': 'a' }, { ScanIndexForward: false, Limit: 2 }),
    answers: { Items: [cases[6], cases[5]], LastEvaluatedKey: item('a', 'b') },
  },
  {
    page: guide('Query.Pagination'),
    does: 'goes on after the last evaluated key and ends without one',
    given: cases,
    call: query('pk = :p', { ':p': 'a' }, { ExclusiveStartKey: item('a', 'ab'), Limit: 5 }),
    answers: { Items: [cases[5], cases[6]], LastEvaluatedKey: undefined },
  },
  {
    page: guide('Query.FilterExpressions'),
    does: 'filters after it has read: the limit counts what was read, not what was kept',
    given: cases,
    call: query(
      'pk = :p',
      { ':p': 'a' },
      { FilterExpression: 'n >= :n', ExpressionAttributeValues: { ':n': { N: '2' } }, Limit: 3 },
    ),
    answers: { Items: [cases[2]], Count: 1, ScannedCount: 3, LastEvaluatedKey: item('a', '2') },
  },
  {
    page: guide('Query.FilterExpressions'),
    does: 'refuses a filter on a key attribute',
    call: query('pk = :p', { ':p': 'a' }, { FilterExpression: 'sk = :p' }),
    fails: { name: 'ValidationException', message: /can only contain non-primary key attributes/ },
  },
  {
    page: guide('Query.Counting'),
    does: 'counts without giving items for Select COUNT',
    given: cases,
    call: query('pk = :p', { ':p': 'a' }, { Select: 'COUNT' }),
    answers: { Count: 7, ScannedCount: 7, Items: undefined },
  },
  {
    page: guide('Constraints'),
    does: 'refuses a query for an empty sort key',
    call: query('pk = :p AND sk > :s', { ':p': 'a', ':s': '' }),
    fails: { name: 'ValidationException', message: /cannot contain an empty string value. Key: sk$/ },
  },
  {
    page: guide('Constraints'),
    does: 'refuses a query for an empty key of an index',
    call: query('by1pk = :p', { ':p': '' }, { IndexName: 'by1' }),
    fails: { name: 'ValidationException', message: /empty string value. IndexName: by1, IndexKey: by1pk$/ },
  },
  {
    page: api('Query'),
    does: 'refuses a query without an equality on the partition key',
    call: query('sk = :p', { ':p': 'a' }),
    fails: { name: 'ValidationException', message: /missed key schema element: pk/ },
  },
  {
    page: guide('GSI'),
    does: 'refuses a consistent read of a global index',
    call: query('by1pk = :p', { ':p': 'a' }, { IndexName: 'by1', ConsistentRead: true }),
    fails: { name: 'ValidationException', message: 'Consistent reads are not supported on global secondary indexes' },
  },
  {
    page: api('Query'),
    does: 'refuses an index that the table has not',
    call: query('by9pk = :p', { ':p': 'a' }, { IndexName: 'by9' }),
    fails: { name: 'ValidationException', message: 'The table does not have the specified index: by9' },
  },
  {
    page: api('Scan'),
    does: 'reads every item of the table, page by page',
    given: cases,
    call: async (client, TableName) => {
      const first = await client.send(new ScanCommand({ TableName, Limit: 4 }));
      const ExclusiveStartKey = first.LastEvaluatedKey;
      const second = await client.send(new ScanCommand({ TableName, ...(ExclusiveStartKey && { ExclusiveStartKey }) }));
      return { counts: [first.Count, second.Count], end: second.LastEvaluatedKey };
    },
    answers: { counts: [4, 3], end: undefined },
  },
  {
    page: guide('Expressions.ProjectionExpressions'),
    does: 'gives only the paths of a projection',
    given: [noted],
    call: (client, TableName) =>
      client.send(
        new GetItemCommand({
          TableName,
          Key: item('a', '1'),
          ProjectionExpression: '#m.x, parts[1], absent',
          ExpressionAttributeNames: { '#m': 'map' },
        }),
      ),
    answers: { Item: { map: { M: { x: { N: '1' } } }, parts: { L: [{ N: '2' }] } } },
  },
  {
    page: guide('HowItWorks.ReadConsistency'),
    does: 'gives the last write to a consistent read',
    given: [noted],
    call: (client, TableName) =>
      client.send(new GetItemCommand({ TableName, Key: item('a', '1'), ConsistentRead: true })),
    answers: { Item: noted },
  },
  {
    page: api('GetItem'),
    does: 'gives no Item where there is none',
    call: (client, TableName) => client.send(new GetItemCommand({ TableName, Key: item('a', '1') })),
    answers: { Item: undefined },
  },
  {
    page: api('GetItem'),
    does: 'refuses a key with other attributes than the table has',
    call: (client, TableName) =>
      client.send(new GetItemCommand({ TableName, Key: item('a', '1', { more: { S: 'x' } }) })),
    fails: { name: 'ValidationException', message: 'The provided key element does not match the schema' },
  },
  {
    page: api('BatchGetItem'),
    does: 'gives the items it finds, in no order, and leaves out those it does not',
    given: [noted],
    call: async (client, TableName) => {
      const Keys = [item('a', '1'), item('a', '2')];
      const RequestItems = { [TableName]: { Keys, ProjectionExpression: 'by1pk' } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
      return { items: Responses?.[TableName], left: UnprocessedKeys };
    },
    answers: { items: [{ by1pk: { S: 'agency' } }], left: {} },
  },
];

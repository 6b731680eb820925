import { type Call, TableName } from './calls.ts';
import type { AttributeValue } from './values.ts';

const S = (text: string): AttributeValue => ({ S: text });
const N = (number: string): AttributeValue => ({ N: number });
const Key = { pk: S('p'), sk: S('1') };
const Item = {
  ...Key,
  n: N('5'),
  empty: S(''),
  t: S('公交'),
  list: { L: [N('1')] },
  map: { M: { x: N('1') } },
  tags: { SS: ['a'] },
};
const value = (v: AttributeValue, name = ':v') => ({ ExpressionAttributeValues: { [name]: v } });

const put = (rest: object = {}): Call => ({ operation: 'PutItem', input: { TableName, Item, ...rest } });
const putItem = (item: object): Call => put({ Item: item });
const when = (ConditionExpression: string, rest: object = value(N('5'))): Call => put({ ConditionExpression, ...rest });
const update = (UpdateExpression: string, rest: object = value(N('5'))): Call => ({
  operation: 'UpdateItem',
  input: { TableName, Key, UpdateExpression, ...rest },
});
const query = (KeyConditionExpression: string, rest: object = value(S('p'))): Call => ({
  operation: 'Query',
  input: { TableName, KeyConditionExpression, ...rest },
});
const transact = (...TransactItems: object[]): Call => ({ operation: 'TransactWriteItems', input: { TransactItems } });
const many = (length: number): object[] => Array.from({ length }, (_, n) => ({ pk: S('p'), sk: S(`n${n}`) }));

/** One fault each, in a table that holds `Item` alone; and some that only look like faults. */
export const mistakes: { readonly [name: string]: Call } = {
  'a table that is not there': put({ TableName: 'absent' }),
  'an item without its sort key': putItem({ pk: S('p') }),
  'an item with a number for a sort key': putItem({ pk: S('p'), sk: N('1') }),
  'an item with an empty sort key': putItem({ pk: S('p'), sk: S('') }),
  'an item with a number for the key of an index': putItem({ ...Key, by1pk: N('1') }),
  'an item with an empty key of an index': putItem({ ...Key, by1pk: S('') }),
  'a sort key of 1,025 bytes': putItem({ pk: S('p'), sk: S(`${'数'.repeat(341)}ab`) }),
  'a sort key of 1,024 bytes': putItem({ pk: S('p'), sk: S(`${'数'.repeat(341)}a`) }),
  'an item of more than 400 KB': putItem({ ...Key, text: S('数'.repeat(140_000)) }),
  'an empty set': putItem({ ...Key, tags: { SS: [] } }),
  'a set with the same twice': putItem({ ...Key, tags: { SS: ['a', 'a'] } }),
  'a number that is none': putItem({ ...Key, n: N('five') }),
  'a number of 39 digits': putItem({ ...Key, n: N('1'.repeat(39)) }),
  'a number that is too large': putItem({ ...Key, n: N('1e126') }),
  'a value of two types': putItem({ ...Key, n: { N: '1', S: '1' } }),
  'a value of no type': putItem({ ...Key, n: {} }),
  'values that no expression uses': when('attribute_exists(pk)'),
  'a value that is not given': when('n = :w'),
  'names that no expression uses': when('n = :v', { ...value(N('5')), ExpressionAttributeNames: { '#x': 'x' } }),
  'a name that is not given': when('#x = :v'),
  'values without an expression': put(value(N('5'))),
  'an empty condition': when('', {}),
  'a condition that does not parse': when('n = = :v'),
  'a condition that ends too early': when('n = :v AND'),
  'a reserved word': when('status = :v'),
  'a function that is not there': when('exists(n)', {}),
  'a function with too many operands': when('attribute_exists(n, t)', {}),
  'parentheses that are too many': when('((n = :v))'),
  'the same on both sides': when('n = n', {}),
  'bounds the wrong way round': when('n BETWEEN :v AND :w', {
    ExpressionAttributeValues: { ':v': N('5'), ':w': N('4') },
  }),
  'bounds of two types': when('n BETWEEN :v AND :w', { ExpressionAttributeValues: { ':v': N('5'), ':w': S('6') } }),
  'an order of truths': when('n < :v', value({ BOOL: true })),
  'an order of nothing': when('n >= :v', value({ NULL: true })),
  'an order of sets': when('n > :v', value({ SS: ['a'] })),
  'the beginning of a number': when('begins_with(n, :v)'),
  'the size of a value': when('size(:v) = :v'),
  'an update of the key': update('SET sk = :v', value(S('2'))),
  'an update of the same twice': update('SET n = :v, n = :v'),
  'an update of a part and its whole': update('SET map.x = :v, map = :v'),
  'two clauses of a kind': update('SET n = :v SET t = :v'),
  'an update that does not parse': update('SET n :v'),
  'an empty update': update('', {}),
  'a sum with a text': update('SET n = n + :v', value(S('5'))),
  'a sum of what is not there': update('SET n = absent + :v'),
  'a sum of a text': update('SET n = t + :v'),
  'adding a text': update('ADD n :v', value(S('5'))),
  'adding to a text': update('ADD t :v'),
  'adding a set to a number': update('ADD n :v', value({ SS: ['b'] })),
  'adding a number to a set': update('ADD tags :v'),
  'deleting from a number': update('DELETE n :v', value({ SS: ['a'] })),
  'deleting the last of a set': update('DELETE tags :v', { ...value({ SS: ['a'] }), ReturnValues: 'ALL_NEW' }),
  'a list appended to a number': update('SET n = list_append(n, :v)', value({ L: [] })),
  'a path through a number': update('SET n.x = :v'),
  'a path through what is not there': update('SET absent.x = :v'),
  'an element beyond the end of a list': update('SET list[7] = :v', { ...value(N('5')), ReturnValues: 'ALL_NEW' }),
  'an element of what is no list': update('SET n[0] = :v'),
  'copying what is not there': update('SET n = absent', {}),
  'a number that overflows': update('SET n = n + :v', value(N('9.9e125'))),
  'an unknown return': update('SET n = :v', { ...value(N('5')), ReturnValues: 'SOME' }),
  'a return that a put has not': put({ ReturnValues: 'ALL_NEW' }),
  'a key with another attribute': { operation: 'GetItem', input: { TableName, Key: { ...Key, n: N('1') } } },
  'a key without its sort key': { operation: 'GetItem', input: { TableName, Key: { pk: S('p') } } },
  'the same projected twice': { operation: 'GetItem', input: { TableName, Key, ProjectionExpression: 'n, n' } },
  'a part and its whole projected': {
    operation: 'GetItem',
    input: { TableName, Key, ProjectionExpression: 'map, map.x' },
  },
  'a query without the partition key': query('sk = :v'),
  'a query for another attribute': query('pk = :v AND n = :v'),
  'a query for an order of partitions': query('pk > :v'),
  'a query for two sort keys': query('pk = :v AND sk > :v AND sk < :v'),
  'a query for either': query('pk = :v OR sk = :v'),
  'a query for a number': query('pk = :v', value(N('1'))),
  'a query for an empty sort key': query('pk = :v AND sk > :w', {
    ExpressionAttributeValues: { ':v': S('p'), ':w': S('') },
  }),
  'a query for an empty beginning': query('pk = :v AND begins_with(sk, :w)', {
    ExpressionAttributeValues: { ':v': S('p'), ':w': S('') },
  }),
  'a limit of nothing': query('pk = :v', { ...value(S('p')), Limit: 0 }),
  'an index that is not there': query('pk = :v', { ...value(S('p')), IndexName: 'by9' }),
  'a consistent read of an index': query('by1pk = :v', { ...value(S('p')), IndexName: 'by1', ConsistentRead: true }),
  'a filter on a key': query('pk = :v', { ...value(S('p')), FilterExpression: 'sk = :v' }),
  'a page that ends where its condition does': query('pk = :v AND sk <= :w', {
    ExpressionAttributeValues: { ':v': S('p'), ':w': S('1') },
    Limit: 1,
  }),
  'a start in another partition': query('pk = :v', { ...value(S('p')), ExclusiveStartKey: { pk: S('q'), sk: S('1') } }),
  'a start without its sort key': query('pk = :v', { ...value(S('p')), ExclusiveStartKey: { pk: S('p') } }),
  'a hundred and one keys': {
    operation: 'BatchGetItem',
    input: { RequestItems: { [TableName]: { Keys: many(101) } } },
  },
  'no key': { operation: 'BatchGetItem', input: { RequestItems: { [TableName]: { Keys: [] } } } },
  'the same key twice': { operation: 'BatchGetItem', input: { RequestItems: { [TableName]: { Keys: [Key, Key] } } } },
  'a batch of twenty-six': {
    operation: 'BatchWriteItem',
    input: { RequestItems: { [TableName]: many(26).map((each) => ({ PutRequest: { Item: each } })) } },
  },
  'a transaction of nothing': transact(),
  'a transaction of a hundred and one': transact(...many(101).map((each) => ({ Put: { TableName, Item: each } }))),
  'a transaction on one item twice': transact({ Put: { TableName, Item } }, { Delete: { TableName, Key } }),
  'a transaction with a check of nothing': transact({ ConditionCheck: { TableName, Key } }),
  'a transaction with two actions in one': transact({ Put: { TableName, Item }, Delete: { TableName, Key } }),
  'a transaction with an action of no kind': transact({}),
  'a transaction on a table that is not there': transact({ Put: { TableName: 'absent', Item } }),
  'a transaction with a condition that does not parse': transact({
    Delete: { TableName, Key, ConditionExpression: 'n =' },
  }),
  'a transaction with an item without its key': transact({ Put: { TableName, Item: { pk: S('p') } } }),
  'a transaction with an item of more than 400 KB': transact({
    Put: { TableName, Item: { ...Key, text: S('x'.repeat(410_000)) } },
  }),
  'a transaction whose conditions fail, with what they met': transact(
    { Put: { TableName, Item: { pk: S('p'), sk: S('2') } } },
    {
      Update: {
        TableName,
        Key,
        UpdateExpression: 'SET n = :v',
        ConditionExpression: 'n < :v',
        ...value(N('5')),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    { ConditionCheck: { TableName, Key: { pk: S('q'), sk: S('1') }, ConditionExpression: 'attribute_exists(pk)' } },
  ),
  'a transaction that adds to a text': transact({
    Update: { TableName, Key, UpdateExpression: 'ADD t :v', ...value(N('1')) },
  }),
};

export const begin: Call = put();

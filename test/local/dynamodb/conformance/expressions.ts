import { type AttributeValue, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { guide, item, type Row } from './row.ts';

const page = guide('Expressions.OperatorsAndFunctions');
const stored = item('a', '1', {
  title: { S: '公交线路' },
  count: { N: '10' },
  quota: { N: '9.5' },
  published: { BOOL: true },
  tags: { SS: ['traffic', 'bus'] },
  parts: { L: [{ S: 'x' }, { N: '2' }] },
  nested: { M: { level: { N: '1' } } },
  nothing: { NULL: true },
  bytes: { B: Uint8Array.of(1, 2, 3) },
});

const values: Record<string, AttributeValue> = {
  ':s': { S: '公交线路' },
  ':prefix': { S: '公交' },
  ':ten': { N: '10.0' },
  ':nine': { N: '9' },
  ':two': { N: '2' },
  ':one': { N: '1' },
  ':yes': { BOOL: true },
  ':bus': { S: 'bus' },
  ':tags': { SS: ['bus', 'traffic'] },
};

/** The condition, and whether it holds for the stored item. */
const conditions: [string, boolean][] = [
  ['title = :s', true],
  ['title <> :s', false],
  ['absent = :s', false],
  ['absent <> :s', true],
  ['#count = :ten', true],
  ['#count > :nine', true],
  ['#count < :nine', false],
  ['title < :ten', false],
  ['published = :yes', true],
  ['tags = :tags', true],
  ['#count BETWEEN :nine AND :ten', true],
  ['#count IN (:nine, :ten)', true],
  ['absent IN (:nine)', false],
  ['attribute_exists(nothing)', true],
  ['attribute_exists(absent)', false],
  ['attribute_not_exists(absent)', true],
  ['attribute_exists(nested.#level)', true],
  ['nested.#level = :one', true],
  ['parts[1] = :two', true],
  ['parts[2] = :two', false],
  ['begins_with(title, :prefix)', true],
  ['begins_with(title, :bus)', false],
  ['contains(title, :prefix)', true],
  ['contains(tags, :bus)', true],
  ['contains(parts, :two)', true],
  ['NOT title = :s', false],
  ['title = :bus OR #count = :ten AND published = :yes', true],
  ['(title = :bus OR #count = :ten) AND NOT published = :yes', false],
];

const names: Record<string, string> = { '#count': 'count', '#level': 'level' };

interface Mistake {
  does: string;
  expression: string;
  message: RegExp;
  value?: AttributeValue;
}

export const expressions: Row[] = [
  ...conditions.map(([ConditionExpression, holds]): Row => {
    const used = (all: object) =>
      Object.entries(all).filter(([name]) => new RegExp(`${name}\\b`).test(ConditionExpression));
    const usedNames = used(names);
    const usedValues = used(values);
    return {
      page,
      does: `finds that ${ConditionExpression} ${holds ? 'holds' : 'does not hold'}`,
      given: [stored],
      call: (client, TableName) =>
        client.send(
          new PutItemCommand({
            TableName,
            Item: stored,
            ConditionExpression,
            ...(usedNames.length > 0 && { ExpressionAttributeNames: Object.fromEntries(usedNames) }),
            ...(usedValues.length > 0 && { ExpressionAttributeValues: Object.fromEntries(usedValues) }),
          }),
        ),
      ...(holds ? { answers: {} } : { fails: { name: 'ConditionalCheckFailedException' } }),
    };
  }),
  ...[
    { does: 'refuses a reserved word as a name', expression: 'status = :s', message: /reserved keyword/ },
    { does: 'refuses an expression that does not parse', expression: 'title = = :s', message: /Syntax error/ },
    { does: 'refuses a name that is not given', expression: '#x = :s', message: /#x/ },
    {
      does: 'refuses an order of truths',
      expression: 'published < :s',
      value: { BOOL: true },
      message: /Incorrect operand type for operator or function; operator or function: <, operand type: BOOL/,
    },
    {
      does: 'refuses a value that no expression uses',
      expression: 'attribute_exists(pk)',
      message: /unused in expressions: keys: {:s}/,
    },
  ].map(
    ({ does, expression, message, value = { S: 'x' } }: Mistake): Row => ({
      page: guide('Expressions.ExpressionAttributeNames'),
      does,
      call: (client, TableName) =>
        client.send(
          new PutItemCommand({
            TableName,
            Item: stored,
            ConditionExpression: expression,
            ExpressionAttributeValues: { ':s': value },
          }),
        ),
      fails: { name: 'ValidationException', message },
    }),
  ),
  ...[
    { condition: 'parts = :v', value: { L: [] }, what: 'comparing with a list or a map' },
    { condition: 'published IN (:v)', value: { BOOL: false }, what: 'IN with false or an empty value' },
    { condition: 'contains(parts, :v)', value: { M: {} }, what: 'contains with other than a string, number or binary' },
    { condition: 'size(title) = :v', value: { N: '0' }, what: 'size' },
    { condition: 'attribute_type(title, :v)', value: { S: 'S' }, what: 'attribute_type' },
    { condition: 'title BETWEEN :v AND :v', value: { S: '' }, what: 'BETWEEN with an empty value' },
    { condition: 'quota < title OR title = :v', value: { S: 'x' }, what: 'comparing two attributes with each other' },
    {
      condition: 'title < :v',
      value: { S: '～' },
      what: 'comparing with a text of characters beyond U+D7FF, whose order it mistakes',
    },
  ].map(
    ({ condition, value, what }): Row => ({
      page,
      does: `refuses what it would misjudge: ${condition}`,
      given: [stored],
      call: (client, TableName) =>
        client.send(
          new PutItemCommand({
            TableName,
            Item: stored,
            ConditionExpression: condition,
            ExpressionAttributeValues: { ':v': value },
          }),
        ),
      fails: { name: 'ValidationException', message: `The laptop's DynamoDB does not implement ${what}` },
    }),
  ),
  {
    page: guide('Expressions.UpdateExpressions'),
    does: 'refuses what it would misjudge: removing two elements of one list',
    given: [stored],
    call: (client, TableName) =>
      client.send(
        new UpdateItemCommand({ TableName, Key: item('a', '1'), UpdateExpression: 'REMOVE parts[0], parts[1]' }),
      ),
    fails: {
      name: 'ValidationException',
      message: "The laptop's DynamoDB does not implement removing two elements of one list in one update",
    },
  },
];

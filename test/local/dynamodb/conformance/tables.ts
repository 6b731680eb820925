import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import { start } from '../laptop.ts';
import { api, guide, item, type Row } from './row.ts';

const notOnLaptop = (what: string) => ({ message: `The laptop's DynamoDB does not implement ${what}` });

export const tables: Row[] = [
  {
    page: api('DescribeTable'),
    does: 'describes a table with its keys and indexes, made at the time of the laptop',
    call: (client, TableName) => client.send(new DescribeTableCommand({ TableName })),
    answers: {
      Table: expect.objectContaining({
        TableStatus: 'ACTIVE',
        CreationDateTime: new Date(start),
        BillingModeSummary: expect.objectContaining({ BillingMode: 'PAY_PER_REQUEST' }),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: ['by1', 'by2'].map((IndexName) =>
          expect.objectContaining({
            IndexName,
            IndexStatus: 'ACTIVE',
            Projection: { ProjectionType: 'ALL' },
          }),
        ),
      }),
    },
  },
  {
    page: api('DescribeTable'),
    does: 'answers ResourceNotFoundException for a table that is not there',
    call: (client) => client.send(new DescribeTableCommand({ TableName: 'absent' })),
    fails: {
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: absent not found',
    },
  },
  {
    page: api('CreateTable'),
    does: 'refuses to make a table a second time',
    call: (client, TableName) =>
      client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        }),
      ),
    fails: { name: 'ResourceInUseException' },
  },
  {
    page: api('ListTables'),
    does: 'lists tables in pages',
    call: async (client, TableName) => {
      const { TableNames = [] } = await client.send(new ListTablesCommand({ ExclusiveStartTableName: 't0-cases' }));
      const page = await client.send(new ListTablesCommand({ Limit: 1 }));
      return { all: TableNames.includes(TableName), page: page.TableNames, last: page.LastEvaluatedTableName };
    },
    answers: { all: true, page: [expect.any(String)], last: expect.any(String) },
  },
  {
    page: api('DescribeTimeToLive'),
    does: 'describes the time to live that createTables turned on',
    call: (client, TableName) => client.send(new DescribeTimeToLiveCommand({ TableName })),
    answers: { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' } },
  },
  {
    page: api('UpdateTimeToLive'),
    does: 'refuses to turn time to live on twice',
    call: (client, TableName) =>
      client.send(
        new UpdateTimeToLiveCommand({
          TableName,
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        }),
      ),
    fails: { name: 'ValidationException', message: 'TimeToLive is already enabled' },
  },
  {
    page: guide('TTL'),
    does: 'still reads an item past its time to live, which AWS deletes within a few days',
    given: [item('a', '1', { expiresAt: { N: '1' } })],
    call: (client, TableName) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': { S: 'a' } },
        }),
      ),
    answers: { Count: 1 },
  },
  {
    page: guide('Programming.Errors'),
    does: 'refuses by name a call that the product does not use',
    call: (client, TableName) => client.send(new DeleteTableCommand({ TableName })),
    fails: { name: 'UnknownOperationException', ...notOnLaptop('DeleteTable') },
  },
  {
    page: api('PutItem'),
    does: 'refuses by name a parameter that it does not implement',
    call: (client, TableName) =>
      client.send(new PutItemCommand({ TableName, Item: item('a', '1'), ReturnConsumedCapacity: 'TOTAL' })),
    fails: { name: 'ValidationException', ...notOnLaptop('the parameter ReturnConsumedCapacity of PutItem') },
    then: [],
  },
];

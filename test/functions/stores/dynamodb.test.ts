import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDb } from '../../../functions/stores/dynamodb.ts';
import { ConditionFailed } from '../../../functions/stores/engine.ts';
import { type TableName, tableNames, tables } from '../../../functions/tables.ts';
import { startDynamoDb } from '../../../local/dynamodb/server.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { faultDesk } from '../../../local/faults.ts';
import { engineContract } from './engine-contract.ts';

const namesUnder = (prefix: string) =>
  Object.fromEntries(tableNames.map((name) => [name, `${prefix}-${name}`])) as Record<TableName, string>;

describe('on the laptop’s DynamoDB', () => {
  const dir = mkdtempSync(join(tmpdir(), 'engine-'));
  const running: { close(): Promise<void> }[] = [];
  let client: DynamoDBClient;
  let made = 0;

  beforeAll(async () => {
    const server = await startDynamoDb({ dir, now: () => Date.parse('2026-09-21T01:00:00Z'), faults: faultDesk() });
    running.push(server);
    client = new DynamoDBClient({
      endpoint: server.endpoint,
      region: 'local',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
  });
  afterAll(async () => {
    client.destroy();
    for (const server of running) await server.close();
    rmSync(dir, { recursive: true });
  });

  engineContract('by the SDK', async () => {
    const prefix = `t${made++}`;
    await createTables(client, prefix, tables);
    return dynamoDb({ client, tableNames: namesUnder(prefix), random: () => 0.5 });
  });
});

describe('what DynamoDB may answer besides', () => {
  const client = new DynamoDBClient({ region: 'local' });
  const mocked = mockClient(client);
  const engine = dynamoDb({
    client,
    tableNames: namesUnder('t'),
    random: () => 0,
  });
  const conflict = new TransactionCanceledException({
    $metadata: {},
    message: '',
    CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
  });
  const put = { table: 'cases' as const, put: { pk: 'p', sk: 's' } };
  beforeEach(() => void mocked.reset());

  it('tries a transaction again that met another one', async () => {
    mocked.on(TransactWriteItemsCommand).rejectsOnce(conflict).rejectsOnce(conflict).resolves({});
    await engine.write([put, { ...put, put: { pk: 'p', sk: 't' } }]);
    expect(mocked.commandCalls(TransactWriteItemsCommand)).toHaveLength(3);
  });

  it('gives up after eight tries and says what it met', async () => {
    mocked.on(TransactWriteItemsCommand).rejects(conflict);
    await expect(engine.write([put])).rejects.toBe(conflict);
    expect(mocked.commandCalls(TransactWriteItemsCommand)).toHaveLength(8);
  });

  it('takes a failed condition beside a conflict for what it is', async () => {
    const both = new TransactionCanceledException({
      $metadata: {},
      message: '',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'ConditionalCheckFailed' }],
    });
    mocked.on(TransactWriteItemsCommand).rejects(both);
    await expect(engine.write([put])).rejects.toMatchObject({ name: 'ConditionFailed', index: 1 });
  });

  it('tries an update again that met a transaction', async () => {
    mocked
      .on(UpdateItemCommand)
      .rejectsOnce(new TransactionConflictException({ $metadata: {}, message: '' }))
      .resolves({ Attributes: { pk: { S: 'p' }, sk: { S: 's' }, used: { N: '1' } } });
    expect(await engine.update({ table: 'access', update: { pk: 'p', sk: 's' }, add: { used: 1 } })).toEqual({
      pk: 'p',
      sk: 's',
      used: 1,
    });
  });

  it('passes on an outage as it is, and never as a failed condition', async () => {
    mocked.on(GetItemCommand).rejects(new Error('outage'));
    await expect(engine.get('cases', { pk: 'p', sk: 's' })).rejects.toThrow('outage');
    mocked.on(UpdateItemCommand).rejects(new Error('outage'));
    await expect(
      engine.update({ table: 'access', update: { pk: 'p', sk: 's' }, add: { n: 1 } }),
    ).rejects.not.toBeInstanceOf(ConditionFailed);
  });
});

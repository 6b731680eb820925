import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDb } from '../../../functions/stores/dynamodb.ts';
import type { Engine } from '../../../functions/stores/engine.ts';
import { type TableName, tableNames, tables } from '../../../functions/tables.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';

// Given by suite.ts to each of its runs.
const endpoint = process.env.INDEPENDENT_DYNAMODB ?? '';
const worker = process.env.VITEST_POOL_ID ?? '0';

const client = new DynamoDBClient({
  endpoint,
  region: 'cn-north-1',
  credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
});
let made = 0;

/**
 * Stands in for the in-process engine of the tests: the SDK's, on whatever DynamoDB the run is for. Each has tables of
 * its own, which are made at its first use, for the tests expect an engine at once.
 */
export function memoryEngine(): Engine & { readonly writes: number } {
  let count = 0;
  let ready: Promise<Engine> | undefined;
  const engine = (): Promise<Engine> => {
    ready ??= withTables(`w${worker}-${process.pid}-${made++}`);
    return ready;
  };
  return {
    get writes() {
      return count;
    },
    get: async (...given) => (await engine()).get(...given),
    getMany: async (...given) => (await engine()).getMany(...given),
    query: async (...given) => (await engine()).query(...given),
    write: async (...given) => {
      count++;
      return (await engine()).write(...given);
    },
    update: async (...given) => {
      count++;
      return (await engine()).update(...given);
    },
  };
}

async function withTables(prefix: string): Promise<Engine> {
  await createTables(client, prefix, tables);
  const names = Object.fromEntries(tableNames.map((name) => [name, `${prefix}-${name}`])) as Record<TableName, string>;
  return dynamoDb({ client, tableNames: names, random: Math.random });
}

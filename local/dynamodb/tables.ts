import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableShape } from '../../functions/tables.ts';

/**
 * Makes the tables that are missing, named `<prefix>-<name>`, and turns their time to live on. Tables that exist stay
 * as they are; one that lacks an index was made by an older version, which the laptop doesn't migrate.
 */
export async function createTables(
  client: DynamoDBClient,
  prefix: string,
  tables: readonly TableShape[],
): Promise<void> {
  for (const shape of tables) {
    const TableName = `${prefix}-${shape.name}`;
    const existing = await describe(client, TableName);
    if (existing === undefined) await client.send(new CreateTableCommand(definition(TableName, shape)));
    else refuseOtherIndexes(existing, shape);
    if (shape.expires !== undefined) await expire(client, TableName, shape.expires);
  }
}

function definition(TableName: string, { indexes }: TableShape) {
  const keys = ['', ...indexes].flatMap((index) => [`${index}pk`, `${index}sk`]);
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: keySchema(''),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((IndexName) => ({
        IndexName,
        KeySchema: keySchema(IndexName),
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  };
}

function keySchema(index: string): KeySchemaElement[] {
  return [
    { AttributeName: `${index}pk`, KeyType: 'HASH' },
    { AttributeName: `${index}sk`, KeyType: 'RANGE' },
  ];
}

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function refuseOtherIndexes(existing: TableDescription, { indexes }: TableShape): void {
  const found = (existing.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName ?? '').sort();
  const expected = [...indexes].sort();
  if (found.join() === expected.join()) return;
  throw new Error(
    `table ${existing.TableName} has the indexes [${found.join(', ')}], not [${expected.join(', ')}]: an older version made it; start with a fresh state folder`,
  );
}

async function expire(client: DynamoDBClient, TableName: string, AttributeName: string): Promise<void> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  if (TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED') return;
  const TimeToLiveSpecification = { AttributeName, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
}

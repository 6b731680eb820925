import createTableAction from 'dynalite/actions/createTable.js';
import type { Json, Request, Table } from 'dynalite/db/index.js';
import { invalid, resourceNotFound } from './errors.ts';
import type { Host } from './host.ts';
import { checked } from './specs.ts';
import { settle, storeFor } from './writing.ts';

/** CreateTable, billed per request and with global indexes at most; answered as CREATING, ACTIVE by the next call. */
export async function createTable(host: Host, body: unknown): Promise<Json> {
  const request = checked<Request & Table>('CreateTable', body);
  const key = request.TableName;
  return host.database.exclusively(async () => {
    const existing = host.database.tables.get(key);
    let made: Table | undefined;
    const store = {
      ...storeFor(request),
      tableDb: {
        ...storeFor(request).tableDb,
        lock: (_key: string, run: (release: <T>(callback: T) => T) => void) => run((callback) => callback),
        get: (_key: string, callback: (error: unknown, table?: unknown) => void) => callback(null, existing),
        // Called a second time when dynalite's own timer makes the table active: by then it is.
        put(_key: string, table: object, callback: (error: unknown) => void) {
          made ??= activated(table as Table, host.now());
          callback(null);
        },
      },
    };
    // A copy: dynalite's timer will change what it answered.
    const answer = structuredClone(settle(createTableAction, store, request));
    if (made === undefined) throw new Error(`dynalite did not make the table ${key}`);
    await host.database.commit([{ type: 'put', key: `table~${key}`, value: made }]);
    host.database.tables.set(key, made);
    return answer;
  });
}

export async function describeTable(host: Host, body: unknown): Promise<Json> {
  const { TableName } = checked('DescribeTable', body);
  const Table = host.database.tables.get(TableName);
  if (Table === undefined) throw resourceNotFound(`Requested resource not found: Table: ${TableName} not found`);
  return { Table };
}

export async function listTables(host: Host, body: unknown): Promise<Json> {
  const request = checked<{ Limit?: number; ExclusiveStartTableName?: string }>('ListTables', body);
  const { Limit = 100, ExclusiveStartTableName = '' } = request;
  const names = [...host.database.tables.keys()].filter((name) => name > ExclusiveStartTableName).sort();
  const TableNames = names.slice(0, Limit);
  const last = TableNames.at(-1);
  return { TableNames, ...(names.length > Limit && { LastEvaluatedTableName: last }) };
}

interface TimeToLive {
  TableName: string;
  TimeToLiveSpecification: { AttributeName: string; Enabled: boolean };
}

/**
 * UpdateTimeToLive is kept and described, and deletes nothing: DynamoDB promises to delete an expired item within a
 * few days, not when, and until then reads give it; whoever reads must look at the attribute himself.
 */
export async function updateTimeToLive(host: Host, body: unknown): Promise<Json> {
  const { TableName, TimeToLiveSpecification } = checked<TimeToLive>('UpdateTimeToLive', body);
  const { AttributeName, Enabled } = TimeToLiveSpecification;
  host.database.table(TableName);
  await host.database.exclusively(async () => {
    const enabled = await timeToLiveOf(host, TableName);
    if (Enabled && enabled !== undefined) throw invalid('TimeToLive is already enabled');
    if (!Enabled && enabled === undefined) throw invalid('TimeToLive is already disabled');
    const key = `ttl~${TableName}`;
    await host.database.commit([Enabled ? { type: 'put', key, value: { AttributeName } } : { type: 'del', key }]);
  });
  return { TimeToLiveSpecification };
}

export async function describeTimeToLive(host: Host, body: unknown): Promise<Json> {
  const { TableName } = checked('DescribeTimeToLive', body);
  host.database.table(TableName);
  const enabled = await timeToLiveOf(host, TableName);
  return {
    TimeToLiveDescription: enabled ? { TimeToLiveStatus: 'ENABLED', ...enabled } : { TimeToLiveStatus: 'DISABLED' },
  };
}

async function timeToLiveOf(host: Host, table: string): Promise<object | undefined> {
  const [kept] = await host.database.read([`ttl~${table}`]);
  return kept;
}

/** Stamps the table that is being made with the laptop's time and gives its finished copy. */
function activated(table: Table, now: number): Table {
  table.CreationDateTime = now / 1000;
  const indexes = table.GlobalSecondaryIndexes?.map((index) => ({ ...index, IndexStatus: 'ACTIVE' }));
  return { ...table, TableStatus: 'ACTIVE', ...(indexes && { GlobalSecondaryIndexes: indexes }) };
}

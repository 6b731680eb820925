import type { Json } from 'dynalite/db/index.js';
import type { Host } from './host.ts';
import { writeBatch, writeItem } from './items.ts';
import { getBatch, getItem, readPage, transactGet } from './reads.ts';
import { createTable, describeTable, describeTimeToLive, listTables, updateTimeToLive } from './table-operations.ts';
import { transactWrite } from './transactions.ts';

type Operation = (host: Host, body: unknown) => Promise<Json>;

/**
 * Every call that the laptop's DynamoDB implements; all others are refused by name, and so are their other parameters.
 *
 * What is known to differ from AWS: index reads lag by nothing; a page of Query or Scan ends at 1 MB as dynalite counts
 * it, strings by UTF-16 units; expired items are never deleted; nothing is ever throttled.
 */
export const operations = {
  CreateTable: createTable,
  DescribeTable: describeTable,
  ListTables: listTables,
  UpdateTimeToLive: updateTimeToLive,
  DescribeTimeToLive: describeTimeToLive,
  GetItem: getItem,
  BatchGetItem: getBatch,
  Query: (host, body) => readPage(host, 'Query', body),
  Scan: (host, body) => readPage(host, 'Scan', body),
  PutItem: (host, body) => writeItem(host, 'PutItem', body),
  UpdateItem: (host, body) => writeItem(host, 'UpdateItem', body),
  DeleteItem: (host, body) => writeItem(host, 'DeleteItem', body),
  BatchWriteItem: writeBatch,
  TransactGetItems: transactGet,
  TransactWriteItems: transactWrite,
} satisfies Record<string, Operation>;

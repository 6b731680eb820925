import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TableShape } from '../../../functions/tables.ts';
import { type DynamoDb, type DynamoDbOptions, startDynamoDb } from '../../../local/dynamodb/server.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { type Faults, faultDesk } from '../../../local/faults.ts';

/** Monday, 21 September 2026, 08:00 in China. */
export const start = Date.parse('2026-09-21T00:00:00Z');

export const shape: TableShape = { name: 'cases', indexes: ['by1', 'by2'], expires: 'expiresAt' };

export interface Laptop extends DynamoDb {
  dir: string;
  client: DynamoDBClient;
  faults: Faults;
  clock: { now: number };
  /** A fresh table with the keys and indexes of `shape`. */
  table(): Promise<string>;
  /** Closes the server alone. */
  closeServer(): Promise<void>;
  /** Closes server and client and leaves the folder. */
  stop(): Promise<void>;
  /** Another server on the same folder and clock. */
  restart(): Promise<Laptop>;
  /** Closes the server and removes its folder. */
  close(): Promise<void>;
}

/** A laptop's DynamoDB in a folder of its own, with a clock that stands still and a client that never retries. */
export async function startLaptop(overrides: Partial<DynamoDbOptions> = {}, clock = { now: start }): Promise<Laptop> {
  const dir = overrides.dir ?? (await temporaryFolder());
  const faults = faultDesk();
  const server = await startDynamoDb({ dir, now: () => clock.now, faults, ...overrides });
  const client = clientOf(server.endpoint);
  let made = 0;
  const stop = async () => {
    client.destroy();
    await server.close();
  };
  return {
    ...server,
    dir,
    client,
    faults,
    clock,
    async table() {
      made += 1;
      await createTables(client, `t${made}`, [shape]);
      return `t${made}-${shape.name}`;
    },
    closeServer: server.close,
    stop,
    async restart() {
      await stop();
      return startLaptop({ ...overrides, dir }, clock);
    },
    async close() {
      await stop();
      await rm(dir, { recursive: true });
    },
  };
}

export function clientOf(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  return new DynamoDBClient({ endpoint, region: 'cn-north-1', credentials, maxAttempts: 1 });
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'laptop-dynamodb-'));
}

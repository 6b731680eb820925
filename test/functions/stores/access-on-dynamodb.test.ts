import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiKey } from '../../../domain/access/api-key.ts';
import { Instant } from '../../../domain/calendar/dates.ts';
import { accessStore } from '../../../functions/stores/access.ts';
import { dynamoDb } from '../../../functions/stores/dynamodb.ts';
import type { Engine } from '../../../functions/stores/engine.ts';
import { forever, openLedgerWrite } from '../../../functions/stores/ledger.ts';
import { type TableName, tableNames, tables } from '../../../functions/tables.ts';
import { startDynamoDb } from '../../../local/dynamodb/server.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { faultDesk } from '../../../local/faults.ts';

const now = Instant.parse('2026-10-16T02:00:00.000Z');

describe('access on the laptop’s DynamoDB, over HTTP', () => {
  const dir = mkdtempSync(join(tmpdir(), 'access-'));
  let server: Awaited<ReturnType<typeof startDynamoDb>>;
  let client: DynamoDBClient;
  let engine: Engine;

  beforeAll(async () => {
    server = await startDynamoDb({ dir, now: () => Date.parse(now), faults: faultDesk() });
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    client = new DynamoDBClient({ endpoint: server.endpoint, region: 'local', credentials });
    await createTables(client, 't', tables);
    const names = Object.fromEntries(tableNames.map((name) => [name, `t-${name}`])) as Record<TableName, string>;
    engine = dynamoDb({ client, tableNames: names, random: () => 0.5 });
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
    rmSync(dir, { recursive: true });
  });

  it('lets in exactly ten of fifty calls at once, the first of which begin the window', async () => {
    const { ledger } = accessStore(engine);
    await engine.write([openLedgerWrite('g1', { from: now, until: forever })]);
    const account = { owner: 'g1', quota: { calls: 10, per: 'day' } } as const;
    const calls = await Promise.allSettled(Array.from({ length: 50 }, () => ledger.admit(account, now)));
    const refused = calls.filter((call) => call.status === 'rejected').map(({ reason }) => reason.code);
    expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(refused).toEqual(Array.from({ length: 40 }, () => 'quota-exhausted'));
    expect(await ledger.used(account, now)).toBe(10);
  });

  it('makes one key of equal requests at once, and revokes it', async () => {
    const access = accessStore(engine);
    const key = (n: number) =>
      ApiKey.parse({
        id: `k${n}`,
        owner: 'company',
        name: 'a',
        grants: [],
        place: 1,
        hash: `h${n}`,
        ending: 'abcd',
        generation: 1,
        createdAt: now,
      });
    const repeatable = { once: { subject: 'company', key: 'once-1', request: 'a' }, sealed: 'sealed' };
    const made = await Promise.all([1, 2, 3].map((n) => access.createKey(key(n), repeatable)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const [only, ...others] = await access.keysOf('company');
    expect(others).toEqual([]);
    if (only === undefined) throw new Error('no key was made');
    await access.revokeKey(only, now);
    expect(await access.keyByHash(only.hash)).toBeUndefined();
    expect(await access.keysOf('company')).toEqual([]);
  });
});

import { rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tables } from '../../../functions/tables.ts';
import { delay, type Reply, underFault } from '../../../local/dynamodb/faulty.ts';
import { startDynamoDb } from '../../../local/dynamodb/server.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import type { Fault } from '../../../local/faults.ts';
import { item } from './conformance/row.ts';
import { type Laptop, shape, startLaptop } from './laptop.ts';

let laptop: Laptop;
beforeAll(async () => {
  laptop = await startLaptop();
});
afterAll(() => laptop.close());

/** A call as it travels, without the SDK. */
async function call(
  headers: Record<string, string>,
  body = '{}',
): Promise<{ status: number; type: string; message: string }> {
  const response = await fetch(laptop.endpoint, { method: 'POST', headers, body });
  const { __type: type, message } = JSON.parse(await response.text());
  return { status: response.status, type, message };
}
const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=x', 'x-amz-target': 'DynamoDB_20120810.ListTables' };

describe('the protocol (developerguide/Programming.LowLevelAPI.html)', () => {
  it('refuses a call without an Authorization header', async () => {
    expect(await call({ 'x-amz-target': signed['x-amz-target'] })).toEqual({
      status: 400,
      type: 'com.amazon.coral.service#MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    });
  });

  it('does not verify the signature', async () => {
    expect((await call(signed)).status).toBe(200);
  });

  it('tells the checksum of its answer', async () => {
    const response = await fetch(laptop.endpoint, { method: 'POST', headers: signed, body: '{}' });

    expect(response.headers.get('x-amz-crc32')).toBe(String(crc32(await response.text())));
  });

  it.each(['', 'no json', '[]', 'null'])('refuses the body «%s»', async (text) => {
    expect(await call(signed, text)).toMatchObject({
      status: 400,
      type: 'com.amazon.coral.service#SerializationException',
    });
  });

  it.each([
    'DynamoDB_20120810.RestoreTableToPointInTime',
    'DynamoDB_20120810.constructor',
    'S3.PutItem',
  ])('refuses %s by name', async (target) => {
    expect(await call({ ...signed, 'x-amz-target': target })).toMatchObject({
      status: 400,
      type: 'com.amazon.coral.service#UnknownOperationException',
    });
  });
});

describe('faults on order', () => {
  const reply: Reply = { status: 200, body: {} };
  const order = (fault: Fault, operation: string) =>
    laptop.faults.order({ service: 'dynamodb', operation, times: 1, ...fault });
  const put = (TableName: string, pk: string) =>
    laptop.client.send(new PutItemCommand({ TableName, Item: item(pk, '1') }));
  const stored = async (TableName: string, pk: string) =>
    (await laptop.client.send(new GetItemCommand({ TableName, Key: item(pk, '1') }))).Item !== undefined;

  it.each([
    { action: 'fail' as const, afterCommit: false, name: 'InternalServerError' },
    { action: 'fail' as const, afterCommit: true, name: 'InternalServerError' },
    { action: 'drop' as const, afterCommit: false, name: 'TimeoutError' },
    { action: 'drop' as const, afterCommit: true, name: 'TimeoutError' },
  ])('$action, carried out first: $afterCommit', async ({ action, afterCommit, name }) => {
    const table = await laptop.table();
    order({ action, afterCommit }, 'PutItem');

    await expect(put(table, 'a')).rejects.toMatchObject({ name });

    expect(await stored(table, 'a')).toBe(afterCommit);
    await put(table, 'b');
  });

  it.each([true, false])('delays the answer by two seconds of the host, carried out first: %s', async (afterCommit) => {
    const log: unknown[] = [];
    const carryOut = async () => {
      log.push('carried out');
      return reply;
    };

    const answer = await underFault({ action: 'delay', afterCommit }, carryOut, async (ms) => void log.push(ms));

    expect(answer).toBe(reply);
    expect(delay).toBe(2_000);
    expect(log).toEqual(afterCommit ? ['carried out', delay] : [delay, 'carried out']);
  });

  it('hits only the call that it names', async () => {
    const table = await laptop.table();
    order({ action: 'fail', afterCommit: false }, 'TransactWriteItems');

    await put(table, 'a');

    expect(laptop.faults.take('dynamodb', 'TransactWriteItems')).toEqual({ action: 'fail', afterCommit: false });
  });
});

describe('starting and stopping', () => {
  it('keeps tables, items and time to live for the next start', async () => {
    const first = await startLaptop();
    await createTables(first.client, 'city', tables);
    await first.client.send(new PutItemCommand({ TableName: 'city-cases', Item: item('a', '1') }));

    const second = await first.restart();
    await createTables(second.client, 'city', tables);
    const { Item } = await second.client.send(new GetItemCommand({ TableName: 'city-cases', Key: item('a', '1') }));

    expect(Item).toEqual(item('a', '1'));
    await second.close();
  });

  it('refuses a folder that another process has open', async () => {
    const again = startDynamoDb({ dir: laptop.dir, now: () => 0, faults: laptop.faults });

    await expect(again).rejects.toThrow(`${laptop.dir} is in use by another process`);
  });

  it('refuses a port in use and lets the folder go', async () => {
    const other = await startLaptop();
    await other.stop();

    await expect(startLaptop({ dir: other.dir, port: laptop.port })).rejects.toThrow('EADDRINUSE');

    const again = await startLaptop({ dir: other.dir });
    await again.close();
  });

  it('refuses tables that were made with other indexes', async () => {
    await createTables(laptop.client, 'old', [shape]);

    const newer = createTables(laptop.client, 'old', [{ ...shape, indexes: ['by1', 'by2', 'by3'] }]);

    await expect(newer).rejects.toThrow(
      'table old-cases has the indexes [by1, by2], not [by1, by2, by3]: an older version made it',
    );
  });

  it('answers what it has begun before it closes', async () => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const other = await startLaptop({
      onStep: (step) => {
        if (step !== 'prepared') return undefined;
        begun.resolve();
        return gate.promise;
      },
    });
    const Put = { TableName: await other.table(), Item: item('a', '1') };
    const answer = other.client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }));
    await begun.promise;

    const closed = other.closeServer();
    gate.resolve();

    expect((await answer).$metadata.httpStatusCode).toBe(200);
    await closed;
    other.client.destroy();
    await rm(other.dir, { recursive: true });
  });
});

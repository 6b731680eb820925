import { spawn } from 'node:child_process';
import { cp, readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { GetItemCommand, QueryCommand, ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '../../../local/dynamodb/host.ts';
import { item } from './conformance/row.ts';
import { type Laptop, shape, startLaptop, temporaryFolder } from './laptop.ts';
import { wholeTransaction } from './whole-transaction.ts';

const TableName = `doomed-${shape.name}`;
let dir: string;
beforeEach(async () => {
  dir = await temporaryFolder();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** What the process was told to be done before it died. */
interface Answered {
  transaction: number;
  single: number;
  move: number;
}

/** Runs a process that writes until it is killed: by itself at a step, or by us once it has answered so often. */
function kill(at: { step: Step; transaction: number } | { answers: number }): Promise<Answered> {
  const step = 'step' in at ? [at.step, String(at.transaction)] : [];
  const child = spawn(process.execPath, [fileURLToPath(new URL('./doomed.ts', import.meta.url)), dir, ...step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answered: Answered = { transaction: 0, single: 0, move: 0 };
  let answers = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what, number] = line.split(' ');
    answered[what as keyof Answered] = Number(number);
    answers += 1;
    if ('answers' in at && answers === at.answers) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(answered);
      else reject(new Error('the process ended by itself'));
    });
  });
}

describe('after kill -9 and a restart', () => {
  it.each(
    (['claimed', 'prepared', 'committed'] as const).flatMap((step) => [
      { step, transaction: 1 },
      { step, transaction: 4 },
    ]),
  )('a transaction is there whole or not at all, killed when number $transaction was $step', async (at) => {
    const answered = await kill(at);
    const laptop = await startLaptop({ dir });

    await checkSurvivors(laptop, answered);
    const expected = at.step === 'committed' ? at.transaction : at.transaction - 1;
    expect(await counter(laptop)).toBe(expected);
    await laptop.stop();
  });

  it.each([
    1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377,
  ])('nothing that was answered is lost and nothing is half there, killed at answer %i', async (answers) => {
    const answered = await kill({ answers });
    const laptop = await startLaptop({ dir });

    await checkSurvivors(laptop, answered);
    await laptop.stop();
  });

  it('a transaction that was committed but not answered is not done twice when it is sent again', async () => {
    await kill({ step: 'committed', transaction: 2 });
    const laptop = await startLaptop({ dir });
    const before = await laptop.client.send(new ScanCommand({ TableName, ConsistentRead: true }));

    await laptop.client.send(wholeTransaction(TableName, 2));

    expect(await laptop.client.send(new ScanCommand({ TableName, ConsistentRead: true }))).toMatchObject({
      Items: before.Items,
    });
    expect(await counter(laptop)).toBe(2);
    await laptop.stop();
  });
});

describe('a log that ends anywhere', () => {
  it('gives back a transaction whole or not at all, wherever the disk stopped', async () => {
    const laptop = await startLaptop({ dir });
    const table = await laptop.table();
    const write = (n: number) =>
      laptop.client.send(
        new TransactWriteItemsCommand({
          TransactItems: ['a', 'b', 'c'].map((sk) => ({
            Put: {
              TableName: table,
              Item: item('p', sk, { n: { N: String(n) }, by1pk: { S: 'i' }, by1sk: { S: sk } }),
            },
          })),
        }),
      );
    await write(1);
    const log = (await readdir(dir)).find((file) => file.endsWith('.log')) ?? '';
    const from = (await stat(join(dir, log))).size;
    await write(2);
    const to = (await stat(join(dir, log))).size;
    await laptop.stop();
    expect(to - from).toBeGreaterThan(500);

    const seen = new Map<number, string[]>();
    for (let size = from; size <= to; size += size + 23 < to ? 23 : 1) {
      const copy = await temporaryFolder();
      await cp(dir, copy, { recursive: true });
      await truncate(join(copy, log), size);
      const torn = await startLaptop({ dir: copy });
      seen.set(size, [await numbers(torn, table), await numbers(torn, table, 'by1')]);
      await torn.close();
    }

    expect(new Set([...seen].filter(([size]) => size < to).flatMap(([, both]) => both))).toEqual(new Set(['1,1,1']));
    expect(seen.get(to)).toEqual(['2,2,2', '2,2,2']);
  });
});

/** All of a transaction or nothing of it; every answered write; every item once in its index. */
async function checkSurvivors({ client }: Laptop, answered: Answered): Promise<void> {
  const { Items: items = [] } = await client.send(
    new ScanCommand({ TableName, ProjectionExpression: 'pk, sk, n, by1pk, by1sk' }),
  );
  const { Items: index = [] } = await client.send(
    new ScanCommand({ TableName, IndexName: 'by1', ProjectionExpression: 'pk, sk, n, by1pk, by1sk' }),
  );
  const of = (pk: string) => items.filter((found) => found.pk?.S === pk);

  const whole = of('whole');
  const number = Number(whole[0]?.n?.N ?? 0);
  expect(whole.map((found) => Number(found.n?.N))).toEqual(whole.map(() => number));
  expect(whole.length).toBe(number === 0 ? 0 : 5);
  expect(number - answered.transaction).toBeOneOf([0, 1]);
  expect(of('single').length - answered.single).toBeOneOf([0, 1]);
  expect(Number(of('moving')[0]?.by1sk?.S ?? 0) - answered.move).toBeOneOf([0, 1]);
  expect(sorted(index)).toEqual(sorted(items.filter((found) => found.by1pk !== undefined)));
}

function sorted(items: object[]): string[] {
  return items.map((found) => JSON.stringify(found, ['pk', 'sk', 'n', 'by1pk', 'by1sk', 'S', 'N'])).sort();
}

async function counter({ client }: Laptop): Promise<number> {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: item('whole', 'counter') }));
  return Number(Item?.n?.N ?? 0);
}

async function numbers({ client }: Laptop, table: string, IndexName?: string): Promise<string> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      ...(IndexName && { IndexName }),
      KeyConditionExpression: IndexName ? 'by1pk = :p' : 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: IndexName ? 'i' : 'p' } },
    }),
  );
  return Items.map((found) => found.n?.N).join();
}

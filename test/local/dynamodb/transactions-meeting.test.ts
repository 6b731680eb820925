import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '../../../local/dynamodb/host.ts';
import { item } from './conformance/row.ts';
import { clientOf, type Laptop, startLaptop } from './laptop.ts';

let laptop: Laptop;
let TableName: string;
/** Set to stop the next transaction at a step. */
let onStep: (step: Step) => void | Promise<void>;

beforeEach(async () => {
  onStep = () => undefined;
  laptop = await startLaptop({ onStep: (step) => onStep(step) });
  TableName = await laptop.table();
});
afterEach(() => laptop.close());

const put = (pk: string, n: number): TransactWriteItem => ({
  Put: { TableName, Item: item(pk, '1', { n: { N: String(n) } }) },
});
const transact = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
  laptop.client.send(
    new TransactWriteItemsCommand({ TransactItems, ...(ClientRequestToken && { ClientRequestToken }) }),
  );
const conflict = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };

/** Sends a transaction and stops it at a step; `finish` lets it go on and waits for its answer. */
async function stoppedAt(at: Step, actions: TransactWriteItem[], token?: string) {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  onStep = async (step) => {
    if (step !== at) return;
    onStep = () => undefined;
    reached.resolve();
    await gate.promise;
  };
  const answer = transact(actions, token);
  await reached.promise;
  return {
    async finish() {
      gate.resolve();
      await answer;
    },
  };
}

async function reading(pk: string): Promise<string | undefined> {
  const { Item } = await laptop.client.send(new GetItemCommand({ TableName, Key: item(pk, '1') }));
  return Item?.n?.N;
}

describe('a transaction under way (developerguide/transaction-apis.html, conflict handling)', () => {
  it('cancels another one that has an item of it, with TransactionConflict at that item alone', async () => {
    const first = await stoppedAt('prepared', [put('a', 1), put('b', 1)]);

    const second = transact([put('x', 2), put('b', 2)]);

    await expect(second).rejects.toThrow(TransactionCanceledException);
    await expect(second).rejects.toMatchObject({ CancellationReasons: [{ Code: 'None' }, conflict] });
    await first.finish();
    expect([await reading('b'), await reading('x')]).toEqual(['1', undefined]);
  });

  it('lets one on other items pass once it is through', async () => {
    const first = await stoppedAt('prepared', [put('a', 1)]);
    const second = transact([put('b', 2)]);
    await first.finish();
    await second;

    expect([await reading('a'), await reading('b')]).toEqual(['1', '2']);
  });

  it('refuses single writes of its items with TransactionConflictException', async () => {
    const first = await stoppedAt('claimed', [put('a', 1)]);

    const write = laptop.client.send(new PutItemCommand({ TableName, Item: item('a', '1') }));

    await expect(write).rejects.toMatchObject({ name: 'TransactionConflictException' });
    await first.finish();
  });

  it('makes a batch of writes wait', async () => {
    const first = await stoppedAt('prepared', [put('a', 1)]);
    const PutRequest = { Item: item('a', '1', { n: { N: '2' } }) };
    const batch = laptop.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest }] } }));
    await first.finish();
    await batch;

    expect(await reading('a')).toBe('2');
  });

  it('cancels a transactional read of its items', async () => {
    const first = await stoppedAt('committed', [put('a', 1)]);
    const gets = ['x', 'a'].map((pk) => ({ Get: { TableName, Key: item(pk, '1') } }));

    const read = laptop.client.send(new TransactGetItemsCommand({ TransactItems: gets }));

    await expect(read).rejects.toMatchObject({ CancellationReasons: [{ Code: 'None' }, conflict] });
    await first.finish();
  });

  it.each([
    { at: 'claimed' as const, sees: undefined },
    { at: 'prepared' as const, sees: '1' },
    { at: 'committed' as const, sees: '2' },
  ])('is invisible or whole to plain reads when it is $at', async ({ at, sees }) => {
    if (sees !== undefined) await transact([put('a', 1), put('b', 1)]);
    const first = await stoppedAt(at, [put('a', 2), put('b', 2)]);

    expect([await reading('a'), await reading('b')]).toEqual([sees, sees]);
    await first.finish();
    expect([await reading('a'), await reading('b')]).toEqual(['2', '2']);
  });

  it('answers TransactionInProgressException to its own token', async () => {
    const first = await stoppedAt('prepared', [put('a', 1)], 'one token');

    await expect(transact([put('a', 1)], 'one token')).rejects.toMatchObject({
      name: 'TransactionInProgressException',
    });

    await first.finish();
    await transact([put('a', 1)], 'one token');
  });
});

describe('the client token (developerguide/transaction-apis.html, idempotency)', () => {
  const increment = (): TransactWriteItem[] => [
    {
      Update: {
        TableName,
        Key: item('a', '1'),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    },
  ];

  it('stands for its transaction for ten minutes of the laptop, also over a restart', async () => {
    await transact(increment(), 'token');
    laptop.clock.now += 10 * 60_000 - 1;
    laptop = await laptop.restart();
    await transact(increment(), 'token');
    expect(await reading('a')).toBe('1');

    laptop.clock.now += 1;
    await transact(increment(), 'token');
    expect(await reading('a')).toBe('2');
  });

  it('is free again after a transaction that was cancelled', async () => {
    const check = { ConditionCheck: { TableName, Key: item('b', '1'), ConditionExpression: 'attribute_exists(pk)' } };
    await expect(transact([...increment(), check], 'token')).rejects.toThrow(TransactionCanceledException);
    await transact([put('b', 1)]);

    await transact([...increment(), check], 'token');

    expect(await reading('a')).toBe('1');
  });
});

describe('many writes at once', () => {
  it('count every single update of one item', async () => {
    const add = new UpdateItemCommand({
      TableName,
      Key: item('a', '1'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });

    await Promise.all(Array.from({ length: 40 }, () => laptop.client.send(add)));

    expect(await reading('a')).toBe('40');
  });
});

describe('many transactions at once', () => {
  const total = 100;
  const set = (pk: string, n: number): TransactWriteItem => ({
    Update: {
      TableName,
      Key: item('account', pk),
      UpdateExpression: 'ADD n :n',
      ExpressionAttributeValues: { ':n': { N: String(n) } },
    },
  });
  const sum = (items: ({ n?: { N?: string | undefined } } | undefined)[] = []) =>
    items.reduce((all, entry) => all + Number(entry?.n?.N ?? 0), 0);

  it('never show half of one to readers, and lose none that was answered', async () => {
    await transact([set('x', total), set('y', 0)]);
    let moved = 0;
    let met = 0;
    let writing = true;
    const move = async (client: ReturnType<typeof clientOf>, times: number) => {
      for (let i = 0; i < times; i += 1) {
        try {
          await client.send(new TransactWriteItemsCommand({ TransactItems: [set('x', -1), set('y', 1)] }));
          moved += 1;
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error;
          met += 1;
        }
      }
    };
    const sums = new Set<number>();
    const read = async (client: ReturnType<typeof clientOf>) => {
      const Keys = [item('account', 'x'), item('account', 'y')];
      while (writing) {
        const batch = await client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }));
        sums.add(sum(batch.Responses?.[TableName] as []));
        const query = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :p',
            ExpressionAttributeValues: { ':p': { S: 'account' } },
          }),
        );
        sums.add(sum(query.Items as []));
        const gets = new TransactGetItemsCommand({ TransactItems: Keys.map((Key) => ({ Get: { TableName, Key } })) });
        const both = await client.send(gets).catch(() => undefined);
        if (both) sums.add(sum(both.Responses?.map((response) => response.Item) as []));
      }
    };

    const clients = Array.from({ length: 6 }, () => clientOf(laptop.endpoint));
    const readers = clients.slice(0, 3).map(read);
    await Promise.all(clients.slice(3).map((client) => move(client, 150)));
    writing = false;
    await Promise.all(readers);
    for (const client of clients) client.destroy();

    expect([...sums]).toEqual([total]);
    expect(moved + met).toBe(450);
    const { Item } = await laptop.client.send(new GetItemCommand({ TableName, Key: item('account', 'y') }));
    expect(Item?.n?.N).toBe(String(moved));
  });
});

import { createHash } from 'node:crypto';
import {
  type AttributeValue,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { item } from './conformance/row.ts';
import { type Laptop, startLaptop } from './laptop.ts';

let laptop: Laptop;
let TableName: string;
beforeAll(async () => {
  laptop = await startLaptop();
});
afterAll(() => laptop.close());
beforeEach(async () => {
  TableName = await laptop.table();
});

const due = (pk: string, by1sk: string) => item(pk, 'case', { by1pk: { S: 'agency' }, by1sk: { S: by1sk } });
const put = (Item: Record<string, AttributeValue>) => laptop.client.send(new PutItemCommand({ TableName, Item }));

/** The partition keys that the index gives for the agency, in its order, read in pages of `Limit`. */
async function indexed(more: Partial<QueryCommandInput> = {}): Promise<string[]> {
  const found: string[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await laptop.client.send(
      new QueryCommand({
        TableName,
        IndexName: 'by1',
        KeyConditionExpression: 'by1pk = :p',
        ExpressionAttributeValues: { ':p': { S: 'agency' } },
        ...more,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    found.push(...(page.Items ?? []).map((entry) => entry.pk?.S ?? ''));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return found;
}

describe('a global index (developerguide/GSI.html)', () => {
  it('orders items by its own sort key, backwards on request', async () => {
    for (const [pk, day] of [
      ['c', '03'],
      ['a', '21'],
      ['b', '10'],
    ] as const)
      await put(due(pk, day));

    expect(await indexed()).toEqual(['c', 'b', 'a']);
    expect(await indexed({ ScanIndexForward: false })).toEqual(['a', 'b', 'c']);
  });

  it('holds only items that have both of its keys', async () => {
    await put(due('a', '01'));
    await put(item('b', 'case', { by1pk: { S: 'agency' } }));

    expect(await indexed()).toEqual(['a']);
  });

  it('follows every way of changing an item', async () => {
    for (const pk of ['a', 'b', 'c', 'd']) await put(due(pk, '05'));

    const Key = (pk: string) => item(pk, 'case');
    const ExpressionAttributeValues = { ':d': { S: '01' } };
    await laptop.client.send(
      new UpdateItemCommand({
        TableName,
        Key: Key('d'),
        UpdateExpression: 'SET by1sk = :d',
        ExpressionAttributeValues,
      }),
    );
    await laptop.client.send(new UpdateItemCommand({ TableName, Key: Key('c'), UpdateExpression: 'REMOVE by1pk' }));
    await laptop.client.send(new DeleteItemCommand({ TableName, Key: Key('b') }));
    await laptop.client.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: due('e', '02') } }] }),
    );

    expect(await indexed()).toEqual(['d', 'e', 'a']);
  });

  it.each([1, 2, 3, 7])('gives every item once in pages of %i, in both directions', async (Limit) => {
    const days = ['01', '01', '01', '02', '02', '03'];
    for (const [i, day] of days.entries()) await put(due(`p${i}`, day));

    const all = await indexed({ Limit });

    expect([...all].sort()).toEqual(days.map((_day, i) => `p${i}`));
    expect(await indexed({ Limit, ScanIndexForward: false })).toEqual(all.reverse());
  });

  it('keeps two items apart that dynalite would take for one: same index key and same short hash', async () => {
    const [one, other] = collision();
    for (const pk of [one, other]) await put(due(pk, '01'));
    expect((await indexed({ Limit: 1 })).sort()).toEqual([one, other].sort());

    await laptop.client.send(new DeleteItemCommand({ TableName, Key: item(one, 'case') }));
    expect(await indexed()).toEqual([other]);
  });

  it('is scanned in pages', async () => {
    for (const pk of ['a', 'b', 'c']) await put(due(pk, '01'));
    await put(item('d', 'case'));

    const first = await laptop.client.send(new ScanCommand({ TableName, IndexName: 'by1', Limit: 2 }));
    const ExclusiveStartKey = first.LastEvaluatedKey ?? {};
    const second = await laptop.client.send(new ScanCommand({ TableName, IndexName: 'by1', ExclusiveStartKey }));

    expect([...(first.Items ?? []), ...(second.Items ?? [])].map((entry) => entry.pk?.S).sort()).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});

/** Two partition keys whose items (sort key `case`) have the same first 24 bits of dynalite's hash. */
function collision(): [string, string] {
  const seen = new Map<string, string>();
  for (let i = 0; ; i += 1) {
    const hash = createHash('md5').update('Outliers').update(`k${i}`).update('case').digest('hex').slice(0, 6);
    const other = seen.get(hash);
    if (other !== undefined) return [other, `k${i}`];
    seen.set(hash, `k${i}`);
  }
}

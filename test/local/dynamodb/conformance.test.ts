import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expressions } from './conformance/expressions.ts';
import { reads } from './conformance/reads.ts';
import type { Item, Row } from './conformance/row.ts';
import { tables } from './conformance/tables.ts';
import { transactions } from './conformance/transactions.ts';
import { writes } from './conformance/writes.ts';
import { type Laptop, startLaptop } from './laptop.ts';

let laptop: Laptop;
beforeAll(async () => {
  laptop = await startLaptop();
});
afterAll(() => laptop.close());

describe.each(Object.entries({ tables, writes, expressions, reads, transactions }))('DynamoDB: %s', (_group, rows) => {
  it.each(rows)('$does ($page)', async (row) => {
    const table = await laptop.table();
    for (const Item of row.given ?? []) await laptop.client.send(new PutItemCommand({ TableName: table, Item }));

    const outcome = await outcomeOf(row, table);

    expect(named(outcome, row)).toEqual(expected(row));
    if (row.then) expect(await contents(table)).toEqual(row.then);
  });
});

type Outcome = { answer: object } | { error: object };

async function outcomeOf(row: Row, table: string): Promise<Outcome> {
  try {
    return { answer: await row.call(laptop.client, table) };
  } catch (error) {
    if (error instanceof Error) return { error };
    throw error;
  }
}

/** The outcome, of its fields only those that the row names. */
function named(outcome: Outcome, row: Row): Outcome {
  const pick = (seen: object, wanted: object = {}) =>
    Object.fromEntries(Object.keys(wanted).map((field) => [field, Reflect.get(seen, field)]));
  return 'error' in outcome
    ? { error: { ...pick(outcome.error, { name: '', message: '', ...row.fails }) } }
    : { answer: pick(outcome.answer, row.answers) };
}

function expected({ answers, fails }: Row): object {
  if (fails === undefined) return { answer: answers ?? {} };
  const { message = expect.any(String) } = fails;
  return { error: { ...fails, message: message instanceof RegExp ? expect.stringMatching(message) : message } };
}

async function contents(TableName: string): Promise<Item[]> {
  const { Items = [] } = await laptop.client.send(new ScanCommand({ TableName }));
  const order = (item: Item) => `${item.pk?.S} ${item.sk?.S}`;
  return Items.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

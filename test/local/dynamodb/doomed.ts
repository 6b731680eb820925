/**
 * A process that serves a folder and writes to it until it is killed. Every answered write is told on standard output
 * at once, as `<what> <number>`. Arguments: the folder, and where to kill itself: `<step> <transaction>`, or nothing.
 */
import { writeSync } from 'node:fs';
import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../../local/dynamodb/server.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { faultDesk } from '../../../local/faults.ts';
import { item } from './conformance/row.ts';
import { clientOf, shape, start } from './laptop.ts';
import { wholeTransaction } from './whole-transaction.ts';

const [, , dir = '', atStep, atTransaction] = process.argv;
const TableName = `doomed-${shape.name}`;
let begun = 0;

const server = await startDynamoDb({
  dir,
  now: () => start,
  faults: faultDesk(),
  onStep(step) {
    if (step === 'claimed') begun += 1;
    if (step === atStep && begun === Number(atTransaction)) process.kill(process.pid, 'SIGKILL');
  },
});
const client = clientOf(server.endpoint);
await createTables(client, 'doomed', [shape]);
await Promise.all([transactions(), singles(), moves()]);

async function transactions(): Promise<never> {
  for (let i = 1; ; i += 1) {
    await client.send(wholeTransaction(TableName, i));
    writeSync(1, `transaction ${i}\n`);
  }
}

/** New items one by one, each in an index. */
async function singles(): Promise<never> {
  for (let i = 1; ; i += 1) {
    const Item = item('single', String(i), { by1pk: { S: 'single' }, by1sk: { S: String(i) } });
    await client.send(new PutItemCommand({ TableName, Item }));
    writeSync(1, `single ${i}\n`);
  }
}

/** One item that wanders through an index: a half-done update would leave it there twice or not at all. */
async function moves(): Promise<never> {
  for (let i = 1; ; i += 1) {
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: item('moving', '1'),
        UpdateExpression: 'SET by1pk = :p, by1sk = :s',
        ExpressionAttributeValues: { ':p': { S: 'moving' }, ':s': { S: String(i) } },
      }),
    );
    writeSync(1, `move ${i}\n`);
  }
}

import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { item } from './conformance/row.ts';

/** Four items that tell the number, one of them larger than a block of LevelDB's log (32 KB), and a counter. */
export function wholeTransaction(TableName: string, number: number): TransactWriteItemsCommand {
  const n = { N: String(number) };
  const puts = ['x', 'y', 'z'].map(
    (sk): TransactWriteItem => ({
      Put: { TableName, Item: item('whole', sk, { n, by1pk: { S: 'whole' }, by1sk: { S: String(number) } }) },
    }),
  );
  const large = { Put: { TableName, Item: item('whole', 'large', { n, body: { S: 'x'.repeat(100_000) } }) } };
  const counter = {
    Update: {
      TableName,
      Key: item('whole', 'counter'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    },
  };
  return new TransactWriteItemsCommand({
    ClientRequestToken: `transaction-${number}`,
    TransactItems: [...puts, large, counter],
  });
}

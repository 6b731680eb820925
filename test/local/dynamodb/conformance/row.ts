import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** One promise of AWS's documentation and what the laptop must answer. */
export interface Row {
  /** The page below https://docs.aws.amazon.com/amazondynamodb/latest/ that promises it. */
  page: string;
  does: string;
  given?: Item[];
  call: (client: DynamoDBClient, TableName: string) => Promise<object>;
  /** These fields of the answer, `undefined` standing for absent; or the error's name and what else it carries. */
  answers?: object;
  fails?: { name: string; message?: string | RegExp; [field: string]: unknown };
  /** All items of the table afterwards, by key. */
  then?: Item[];
}

/** An item of the test table. */
export function item(pk: string, sk: string, more: Item = {}): Item {
  return { pk: { S: pk }, sk: { S: sk }, ...more };
}

export const api = (name: string): string => `APIReference/API_${name}.html`;
export const guide = (name: string): string => `developerguide/${name}.html`;

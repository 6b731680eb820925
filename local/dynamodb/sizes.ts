import type { Item, Request, Table, Value } from 'dynalite/db/index.js';
import { invalid, invalidUpFront } from './errors.ts';

/** 400 KB, the limit of an item; names and strings count in UTF-8 (dynalite counts UTF-16, a third of Chinese text). */
export const maxItemBytes = 400 * 1024;
const maxDigits = 38;
/** 4 MB, the limit of all items of a transaction together. */
export const maxTransactionBytes = 4 * 1024 * 1024;

export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: Value): number {
  const [[type, content] = ['NULL', true]] = Object.entries(value);
  if (Array.isArray(content)) {
    const each = type === 'L' ? (element: Value) => 1 + valueBytes(element) : (e: unknown) => scalarBytes(type[0], e);
    return content.reduce<number>((sum, element) => sum + each(element), type === 'L' ? 3 : 0);
  }
  if (type === 'M') return 3 + Object.keys(content as Item).length + itemBytes(content as Item);
  return scalarBytes(type, content);
}

function scalarBytes(type: string | undefined, content: unknown): number {
  const text = String(content);
  if (type === 'S') return Buffer.byteLength(text);
  if (type === 'B') return Buffer.byteLength(text, 'base64');
  // About one byte for two significant digits, and one more (two for a negative number).
  if (type === 'N') return Math.ceil(digits(text) / 2) + (text[0] === '-' ? 2 : 1);
  return 1;
}

/** Of a number in its plain form: the significant ones. */
const digits = (number: string): number => number.replace(/\D/g, '').replace(/^0+|0+$/g, '').length;

/** Refuses the keys that DynamoDB doesn't take: empty ones, and those over 2,048 (hash) or 1,024 bytes (range). */
export function checkKeys(table: Table, given: Item): void {
  for (const { AttributeName, KeyType } of table.KeySchema) {
    const empty = emptiness(given[AttributeName]);
    if (empty !== undefined) throw invalidUpFront(emptyTableKey(empty, AttributeName));
    checkKeyBytes(given[AttributeName], KeyType);
  }
}

/** Refuses a query for an empty key: dynalite takes it for one that no item has. */
export function checkKeyConditions({ KeyConditions = {}, IndexName }: Request): void {
  for (const [attribute, { AttributeValueList }] of Object.entries(KeyConditions)) {
    const empty = AttributeValueList.map(emptiness).find((each) => each !== undefined);
    if (empty === undefined) continue;
    throw invalid(
      IndexName === undefined ? emptyTableKey(empty, attribute) : emptyIndexKey(empty, 'put', IndexName, attribute),
    );
  }
}

/** Refuses what may not be stored though dynalite would: too large an item, empty or too long index keys. */
export function checkStored(table: Table, item: Item, by: 'put' | 'update'): void {
  for (const index of table.GlobalSecondaryIndexes ?? []) {
    for (const { AttributeName, KeyType } of index.KeySchema) {
      const empty = emptiness(item[AttributeName]);
      if (empty !== undefined) throw invalidUpFront(emptyIndexKey(empty, by, index.IndexName, AttributeName));
      checkKeyBytes(item[AttributeName], KeyType);
    }
  }
  // dynalite checks the numbers of a request, not those that an update computes.
  if (Object.values(item).some(({ N }) => typeof N === 'string' && digits(N) > maxDigits)) {
    throw invalid('Attempting to store more than 38 significant digits in a Number');
  }
  if (itemBytes(item) <= maxItemBytes) return;
  if (by === 'put') throw invalidUpFront('Item size has exceeded the maximum allowed size');
  throw invalid('Item size to update has exceeded the maximum allowed size');
}

const emptyTableKey = (empty: string, attribute: string): string =>
  `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${empty} value. Key: ${attribute}`;

function emptyIndexKey(empty: string, by: 'put' | 'update', index: string, attribute: string): string {
  const value = `The AttributeValue for a key attribute cannot contain an empty ${empty} value.`;
  return by === 'put'
    ? `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${value} IndexName: ${index}, IndexKey: ${attribute}`
    : `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. ${value}`;
}

function emptiness(value: Value | undefined): 'string' | 'binary' | undefined {
  if (value?.S === '') return 'string';
  return value?.B === '' ? 'binary' : undefined;
}

function checkKeyBytes(value: Value | undefined, type: 'HASH' | 'RANGE'): void {
  if (value === undefined || valueBytes(value) <= (type === 'HASH' ? 2048 : 1024)) return;
  throw invalid(
    type === 'HASH'
      ? 'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes'
      : 'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
  );
}

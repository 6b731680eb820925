import type { TableName } from '../tables.ts';

/** Where an item is: every table has the string keys `pk` and `sk`. */
export interface Key {
  pk: string;
  sk: string;
}

export type Item = Key & { [attribute: string]: unknown };

/** All must hold. `absent` and `present` speak of the item itself; a test of an absent attribute fails. */
export type Condition = 'absent' | 'present' | readonly Test[];
export type Test = readonly [
  attribute: string,
  operator: '=' | '<' | '<=' | '>' | '>=',
  value: string | number | boolean,
];

/** One write of a transaction. */
export type Write =
  | { table: TableName; put: Item; when?: Condition }
  | { table: TableName; remove: Key; when?: Condition }
  | { table: TableName; check: Key; when: Condition }
  | Update;

/** Sets attributes and adds to counters; makes the item where there is none. */
export interface Update {
  table: TableName;
  update: Key;
  set?: { [attribute: string]: unknown };
  add?: { [attribute: string]: number };
  when?: Condition;
}

/** Items of one partition in the order of their sort key. */
export interface Range {
  pk: string;
  /** A global secondary index of the table; then `pk` and the bounds speak of its keys, and reads are eventually consistent. */
  index?: string;
  begins?: string;
  /** Sort keys from here, inclusive. */
  from?: string;
  /** Sort keys up to here, inclusive. */
  to?: string;
  backwards?: boolean;
  limit?: number;
}

/**
 * What the stores need of DynamoDB. Two engines serve it: `dynamodb.ts` by the SDK, and an in-process one for
 * random histories; both pass `test/functions/stores/engine-contract.ts`. Reads are strongly consistent.
 */
export interface Engine {
  get(table: TableName, key: Key): Promise<Item | undefined>;
  /** The items found, in the order of the keys, as often as each is asked for; absent ones are left out. At most 100 keys. */
  getMany(table: TableName, keys: readonly Key[]): Promise<Item[]>;
  query(table: TableName, range: Range): Promise<Item[]>;
  /** All or nothing, at most 100. Throws ConditionFailed, naming the first write whose condition failed. */
  write(writes: readonly Write[]): Promise<void>;
  /** One conditional update; answers the item after it. Throws ConditionFailed with the item as it stands. */
  update(update: Update): Promise<Item>;
}

/** A condition failed: somebody else was first, or the item isn't as it was read. */
export class ConditionFailed extends Error {
  /** The index of the write whose condition failed. */
  readonly index: number;
  /** The item as it stands, where the engine knows it. */
  readonly item: Item | undefined;

  constructor(index: number, item: Item | undefined, options?: ErrorOptions) {
    super(`the condition of write ${index} failed`, options);
    this.name = 'ConditionFailed';
    this.index = index;
    this.item = item;
  }
}

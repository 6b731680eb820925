/** The parts of dynalite 4 (CommonJS, Apache-2.0, no types of its own) that the laptop's DynamoDB is built from. */

declare module 'dynalite/db/index.js' {
  import type { Readable } from 'node:stream';

  /** An AttributeValue as it travels: one of S N B BOOL NULL SS NS BS L M, binary as base64. */
  export type Value = Record<string, unknown>;
  export type Item = Record<string, Value>;
  export type Json = Record<string, unknown>;

  export interface KeyElement {
    AttributeName: string;
    KeyType: 'HASH' | 'RANGE';
  }
  export interface Index {
    IndexName: string;
    KeySchema: KeyElement[];
    IndexStatus?: string;
  }
  export interface Table {
    TableName: string;
    TableStatus: string;
    CreationDateTime: number;
    KeySchema: KeyElement[];
    AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
    GlobalSecondaryIndexes?: Index[];
  }

  /** A parsed expression: a node with arguments, a path, or a literal value. */
  export interface ExpressionNode {
    type: string;
    name?: string;
    args: Operand[];
  }
  export type Path = (string | number)[];
  export type Operand = ExpressionNode | Path | Value;

  /** A request after dynalite has checked it; `_…` is what it parsed. */
  export interface Request {
    TableName: string;
    Item?: Item;
    Key?: Item;
    IndexName?: string;
    ScanIndexForward?: boolean;
    ExclusiveStartKey?: Item;
    ConditionExpression?: string;
    /** Of a query, made of its KeyConditionExpression. */
    KeyConditions?: Record<string, { AttributeValueList: Value[] }>;
    ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
    _condition?: { expression: ExpressionNode };
    _filter?: { expression: ExpressionNode };
    _updates?: { sections: { type: string; path: Path }[] };
    _projection?: { paths: Path[]; nestedPaths: Record<string, boolean> };
  }

  export interface Range {
    gt?: string;
    gte?: string;
    lt?: string;
    lte?: string;
    limit?: number;
    reverse?: boolean;
  }
  export type Write = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };
  /** Level with JSON values; one batch is one record of LevelDB's log, so it is written whole or not at all. */
  export interface Level {
    open(): Promise<void>;
    batch(writes: readonly Write[]): Promise<void>;
    getMany(keys: string[]): Promise<unknown[]>;
    values(range: Range): AsyncIterable<unknown>;
    iterator(range: Range): AsyncIterable<[string, unknown]>;
    close(): Promise<void>;
  }

  export type Callback<T> = (error: unknown, result?: T) => void;
  /** What dynalite's actions ask of a store, less what the laptop never lets them reach. */
  export interface Entries {
    lock(key: string, run: (release: <T>(callback: T) => T) => void): void;
    get(key: string, callback: Callback<unknown>): void;
    put(key: string, value: Item, callback: Callback<void>): void;
    del(key: string, callback: Callback<void>): void;
    createValueStream(range: Range): Readable;
  }
  export interface Store {
    options: { maxItemSize: number; createTableMs: number };
    tableDb: Partial<Entries> & { awsAccountId: string; awsRegion: string };
    getTable(name: string, ...last: [Callback<Table>] | [boolean, Callback<Table>]): void;
    getItemDb(name: string): Partial<Entries>;
    getIndexDb(kind: string, table: string, index: string): Partial<Entries>;
  }
  export type Action = (store: Store, request: Request, callback: Callback<Json>) => void;

  /** dynalite's refusals, thrown, passed or returned. */
  export interface Refusal extends Error {
    statusCode: number;
    body: { __type: string; message?: string; Message?: string };
  }

  export function create(options: { path: string }): { db: Level };
  export function createKey(item: Item, table: Table, schema?: KeyElement[]): string;
  export function validateKey(key: Item, table: Table): Refusal | null | undefined;
  export function validateItem(item: Item, table: Table): Refusal | null | undefined;
  export function validateKeyPaths(nested: Record<string, boolean> | undefined, table: Table): Refusal | undefined;
  export function checkConditional(request: Request, item: Item | undefined): Refusal | null | undefined;
  export function mapPaths(paths: Path[], item: Item): Item;
}

declare module 'dynalite/validations/index.js' {
  /** Gives a copy with only the fields of `types`, each of its type; throws a refusal. */
  export function checkTypes<T>(data: object, types: object): T;
  export function checkValidations(data: object, types: object, custom: unknown, store: object): void;
}

declare module 'dynalite/validations/*' {
  export const types: Record<string, unknown>;
  /** Checks what the types can't say and parses the expressions; gives the refusal's text. */
  export const custom: ((request: object, store: object) => string | undefined) | undefined;
}

declare module 'dynalite/actions/*' {
  import type { Action } from 'dynalite/db/index.js';

  const action: Action;
  export = action;
}

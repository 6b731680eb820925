/**
 * The city's DynamoDB tables as data: infra creates them from this, the laptop host likewise.
 * Every table has the string keys `pk` and `sk`; keys themselves are made in `functions/stores/keys.ts`.
 */
export interface TableShape {
  name: TableName;
  /** Global secondary indexes, each with string keys `<index>pk` and `<index>sk`, all attributes projected. */
  indexes: readonly string[];
  /** The attribute (epoch seconds) after which DynamoDB may delete an item. */
  expires?: 'expiresAt';
}

export const tableNames = ['cases', 'catalog', 'access', 'calendar'] as const;
export type TableName = (typeof tableNames)[number];

export const tables: readonly TableShape[] = [
  { name: 'cases', indexes: [], expires: 'expiresAt' },
  { name: 'catalog', indexes: [], expires: 'expiresAt' },
  { name: 'access', indexes: [], expires: 'expiresAt' },
  { name: 'calendar', indexes: [] },
];

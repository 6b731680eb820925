import { mkdir } from 'node:fs/promises';
import { create, type Item, type Level, type Range, type Table, type Write } from 'dynalite/db/index.js';
import { resourceNotFound } from './errors.ts';

/**
 * The LevelDB folder of the laptop's DynamoDB. dynalite keeps tables under `table~`, items under `item-<table>~` and
 * index entries under `index-global~<table>~<index>~`; ours are `ttl~<table>` and `token~<token>`.
 *
 * LevelDB's log is the write-ahead log. A commit is one batch, hence one record of that log, checksummed and handed to
 * the operating system before it is acknowledged; opening replays the log and drops a torn last record. So a killed
 * process loses no acknowledged write and leaves no half of one. (A power cut may lose the last moments: no fsync.)
 */
export interface Database {
  table(name: string): Table;
  tables: Map<string, Table>;
  /** Reads all keys in one snapshot. */
  read(keys: string[]): Promise<(Item | undefined)[]>;
  /** Reads a range in one snapshot. */
  values(range: Range): AsyncIterable<unknown>;
  entries(prefix: string): AsyncIterable<[string, unknown]>;
  /** One writer at a time: what `work` has read can't change before it commits. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** All of the writes or none of them; readers see them at once. */
  commit(writes: readonly Write[]): Promise<void>;
  close(): Promise<void>;
}

export async function openDatabase(dir: string): Promise<Database> {
  await mkdir(dir, { recursive: true });
  const { db: level } = create({ path: dir });
  await open(level, dir);
  const tables = await readTables(level);
  let last: Promise<unknown> = Promise.resolve();

  return {
    tables,
    table(name) {
      const table = tables.get(name);
      if (table === undefined) throw resourceNotFound();
      return table;
    },
    read: async (keys) => (await level.getMany(keys)) as (Item | undefined)[],
    values: (range) => level.values(range),
    entries: (prefix) => level.iterator(within(prefix)),
    exclusively(work) {
      const turn = last.then(work, work);
      last = turn.catch(() => undefined);
      return turn;
    },
    commit: (writes) => level.batch(writes),
    close: async () => {
      await last;
      await level.close();
    },
  };
}

async function open(level: Level, dir: string): Promise<void> {
  try {
    await level.open();
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const locked = cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
    throw new Error(locked ? `${dir} is in use by another process` : `${dir} can't be opened`, { cause: error });
  }
}

/** The range of LevelDB's keys that `range` means below a prefix. */
export function within(prefix: string, range: Range = {}): Range {
  const { gt, gte, lt, lte, ...rest } = range;
  const from = gt === undefined ? { gte: prefix + (gte ?? '') } : { gt: prefix + gt };
  // No key holds a character above `~`: names are ASCII and values are hex.
  const to = lte === undefined ? { lt: prefix + (lt ?? '\x7f') } : { lte: prefix + lte };
  return { ...rest, ...from, ...to };
}

async function readTables(level: Level): Promise<Map<string, Table>> {
  const tables = new Map<string, Table>();
  for await (const table of level.values(within('table~'))) {
    const { TableName } = table as Table;
    tables.set(TableName, table as Table);
  }
  return tables;
}

import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** The index of objects, uploads and owed events: SQLite, so that what belongs together is written together. */
export interface Database {
  prepare(sql: string): StatementSync;
  /** Runs it whole or not at all; calls may be nested. */
  transaction<T>(work: () => T): T;
  close(): void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS versions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  version_id TEXT NOT NULL,
  blob TEXT,
  record TEXT NOT NULL,
  UNIQUE (bucket, key, version_id)
);
CREATE INDEX IF NOT EXISTS versions_in_order ON versions (bucket, key, seq);
CREATE INDEX IF NOT EXISTS versions_of_blob ON versions (blob);
CREATE TABLE IF NOT EXISTS uploads (upload_id TEXT PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS parts (
  upload_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  blob TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (upload_id, number)
);
CREATE INDEX IF NOT EXISTS parts_of_blob ON parts (blob);
CREATE TABLE IF NOT EXISTS owed_events (id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL);
`;

/**
 * A commit reaches the operating system before it returns, so it survives the death of this process (kill -9);
 * surviving the machine's would cost a disk flush on each write. The file is this process's alone.
 */
export function openDatabase(file: string): Database {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  db.exec(SCHEMA);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  let inside = false;
  return {
    prepare: (sql) => db.prepare(sql),
    transaction(work) {
      if (inside) return work();
      begin.run();
      inside = true;
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        rollback.run();
        throw error;
      } finally {
        inside = false;
      }
    },
    close: () => db.close(),
  };
}

/** A column read back as the text that was written. */
export function textOf(row: Record<string, unknown> | undefined, column: string): string | undefined {
  const value = row?.[column];
  return typeof value === 'string' ? value : undefined;
}

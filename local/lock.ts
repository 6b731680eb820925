import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Kept here, for a database that nobody refers to is closed. */
const held = new Set<DatabaseSync>();

/**
 * Takes a state folder for this process alone, until it ends however it ends: SQLite holds a lock of the operating
 * system's, which a killed process loses.
 * @throws Error when another process has it
 */
export function lockFolder(dir: string): { release(): void } {
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, 'in-use.sqlite'));
  try {
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS in_use (word); COMMIT;',
    );
  } catch (cause) {
    database.close();
    if (!(cause instanceof Error && cause.message.includes('locked'))) throw cause;
    throw new Error(`${dir} is in use by another process: stop it, or give this one another STATE_DIR`, { cause });
  }
  held.add(database);
  return {
    release() {
      held.delete(database);
      database.close();
    },
  };
}

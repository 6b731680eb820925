import type { Database } from './database.ts';
import { textOf } from './database.ts';
import { S3ObjectCreated } from './records.ts';

export type OnObjectCreated = (event: S3ObjectCreated) => void | Promise<void>;

/** Events that are owed: written with the object, struck off when the receiver has answered. */
export interface Outbox {
  /** Part of the object's own transaction. Answers the event's id. */
  owe(event: S3ObjectCreated): number;
  deliver(id: number, event: S3ObjectCreated): void;
  /** Delivers again what a killed process left owing. */
  deliverAll(): void;
  stop(): void;
}

const FIRST_RETRY = 1_000;
const LAST_RETRY = 60_000;

/** A receiver that fails is asked again, as EventBridge does, after 1, 2, 4 … 60 seconds. */
export function outbox(db: Database, receive: OnObjectCreated): Outbox {
  const insert = db.prepare('INSERT INTO owed_events (event) VALUES (?)');
  const remove = db.prepare('DELETE FROM owed_events WHERE id = ?');
  const owed = db.prepare('SELECT id, event FROM owed_events ORDER BY id');
  const retries = new Set<NodeJS.Timeout>();
  let stopped = false;

  const attempt = async (id: number, event: S3ObjectCreated, wait: number): Promise<void> => {
    try {
      await receive(event);
      if (!stopped) remove.run(id);
    } catch {
      // The receiver reports its own failures; the event stays owed.
      if (stopped) return;
      const timer = setTimeout(() => {
        retries.delete(timer);
        void attempt(id, event, Math.min(wait * 2, LAST_RETRY));
      }, wait);
      retries.add(timer.unref());
    }
  };
  return {
    owe: (event) => Number(insert.run(JSON.stringify(event)).lastInsertRowid),
    deliver: (id, event) => void attempt(id, event, FIRST_RETRY),
    deliverAll() {
      if (stopped) return;
      for (const row of owed.all()) {
        const event = S3ObjectCreated.parse(JSON.parse(textOf(row, 'event') ?? ''));
        void attempt(Number(row.id), event, FIRST_RETRY);
      }
    },
    stop() {
      stopped = true;
      for (const timer of retries) clearTimeout(timer);
    },
  };
}

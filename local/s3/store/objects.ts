import type { Database } from './database.ts';
import { textOf } from './database.ts';
import { type StoredObject, StoredVersion, type Tag } from './records.ts';

/** Versions of objects by bucket and key, in S3's order: keys by their UTF-8 bytes, the newest version first. */
export interface Objects {
  latest(bucket: string, key: string): StoredVersion | undefined;
  version(bucket: string, key: string, versionId: string): StoredVersion | undefined;
  /** Current objects with keys after `after` and not before `from`. */
  listFrom(bucket: string, from: string, after: string): Iterable<StoredObject>;
  /** All versions of keys that come before neither of the two. */
  versionsFrom(bucket: string, prefix: string, marker: string): Iterable<StoredVersion>;
  /** Adds a version; one of the same id (as `null`) is replaced. Answers the blob that lost its object. */
  add(bucket: string, version: StoredVersion): string | undefined;
  remove(bucket: string, key: string, versionId: string): string | undefined;
  retag(bucket: string, object: StoredObject, tags: readonly Tag[]): void;
  isReferenced(blob: string): boolean;
}

export function storedObjects(db: Database): Objects {
  const latest = db.prepare('SELECT record FROM versions WHERE bucket = ? AND key = ? ORDER BY seq DESC LIMIT 1');
  const one = db.prepare('SELECT record, blob FROM versions WHERE bucket = ? AND key = ? AND version_id = ?');
  const current = `
    SELECT record FROM versions v WHERE bucket = ? AND key >= ? AND key > ? AND blob IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM versions n WHERE n.bucket = v.bucket AND n.key = v.key AND n.seq > v.seq)
    ORDER BY key`;
  const all = 'SELECT record FROM versions WHERE bucket = ? AND key >= ? AND key >= ? ORDER BY key, seq DESC';
  const insert = db.prepare('INSERT INTO versions (bucket, key, version_id, blob, record) VALUES (?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM versions WHERE bucket = ? AND key = ? AND version_id = ?');
  const update = db.prepare('UPDATE versions SET record = ? WHERE bucket = ? AND key = ? AND version_id = ?');
  const references = db.prepare('SELECT 1 AS found FROM versions WHERE blob = ? LIMIT 1');

  const removed = (bucket: string, key: string, versionId: string) => {
    const blob = textOf(one.get(bucket, key, versionId), 'blob');
    remove.run(bucket, key, versionId);
    return blob;
  };
  return {
    latest: (bucket, key) => parseVersion(latest.get(bucket, key)),
    version: (bucket, key, versionId) => parseVersion(one.get(bucket, key, versionId)),
    *listFrom(bucket, from, after) {
      // A statement of its own: an unfinished iteration must not be disturbed by another's.
      for (const row of db.prepare(current).iterate(bucket, from, after)) {
        const version = parseVersion(row);
        if (version?.kind === 'object') yield version;
      }
    },
    *versionsFrom(bucket, prefix, marker) {
      for (const row of db.prepare(all).iterate(bucket, prefix, marker)) {
        const version = parseVersion(row);
        if (version !== undefined) yield version;
      }
    },
    add: (bucket, version) =>
      db.transaction(() => {
        const replaced = removed(bucket, version.key, version.versionId);
        const blob = version.kind === 'object' ? version.blob : null;
        insert.run(bucket, version.key, version.versionId, blob, JSON.stringify(version));
        return replaced;
      }),
    remove: (bucket, key, versionId) => db.transaction(() => removed(bucket, key, versionId)),
    retag(bucket, object, tags) {
      const record = { ...object, description: { ...object.description, tags } };
      update.run(JSON.stringify(record), bucket, object.key, object.versionId);
    },
    isReferenced: (blob) => references.get(blob) !== undefined,
  };
}

function parseVersion(row: Record<string, unknown> | undefined): StoredVersion | undefined {
  const record = textOf(row, 'record');
  return record === undefined ? undefined : StoredVersion.parse(JSON.parse(record));
}

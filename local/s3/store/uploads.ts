import type { Database } from './database.ts';
import { textOf } from './database.ts';
import { StoredPart, StoredUpload } from './records.ts';

/** Multipart uploads that are under way. */
export interface Uploads {
  begin(upload: StoredUpload): void;
  find(uploadId: string): StoredUpload | undefined;
  /** Parts by number. */
  parts(uploadId: string): StoredPart[];
  /** Adds a part; one of the same number is replaced. Answers the replaced part's blob. */
  addPart(uploadId: string, part: StoredPart): string | undefined;
  /** Forgets the upload and answers its parts' blobs. */
  end(uploadId: string): string[];
  isReferenced(blob: string): boolean;
}

export function storedUploads(db: Database): Uploads {
  const insert = db.prepare('INSERT INTO uploads (upload_id, record) VALUES (?, ?)');
  const find = db.prepare('SELECT record FROM uploads WHERE upload_id = ?');
  const remove = db.prepare('DELETE FROM uploads WHERE upload_id = ?');
  const insertPart = db.prepare('INSERT OR REPLACE INTO parts (upload_id, number, blob, record) VALUES (?, ?, ?, ?)');
  const findPart = db.prepare('SELECT blob FROM parts WHERE upload_id = ? AND number = ?');
  const parts = db.prepare('SELECT record FROM parts WHERE upload_id = ? ORDER BY number');
  const removeParts = db.prepare('DELETE FROM parts WHERE upload_id = ?');
  const references = db.prepare('SELECT 1 AS found FROM parts WHERE blob = ? LIMIT 1');

  const partsOf = (uploadId: string) =>
    parts.all(uploadId).map((row) => StoredPart.parse(JSON.parse(textOf(row, 'record') ?? '')));
  return {
    begin: (upload) => void insert.run(upload.uploadId, JSON.stringify(upload)),
    find(uploadId) {
      const record = textOf(find.get(uploadId), 'record');
      return record === undefined ? undefined : StoredUpload.parse(JSON.parse(record));
    },
    parts: partsOf,
    addPart: (uploadId, part) =>
      db.transaction(() => {
        const replaced = textOf(findPart.get(uploadId, part.number), 'blob');
        insertPart.run(uploadId, part.number, part.blob, JSON.stringify(part));
        return replaced;
      }),
    end: (uploadId) =>
      db.transaction(() => {
        const blobs = partsOf(uploadId).map((part) => part.blob);
        remove.run(uploadId);
        removeParts.run(uploadId);
        return blobs;
      }),
    isReferenced: (blob) => references.get(blob) !== undefined,
  };
}

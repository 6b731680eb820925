import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Blobs, openBlobs } from './blobs.ts';
import { openDatabase } from './database.ts';
import { type Objects, storedObjects } from './objects.ts';
import { type OnObjectCreated, outbox } from './outbox.ts';
import type { S3ObjectCreated, StoredObject, StoredPart } from './records.ts';
import { storedUploads, type Uploads } from './uploads.ts';

/** Everything the server keeps: an index in SQLite and the bytes beside it. A row is what makes bytes an object. */
export interface Store {
  readonly objects: Omit<Objects, 'add' | 'remove' | 'isReferenced'>;
  readonly uploads: Omit<Uploads, 'addPart' | 'end' | 'isReferenced'>;
  readonly blobs: Pick<Blobs, 'write' | 'read'>;
  /** Makes the bytes an object, its event owed from the same instant; if `allow` throws, the bytes are dropped. */
  commit(bucket: string, object: StoredObject, commit: Commit): void;
  commitPart(uploadId: string, part: StoredPart, allow: () => void): void;
  endUpload(uploadId: string): void;
  addDeleteMarker(bucket: string, key: string, versionId: string, lastModified: number): void;
  remove(bucket: string, key: string, versionId: string): void;
  dropBlob(blob: string): void;
  /** Delivers the events that an earlier process left owing. */
  deliverOwed(): void;
  close(): void;
}

interface Commit {
  readonly event: S3ObjectCreated | undefined;
  /** The multipart upload that ends with it. */
  readonly uploadId?: string;
  /** Checks, with nothing in between, what must hold when the object appears. */
  readonly allow: () => void;
}

export function openStore(dir: string, receive: OnObjectCreated | undefined): Store {
  mkdirSync(dir, { recursive: true });
  const db = openDatabase(join(dir, 'index.sqlite'));
  const objects = storedObjects(db);
  const uploads = storedUploads(db);
  const blobs = openBlobs(join(dir, 'blobs'));
  const events = receive === undefined ? undefined : outbox(db, receive);
  const isReferenced = (blob: string) => objects.isReferenced(blob) || uploads.isReferenced(blob);
  /** A copy shares its source's bytes, so they go with the last of them. */
  const dropBlob = (blob: string | undefined) => {
    if (blob !== undefined && !isReferenced(blob)) blobs.remove(blob);
  };
  blobs.sweep(isReferenced);

  return {
    objects,
    uploads,
    blobs,
    commit(bucket, object, { event, uploadId, allow }) {
      const freed: (string | undefined)[] = [];
      let eventId: number | undefined;
      try {
        db.transaction(() => {
          allow();
          freed.push(objects.add(bucket, object));
          if (uploadId !== undefined) freed.push(...uploads.end(uploadId));
          if (event !== undefined) eventId = events?.owe(event);
        });
      } catch (error) {
        dropBlob(object.blob);
        throw error;
      }
      freed.forEach(dropBlob);
      if (event !== undefined && eventId !== undefined) events?.deliver(eventId, event);
    },
    commitPart(uploadId, part, allow) {
      let replaced: string | undefined;
      try {
        replaced = db.transaction(() => {
          allow();
          return uploads.addPart(uploadId, part);
        });
      } catch (error) {
        dropBlob(part.blob);
        throw error;
      }
      dropBlob(replaced);
    },
    endUpload: (uploadId) => uploads.end(uploadId).forEach(dropBlob),
    addDeleteMarker: (bucket, key, versionId, lastModified) =>
      dropBlob(objects.add(bucket, { kind: 'delete-marker', key, versionId, lastModified })),
    remove: (bucket, key, versionId) => dropBlob(objects.remove(bucket, key, versionId)),
    dropBlob,
    deliverOwed: () => events?.deliverAll(),
    close() {
      events?.stop();
      db.close();
    },
  };
}

import { randomBytes } from 'node:crypto';
import type { S3ObjectCreated, StoredObject } from '../store/records.ts';
import type { Bucket, Host } from './call.ts';

type NewObject = Pick<StoredObject, 'key' | 'blob' | 'size' | 'etag' | 'description' | 'checksum'>;

/**
 * Makes received bytes the current object under their key.
 * @param options.allow throws to refuse; it runs in the same transaction
 */
export function createObject(
  host: Host,
  bucket: Bucket,
  object: NewObject,
  reason: S3ObjectCreated['reason'],
  options: { allow: () => void; uploadId?: string },
): StoredObject {
  const stored: StoredObject = {
    kind: 'object',
    ...object,
    versionId: newVersionId(bucket),
    lastModified: wholeSecond(host.now()),
  };
  const { key, size, etag, versionId } = stored;
  const event = { bucket: bucket.name, key, size, etag, ...(bucket.versioned ? { versionId } : {}), reason };
  host.store.commit(bucket.name, stored, { event: bucket.notifications ? event : undefined, ...options });
  return stored;
}

export function newVersionId(bucket: Bucket): string {
  return bucket.versioned ? randomBytes(24).toString('base64url') : 'null';
}

/** S3 keeps times to the second. */
export function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

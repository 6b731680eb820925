import { z } from 'zod';
import { CHECKSUM_ALGORITHMS } from '../body/checksums.ts';

export const Tag = z.strictObject({ key: z.string(), value: z.string() });
export type Tag = z.infer<typeof Tag>;

const StoredChecksum = z.strictObject({ algorithm: z.enum(CHECKSUM_ALGORITHMS), value: z.string() });

/** What a caller may say of an object beside its bytes. */
export const ObjectDescription = z.strictObject({
  /** `Content-Type` and its like, by lower-case header name. */
  content: z.record(z.string(), z.string()),
  /** `x-amz-meta-…` without the prefix; pairs, since a name may be anything. */
  metadata: z.array(z.tuple([z.string(), z.string()])),
  tags: z.array(Tag),
});
export type ObjectDescription = z.infer<typeof ObjectDescription>;

export const StoredObject = z.strictObject({
  kind: z.literal('object'),
  key: z.string(),
  /** `null` (the word) in a bucket without versions. */
  versionId: z.string(),
  blob: z.string(),
  size: z.number(),
  /** Without quotes. */
  etag: z.string(),
  /** Epoch milliseconds of a whole second, as S3 keeps it. */
  lastModified: z.number(),
  description: ObjectDescription,
  checksum: StoredChecksum.nullable(),
});
export type StoredObject = z.infer<typeof StoredObject>;

const DeleteMarker = z.strictObject({
  kind: z.literal('delete-marker'),
  key: z.string(),
  versionId: z.string(),
  lastModified: z.number(),
});

export const StoredVersion = z.discriminatedUnion('kind', [StoredObject, DeleteMarker]);
export type StoredVersion = z.infer<typeof StoredVersion>;

export const StoredUpload = z.strictObject({
  uploadId: z.string(),
  bucket: z.string(),
  key: z.string(),
  initiated: z.number(),
  description: ObjectDescription,
  checksumAlgorithm: z.enum(CHECKSUM_ALGORITHMS).nullable(),
});
export type StoredUpload = z.infer<typeof StoredUpload>;

export const StoredPart = z.strictObject({
  number: z.number(),
  blob: z.string(),
  size: z.number(),
  etag: z.string(),
  lastModified: z.number(),
  checksum: StoredChecksum.nullable(),
});
export type StoredPart = z.infer<typeof StoredPart>;

/** The laptop's counterpart of EventBridge's *Object Created*. */
export const S3ObjectCreated = z.strictObject({
  bucket: z.string(),
  key: z.string(),
  size: z.number(),
  /** Without quotes, as EventBridge has it. */
  etag: z.string(),
  /** Only in a bucket with versions. */
  versionId: z.string().optional(),
  reason: z.enum(['PutObject', 'POST', 'CompleteMultipartUpload', 'CopyObject']),
});
export type S3ObjectCreated = z.infer<typeof S3ObjectCreated>;

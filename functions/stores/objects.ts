/** The two buckets: what was uploaded or is for officials' eyes, and what is or was opened. */
export type BucketName = 'quarantine' | 'data';

/** The lock on an open object (`gate` tag): the bucket's policy serves it to nobody unless it is `open`. */
export type Gate = 'open' | 'closed';

export interface SignedPost {
  url: string;
  fields: Readonly<Record<string, string>>;
}

/** What is written: an object of the data bucket is tagged as it is written, never after. */
export interface Content {
  contentType: string;
  gate?: Gate;
}

/** How a signed URL is to be served: an attachment of that name, by that method, for at most 300 s. */
export interface SignedDownload {
  method: 'GET' | 'HEAD';
  seconds: number;
  fileName: string;
  contentType: string;
}

/** What the platform needs of S3. */
export interface ObjectStore {
  /** Throws ObjectRefused where the bucket's policy denies it, ObjectMissing where there is none. */
  read(bucket: BucketName, key: string): Promise<Uint8Array>;
  /** The object's ETag without quotes, or undefined where there is none. */
  etag(bucket: BucketName, key: string): Promise<string | undefined>;
  write(bucket: BucketName, key: string, body: Uint8Array | string, as: Content): Promise<void>;
  /** Tags every version of every data object under the prefix, but those under the prefix that is excepted. */
  setGate(prefix: string, gate: Gate, but?: { except: string }): Promise<void>;
  /** The gates of every version of every data object under the prefix, as the storage has them now; no tag is closed. */
  gates(prefix: string): Promise<readonly Gate[]>;
  /** A browser's form upload of one file of at most `maxBytes` into quarantine, good for `seconds`. */
  signUpload(key: string, limits: { maxBytes: number; seconds: number }): Promise<SignedPost>;
  signDownload(bucket: BucketName, key: string, as: SignedDownload): Promise<string>;
}

/** The storage itself refuses the object: its gate is closed. */
export class ObjectRefused extends Error {
  override readonly name = 'ObjectRefused';
}

export class ObjectMissing extends Error {
  override readonly name = 'ObjectMissing';
}

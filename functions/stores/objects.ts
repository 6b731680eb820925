/** The two buckets: what was uploaded and not yet judged, and what is or was opened. */
export type BucketName = 'quarantine' | 'data';

/** The lock on an open object (`gate` tag): the bucket's policy serves it to nobody unless it is `open`. */
export type Gate = 'open' | 'closed';

export interface SignedPost {
  url: string;
  fields: Readonly<Record<string, string>>;
}

/** What the platform needs of S3. */
export interface ObjectStore {
  read(bucket: BucketName, key: string): Promise<Uint8Array>;
  /** The object's ETag, or undefined where there is none. */
  etag(bucket: BucketName, key: string): Promise<string | undefined>;
  /** Data objects are tagged as they are written, never after. */
  write(
    bucket: BucketName,
    key: string,
    body: Uint8Array | string,
    as: { contentType: string; gate?: Gate },
  ): Promise<void>;
  /** Tags every version of the object. */
  setGate(key: string, gate: Gate): Promise<void>;
  /** The tag as the storage has it now. */
  gate(key: string): Promise<Gate | undefined>;
  /** A browser's form upload of one file of at most `maxBytes`, good for `seconds`. */
  signUpload(key: string, limits: { maxBytes: number; seconds: number }): Promise<SignedPost>;
  /** A URL signed for that method for at most 300 s, served as an attachment of that name. */
  signDownload(
    key: string,
    as: { method: 'GET' | 'HEAD'; seconds: number; fileName: string; contentType: string },
  ): Promise<string>;
}

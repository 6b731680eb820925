import { createHash } from 'node:crypto';
import { type Instant, millisOf } from '../../domain/calendar/dates.ts';
import {
  type BucketName,
  type Gate,
  ObjectMissing,
  ObjectRefused,
  type ObjectStore,
  type SignedDownload,
} from '../../functions/stores/objects.ts';

interface Version {
  body: Uint8Array;
  contentType: string;
  gate: Gate | undefined;
}

export interface MemoryObjects extends ObjectStore {
  /** What a browser does with a signed form: puts the file where the form says, within its limits. */
  upload(
    url: string,
    body: Uint8Array | string,
  ): Promise<{ bucket: BucketName; key: string; etag: string; size: number }>;
  /** What storage answers to a signed URL now, by its gate and the signature's age. */
  follow(url: string): Promise<{ status: 200 | 403 | 404; body?: Uint8Array; fileName?: string; contentType?: string }>;
  /** The keys of a bucket, in order. */
  keys(bucket: BucketName): string[];
  /** Makes the next calls of an operation fail, as a broken storage would. */
  fail(operation: keyof ObjectStore, times?: number): void;
}

const second = 1000;

/** Buckets in process: versions, gates and signatures as the real bucket's policy judges them. */
export function memoryObjects(now: () => Instant): MemoryObjects {
  const buckets = new Map<string, Version[]>();
  const failures = new Map<string, number>();
  const at = (bucket: BucketName, key: string): string => `${bucket}/${key}`;
  const versionsUnder = (prefix: string): Version[] =>
    [...buckets].filter(([key]) => key.startsWith(at('data', prefix))).flatMap(([, versions]) => versions);
  const latest = (bucket: BucketName, key: string): Version | undefined => buckets.get(at(bucket, key))?.at(-1);
  const put = (bucket: BucketName, key: string, version: Version): void => {
    const versions = buckets.get(at(bucket, key)) ?? [];
    buckets.set(at(bucket, key), bucket === 'data' ? [...versions, version] : [version]);
  };
  const mayFail = (operation: keyof ObjectStore): void => {
    const left = failures.get(operation) ?? 0;
    if (left === 0) return;
    failures.set(operation, left - 1);
    throw new Error(`storage fails at ${operation}`);
  };

  return {
    async read(bucket, key) {
      mayFail('read');
      const version = latest(bucket, key);
      if (version === undefined) throw new ObjectMissing(`${bucket}/${key}`);
      if (bucket === 'data' && version.gate !== 'open') throw new ObjectRefused(`${bucket}/${key}`);
      return version.body;
    },
    async etag(bucket, key) {
      mayFail('etag');
      const version = latest(bucket, key);
      return version && etagOf(version.body);
    },
    async write(bucket, key, body, { contentType, gate }) {
      mayFail('write');
      put(bucket, key, { body: bytesOf(body), contentType, gate });
    },
    async setGate(prefix, gate, but) {
      mayFail('setGate');
      const excepted = new Set(but === undefined ? [] : versionsUnder(but.except));
      for (const version of versionsUnder(prefix)) if (!excepted.has(version)) version.gate = gate;
    },
    async gates(prefix) {
      mayFail('gates');
      return versionsUnder(prefix).map(({ gate }) => gate ?? 'closed');
    },
    async signUpload(key, { maxBytes, seconds }) {
      mayFail('signUpload');
      const query = new URLSearchParams({
        maxBytes: String(maxBytes),
        until: String(millisOf(now()) + seconds * second),
      });
      return { url: `memory://quarantine/${key}?${query}`, fields: { key } };
    },
    async signDownload(bucket, key, { method, seconds, fileName, contentType }: SignedDownload) {
      mayFail('signDownload');
      const signed = { method, fileName, contentType, signedAt: String(millisOf(now())), seconds: String(seconds) };
      return `memory://${bucket}/${key}?${new URLSearchParams(signed)}`;
    },

    async upload(url, body) {
      const { bucket, key, query } = parts(url);
      if (bucket !== 'quarantine') throw new Error(`${url} is no form of the quarantine bucket`);
      const bytes = bytesOf(body);
      if (bytes.length > Number(query.get('maxBytes'))) throw new Error('EntityTooLarge');
      if (millisOf(now()) > Number(query.get('until'))) throw new Error('AccessDenied: the form has expired');
      put('quarantine', key, { body: bytes, contentType: 'application/octet-stream', gate: undefined });
      return { bucket: 'quarantine', key, etag: etagOf(bytes), size: bytes.length };
    },
    async follow(url) {
      const { bucket, key, query } = parts(url);
      const version = latest(bucket, key);
      const age = millisOf(now()) - Number(query.get('signedAt'));
      if (age > Number(query.get('seconds')) * second) return { status: 403 };
      if (version === undefined || (bucket === 'data' && version.gate !== 'open')) return { status: 403 };
      return {
        status: 200,
        ...(query.get('method') === 'GET' ? { body: version.body } : {}),
        fileName: query.get('fileName') ?? '',
        contentType: query.get('contentType') ?? version.contentType,
      };
    },
    keys: (bucket) =>
      [...buckets.keys()]
        .filter((key) => key.startsWith(`${bucket}/`))
        .map((key) => key.slice(bucket.length + 1))
        .sort(),
    fail(operation, times = 1) {
      failures.set(operation, times);
    },
  };
}

const bytesOf = (body: Uint8Array | string): Uint8Array =>
  typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
const etagOf = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');

function parts(url: string): { bucket: BucketName; key: string; query: URLSearchParams } {
  const { host, pathname, searchParams } = new URL(url);
  return { bucket: host as BucketName, key: pathname.slice(1), query: searchParams };
}

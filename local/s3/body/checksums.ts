import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { notImplemented, S3Failure } from '../failure.ts';

/** CRC32 is what the SDKs send unasked. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
export const CHECKSUM_ALGORITHMS = ['CRC32', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

const BYTES: Record<ChecksumAlgorithm, number> = { CRC32: 4, SHA1: 20, SHA256: 32 };

/** Base64 of the digest; of a multipart object `<digest of the parts' digests>-<number of parts>`. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
}

export interface Digest {
  update(piece: Buffer): void;
  digest(): Buffer;
}

export function digestOf(algorithm: ChecksumAlgorithm): Digest {
  if (algorithm !== 'CRC32') {
    const hash = createHash(algorithm.toLowerCase());
    return { update: (piece) => void hash.update(piece), digest: () => hash.digest() };
  }
  let sum = 0;
  return {
    update: (piece) => {
      sum = crc32(piece, sum);
    },
    digest: () => {
      const bytes = Buffer.alloc(BYTES.CRC32);
      bytes.writeUInt32BE(sum);
      return bytes;
    },
  };
}

export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

export function checksumAlgorithm(name: string): ChecksumAlgorithm {
  const found = CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === name.toUpperCase());
  if (found === undefined) throw notImplemented(`the checksum algorithm ${name}`);
  return found;
}

/** Of a whole body, or of its parts' checksums. */
export function checksumType({ value }: Checksum): 'COMPOSITE' | 'FULL_OBJECT' {
  return value.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT';
}

/** What the sender says of its body: the value itself, or that a trailer will say it. */
export interface ChecksumClaim {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string | undefined;
}

/** @throws S3Failure InvalidRequest for two claims, a malformed one, or an algorithm named without a value */
export function checksumClaim(headers: ReadonlyMap<string, string>): ChecksumClaim | undefined {
  const prefix = 'x-amz-checksum-';
  const inHeaders = [...headers.keys()].filter((name) => name.startsWith(prefix) && !NOT_VALUES.has(name));
  const inTrailer = (headers.get('x-amz-trailer') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const names = [...inHeaders, ...inTrailer];
  if (names.length > 1)
    throw new S3Failure(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  const [name] = names;
  if (name === undefined) {
    if (headers.has('x-amz-sdk-checksum-algorithm')) {
      throw new S3Failure(
        'InvalidRequest',
        'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
      );
    }
    return undefined;
  }
  if (!name.startsWith(prefix)) throw notImplemented(`the trailer ${name}`);
  const algorithm = checksumAlgorithm(name.slice(prefix.length));
  return { algorithm, value: inTrailer.length > 0 ? undefined : wellFormed(algorithm, headers.get(name) ?? '') };
}

const NOT_VALUES = new Set(['x-amz-checksum-mode', 'x-amz-checksum-algorithm', 'x-amz-checksum-type']);

export function wellFormed(algorithm: ChecksumAlgorithm, value: string): string {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== BYTES[algorithm] || bytes.toString('base64') !== value) {
    throw new S3Failure('InvalidRequest', `Value for ${checksumHeader(algorithm)} header is invalid.`);
  }
  return value;
}

/** @throws S3Failure InvalidDigest unless it is the base64 of 16 bytes */
export function contentMd5(headers: ReadonlyMap<string, string>): Buffer | undefined {
  const value = headers.get('content-md5');
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== value) throw new S3Failure('InvalidDigest');
  return bytes;
}

/** The checksum of a multipart object: over its parts' checksums. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum {
  const digest = digestOf(algorithm);
  for (const part of parts) digest.update(Buffer.from(part, 'base64'));
  return { algorithm, value: `${digest.digest().toString('base64')}-${parts.length}` };
}

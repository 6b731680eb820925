import { createHash } from 'node:crypto';
import { S3Failure } from '../failure.ts';
import { type Checksum, checksumClaim, checksumHeader, contentMd5, digestOf, wellFormed } from './checksums.ts';
import type { Payload } from './payload.ts';

export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** What a body turned out to be, once it has been read to its end. */
export interface Measured {
  size: number;
  /** Hex, as an ETag has it. */
  md5: string;
  checksum: Checksum | null;
}

export interface CheckedBody {
  /** @throws S3Failure in the reading: BadDigest, EntityTooLarge … */
  readonly bytes: AsyncIterable<Buffer>;
  /** Filled in when the bytes have been read. */
  readonly measured: Measured;
}

/** Checks a body while it passes, against everything that its sender said of it in headers or trailer. */
export function checkedBody(payload: Payload, headers: ReadonlyMap<string, string>, limits: Limits): CheckedBody {
  const claim = checksumClaim(headers);
  const md5Claim = contentMd5(headers);
  const measured: Measured = { size: 0, md5: '', checksum: null };
  const bytes = async function* () {
    const md5 = createHash('md5');
    const digest = claim === undefined ? undefined : digestOf(claim.algorithm);
    for await (const piece of payload.bytes) {
      measured.size += piece.length;
      if (measured.size > limits.max) throw tooLarge(limits.max);
      md5.update(piece);
      digest?.update(piece);
      yield piece;
    }
    if (measured.size < limits.min) throw tooSmall(measured.size, limits.min);
    const md5Bytes = md5.digest();
    if (md5Claim !== undefined && !md5Claim.equals(md5Bytes)) {
      throw new S3Failure('BadDigest', 'The Content-MD5 you specified did not match what we received.');
    }
    measured.md5 = md5Bytes.toString('hex');
    if (claim === undefined || digest === undefined) return;
    const { algorithm } = claim;
    const value = digest.digest().toString('base64');
    if (value !== (claim.value ?? wellFormed(algorithm, trailer(payload, checksumHeader(algorithm))))) {
      throw new S3Failure('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
    }
    measured.checksum = { algorithm, value };
  };
  return { bytes: bytes(), measured };
}

function tooLarge(max: number): S3Failure {
  return new S3Failure('EntityTooLarge', undefined, { MaxSizeAllowed: String(max) });
}

function tooSmall(size: number, min: number): S3Failure {
  return new S3Failure('EntityTooSmall', undefined, { ProposedSize: String(size), MinSizeAllowed: String(min) });
}

function trailer(payload: Payload, name: string): string {
  const value = payload.trailers.get(name);
  if (value === undefined) throw new S3Failure('MalformedTrailerError');
  return value;
}

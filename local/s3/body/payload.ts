import { createHash } from 'node:crypto';
import { notImplemented, S3Failure } from '../failure.ts';
import type { S3Request } from '../request.ts';
import { type Caller, payloadHashOf } from '../signature/authenticate.ts';
import { decodeChunked } from './chunked.ts';

export interface Payload {
  /** The object's own bytes; reading to the end verifies them against what was signed. */
  readonly bytes: AsyncIterable<Buffer>;
  /** Filled when the bytes have been read. */
  readonly trailers: ReadonlyMap<string, string>;
}

/** Unwraps a request's body as its `x-amz-content-sha256` says. */
export function payloadOf(request: S3Request, caller: Caller): Payload {
  const trailers = new Map<string, string>();
  const hash = payloadHashOf(request);
  if (hash === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' || hash === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD') {
    const signing = hash === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' ? chunkSigningOf(caller) : undefined;
    const decodedLength = lengthIn(request, 'x-amz-decoded-content-length');
    return { bytes: decodeChunked({ source: request.body, decodedLength, signing, trailers }), trailers };
  }
  if (hash.startsWith('STREAMING-')) throw notImplemented(`x-amz-content-sha256: ${hash}`);
  lengthIn(request, 'content-length');
  if (hash === 'UNSIGNED-PAYLOAD') return { bytes: request.body, trailers };
  if (!/^[0-9a-f]{64}$/.test(hash)) {
    throw new S3Failure(
      'InvalidArgument',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, or a valid sha256 value.',
    );
  }
  return { bytes: verified(request.body, hash), trailers };
}

function chunkSigningOf(caller: Caller) {
  if (caller.kind === 'anonymous' || caller.chunkSigning === undefined) throw new S3Failure('AccessDenied');
  return caller.chunkSigning;
}

function lengthIn(request: S3Request, header: string): number {
  const value = request.headers.get(header);
  if (value === undefined || !/^\d{1,15}$/.test(value)) throw new S3Failure('MissingContentLength');
  return Number(value);
}

async function* verified(body: AsyncIterable<Buffer>, expected: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of body) {
    hash.update(piece);
    yield piece;
  }
  const computed = hash.digest('hex');
  if (computed !== expected) {
    throw new S3Failure('XAmzContentSHA256Mismatch', undefined, {
      ClientComputedContentSHA256: expected,
      S3ComputedContentSHA256: computed,
    });
  }
}

import { checkedBody, type Limits, type Measured } from '../body/checked.ts';
import { type Checksum, checksumHeader, checksumType } from '../body/checksums.ts';
import { type Payload, payloadOf } from '../body/payload.ts';
import type { Store } from '../store/store.ts';
import type { Call } from './call.ts';

/** Bytes that have arrived whole and as promised, but are no object yet. */
export interface Received extends Measured {
  readonly blob: string;
}

const LARGEST = 5 * 1024 ** 3; // 5 GiB in one request: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const LARGEST_DOCUMENT = 3 * 1024 ** 2; // above a list of 10,000 parts, the longest of S3's documents

/** Stores a request's body; if it isn't as promised, nothing is kept. */
export function receive({ host, request, caller }: Call): Promise<Received> {
  return receiveBytes(host.store, payloadOf(request, caller), request.headers, { min: 0, max: LARGEST });
}

export async function receiveBytes(
  store: Store,
  payload: Payload,
  headers: ReadonlyMap<string, string>,
  limits: Limits,
): Promise<Received> {
  const { bytes, measured } = checkedBody(payload, headers, { ...limits, max: Math.min(limits.max, LARGEST) });
  const blob = await store.blobs.write(bytes);
  return { blob, ...measured };
}

/** Reads a request's body as a small XML document. */
export async function receiveDocument({ request, caller }: Call): Promise<string> {
  const { bytes } = checkedBody(payloadOf(request, caller), request.headers, { min: 0, max: LARGEST_DOCUMENT });
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

export function checksumHeaders(checksum: Checksum | null): Record<string, string> {
  if (checksum === null) return {};
  return {
    [checksumHeader(checksum.algorithm)]: checksum.value,
    'x-amz-checksum-type': checksumType(checksum),
  };
}

/** The same where the answer is a document. */
export function checksumElements(checksum: Checksum | null): Record<string, string> {
  if (checksum === null) return {};
  return { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksumType(checksum) };
}

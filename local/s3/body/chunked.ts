import { createHash } from 'node:crypto';
import { S3Failure } from '../failure.ts';
import type { ChunkSigning } from '../signature/authenticate.ts';
import { sameSignature, sha256Hex, signatureOf } from '../signature/sigv4.ts';
import { ByteReader } from './bytes.ts';

const SMALLEST_CHUNK = 8192;
const LONGEST_LINE = 4096; // chunk headers and trailers are far shorter

interface ChunkedBody {
  readonly source: AsyncIterable<Buffer>;
  readonly decodedLength: number;
  /** Present where every chunk is signed; then there is no trailer. */
  readonly signing: ChunkSigning | undefined;
  /** Filled when the body has been read. */
  readonly trailers: Map<string, string>;
}

/**
 * Decodes `aws-chunked`: `<hex length>[;chunk-signature=<hex>]` CRLF bytes CRLF …, a chunk of length 0, trailers.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html
 * @throws S3Failure for a wrong chunk signature, a chunk below 8 KiB that isn't the last, or a wrong total length
 */
export async function* decodeChunked(body: ChunkedBody): AsyncGenerator<Buffer> {
  const reader = new ByteReader(body.source);
  const malformed = () => new S3Failure('IncompleteBody', 'The request body is not well-formed aws-chunked');
  let previous = body.signing?.seed ?? '';
  let total = 0;
  for (let number = 1, small: number | undefined; ; number += 1) {
    const header = await reader.line(LONGEST_LINE, malformed);
    const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(header);
    if (match?.[1] === undefined) throw malformed();
    const length = Number.parseInt(match[1], 16);
    if (length > 0 && small !== undefined) {
      throw new S3Failure('InvalidChunkSizeError', undefined, { Chunk: String(number), BadChunkSize: String(small) });
    }
    if (length < SMALLEST_CHUNK) small = length;
    total += length;
    if (total > body.decodedLength) throw new S3Failure('IncompleteBody');
    const hash = createHash('sha256');
    for await (const piece of reader.exactly(length)) {
      if (body.signing !== undefined) hash.update(piece);
      yield piece;
    }
    if (body.signing !== undefined) {
      previous = checkChunk(body.signing, previous, hash.digest('hex'), match[2] ?? '');
    }
    if (length === 0) break;
    if ((await reader.line(0, malformed)) !== '') throw malformed();
  }
  if (total !== body.decodedLength) throw new S3Failure('IncompleteBody');
  await readTrailers(reader, body.trailers);
}

const EMPTY_HASH = sha256Hex('');

function checkChunk(signing: ChunkSigning, previous: string, hash: string, given: string): string {
  const text = ['AWS4-HMAC-SHA256-PAYLOAD', signing.date, signing.scope, previous, EMPTY_HASH, hash].join('\n');
  const expected = signatureOf(signing.key, text);
  if (!sameSignature(expected, given)) {
    throw new S3Failure('SignatureDoesNotMatch', undefined, { StringToSign: text, SignatureProvided: given });
  }
  return expected;
}

async function readTrailers(reader: ByteReader, trailers: Map<string, string>): Promise<void> {
  const malformed = () => new S3Failure('MalformedTrailerError');
  for (;;) {
    const line = await reader.line(LONGEST_LINE, malformed);
    if (line === '') return;
    const colon = line.indexOf(':');
    if (colon < 1) throw malformed();
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

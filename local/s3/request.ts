import type { IncomingMessage } from 'node:http';
import { S3Failure } from './failure.ts';
import { uriEncode } from './signature/sigv4.ts';

/** A request as this server reads it; addressing is path-style: `/bucket/key`. */
export interface S3Request {
  readonly method: string;
  /** Decoded, with its leading slash. */
  readonly path: string;
  /** Empty at the service's root. */
  readonly bucket: string;
  /** Empty at the bucket itself. */
  readonly key: string;
  /** Decoded pairs in the order sent. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: ReadonlyMap<string, string>;
  readonly body: AsyncIterable<Buffer>;
}

const MAX_KEY_BYTES = 1024; // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html

export function readRequest(message: IncomingMessage): S3Request {
  const [rawPath = '/', ...rest] = (message.url ?? '/').split('?');
  const path = decode(rawPath);
  const slash = path.indexOf('/', 1);
  const bucket = slash === -1 ? path.slice(1) : path.slice(1, slash);
  const key = slash === -1 ? '' : path.slice(slash + 1);
  checkKeyLength(key);
  return {
    method: message.method ?? 'GET',
    path,
    bucket,
    key,
    query: readQuery(rest.join('?')),
    headers: readHeaders(message),
    body: bodyOf(message),
  };
}

export function checkKeyLength(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > MAX_KEY_BYTES) {
    throw new S3Failure('KeyTooLongError', undefined, { Size: String(size), MaxSizeAllowed: String(MAX_KEY_BYTES) });
  }
}

/** Where an object stands, as the caller of this request reaches it. */
export function addressOf(request: S3Request, bucket: string, key: string): string {
  return `http://${request.headers.get('host') ?? ''}/${bucket}/${key.split('/').map(uriEncode).join('/')}`;
}

export function parameter(request: S3Request, name: string): string | undefined {
  return request.query.find(([found]) => found === name)?.[1];
}

function readQuery(raw: string): [string, string][] {
  return raw
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const [name, value] = equals === -1 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
      return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))];
    });
}

/** @throws S3Failure InvalidURI for escapes that are no UTF-8 */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Failure('InvalidURI');
  }
}

function readHeaders(message: IncomingMessage): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    // Node reads header bytes as Latin-1; callers sign and mean UTF-8.
    headers.set(name, Buffer.from((values ?? []).join(','), 'latin1').toString('utf8'));
  }
  return headers;
}

async function* bodyOf(message: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    // Giving up half-way must not close the connection that the refusal goes out on.
    yield* message.iterator({ destroyOnReturn: false });
  } catch {
    throw new S3Failure('IncompleteBody');
  }
}

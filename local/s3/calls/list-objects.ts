import { type Answer, xmlAnswer } from '../answer.ts';
import { checksumType } from '../body/checksums.ts';
import { quoted } from '../description.ts';
import { S3Failure } from '../failure.ts';
import { parameter, type S3Request } from '../request.ts';
import { uriEncode } from '../signature/sigv4.ts';
import type { StoredObject } from '../store/records.ts';
import { xmlDocument } from '../xml.ts';
import type { Call } from './call.ts';

const LONGEST_PAGE = 1000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2({ host, request, bucket }: Call): Answer {
  const prefix = parameter(request, 'prefix') ?? '';
  const delimiter = parameter(request, 'delimiter') ?? '';
  const startAfter = parameter(request, 'start-after') ?? '';
  const token = parameter(request, 'continuation-token');
  const maxKeys = pageLength(request);
  const after = token === undefined ? startAfter : readToken(token);
  const listFrom = (key: string) => host.store.objects.listFrom(bucket.name, prefix, key);
  const page = listPage(listFrom, { prefix, delimiter, after, maxKeys });
  const name = keyWriter(request);
  const result = {
    Name: bucket.name,
    Prefix: name(prefix),
    ...(delimiter === '' ? {} : { Delimiter: name(delimiter) }),
    ...(startAfter === '' ? {} : { StartAfter: name(startAfter) }),
    ...(token === undefined ? {} : { ContinuationToken: token }),
    ...(page.next === undefined ? {} : { NextContinuationToken: writeToken(page.next) }),
    ...encodingType(request),
    KeyCount: page.objects.length + page.commonPrefixes.length,
    MaxKeys: maxKeys,
    IsTruncated: page.next !== undefined,
    Contents: page.objects.map((object) => ({
      Key: name(object.key),
      LastModified: new Date(object.lastModified).toISOString(),
      ...listed(object),
    })),
    CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: name(common) })),
  };
  return xmlAnswer(xmlDocument('ListBucketResult', result));
}

/** What both lists say of an object. */
export function listed({ etag, checksum, size }: StoredObject) {
  return {
    ETag: quoted(etag),
    ...(checksum === null ? {} : { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksumType(checksum) }),
    Size: size,
    StorageClass: 'STANDARD',
  };
}

interface Page {
  readonly objects: StoredObject[];
  readonly commonPrefixes: string[];
  /** Where the next page goes on; undefined on the last. */
  readonly next: string | undefined;
}

interface PageRequest {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only keys behind this one. */
  readonly after: string;
  readonly maxKeys: number;
}

/** Behind every key of a common prefix: the highest code point is no character and starts no key's rest. */
const HIGHEST = '\u{10ffff}';

/** Rolls keys up to the delimiter; each common prefix is skipped over, however many keys it has. */
export function listPage(listFrom: (after: string) => Iterable<StoredObject>, request: PageRequest): Page {
  const { prefix, delimiter, maxKeys } = request;
  const objects: StoredObject[] = [];
  const commonPrefixes: string[] = [];
  let after: string | undefined = request.after;
  while (after !== undefined) {
    let position: string = after;
    after = undefined;
    for (const object of listFrom(position)) {
      if (!object.key.startsWith(prefix)) break;
      const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
      const common = end === -1 ? undefined : object.key.slice(0, end + delimiter.length);
      if (objects.length + commonPrefixes.length === maxKeys) {
        return { objects, commonPrefixes, next: maxKeys === 0 ? undefined : position };
      }
      if (common !== undefined) {
        commonPrefixes.push(common);
        after = common + HIGHEST;
        break;
      }
      objects.push(object);
      position = object.key;
    }
  }
  return { objects, commonPrefixes, next: undefined };
}

export function pageLength(request: S3Request): number {
  const text = parameter(request, 'max-keys') ?? String(LONGEST_PAGE);
  if (!/^\d{1,10}$/.test(text))
    throw new S3Failure('InvalidArgument', 'Provided max-keys not an integer or within integer range', {
      ArgumentName: 'max-keys',
      ArgumentValue: text,
    });
  return Math.min(Number(text), LONGEST_PAGE);
}

export function encodingType(request: S3Request): { EncodingType?: string } {
  const type = parameter(request, 'encoding-type');
  if (type !== undefined && type !== 'url')
    throw new S3Failure('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return type === undefined ? {} : { EncodingType: type };
}

/** Writes a key as it is or, if the caller asks for it, percent-encoded with `+` for a space, slashes left. */
export function keyWriter(request: S3Request): (key: string) => string {
  if (encodingType(request).EncodingType === undefined) return (key) => key;
  return (key) => uriEncode(key).replaceAll('%2F', '/').replaceAll('%20', '+').replaceAll('%2A', '*');
}

function writeToken(after: string): string {
  return Buffer.from(after).toString('base64url');
}

function readToken(token: string): string {
  const after = Buffer.from(token, 'base64url').toString('utf8');
  if (after === '' || writeToken(after) !== token)
    throw new S3Failure('InvalidArgument', 'The continuation token provided is incorrect');
  return after;
}

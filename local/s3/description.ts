import { S3Failure } from './failure.ts';
import type { StoredObject } from './store/records.ts';

/** Headers that S3 keeps with an object and gives back with it. */
const CONTENT_HEADERS = {
  'cache-control': 'Cache-Control',
  'content-disposition': 'Content-Disposition',
  'content-encoding': 'Content-Encoding',
  'content-language': 'Content-Language',
  'content-type': 'Content-Type',
  expires: 'Expires',
} as const;

const META = 'x-amz-meta-';
const MOST_METADATA = 2048; // bytes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html

/** What headers, or a form's fields, say of the object: its content headers and the caller's own metadata. */
export function describedBy(
  headers: ReadonlyMap<string, string>,
): Pick<StoredObject['description'], 'content' | 'metadata'> {
  const content: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  const metadata: [string, string][] = [];
  for (const [name, value] of headers) {
    if (name.startsWith(META)) metadata.push([name.slice(META.length), printable(name, value)]);
    else if (Object.hasOwn(CONTENT_HEADERS, name)) content[name] = printable(name, value);
  }
  const encodings = (content['content-encoding'] ?? '').split(',').map((one) => one.trim());
  const kept = encodings.filter((one) => one !== '' && one !== 'aws-chunked').join(',');
  delete content['content-encoding'];
  if (kept !== '') content['content-encoding'] = kept;
  const size = metadata.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (size > MOST_METADATA) {
    throw new S3Failure('MetadataTooLarge', undefined, { Size: String(size), MaxSizeAllowed: String(MOST_METADATA) });
  }
  return { content, metadata };
}

/** A form's fields and a query's parameters can hold what no header can. */
function printable(name: string, value: string): string {
  if (/\p{Cc}/u.test(value.replaceAll('\t', ''))) {
    throw new S3Failure('InvalidArgument', 'Header value cannot contain control characters.', { ArgumentName: name });
  }
  return value;
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}

function httpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** The headers that describe an object in an answer to GET and HEAD, but its length. */
export function objectHeaders(object: StoredObject, versioned: boolean): Record<string, string> {
  const { content, metadata, tags } = object.description;
  const named = Object.entries(CONTENT_HEADERS).flatMap(([key, name]) => {
    const value = content[key];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(named),
    ...Object.fromEntries(metadata.map(([name, value]) => [META + name, mailSafe(value)])),
    'Accept-Ranges': 'bytes',
    ETag: quoted(object.etag),
    'Last-Modified': httpDate(object.lastModified),
    ...(tags.length > 0 ? { 'x-amz-tagging-count': String(tags.length) } : {}),
    ...(versioned ? { 'x-amz-version-id': object.versionId } : {}),
  };
}

/** Of an object that hasn't changed the reader knows all but what a cache renews: RFC 9110, section 15.4.5. */
export function unchangedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const renewed = ['Cache-Control', 'ETag', 'Expires', 'Last-Modified', 'x-amz-version-id'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => renewed.includes(name)));
}

/** Metadata beyond ASCII comes back in the encoding of RFC 2047, as from S3. */
function mailSafe(value: string): string {
  return /^[\x20-\x7e]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
}

const OVERRIDES =
  /^response-(cache-control|content-disposition|content-encoding|content-language|content-type|expires)$/;

/**
 * `response-content-disposition` and its like: what a signed GET wants to read instead of what is stored.
 * @throws S3Failure for unsigned requests, and for values beyond Latin-1, which S3 refuses too
 */
export function overriddenHeaders(
  query: readonly (readonly [string, string])[],
  signed: boolean,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of query) {
    const header = OVERRIDES.exec(name)?.[1];
    if (header === undefined) continue;
    if (!signed)
      throw new S3Failure(
        'InvalidRequest',
        'Request specific response headers cannot be used for anonymous GET requests.',
      );
    if ([...printable(name, value)].some((c) => c > '\u00ff')) {
      throw new S3Failure('InvalidArgument', 'Header value cannot be represented using ISO-8859-1.', {
        ArgumentName: name,
        ArgumentValue: value,
      });
    }
    headers[CONTENT_HEADERS[header as keyof typeof CONTENT_HEADERS]] = value;
  }
  return headers;
}

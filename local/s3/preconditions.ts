import { notImplemented, S3Failure } from './failure.ts';
import type { StoredVersion } from './store/records.ts';

interface Tagged {
  readonly etag: string;
  readonly lastModified: number;
}

/**
 * Weighs a read's conditions, in S3's order: If-Match outweighs If-Unmodified-Since, If-None-Match If-Modified-Since.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 * @param prefix `x-amz-copy-source-` for the conditions on a copy's source
 * @throws S3Failure PreconditionFailed
 */
export function readCondition(
  headers: ReadonlyMap<string, string>,
  object: Tagged,
  prefix = '',
): 'met' | 'not-modified' {
  const match = headers.get(`${prefix}if-match`);
  const noneMatch = headers.get(`${prefix}if-none-match`);
  if (match !== undefined) {
    if (!matches(match, object.etag)) throw failed('If-Match');
  } else {
    const since = timeIn(headers, `${prefix}if-unmodified-since`);
    if (since !== undefined && object.lastModified > since) throw failed('If-Unmodified-Since');
  }
  if (noneMatch !== undefined) return matches(noneMatch, object.etag) ? 'not-modified' : 'met';
  const since = timeIn(headers, `${prefix}if-modified-since`);
  return since !== undefined && object.lastModified <= since ? 'not-modified' : 'met';
}

export function failed(condition: string): S3Failure {
  return new S3Failure('PreconditionFailed', undefined, { Condition: condition });
}

/** Quotes are optional, as S3 has it. */
function matches(header: string, etag: string): boolean {
  return header.split(',').some((one) => {
    const wanted = one
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1');
    return wanted === '*' || wanted === etag;
  });
}

function timeIn(headers: ReadonlyMap<string, string>, name: string): number | undefined {
  const time = Date.parse(headers.get(name) ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Checks a write's condition against what stands under the key at that moment.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 * @throws S3Failure PreconditionFailed, or NoSuchKey for an If-Match on nothing
 */
export function checkWriteCondition(headers: ReadonlyMap<string, string>, standing: StoredVersion | undefined): void {
  const match = headers.get('if-match');
  const noneMatch = headers.get('if-none-match');
  if (noneMatch !== undefined && noneMatch !== '*') throw notImplemented('If-None-Match on writes with anything but *');
  if (noneMatch !== undefined && standing?.kind === 'object') throw failed('If-None-Match');
  if (match === undefined) return;
  if (standing?.kind !== 'object') throw new S3Failure('NoSuchKey');
  if (!matches(match, standing.etag)) throw failed('If-Match');
}

/** If-Range asks for the range only of the very object that was begun; of any other the whole is wanted. */
export function rangeStillValid(headers: ReadonlyMap<string, string>, object: Tagged): boolean {
  const wanted = headers.get('if-range');
  if (wanted === undefined || wanted.startsWith('"')) return wanted === undefined || wanted === `"${object.etag}"`;
  return Date.parse(wanted) === object.lastModified;
}

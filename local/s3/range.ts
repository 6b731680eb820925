import { S3Failure } from './failure.ts';

export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/**
 * Reads a `Range` of bytes: `a-b`, `a-` or `-n`. Undefined stands for the whole object: no range, one that isn't
 * well-formed, or several, which S3 doesn't serve.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, RFC 9110 section 14
 * @throws S3Failure InvalidRange if it lies beyond the object
 */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '');
  if (header === undefined || match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= size) {
    throw new S3Failure(
      'InvalidRange',
      undefined,
      { RangeRequested: header, ActualObjectSize: String(size) },
      { 'Content-Range': `bytes */${size}` },
    );
  }
  return { start, length: end - start + 1 };
}

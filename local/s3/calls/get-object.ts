import type { Answer } from '../answer.ts';
import { objectHeaders, overriddenHeaders, unchangedHeaders } from '../description.ts';
import { rangeStillValid, readCondition } from '../preconditions.ts';
import { byteRange } from '../range.ts';
import { type Call, requestedObject } from './call.ts';
import { checksumHeaders } from './receive.ts';

/** Answers GET and HEAD of an object: whole, a range of it, or that it hasn't changed. */
export function getObject(call: Call): Answer {
  const { host, request, bucket, caller } = call;
  const object = requestedObject(call);
  const headers = {
    ...objectHeaders(object, bucket.versioned),
    ...overriddenHeaders(request.query, caller.kind === 'signed'),
  };
  if (readCondition(request.headers, object) === 'not-modified')
    return { status: 304, headers: unchangedHeaders(headers) };
  const wanted = rangeStillValid(request.headers, object) ? request.headers.get('range') : undefined;
  const range = byteRange(wanted, object.size);
  const { start, length } = range ?? { start: 0, length: object.size };
  const whole = range === undefined && request.headers.get('x-amz-checksum-mode') === 'ENABLED';
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      ...headers,
      'Content-Length': String(length),
      ...(range === undefined ? {} : { 'Content-Range': `bytes ${start}-${start + length - 1}/${object.size}` }),
      ...(whole ? checksumHeaders(object.checksum) : {}),
    },
    ...(request.method === 'HEAD' ? {} : { body: host.store.blobs.read(object.blob, start, length) }),
  };
}

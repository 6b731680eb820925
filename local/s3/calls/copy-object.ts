import { type Answer, xmlAnswer } from '../answer.ts';
import { quoted } from '../description.ts';
import { S3Failure } from '../failure.ts';
import { failed, readCondition } from '../preconditions.ts';
import { decode, type S3Request } from '../request.ts';
import type { ObjectDescription, StoredObject } from '../store/records.ts';
import { xmlDocument } from '../xml.ts';
import { bucketOf, type Call, check, findVersion, objectAt, versionHeader } from './call.ts';
import { createObject } from './create-object.ts';
import { descriptionIn } from './put-object.ts';
import { checksumElements } from './receive.ts';

/** Copies on the server; the copy shares the source's bytes, which never change. */
export function copyObject(call: Call): Answer {
  const { host, request, bucket } = call;
  const source = copySource(request);
  const from = bucketOf(host, source.bucket);
  const found = findVersion(host.store, from.name, source.key, source.versionId);
  const tags = found?.kind === 'object' ? found.description.tags : undefined;
  const copiesTags = directive(request, 'x-amz-tagging-directive') === 'COPY' && tags !== undefined && tags.length > 0;
  const read = source.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  check(call, from, source.key, read, source.versionId);
  if (copiesTags) {
    check(call, from, source.key, `${read}Tagging`, source.versionId);
    check(call, bucket, request.key, 's3:PutObjectTagging');
  }
  const original = objectAt(host.store, from, source.key, source.versionId);
  if (readCondition(request.headers, original, 'x-amz-copy-source-') === 'not-modified') {
    throw failed('x-amz-copy-source-If-None-Match');
  }
  const ontoItself = source.versionId === undefined && from.name === bucket.name && source.key === request.key;
  const { blob, size, etag, checksum } = original;
  const description = descriptionOfCopy(request, original, ontoItself);
  const copy = { key: request.key, blob, size, etag, checksum, description };
  const object = createObject(host, bucket, copy, 'CopyObject', { allow: () => undefined });
  const result = {
    ETag: quoted(object.etag),
    LastModified: new Date(object.lastModified).toISOString(),
    ...checksumElements(checksum),
  };
  return xmlAnswer(xmlDocument('CopyObjectResult', result), {
    ...versionHeader(bucket, object.versionId),
    ...(from.versioned ? { 'x-amz-copy-source-version-id': original.versionId } : {}),
  });
}

/** `[/]bucket/key[?versionId=…]`, percent-encoded. */
function copySource(request: S3Request) {
  const [path = '', query = ''] = (request.headers.get('x-amz-copy-source') ?? '').split('?');
  const [bucket = '', ...key] = decode(path.replace(/^\//, '')).split('/');
  if (bucket === '' || key.join('/') === '') {
    throw new S3Failure('InvalidArgument', 'Invalid copy source object key', { ArgumentName: 'x-amz-copy-source' });
  }
  const versionId = query === '' ? undefined : /^versionId=(.+)$/.exec(query)?.[1];
  if (query !== '' && versionId === undefined) throw new S3Failure('InvalidArgument', 'Invalid copy source version');
  return { bucket, key: key.join('/'), versionId };
}

function directive(request: S3Request, header: string): 'COPY' | 'REPLACE' {
  const value = request.headers.get(header) ?? 'COPY';
  if (value !== 'COPY' && value !== 'REPLACE') throw new S3Failure('InvalidArgument', `Unknown ${header} value.`);
  return value;
}

function descriptionOfCopy(request: S3Request, original: StoredObject, ontoItself: boolean): ObjectDescription {
  const replaced = descriptionIn(request);
  const metadata = directive(request, 'x-amz-metadata-directive');
  const tagging = directive(request, 'x-amz-tagging-directive');
  if (metadata === 'COPY' && ontoItself) {
    throw new S3Failure(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
    );
  }
  const { content, metadata: pairs } = metadata === 'REPLACE' ? replaced : original.description;
  return { content, metadata: pairs, tags: tagging === 'REPLACE' ? replaced.tags : original.description.tags };
}

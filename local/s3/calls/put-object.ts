import type { Answer } from '../answer.ts';
import { describedBy, quoted } from '../description.ts';
import { checkWriteCondition } from '../preconditions.ts';
import type { S3Request } from '../request.ts';
import type { ObjectDescription } from '../store/records.ts';
import { tagsInHeader } from '../tags.ts';
import { type Call, versionHeader } from './call.ts';
import { createObject } from './create-object.ts';
import { checksumHeaders, receive } from './receive.ts';

export async function putObject(call: Call): Promise<Answer> {
  const { host, request, bucket } = call;
  const description = descriptionIn(request);
  const { blob, size, md5, checksum } = await receive(call);
  const { key } = request;
  const object = createObject(host, bucket, { key, blob, size, etag: md5, description, checksum }, 'PutObject', {
    allow: () => checkWriteCondition(request.headers, host.store.objects.latest(bucket.name, key)),
  });
  return {
    status: 200,
    headers: { ETag: quoted(object.etag), ...versionHeader(bucket, object.versionId), ...checksumHeaders(checksum) },
  };
}

export function descriptionIn(request: S3Request): ObjectDescription {
  return { ...describedBy(request.headers), tags: tagsInHeader(request.headers.get('x-amz-tagging') ?? '') };
}

import type { Answer } from '../answer.ts';
import { parameter } from '../request.ts';
import type { Call } from './call.ts';
import { newVersionId, wholeSecond } from './create-object.ts';

/** Deletes a version for good, or hides the object behind a delete marker where versions are kept. */
export function deleteObject({ host, request, bucket }: Call): Answer {
  const { store } = host;
  const named = parameter(request, 'versionId');
  if (named === undefined && bucket.versioned) {
    const versionId = newVersionId(bucket);
    store.addDeleteMarker(bucket.name, request.key, versionId, wholeSecond(host.now()));
    return { status: 204, headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': versionId } };
  }
  const versionId = named ?? 'null';
  const found = store.objects.version(bucket.name, request.key, versionId);
  store.remove(bucket.name, request.key, versionId);
  return {
    status: 204,
    headers: {
      ...(named === undefined ? {} : { 'x-amz-version-id': named }),
      ...(found?.kind === 'delete-marker' ? { 'x-amz-delete-marker': 'true' } : {}),
    },
  };
}

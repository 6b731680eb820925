import type { Answer } from '../answer.ts';
import type { CorsRule } from '../cors.ts';
import { S3Failure } from '../failure.ts';
import { authorize } from '../policy/authorize.ts';
import type { BucketPolicy } from '../policy/bucket-policy.ts';
import { parameter, type S3Request } from '../request.ts';
import type { Caller } from '../signature/authenticate.ts';
import type { Credentials } from '../signature/scope.ts';
import type { StoredObject, StoredVersion } from '../store/records.ts';
import type { Store } from '../store/store.ts';

export interface Bucket {
  readonly name: string;
  readonly versioned: boolean;
  readonly policy: BucketPolicy;
  readonly cors: readonly CorsRule[];
  readonly notifications: boolean;
}

/** What every call works with. */
export interface Host {
  readonly store: Store;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly credentials: Credentials;
  readonly now: () => number;
}

/** A request whose caller and permissions are known. */
export interface Call {
  readonly host: Host;
  readonly request: S3Request;
  readonly bucket: Bucket;
  readonly caller: Caller;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

export function bucketOf(host: Host, name: string): Bucket {
  const bucket = host.buckets.get(name);
  if (bucket === undefined) throw new S3Failure('NoSuchBucket', undefined, { BucketName: name });
  return bucket;
}

export function findVersion(
  store: Store,
  bucket: string,
  key: string,
  versionId: string | undefined,
): StoredVersion | undefined {
  return versionId === undefined ? store.objects.latest(bucket, key) : store.objects.version(bucket, key, versionId);
}

/** @throws S3Failure NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker asked for by its id */
export function objectAt(store: Store, bucket: Bucket, key: string, versionId: string | undefined): StoredObject {
  const found = findVersion(store, bucket.name, key, versionId);
  if (found?.kind === 'object') return found;
  if (found === undefined) {
    if (versionId === undefined) throw new S3Failure('NoSuchKey', undefined, { Key: key });
    throw new S3Failure('NoSuchVersion', undefined, { Key: key, VersionId: versionId });
  }
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.versionId };
  if (versionId === undefined) throw new S3Failure('NoSuchKey', undefined, { Key: key }, headers);
  throw new S3Failure(
    'MethodNotAllowed',
    undefined,
    { Method: 'GET', ResourceType: 'DeleteMarker' },
    { ...headers, Allow: 'DELETE' },
  );
}

export function requestedObject({ host, request, bucket }: Call): StoredObject {
  return objectAt(host.store, bucket, request.key, parameter(request, 'versionId'));
}

export function versionHeader(bucket: Bucket, versionId: string): Record<string, string> {
  return bucket.versioned ? { 'x-amz-version-id': versionId } : {};
}

/**
 * Checks one permission on one key, with the tags of the object that stands there.
 * @throws S3Failure AccessDenied
 */
export function check({ host, caller }: Call, bucket: Bucket, key: string, action: string, versionId?: string): void {
  const standing = findVersion(host.store, bucket.name, key, versionId);
  const tags = standing?.kind === 'object' ? standing.description.tags : undefined;
  authorize(bucket.policy, { caller, action, bucket: bucket.name, key, tags, now: host.now() });
}

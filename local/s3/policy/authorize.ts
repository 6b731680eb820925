import { S3Failure } from '../failure.ts';
import type { Caller } from '../signature/authenticate.ts';
import type { Tag } from '../store/records.ts';
import type { BucketPolicy, PolicyQuestion } from './bucket-policy.ts';

export interface Access {
  readonly caller: Caller;
  readonly action: string;
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  /** Of the object that is there already; undefined where none is. */
  readonly tags: readonly Tag[] | undefined;
  readonly now: number;
}

/**
 * Decides whether the caller may. Signed callers may whatever the policy doesn't deny; unsigned ones only what it
 * allows everyone.
 * @throws S3Failure AccessDenied
 */
export function authorize(policy: BucketPolicy, access: Access): void {
  const resource = access.key === '' ? access.bucket : `${access.bucket}/${access.key}`;
  const verdict = policy({ action: access.action, resource, context: contextOf(access) });
  if (verdict === 'denied' || (verdict === 'silent' && access.caller.kind === 'anonymous'))
    throw new S3Failure('AccessDenied');
}

/**
 * Puts and deletes don't know the tags of what they replace:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html
 */
const KNOWS_TAGS = /^s3:(GetObject|\w+ObjectTagging|\w+ObjectVersionTagging)/;

function contextOf({ caller, tags, action, now }: Access): PolicyQuestion['context'] {
  const tagPrefix = 's3:ExistingObjectTag/';
  return (key) => {
    if (key.toLowerCase().startsWith(tagPrefix.toLowerCase())) {
      return KNOWS_TAGS.test(action) ? tags?.find((tag) => tag.key === key.slice(tagPrefix.length))?.value : undefined;
    }
    switch (key.toLowerCase()) {
      case 'aws:principalarn':
        return caller.kind === 'signed' ? caller.principalArn : undefined;
      case 's3:signatureage':
        // Present for presigned URLs and forms only:
        // https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
        return caller.kind === 'signed' && caller.via !== 'header' ? String(now - caller.signedAt) : undefined;
      case 'aws:securetransport':
        return 'true'; // the loopback interface counts as a secure transport
      default:
        return undefined;
    }
  };
}

import type { Answer } from '../answer.ts';
import type { Operation, OperationName } from '../operations.ts';
import { parameter, type S3Request } from '../request.ts';
import { authenticate } from '../signature/authenticate.ts';
import { bucketOf, type Call, check, type Handler, type Host } from './call.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject } from './delete-object.ts';
import { getObject } from './get-object.ts';
import { listObjectsV2 } from './list-objects.ts';
import { listObjectVersions } from './list-versions.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  uploadPart,
} from './multipart.ts';
import { postObject } from './post-object.ts';
import { putObject } from './put-object.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './tagging.ts';

const HANDLERS: Record<Exclude<OperationName, 'PostObject'>, Handler> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateMultipartUpload: createMultipartUpload,
  DeleteObject: deleteObject,
  DeleteObjectTagging: deleteObjectTagging,
  GetObject: getObject,
  GetObjectTagging: getObjectTagging,
  HeadObject: getObject,
  ListObjectVersions: listObjectVersions,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutObject: putObject,
  PutObjectTagging: putObjectTagging,
  UploadPart: uploadPart,
};

/** Who calls, may they, then the call itself. A form proves its caller by its own fields. */
export async function carryOut(host: Host, operation: Operation, request: S3Request): Promise<Answer> {
  if (operation.name === 'PostObject') return postObject(host, request, bucketOf(host, request.bucket));
  const caller = authenticate(request, host.credentials, host.now());
  const call: Call = { host, request, caller, bucket: bucketOf(host, request.bucket) };
  for (const action of operation.actions(request)) {
    check(call, call.bucket, request.key, action, parameter(request, 'versionId'));
  }
  return HANDLERS[operation.name](call);
}

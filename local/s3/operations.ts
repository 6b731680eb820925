import { notImplemented } from './failure.ts';
import { parameter, type S3Request } from './request.ts';

/** What the platform uses of S3, by the API's own names; presigned POST is called `PostObject` here. */
export type OperationName =
  | 'AbortMultipartUpload'
  | 'CompleteMultipartUpload'
  | 'CopyObject'
  | 'CreateMultipartUpload'
  | 'DeleteObject'
  | 'DeleteObjectTagging'
  | 'GetObject'
  | 'GetObjectTagging'
  | 'HeadObject'
  | 'ListObjectVersions'
  | 'ListObjectsV2'
  | 'ListParts'
  | 'PostObject'
  | 'PutObject'
  | 'PutObjectTagging'
  | 'UploadPart';

export interface Operation {
  readonly name: OperationName;
  readonly method: string;
  readonly on: 'bucket' | 'object';
  /** The parameters that, beside the method, make it this operation; `name=value` asks for the value too. */
  readonly selectedBy: readonly string[];
  /** Further parameters that are understood. */
  readonly parameters: readonly string[];
  /** Headers that are understood, beside those of every request and those that only describe. */
  readonly headers: readonly string[];
  /** The permissions that the call needs on its key. */
  actions(request: S3Request): readonly string[];
}

const BODY = [
  'x-amz-checksum-crc32',
  'x-amz-checksum-sha1',
  'x-amz-checksum-sha256',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-trailer',
  'x-amz-decoded-content-length',
];
const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
].map((name) => `response-${name}`);

const always =
  (...actions: string[]) =>
  () =>
    actions;
/** Reading or changing a named version is a permission of its own. */
const versioned = (action: string) => (request: S3Request) => {
  const named = parameter(request, 'versionId') !== undefined;
  return [named ? action.replace(/^(s3:(?:Get|Put|Delete)Object)/, '$1Version') : action];
};
const writing = (request: S3Request) => [
  's3:PutObject',
  ...(request.headers.has('x-amz-tagging') ? ['s3:PutObjectTagging'] : []),
];

type Details = Partial<Pick<Operation, 'selectedBy' | 'parameters' | 'headers'>>;

function operation(
  name: OperationName,
  method: string,
  on: Operation['on'],
  actions: Operation['actions'],
  details: Details = {},
): Operation {
  return { name, method, on, actions, selectedBy: [], parameters: [], headers: [], ...details };
}

const LISTING = ['prefix', 'max-keys', 'encoding-type'];
const reading: Details = {
  parameters: ['versionId', ...OVERRIDES],
  headers: ['x-amz-checksum-mode', 'if-match', 'if-none-match'],
};
const tagging: Details = { selectedBy: ['tagging'], parameters: ['versionId'] };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
const OPERATIONS: readonly Operation[] = [
  operation('ListObjectsV2', 'GET', 'bucket', always('s3:ListBucket'), {
    selectedBy: ['list-type=2'],
    parameters: ['delimiter', 'start-after', 'continuation-token', ...LISTING],
  }),
  operation('ListObjectVersions', 'GET', 'bucket', always('s3:ListBucketVersions'), {
    selectedBy: ['versions'],
    parameters: ['key-marker', 'version-id-marker', ...LISTING],
  }),
  operation('PostObject', 'POST', 'bucket', always('s3:PutObject')),
  operation('GetObject', 'GET', 'object', versioned('s3:GetObject'), reading),
  operation('HeadObject', 'HEAD', 'object', versioned('s3:GetObject'), reading),
  operation('PutObject', 'PUT', 'object', writing, {
    headers: ['x-amz-tagging', 'if-match', 'if-none-match', ...BODY],
  }),
  operation('CopyObject', 'PUT', 'object', writing, {
    headers: [
      'x-amz-copy-source',
      ...['match', 'none-match', 'modified-since', 'unmodified-since'].map((one) => `x-amz-copy-source-if-${one}`),
      'x-amz-metadata-directive',
      'x-amz-tagging-directive',
      'x-amz-tagging',
    ],
  }),
  operation('DeleteObject', 'DELETE', 'object', versioned('s3:DeleteObject'), { parameters: ['versionId'] }),
  operation('GetObjectTagging', 'GET', 'object', versioned('s3:GetObjectTagging'), tagging),
  operation('PutObjectTagging', 'PUT', 'object', versioned('s3:PutObjectTagging'), { ...tagging, headers: BODY }),
  operation('DeleteObjectTagging', 'DELETE', 'object', versioned('s3:DeleteObjectTagging'), tagging),
  operation('CreateMultipartUpload', 'POST', 'object', writing, {
    selectedBy: ['uploads'],
    headers: ['x-amz-tagging', 'x-amz-checksum-algorithm', 'x-amz-checksum-type'],
  }),
  operation('UploadPart', 'PUT', 'object', always('s3:PutObject'), {
    selectedBy: ['uploadId', 'partNumber'],
    headers: BODY,
  }),
  operation('CompleteMultipartUpload', 'POST', 'object', always('s3:PutObject'), {
    selectedBy: ['uploadId'],
    headers: ['if-match', 'if-none-match'],
  }),
  operation('AbortMultipartUpload', 'DELETE', 'object', always('s3:AbortMultipartUpload'), {
    selectedBy: ['uploadId'],
  }),
  operation('ListParts', 'GET', 'object', always('s3:ListMultipartUploadParts'), {
    selectedBy: ['uploadId'],
    parameters: ['max-parts', 'part-number-marker'],
  }),
];

/** Operations of S3 that are refused by their own name, by method and what selects them. */
const REFUSED: Record<string, string> = {
  'GET service': 'ListBuckets',
  'GET bucket': 'ListObjects',
  'HEAD bucket': 'HeadBucket',
  'PUT bucket': 'CreateBucket',
  'DELETE bucket': 'DeleteBucket',
  'GET bucket location': 'GetBucketLocation',
  'GET bucket policy': 'GetBucketPolicy',
  'PUT bucket policy': 'PutBucketPolicy',
  'GET bucket versioning': 'GetBucketVersioning',
  'PUT bucket versioning': 'PutBucketVersioning',
  'GET bucket uploads': 'ListMultipartUploads',
  'POST bucket delete': 'DeleteObjects',
  'GET object acl': 'GetObjectAcl',
  'PUT object acl': 'PutObjectAcl',
  'GET object attributes': 'GetObjectAttributes',
  'GET object retention': 'GetObjectRetention',
  'PUT object retention': 'PutObjectRetention',
  'GET object legal-hold': 'GetObjectLegalHold',
  'PUT object legal-hold': 'PutObjectLegalHold',
  'POST object select': 'SelectObjectContent',
  'POST object restore': 'RestoreObject',
};

/** Of every request: signing, and what SDKs say of themselves. */
const COMMON_HEADERS = new Set(['x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token', 'x-amz-user-agent']);

/**
 * Parameters that presigners make of headers. The checksum among them is that of the empty body which the SDK for
 * JavaScript had at hand when it signed; S3 signs it and otherwise ignores it.
 */
const HOISTED = /^(x-amz-checksum-(crc32|mode)|x-amz-sdk-checksum-algorithm|x-amz-user-agent|x-amz-content-sha256)$/;
const SIGNING = /^X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token|Content-Sha256)$/;

/** @throws S3Failure NotImplemented naming the operation, parameter or header that isn't */
export function operationOf(request: S3Request): Operation {
  const operation = selected(request);
  const understood = [...operation.parameters, ...operation.selectedBy.map((one) => one.split('=')[0] ?? '')];
  for (const [name] of request.query) {
    const known = understood.includes(name) || name === 'x-id' || HOISTED.test(name) || SIGNING.test(name);
    if (!known) throw notImplemented(`the parameter ${name} of ${operation.name}`);
  }
  const describes = ['PutObject', 'CopyObject', 'CreateMultipartUpload'].includes(operation.name);
  for (const name of request.headers.keys()) {
    const demanding = name.startsWith('x-amz-') || name === 'if-match' || name === 'if-none-match';
    const known =
      COMMON_HEADERS.has(name) || operation.headers.includes(name) || (describes && name.startsWith('x-amz-meta-'));
    if (demanding && !known) throw notImplemented(`the header ${name} of ${operation.name}`);
  }
  return operation;
}

function selected(request: S3Request): Operation {
  const level = request.bucket === '' ? 'service' : request.key === '' ? 'bucket' : 'object';
  const has = (selector: string) => {
    const [name = '', value] = selector.split('=');
    const found = parameter(request, name);
    return found !== undefined && (value === undefined || value === found);
  };
  const candidates = OPERATIONS.filter(
    (one) => one.method === request.method && one.on === level && one.selectedBy.every(has),
  );
  // The one that is selected by most: PUT with uploadId is a part, not an object.
  const most = Math.max(...candidates.map((one) => one.selectedBy.length));
  const found = candidates.filter((one) => one.selectedBy.length === most);
  const copies = request.headers.has('x-amz-copy-source');
  const operation = found.length === 1 ? found[0] : found.find((one) => (one.name === 'CopyObject') === copies);
  const names = request.query.map(([name]) => name);
  const refused = names.map((name) => REFUSED[`${request.method} ${level} ${name}`]).find((name) => name !== undefined);
  if (refused !== undefined) throw notImplemented(refused);
  if (operation === undefined) {
    throw notImplemented(
      REFUSED[`${request.method} ${level}`] ??
        `${request.method} on the ${level}${names.length > 0 ? ` with ${names.join(', ')}` : ''}`,
    );
  }
  return operation;
}

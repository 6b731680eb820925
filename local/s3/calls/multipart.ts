import { createHash, randomBytes } from 'node:crypto';
import { type Answer, xmlAnswer } from '../answer.ts';
import { type Checksum, checksumAlgorithm, compositeChecksum } from '../body/checksums.ts';
import { quoted } from '../description.ts';
import { notImplemented, S3Failure } from '../failure.ts';
import { checkWriteCondition } from '../preconditions.ts';
import { addressOf, parameter } from '../request.ts';
import type { StoredPart, StoredUpload } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { xmlDocument } from '../xml.ts';
import { type Call, versionHeader } from './call.ts';
import { createObject, wholeSecond } from './create-object.ts';
import { type ListedPart, listedParts } from './part-list.ts';
import { descriptionIn } from './put-object.ts';
import { checksumElements, checksumHeaders, receive, receiveDocument } from './receive.ts';

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const MOST_PARTS = 10_000;
const SMALLEST_PART = 5 * 1024 * 1024; // but the last

export function createMultipartUpload({ host, request, bucket }: Call): Answer {
  const named = request.headers.get('x-amz-checksum-algorithm');
  const type = request.headers.get('x-amz-checksum-type');
  if (type !== undefined && type !== 'COMPOSITE') throw notImplemented(`x-amz-checksum-type: ${type}`);
  const upload: StoredUpload = {
    uploadId: randomBytes(24).toString('base64url'),
    bucket: bucket.name,
    key: request.key,
    initiated: wholeSecond(host.now()),
    description: descriptionIn(request),
    checksumAlgorithm: named === undefined ? null : checksumAlgorithm(named),
  };
  host.store.uploads.begin(upload);
  const result = { Bucket: bucket.name, Key: request.key, UploadId: upload.uploadId };
  return xmlAnswer(
    xmlDocument('InitiateMultipartUploadResult', result),
    named === undefined ? {} : { 'x-amz-checksum-algorithm': named },
  );
}

export async function uploadPart(call: Call): Promise<Answer> {
  const { host, request } = call;
  const { uploadId } = uploadOf(call);
  const number = Number(parameter(request, 'partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS) {
    throw new S3Failure('InvalidArgument', `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`, {
      ArgumentName: 'partNumber',
    });
  }
  const { blob, size, md5, checksum } = await receive(call);
  const part: StoredPart = { number, blob, size, etag: md5, lastModified: wholeSecond(host.now()), checksum };
  host.store.commitPart(uploadId, part, () => void uploadOf(call));
  return { status: 200, headers: { ETag: quoted(md5), ...checksumHeaders(checksum) } };
}

export async function completeMultipartUpload(call: Call): Promise<Answer> {
  const { host, request, bucket } = call;
  const upload = uploadOf(call);
  const listed = listedParts(await receiveDocument(call));
  const parts = chosenParts(host.store.uploads.parts(upload.uploadId), listed);
  const checksum = checksumOf(upload, parts);
  const blob = await host.store.blobs.write(joined(host.store, parts));
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const { key, description } = upload;
  const object = createObject(
    host,
    bucket,
    { key, blob, size, etag: etagOf(parts), description, checksum },
    'CompleteMultipartUpload',
    {
      uploadId: upload.uploadId,
      allow: () => {
        // While the parts were joined, another call may have ended the upload or replaced a part.
        uploadOf(call);
        const standing = new Map(host.store.uploads.parts(upload.uploadId).map((part) => [part.number, part.blob]));
        if (parts.some((part) => standing.get(part.number) !== part.blob)) throw new S3Failure('InvalidPart');
        checkWriteCondition(request.headers, host.store.objects.latest(bucket.name, key));
      },
    },
  );
  const result = {
    Location: addressOf(request, bucket.name, key),
    Bucket: bucket.name,
    Key: key,
    ETag: quoted(object.etag),
    ...checksumElements(checksum),
  };
  return xmlAnswer(xmlDocument('CompleteMultipartUploadResult', result), versionHeader(bucket, object.versionId));
}

export function abortMultipartUpload(call: Call): Answer {
  call.host.store.endUpload(uploadOf(call).uploadId);
  return { status: 204, headers: {} };
}

export function listParts(call: Call): Answer {
  const { host, request, bucket } = call;
  const { uploadId } = uploadOf(call);
  const most = Math.min(Number(parameter(request, 'max-parts') ?? 1000), 1000);
  const after = Number(parameter(request, 'part-number-marker') ?? 0);
  if (!Number.isInteger(most) || most < 1 || !Number.isInteger(after) || after < 0)
    throw new S3Failure('InvalidArgument');
  const rest = host.store.uploads.parts(uploadId).filter((part) => part.number > after);
  const page = rest.slice(0, most);
  const result = {
    Bucket: bucket.name,
    Key: request.key,
    UploadId: uploadId,
    StorageClass: 'STANDARD',
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: most,
    IsTruncated: rest.length > page.length,
    Part: page.map((part) => ({
      PartNumber: part.number,
      LastModified: new Date(part.lastModified).toISOString(),
      ETag: quoted(part.etag),
      Size: part.size,
      ...(part.checksum === null ? {} : { [`Checksum${part.checksum.algorithm}`]: part.checksum.value }),
    })),
  };
  return xmlAnswer(xmlDocument('ListPartsResult', result));
}

function uploadOf({ host, request, bucket }: Call): StoredUpload {
  const uploadId = parameter(request, 'uploadId') ?? '';
  const upload = host.store.uploads.find(uploadId);
  if (upload === undefined || upload.bucket !== bucket.name || upload.key !== request.key) {
    throw new S3Failure('NoSuchUpload', undefined, { UploadId: uploadId });
  }
  return upload;
}

/** @throws S3Failure InvalidPart for a part that isn't there as listed, EntityTooSmall for a short one before the last */
function chosenParts(stored: readonly StoredPart[], listed: readonly ListedPart[]): StoredPart[] {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const chosen = listed.map((one) => {
    const part = byNumber.get(one.number);
    const sameChecksum =
      one.checksum === undefined ||
      (part?.checksum?.algorithm === one.checksum.algorithm && part.checksum.value === one.checksum.value);
    if (part === undefined || part.etag !== one.etag || !sameChecksum) {
      throw new S3Failure('InvalidPart', undefined, { PartNumber: String(one.number), ETag: one.etag });
    }
    return part;
  });
  const short = chosen.slice(0, -1).find((part) => part.size < SMALLEST_PART);
  if (short !== undefined) {
    throw new S3Failure('EntityTooSmall', undefined, {
      PartNumber: String(short.number),
      ProposedSize: String(short.size),
      MinSizeAllowed: String(SMALLEST_PART),
    });
  }
  return chosen;
}

function checksumOf(upload: StoredUpload, parts: readonly StoredPart[]): Checksum | null {
  const algorithm = upload.checksumAlgorithm;
  if (algorithm === null) return null;
  const values = parts.map(({ checksum }) => {
    if (checksum?.algorithm !== algorithm) {
      throw new S3Failure(
        'InvalidRequest',
        `Checksum Type mismatch occurred, expected checksum Type: ${algorithm.toLowerCase()}, actual checksum Type: ${checksum?.algorithm.toLowerCase() ?? 'null'}`,
      );
    }
    return checksum.value;
  });
  return compositeChecksum(algorithm, values);
}

/** MD5 of the parts' MD5s, and how many they were. */
function etagOf(parts: readonly StoredPart[]): string {
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.etag, 'hex'));
  return `${md5.digest('hex')}-${parts.length}`;
}

async function* joined(store: Store, parts: readonly StoredPart[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    try {
      yield* store.blobs.read(part.blob, 0, part.size);
    } catch (error) {
      // Aborted or replaced by another call in the meantime.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new S3Failure('InvalidPart');
      throw error;
    }
  }
}

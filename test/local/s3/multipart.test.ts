import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Laptop, laptopS3, refusal } from './laptop.ts';

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3();
});
afterAll(() => s3.close());

const MIB = 1024 * 1024;
const FIVE = Buffer.alloc(5 * MIB, 'a');

async function begin(Key: string, more: Partial<CreateMultipartUploadCommand['input']> = {}) {
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket: 'files', Key, ...more }));
  const at = { Bucket: 'files', Key, UploadId };
  return {
    part: async (PartNumber: number, Body: Buffer): Promise<CompletedPart> => {
      const { ETag, ChecksumCRC32 } = await s3.client.send(new UploadPartCommand({ ...at, PartNumber, Body }));
      return { ETag, PartNumber, ChecksumCRC32 };
    },
    complete: (Parts: CompletedPart[], rest: Partial<CompleteMultipartUploadCommand['input']> = {}) =>
      s3.client.send(new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts }, ...rest })),
    abort: () => s3.client.send(new AbortMultipartUploadCommand(at)),
    list: (rest: Partial<ListPartsCommand['input']> = {}) => s3.client.send(new ListPartsCommand({ ...at, ...rest })),
  };
}

async function bytesOf(Key: string) {
  const { Body, ETag, ContentType } = await s3.client.send(new GetObjectCommand({ Bucket: 'files', Key }));
  return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), ETag, ContentType };
}

describe('multipart uploads (https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html)', () => {
  it('joins the parts by number; the ETag is the MD5 of their MD5s and how many they were', async () => {
    const upload = await begin('大/joined', { ContentType: 'text/csv', Tagging: 'gate=open' });
    const last = await upload.part(7, Buffer.from('end'));
    const first = await upload.part(2, FIVE);
    await upload.complete([first, last]);
    const md5 = (bytes: Buffer | string) => createHash('md5').update(bytes).digest();
    const expected = md5(Buffer.concat([md5(FIVE), md5('end')])).toString('hex');
    const { bytes, ETag, ContentType } = await bytesOf('大/joined');
    expect([ETag, ContentType]).toEqual([`"${expected}-2"`, 'text/csv']);
    expect(bytes.equals(Buffer.concat([FIVE, Buffer.from('end')]))).toBe(true);
    const { TagSet } = await s3.client.send(new GetObjectTaggingCommand({ Bucket: 'files', Key: '大/joined' }));
    expect(TagSet).toEqual([{ Key: 'gate', Value: 'open' }]);
  });

  it('takes the last of two parts with the same number', async () => {
    const upload = await begin('retaken');
    const first = await upload.part(1, Buffer.from('first'));
    const second = await upload.part(1, Buffer.from('second'));
    expect(await refusal(upload.complete([first]))).toEqual({ name: 'InvalidPart', status: 400 });
    await upload.complete([second]);
    expect((await bytesOf('retaken')).bytes.toString()).toBe('second');
  });

  it('refuses a part below 5 MiB before the last, and lets it be mended', async () => {
    const upload = await begin('short');
    const parts = [await upload.part(1, FIVE.subarray(1)), await upload.part(2, Buffer.from('end'))];
    expect(await refusal(upload.complete(parts))).toEqual({ name: 'EntityTooSmall', status: 400 });
    await upload.complete([await upload.part(1, FIVE), ...parts.slice(1)]);
  });

  it('refuses parts out of order, unknown ones, wrong ETags and empty lists', async () => {
    const upload = await begin('orderly');
    const one = await upload.part(1, FIVE);
    const two = await upload.part(2, FIVE);
    expect(await refusal(upload.complete([two, one]))).toMatchObject({ name: 'InvalidPartOrder' });
    expect(await refusal(upload.complete([one, one]))).toMatchObject({ name: 'InvalidPartOrder' });
    expect(await refusal(upload.complete([one, { ...two, PartNumber: 3 }]))).toMatchObject({ name: 'InvalidPart' });
    expect(await refusal(upload.complete([{ ...one, ETag: '"other"' }]))).toMatchObject({ name: 'InvalidPart' });
    expect(await refusal(upload.complete([]))).toMatchObject({ name: 'MalformedXML' });
  });

  it('refuses part numbers beyond 10,000', async () => {
    const upload = await begin('numbers');
    expect(await refusal(upload.part(10_001, Buffer.from('x')))).toEqual({ name: 'InvalidArgument', status: 400 });
    expect(await refusal(upload.part(0, Buffer.from('x')))).toEqual({ name: 'InvalidArgument', status: 400 });
  });

  it('shows nothing before it is complete, and knows the upload no longer afterwards', async () => {
    const upload = await begin('hidden');
    const part = await upload.part(1, Buffer.from('x'));
    expect(await refusal(bytesOf('hidden'))).toMatchObject({ name: 'NoSuchKey' });
    await upload.complete([part]);
    expect(await refusal(upload.complete([part]))).toEqual({ name: 'NoSuchUpload', status: 404 });
    expect(await refusal(upload.part(2, Buffer.from('x')))).toEqual({ name: 'NoSuchUpload', status: 404 });
  });

  it('forgets an aborted upload', async () => {
    const upload = await begin('aborted');
    const part = await upload.part(1, Buffer.from('x'));
    await upload.abort();
    expect(await refusal(upload.complete([part]))).toEqual({ name: 'NoSuchUpload', status: 404 });
    expect(await refusal(upload.abort())).toEqual({ name: 'NoSuchUpload', status: 404 });
  });

  it('lets one of two concurrent completions win', async () => {
    const upload = await begin('twice');
    const part = await upload.part(1, FIVE);
    const outcomes = await Promise.allSettled([upload.complete([part]), upload.complete([part])]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await bytesOf('twice')).bytes.length).toBe(5 * MIB);
  });

  it('completes with If-None-Match: * only where nothing stands', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket: 'files', Key: 'taken', Body: 'x' }));
    const upload = await begin('taken');
    const part = await upload.part(1, Buffer.from('y'));
    expect(await refusal(upload.complete([part], { IfNoneMatch: '*' }))).toEqual({
      name: 'PreconditionFailed',
      status: 412,
    });
    await upload.complete([part]);
  });

  it('lists its parts in pages (API_ListParts.html)', async () => {
    const upload = await begin('listed');
    for (const number of [3, 1, 2]) await upload.part(number, Buffer.from(`part ${number}`));
    const first = await upload.list({ MaxParts: 2 });
    expect(first).toMatchObject({
      IsTruncated: true,
      NextPartNumberMarker: '2',
      Parts: [{ PartNumber: 1, Size: 6 }, { PartNumber: 2 }],
    });
    const second = await upload.list({ PartNumberMarker: first.NextPartNumberMarker });
    expect(second).toMatchObject({ IsTruncated: false, Parts: [{ PartNumber: 3 }] });
  });

  it('makes the composite checksum that was asked for (checking-object-integrity.html)', async () => {
    const upload = await begin('summed', { ChecksumAlgorithm: 'CRC32' });
    const parts = [await upload.part(1, FIVE), await upload.part(2, Buffer.from('hello'))];
    const answer = await upload.complete(parts);
    expect(answer.$metadata.httpStatusCode).toBe(200);
    const got = await s3.client.send(new GetObjectCommand({ Bucket: 'files', Key: 'summed', ChecksumMode: 'ENABLED' }));
    expect([got.ChecksumCRC32?.endsWith('-2'), got.ChecksumType]).toEqual([true, 'COMPOSITE']);
    expect([answer.ChecksumCRC32, answer.ChecksumType]).toEqual([got.ChecksumCRC32, 'COMPOSITE']);
    await got.Body?.transformToByteArray();
  });

  it('says where the object now stands (API_CompleteMultipartUpload.html)', async () => {
    const upload = await begin('大/placed');
    const { Location } = await upload.complete([await upload.part(1, Buffer.from('x'))]);
    expect(Location).toBe(`${s3.endpoint}/files/%E5%A4%A7/placed`);
  });

  it('belongs to its key and bucket', async () => {
    await begin('mine');
    const stranger = new UploadPartCommand({
      Bucket: 'files',
      Key: 'mine',
      UploadId: 'guessed',
      PartNumber: 1,
      Body: 'x',
    });
    expect(await refusal(s3.client.send(stranger))).toEqual({ name: 'NoSuchUpload', status: 404 });
  });
});

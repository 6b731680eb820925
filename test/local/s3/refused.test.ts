import {
  DeleteObjectsCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Laptop, laptopS3 } from './laptop.ts';

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3();
});
afterAll(() => s3.close());

const at = { Bucket: 'files', Key: 'a' };

describe('what is not implemented is refused with 501 and its name', () => {
  const TABLE: { name: string; send: () => Promise<unknown> }[] = [
    { name: 'ListBuckets', send: () => s3.client.send(new ListBucketsCommand({})) },
    { name: 'ListObjects', send: () => s3.client.send(new ListObjectsCommand({ Bucket: 'files' })) },
    {
      name: 'PutBucketPolicy',
      send: () => s3.client.send(new PutBucketPolicyCommand({ Bucket: 'files', Policy: '{}' })),
    },
    { name: 'GetObjectAcl', send: () => s3.client.send(new GetObjectAclCommand(at)) },
    {
      name: 'DeleteObjects',
      send: () => s3.client.send(new DeleteObjectsCommand({ Bucket: 'files', Delete: { Objects: [{ Key: 'a' }] } })),
    },
    {
      name: 'the header x-amz-copy-source of UploadPart',
      send: () =>
        s3.client.send(new UploadPartCopyCommand({ ...at, UploadId: 'u', PartNumber: 1, CopySource: 'files/b' })),
    },
    {
      name: 'the header x-amz-acl of PutObject',
      send: () => s3.client.send(new PutObjectCommand({ ...at, Body: 'x', ACL: 'public-read' })),
    },
    {
      name: 'the header x-amz-server-side-encryption of PutObject',
      send: () => s3.client.send(new PutObjectCommand({ ...at, Body: 'x', ServerSideEncryption: 'AES256' })),
    },
    {
      name: 'the header x-amz-storage-class of PutObject',
      send: () => s3.client.send(new PutObjectCommand({ ...at, Body: 'x', StorageClass: 'GLACIER' })),
    },
    {
      name: 'the parameter partNumber of GetObject',
      send: () => s3.client.send(new GetObjectCommand({ ...at, PartNumber: 1 })),
    },
    {
      name: 'If-None-Match on writes with anything but *',
      send: () => s3.client.send(new PutObjectCommand({ ...at, Body: 'x', IfNoneMatch: '"etag"' })),
    },
  ];
  for (const { name, send } of TABLE) {
    it(`refuses ${name}`, async () => {
      await expect(send()).rejects.toMatchObject({
        name: 'NotImplemented',
        message: `The laptop's S3 does not implement ${name}.`,
      });
    });
  }

  it('refuses HeadBucket', async () => {
    await expect(s3.client.send(new HeadBucketCommand({ Bucket: 'files' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 501 },
    });
  });
});

it('refuses a path that is no UTF-8', async () => {
  expect((await fetch(`${s3.endpoint}/files/%ff`)).status).toBe(400);
});

it('names the request in its errors and dates them by its own clock', async () => {
  const response = await fetch(`${s3.endpoint}/files/a%26b`);
  const document = await response.text();
  expect(document).toContain('<Resource>/files/a&amp;b</Resource>');
  expect(document).toContain(`<RequestId>${response.headers.get('x-amz-request-id')}</RequestId>`);
  expect(response.headers.get('date')).toBe('Mon, 21 Sep 2026 01:00:00 GMT');
});

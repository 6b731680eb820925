import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { S3ObjectCreated } from '../../../local/s3/store/records.ts';
import { type Laptop, laptopS3, refusal } from './laptop.ts';

let s3: Laptop;
afterEach(() => s3.close());

const at = { Bucket: 'files', Key: '目录/a' };
const put = () => s3.client.send(new PutObjectCommand({ ...at, Body: 'hello' }));

describe('Object Created (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html)', () => {
  it('tells of puts, copies and completed uploads, not of tags', async () => {
    s3 = await laptopS3();
    await put();
    await s3.client.send(new PutObjectTaggingCommand({ ...at, Tagging: { TagSet: [] } }));
    await s3.client.send(
      new CopyObjectCommand({ Bucket: 'files', Key: 'copy', CopySource: encodeURI('files/目录/a') }),
    );
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(at));
    const { ETag } = await s3.client.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: 'hello' }));
    const Parts = [{ ETag, PartNumber: 1 }];
    await s3.client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    const hello = { bucket: 'files', size: 5, etag: '5d41402abc4b2a76b9719d911017c592' };
    expect(s3.events).toEqual([
      { ...hello, key: '目录/a', reason: 'PutObject' },
      { ...hello, key: 'copy', reason: 'CopyObject' },
      { ...hello, key: '目录/a', etag: expect.stringMatching(/-1$/), reason: 'CompleteMultipartUpload' },
    ]);
  });

  it('is silent about buckets without notifications and about refused writes', async () => {
    s3 = await laptopS3({ buckets: [{ name: 'files' }, { name: 'loud', notifications: true }] });
    await put();
    await refusal(
      s3.client.send(new PutObjectCommand({ Bucket: 'loud', Key: 'a', Body: 'x', ChecksumCRC32: 'AAAAAA==' })),
    );
    expect(s3.events).toEqual([]);
  });

  it('asks a failing receiver again after a second, and then after two', async () => {
    const waits: { wait: number | undefined; elapse: () => void }[] = [];
    const heard: S3ObjectCreated[] = [];
    s3 = await laptopS3({
      onObjectCreated: (event) => {
        heard.push(event);
        if (heard.length < 3) throw new Error('not now');
      },
    });
    const { setTimeout: real } = globalThis;
    const timer = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, wait?: number) => {
      if (wait !== 1_000 && wait !== 2_000) return real(done, wait);
      waits.push({ wait, elapse: done });
      return { unref: () => undefined };
    }) as unknown as typeof setTimeout);
    await put();
    await vi.waitUntil(() => waits.length === 1);
    waits[0]?.elapse();
    await vi.waitUntil(() => waits.length === 2);
    waits[1]?.elapse();
    timer.mockRestore();
    expect([heard.length, waits.map(({ wait }) => wait)]).toEqual([3, [1_000, 2_000]]);
  });

  it('tells again after a restart of what a receiver failed on', async () => {
    s3 = await laptopS3({ onObjectCreated: () => Promise.reject(new Error('not now')) });
    await put();
    const { promise, resolve } = Promise.withResolvers<S3ObjectCreated>();
    await s3.restart({ onObjectCreated: resolve });
    expect(await promise).toMatchObject({ key: '目录/a', reason: 'PutObject' });
  });
});

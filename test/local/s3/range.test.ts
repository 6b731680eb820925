import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCode, type Laptop, laptopS3, START } from './laptop.ts';

let s3: Laptop;
let url: (key: string) => Promise<string>;
beforeAll(async () => {
  s3 = await laptopS3();
  url = (Key) => getSignedUrl(s3.client, new GetObjectCommand({ Bucket: 'files', Key }));
  await s3.client.send(new PutObjectCommand({ Bucket: 'files', Key: 'ten', Body: '0123456789' }));
  await s3.client.send(new PutObjectCommand({ Bucket: 'files', Key: 'none', Body: Buffer.alloc(0) }));
});
afterAll(() => s3.close());

describe('ranges of a ten-byte object (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, RFC 9110 section 14)', () => {
  const TABLE: { range: string; status: number; body?: string; contentRange?: string }[] = [
    { range: 'bytes=0-0', status: 206, body: '0', contentRange: 'bytes 0-0/10' },
    { range: 'bytes=2-5', status: 206, body: '2345', contentRange: 'bytes 2-5/10' },
    { range: 'bytes=7-', status: 206, body: '789', contentRange: 'bytes 7-9/10' },
    { range: 'bytes=-3', status: 206, body: '789', contentRange: 'bytes 7-9/10' },
    { range: 'bytes=-20', status: 206, body: '0123456789', contentRange: 'bytes 0-9/10' },
    { range: 'bytes=5-99', status: 206, body: '56789', contentRange: 'bytes 5-9/10' },
    { range: 'BYTES=1-1', status: 206, body: '1', contentRange: 'bytes 1-1/10' },
    { range: 'bytes=10-', status: 416, contentRange: 'bytes */10' },
    { range: 'bytes=10-12', status: 416, contentRange: 'bytes */10' },
    { range: 'bytes=-0', status: 416, contentRange: 'bytes */10' },
    { range: 'bytes=5-2', status: 200, body: '0123456789' },
    { range: 'bytes=', status: 200, body: '0123456789' },
    { range: 'bytes=-', status: 200, body: '0123456789' },
    { range: 'bytes=a-b', status: 200, body: '0123456789' },
    { range: 'lines=1-2', status: 200, body: '0123456789' },
    { range: 'bytes=0-1,3-4', status: 200, body: '0123456789' },
  ];
  for (const { range, status, body, contentRange } of TABLE) {
    it(`answers ${status} to ${range}`, async () => {
      const response = await fetch(await url('ten'), { headers: { range } });
      expect([response.status, response.headers.get('content-range')]).toEqual([status, contentRange ?? null]);
      if (body === undefined) expect(await errorCode(response)).toBe('InvalidRange');
      else expect([await response.text(), response.headers.get('content-length')]).toEqual([body, String(body.length)]);
    });
  }

  it('has no range of an empty object', async () => {
    expect((await fetch(await url('none'), { headers: { range: 'bytes=0-' } })).status).toBe(416);
  });

  it('resumes by If-Range only the object that was begun (RFC 9110 section 13.1.5)', async () => {
    const { headers } = await fetch(await url('ten'));
    const resume = async (ifRange: string) =>
      (await fetch(await url('ten'), { headers: { range: 'bytes=5-', 'if-range': ifRange } })).status;
    expect(await resume(headers.get('etag') ?? '')).toBe(206);
    expect(await resume('"other"')).toBe(200);
    expect(await resume(new Date(START).toUTCString())).toBe(206);
    expect(await resume(new Date(START - 1000).toUTCString())).toBe(200);
  });

  it('gives no checksum of the whole with a part of it', async () => {
    const whole = await s3.client.send(new GetObjectCommand({ Bucket: 'files', Key: 'ten' }));
    const part = await s3.client.send(new GetObjectCommand({ Bucket: 'files', Key: 'ten', Range: 'bytes=1-2' }));
    expect([whole.ChecksumCRC32, part.ChecksumCRC32]).toEqual(['poTHxg==', undefined]);
    await whole.Body?.transformToString();
    await part.Body?.transformToString();
  });
});

import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Laptop, laptopS3, refusal, START } from './laptop.ts';

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3();
});
afterAll(() => s3.close());

const PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest';

const put = (Key: string, Body: string, more: Partial<PutObjectCommand['input']> = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket: 'files', Key, Body, ...more }));

async function textOf(Key: string): Promise<string | undefined> {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: 'files', Key }));
  return Body?.transformToString();
}

describe(`conditional reads (${PAGE}/userguide/conditional-reads.html)`, () => {
  const HELLO = '"5d41402abc4b2a76b9719d911017c592"';
  const EARLIER = new Date(START - 1000);
  const LATER = new Date(START + 1000);
  const NOW = new Date(START);
  const TABLE: { name: string; input: Partial<GetObjectCommand['input']>; status: number }[] = [
    { name: 'If-Match with its ETag', input: { IfMatch: HELLO }, status: 200 },
    { name: 'If-Match with another', input: { IfMatch: '"other"' }, status: 412 },
    { name: 'If-None-Match with its ETag', input: { IfNoneMatch: HELLO }, status: 304 },
    { name: 'If-None-Match with another', input: { IfNoneMatch: '"other"' }, status: 200 },
    { name: 'If-Modified-Since an earlier time', input: { IfModifiedSince: EARLIER }, status: 200 },
    { name: 'If-Modified-Since its own time', input: { IfModifiedSince: NOW }, status: 304 },
    { name: 'If-Unmodified-Since its own time', input: { IfUnmodifiedSince: NOW }, status: 200 },
    { name: 'If-Unmodified-Since an earlier time', input: { IfUnmodifiedSince: EARLIER }, status: 412 },
    {
      name: 'a met If-Match beside a failed If-Unmodified-Since',
      input: { IfMatch: HELLO, IfUnmodifiedSince: EARLIER },
      status: 200,
    },
    {
      name: 'a failed If-None-Match beside a met If-Modified-Since',
      input: { IfNoneMatch: HELLO, IfModifiedSince: EARLIER },
      status: 304,
    },
    {
      name: 'a met If-None-Match beside a failed If-Modified-Since',
      input: { IfNoneMatch: '"other"', IfModifiedSince: LATER },
      status: 200,
    },
  ];
  for (const { name, input, status } of TABLE) {
    it(`answers ${status} to ${name}`, async () => {
      await put('hello', 'hello');
      const call = s3.client.send(new GetObjectCommand({ Bucket: 'files', Key: 'hello', ...input }));
      const seen = await call.then(
        (answer) => answer.$metadata.httpStatusCode,
        async () => (await refusal(call)).status,
      );
      expect(seen).toBe(status);
    });
  }

  it('says of an unchanged object only what a cache renews (RFC 9110, section 15.4.5)', async () => {
    await put('cached', 'hello', {
      CacheControl: 'max-age=60',
      ContentType: 'text/csv',
      Metadata: { city: 'qingdao' },
    });
    const url = await getSignedUrl(s3.client, new GetObjectCommand({ Bucket: 'files', Key: 'cached' }));
    const { status, headers } = await fetch(url, { headers: { 'If-None-Match': HELLO } });
    const told = ['ETag', 'Cache-Control', 'Content-Type', 'Accept-Ranges', 'x-amz-meta-city'];
    expect([status, ...told.map((name) => headers.get(name))]).toEqual([304, HELLO, 'max-age=60', null, null, null]);
  });
});

describe(`conditional writes (${PAGE}/userguide/conditional-writes.html)`, () => {
  it('puts with If-None-Match: * only where nothing stands', async () => {
    await put('once', 'first', { IfNoneMatch: '*' });
    expect(await refusal(put('once', 'second', { IfNoneMatch: '*' }))).toEqual({
      name: 'PreconditionFailed',
      status: 412,
    });
    expect(await textOf('once')).toBe('first');
  });

  it('puts with If-Match only over what was seen', async () => {
    const { ETag } = await put('swap', 'first');
    await put('swap', 'second', { IfMatch: ETag });
    expect(await refusal(put('swap', 'third', { IfMatch: ETag }))).toEqual({ name: 'PreconditionFailed', status: 412 });
    expect(await textOf('swap')).toBe('second');
  });

  it('answers NoSuchKey to If-Match on nothing', async () => {
    expect(await refusal(put('never-put', 'x', { IfMatch: '"etag"' }))).toEqual({ name: 'NoSuchKey', status: 404 });
  });

  it('lets exactly one of many concurrent creators win', async () => {
    const attempts = Array.from({ length: 20 }, (_, i) => put('race', `writer ${i}`, { IfNoneMatch: '*' }));
    const outcomes = await Promise.allSettled(attempts);
    const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await textOf('race')).toBe(`writer ${winner}`);
  });

  it('lets exactly one of many concurrent swappers win', async () => {
    const { ETag } = await put('race-swap', 'first');
    const attempts = Array.from({ length: 20 }, (_, i) => put('race-swap', `writer ${i}`, { IfMatch: ETag }));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  it('never shows a reader parts of two writes', async () => {
    const letters = ['a', 'b', 'c', 'd'];
    await put('whole', 'a'.repeat(300_000));
    const writes = letters.map((letter) => put('whole', letter.repeat(300_000)));
    const reads = letters.map(() => textOf('whole'));
    for (const text of await Promise.all(reads)) {
      expect(text).toBe(text?.[0]?.repeat(300_000));
    }
    await Promise.all(writes);
  });
});

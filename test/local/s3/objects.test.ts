import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Laptop, laptopS3, refusal, START } from './laptop.ts';

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3();
});
afterAll(() => s3.close());

const PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest';

function put(Key: string, Body: string | Buffer | Readable, more: Partial<PutObjectCommand['input']> = {}) {
  return s3.client.send(new PutObjectCommand({ Bucket: 'files', Key, Body, ...more }));
}

async function textOf(Key: string): Promise<string | undefined> {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: 'files', Key }));
  return Body?.transformToString();
}

async function tagsOf(Key: string) {
  return (await s3.client.send(new GetObjectTaggingCommand({ Bucket: 'files', Key }))).TagSet;
}

describe(`PutObject and GetObject (${PAGE}/API/API_PutObject.html, API_GetObject.html)`, () => {
  it('gives back bytes, type, disposition, caching and metadata as they were put', async () => {
    await put('目录/数据 a+b(1).csv', '一,二\n', {
      ContentType: 'text/csv; charset=utf-8',
      ContentDisposition: "attachment; filename*=UTF-8''%E6%95%B0.csv",
      CacheControl: 'max-age=60',
      Metadata: { rows: '2' },
    });
    const got = await s3.client.send(new GetObjectCommand({ Bucket: 'files', Key: '目录/数据 a+b(1).csv' }));
    expect(got).toMatchObject({
      ContentType: 'text/csv; charset=utf-8',
      ContentDisposition: "attachment; filename*=UTF-8''%E6%95%B0.csv",
      CacheControl: 'max-age=60',
      Metadata: { rows: '2' },
      ContentLength: 8,
      LastModified: new Date(START),
      AcceptRanges: 'bytes',
    });
    expect(await got.Body?.transformToString()).toBe('一,二\n');
  });

  it('answers with the MD5 as ETag and the verified CRC32', async () => {
    expect(await put('hello', 'hello')).toMatchObject({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      ChecksumCRC32: 'NhCmhg==',
      ChecksumType: 'FULL_OBJECT',
    });
  });

  it('accepts an empty object', async () => {
    await put('empty', Buffer.alloc(0));
    expect(await textOf('empty')).toBe('');
  });

  it('accepts a stream with its checksum in the trailer', async () => {
    await put('stream', Readable.from([Buffer.alloc(10_000, 'x'), Buffer.from('end')]), { ContentLength: 10_003 });
    expect(await textOf('stream')).toBe(`${'x'.repeat(10_000)}end`);
  });

  it(`refuses a stream of small chunks as S3 does (${PAGE}/API/sigv4-streaming.html)`, async () => {
    const body = Readable.from([Buffer.from('small'), Buffer.from('chunks')]);
    expect(await refusal(put('small-chunks', body, { ContentLength: 11 }))).toEqual({
      name: 'InvalidChunkSizeError',
      status: 403,
    });
  });

  it('keeps other content encodings than aws-chunked', async () => {
    await put('zipped', Readable.from([Buffer.from('gz')]), { ContentLength: 2, ContentEncoding: 'gzip' });
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: 'files', Key: 'zipped' }));
    expect(head.ContentEncoding).toBe('gzip');
  });

  it('refuses a body that is not the one whose checksum was sent', async () => {
    expect(await refusal(put('bad', 'hello', { ChecksumCRC32: 'AAAAAA==' }))).toEqual({
      name: 'BadDigest',
      status: 400,
    });
    expect(await refusal(put('bad', 'hello', { ChecksumSHA256: Buffer.alloc(32).toString('base64') }))).toMatchObject({
      name: 'BadDigest',
    });
    expect(await refusal(put('bad', 'hello', { ContentMD5: Buffer.alloc(16).toString('base64') }))).toMatchObject({
      name: 'BadDigest',
    });
    expect(await refusal(s3.client.send(new HeadObjectCommand({ Bucket: 'files', Key: 'bad' })))).toEqual({
      name: 'NotFound',
      status: 404,
    });
  });

  it('refuses a Content-MD5 that is none', async () => {
    expect(await refusal(put('bad', 'hello', { ContentMD5: 'short' }))).toEqual({ name: 'InvalidDigest', status: 400 });
  });

  it('refuses checksum algorithms that the platform does not use by name', async () => {
    expect(await refusal(put('bad', 'hello', { ChecksumCRC32C: 'yZRlqg==' }))).toEqual({
      name: 'NotImplemented',
      status: 501,
    });
  });

  it('refuses keys beyond 1024 bytes', async () => {
    expect(await refusal(put('目'.repeat(342), 'x'))).toEqual({ name: 'KeyTooLongError', status: 400 });
    await put('目'.repeat(341), 'x');
  });

  it('refuses metadata beyond 2 KB', async () => {
    expect(await refusal(put('heavy', 'x', { Metadata: { a: 'x'.repeat(2048) } }))).toEqual({
      name: 'MetadataTooLarge',
      status: 400,
    });
  });

  it('gives binary/octet-stream to what came without a type', async () => {
    await put('typeless', 'x', { ContentType: '' });
    const response = await s3.client.send(new HeadObjectCommand({ Bucket: 'files', Key: 'typeless' }));
    expect(response.ContentType).toBe('application/octet-stream');
  });

  it('answers NoSuchKey for what is not there', async () => {
    expect(await refusal(textOf('nothing'))).toEqual({ name: 'NoSuchKey', status: 404 });
  });

  it('answers NoSuchBucket for a bucket that is not there', async () => {
    const elsewhere = new GetObjectCommand({ Bucket: 'elsewhere', Key: 'hello' });
    expect(await refusal(s3.client.send(elsewhere))).toEqual({ name: 'NoSuchBucket', status: 404 });
  });
});

describe(`tags (${PAGE}/userguide/object-tagging.html)`, () => {
  it('puts an object with its tags at once', async () => {
    await put('tagged', 'x', { Tagging: `gate=open&${encodeURIComponent('区')}=${encodeURIComponent('崂山 +')}` });
    expect(await tagsOf('tagged')).toEqual([
      { Key: 'gate', Value: 'open' },
      { Key: '区', Value: '崂山 +' },
    ]);
  });

  it('replaces and deletes the tags, and counts them on reading', async () => {
    await put('tagged', 'x', { Tagging: 'gate=open' });
    const TagSet = [
      { Key: 'gate', Value: 'shut' },
      { Key: 'b', Value: '' },
    ];
    await s3.client.send(new PutObjectTaggingCommand({ Bucket: 'files', Key: 'tagged', Tagging: { TagSet } }));
    expect(await tagsOf('tagged')).toEqual(TagSet);
    const got = await s3.client.send(new GetObjectCommand({ Bucket: 'files', Key: 'tagged' }));
    expect(got.TagCount).toBe(2);
    await s3.client.send(new DeleteObjectTaggingCommand({ Bucket: 'files', Key: 'tagged' }));
    expect(await tagsOf('tagged')).toEqual([]);
  });

  it('drops the tags of what a new put replaces', async () => {
    await put('retagged', 'x', { Tagging: 'gate=open' });
    await put('retagged', 'y');
    expect(await tagsOf('retagged')).toEqual([]);
  });

  const REFUSED: { name: string; tagging: string; code: string }[] = [
    { name: 'eleven tags', tagging: Array.from({ length: 11 }, (_, i) => `k${i}=v`).join('&'), code: 'BadRequest' },
    { name: 'a key of 129 characters', tagging: `${'k'.repeat(129)}=v`, code: 'InvalidTag' },
    { name: 'a value of 257 characters', tagging: `k=${'v'.repeat(257)}`, code: 'InvalidTag' },
    { name: 'a character that no tag may have', tagging: 'k=%3Cscript%3E', code: 'InvalidTag' },
    { name: 'a key given twice', tagging: 'k=1&k=2', code: 'InvalidArgument' },
    { name: 'a key that is reserved', tagging: 'aws:x=1', code: 'InvalidTag' },
    { name: 'an escape that is none', tagging: 'k=%zz', code: 'InvalidArgument' },
  ];
  for (const { name, tagging, code } of REFUSED) {
    it(`refuses ${name}`, async () => {
      expect(await refusal(put('badly-tagged', 'x', { Tagging: tagging }))).toEqual({ name: code, status: 400 });
    });
  }

  it('answers NoSuchKey for the tags of nothing', async () => {
    expect(await refusal(tagsOf('nothing'))).toEqual({ name: 'NoSuchKey', status: 404 });
  });
});

describe(`CopyObject (${PAGE}/API/API_CopyObject.html)`, () => {
  const copy = (from: string, to: string, more: Partial<CopyObjectCommand['input']> = {}) =>
    s3.client.send(
      new CopyObjectCommand({ Bucket: 'files', Key: to, CopySource: `files/${encodeURIComponent(from)}`, ...more }),
    );

  it('copies bytes, description and tags', async () => {
    await put('源/文件', 'bytes', { ContentType: 'text/csv', Metadata: { rows: '1' }, Tagging: 'gate=open' });
    const { CopyObjectResult } = await copy('源/文件', 'copy');
    expect(CopyObjectResult?.ETag).toBe(
      (await s3.client.send(new HeadObjectCommand({ Bucket: 'files', Key: '源/文件' }))).ETag,
    );
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: 'files', Key: 'copy' }));
    expect(head).toMatchObject({ ContentType: 'text/csv', Metadata: { rows: '1' } });
    expect(CopyObjectResult).toMatchObject({ ChecksumCRC32: 'sZlDzg==', ChecksumType: 'FULL_OBJECT' });
    expect(await tagsOf('copy')).toEqual([{ Key: 'gate', Value: 'open' }]);
    expect(await textOf('copy')).toBe('bytes');
  });

  it('replaces description and tags where told to', async () => {
    await put('source', 'bytes', { ContentType: 'text/csv', Tagging: 'gate=open' });
    await copy('source', 'replaced', {
      MetadataDirective: 'REPLACE',
      ContentType: 'text/plain',
      TaggingDirective: 'REPLACE',
      Tagging: 'a=b',
    });
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: 'files', Key: 'replaced' }));
    expect(head.ContentType).toBe('text/plain');
    expect(await tagsOf('replaced')).toEqual([{ Key: 'a', Value: 'b' }]);
  });

  it('keeps the copy when the source is overwritten or deleted', async () => {
    await put('source', 'bytes');
    await copy('source', 'kept');
    await put('source', 'other bytes');
    await s3.client.send(new DeleteObjectCommand({ Bucket: 'files', Key: 'source' }));
    expect(await textOf('kept')).toBe('bytes');
  });

  it('refuses a copy onto itself that changes nothing, and does one that changes the description', async () => {
    await put('self', 'bytes');
    expect(await refusal(copy('self', 'self'))).toEqual({ name: 'InvalidRequest', status: 400 });
    await copy('self', 'self', { MetadataDirective: 'REPLACE', Metadata: { new: 'yes' } });
    expect(await textOf('self')).toBe('bytes');
  });

  it('copies only what meets the conditions on the source', async () => {
    await put('source', 'bytes');
    expect(await refusal(copy('source', 'never', { CopySourceIfMatch: '"other"' }))).toEqual({
      name: 'PreconditionFailed',
      status: 412,
    });
    expect(await refusal(copy('nothing', 'never'))).toEqual({ name: 'NoSuchKey', status: 404 });
  });
});

it(`DeleteObject answers alike whether the key was there or not (${PAGE}/API/API_DeleteObject.html)`, async () => {
  await put('doomed', 'x');
  for (const _ of [1, 2]) {
    const answer = await s3.client.send(new DeleteObjectCommand({ Bucket: 'files', Key: 'doomed' }));
    expect(answer.$metadata.httpStatusCode).toBe(204);
  }
  expect(await refusal(textOf('doomed'))).toEqual({ name: 'NoSuchKey', status: 404 });
});

it('a foreign caller whose clock is off is refused, and an SDK then corrects itself by the Date header', async () => {
  await put('hello', 'hello');
  vi.setSystemTime(START - 3_600_000);
  const get = new GetObjectCommand({ Bucket: 'files', Key: 'hello' });
  expect(await refusal(s3.clientOf({ maxAttempts: 1 }).send(get))).toEqual({
    name: 'RequestTimeTooSkewed',
    status: 403,
  });
  const corrected = await s3.clientOf({ maxAttempts: 2 }).send(get);
  expect(corrected.$metadata).toMatchObject({ httpStatusCode: 200, attempts: 2 });
  s3.setClock(START);
});

import { GetObjectCommand, ListObjectVersionsCommand, PutObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gateStatements } from '../../../functions/stores/bucket-policy.ts';
import { ObjectMissing, ObjectRefused, type ObjectStore } from '../../../functions/stores/objects.ts';
import { attachment, s3Objects } from '../../../functions/stores/s3.ts';
import { type Laptop, laptopS3, START } from '../../local/s3/laptop.ts';

const buckets = { quarantine: 'quarantine', data: 'data' };
const key = 'datasets/air/r1/data.csv';
const csv = { contentType: 'text/csv', gate: 'closed' } as const;

describe('the object store by the SDK, on the laptop’s S3 with the real policy', () => {
  let laptop: Laptop;
  let objects: ObjectStore;

  beforeEach(async () => {
    const Statement = gateStatements({ bucketArn: 'arn:aws-cn:s3:::data', except: [] });
    laptop = await laptopS3({
      buckets: [
        { name: 'quarantine', notifications: true },
        { name: 'data', versioned: true, policy: { Statement } },
      ],
    });
    objects = s3Objects({ client: laptop.client, buckets });
  });
  afterEach(() => laptop.close());

  const link = (method: 'GET' | 'HEAD' = 'GET') =>
    objects.signDownload('data', key, {
      method,
      seconds: 300,
      fileName: '空气 质量.csv',
      contentType: 'text/csv; charset=utf-8',
    });

  it('writes behind a closed gate, and reads once it is open', async () => {
    await objects.write('data', key, 'a,b', csv);
    await expect(objects.read('data', key)).rejects.toThrow(ObjectRefused);
    await objects.setGate(key, 'open');
    expect(Buffer.from(await objects.read('data', key)).toString()).toBe('a,b');
  });

  it('tags and tells the gates of every version under a prefix, but of what is excepted', async () => {
    await objects.write('data', key, '1', csv);
    await objects.write('data', key, '2', csv);
    await objects.write('data', 'datasets/air/r2/data.csv', '3', csv);
    await objects.write('data', 'datasets/airport/r1/data.csv', '4', csv);
    await objects.setGate('datasets/air/', 'open', { except: 'datasets/air/r2/' });
    expect(await objects.gates('datasets/air/r1/')).toEqual(['open', 'open']);
    expect(await objects.gates('datasets/air/r2/')).toEqual(['closed']);
    expect(await objects.gates('datasets/airport/')).toEqual(['closed']);
    expect(await objects.gates('datasets/none/')).toEqual([]);
  });

  it('signs a link that names the file in UTF-8 and dies with the gate', async () => {
    await objects.write('data', key, 'a,b', { ...csv, gate: 'open' });
    const url = await link();
    const first = await fetch(url);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-disposition')).toBe(
      `attachment; filename="__ __.csv"; filename*=UTF-8''%E7%A9%BA%E6%B0%94%20%E8%B4%A8%E9%87%8F.csv`,
    );
    expect(first.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    await objects.setGate('datasets/air/', 'closed');
    expect((await fetch(url)).status).toBe(403);
  });

  it('signs a HEAD for HEAD only', async () => {
    await objects.write('data', key, 'a,b', { ...csv, gate: 'open' });
    const url = await link('HEAD');
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '3']);
    expect((await fetch(url)).status).toBe(403);
  });

  it('signs links that are dead after three hundred seconds', async () => {
    await objects.write('data', key, 'a,b', { ...csv, gate: 'open' });
    const url = await link();
    laptop.setClock(START + 299_000);
    expect((await fetch(url)).status).toBe(200);
    laptop.setClock(START + 301_000);
    expect((await fetch(url)).status).toBe(403);
  });

  it('signs a form that takes one file of at most so many bytes', async () => {
    const form = await objects.signUpload('uploads/u1', { maxBytes: 5, seconds: 900 });
    const post = (content: string) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
      body.append('file', new Blob([content]), '数据.csv');
      return fetch(form.url, { method: 'POST', body });
    };
    expect((await post('123456')).status).toBe(400);
    expect((await post('')).status).toBe(400);
    expect((await post('12345')).status).toBe(204);
    expect(Buffer.from(await objects.read('quarantine', 'uploads/u1')).toString()).toBe('12345');
    expect(await objects.etag('quarantine', 'uploads/u1')).toBe(laptop.events[0]?.etag);
    laptop.setClock(START + 901_000);
    expect((await post('12345')).status).toBe(403);
  });

  it('knows what isn’t there', async () => {
    expect(await objects.etag('quarantine', 'nothing')).toBeUndefined();
    await expect(objects.read('quarantine', 'nothing')).rejects.toThrow(ObjectMissing);
  });
});

describe('the object store when S3 fails', () => {
  const client = new S3Client({ region: 'cn-north-1' });
  const s3 = mockClient(client);
  const objects = s3Objects({ client, buckets });
  beforeEach(() => s3.reset());

  it('passes on what it has no answer for', async () => {
    s3.on(GetObjectCommand).rejects(new Error('SlowDown'));
    await expect(objects.read('data', key)).rejects.toThrow('SlowDown');
  });

  it('refuses an answer without a body', async () => {
    s3.on(GetObjectCommand).resolves({});
    await expect(objects.read('data', key)).rejects.toThrow('came without a body');
  });

  it('asks for every page of versions', async () => {
    s3.on(ListObjectVersionsCommand)
      .resolvesOnce({
        Versions: [{ Key: 'a', VersionId: '1' }],
        IsTruncated: true,
        NextKeyMarker: 'a',
        NextVersionIdMarker: '1',
      })
      .resolvesOnce({ Versions: [{ Key: 'b', VersionId: '2' }] });
    s3.on(PutObjectTaggingCommand).resolves({});
    await objects.setGate('', 'closed');
    expect(s3.commandCalls(ListObjectVersionsCommand)[1]?.args[0].input).toMatchObject({
      KeyMarker: 'a',
      VersionIdMarker: '1',
    });
    expect(s3.commandCalls(PutObjectTaggingCommand).map((each) => each.args[0].input.Key)).toEqual(['a', 'b']);
  });

  it('does not say that gates are set when one of them was not', async () => {
    s3.on(ListObjectVersionsCommand).resolves({
      Versions: [
        { Key: 'a', VersionId: '1' },
        { Key: 'b', VersionId: '2' },
      ],
    });
    s3.on(PutObjectTaggingCommand).resolvesOnce({}).rejects(new Error('AccessDenied'));
    await expect(objects.setGate('', 'closed')).rejects.toThrow('AccessDenied');
  });
});

describe('the name of an attachment', () => {
  it.each([
    ['plain.csv', `attachment; filename="plain.csv"; filename*=UTF-8''plain.csv`],
    ['a"b\\c%.csv', `attachment; filename="a_b_c_.csv"; filename*=UTF-8''a%22b%5Cc%25.csv`],
    ["it's(1)*.csv", `attachment; filename="it's(1)*.csv"; filename*=UTF-8''it%27s%281%29%2A.csv`],
  ])('of %s', (name, expected) => {
    expect(attachment(name)).toBe(expected);
  });
});

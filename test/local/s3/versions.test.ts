import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Laptop, laptopS3, refusal } from './laptop.ts';

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3({ buckets: [{ name: 'kept', versioned: true, notifications: true }] });
});
afterAll(() => s3.close());

const put = async (Key: string, Body: string, Tagging?: string) =>
  (await s3.client.send(new PutObjectCommand({ Bucket: 'kept', Key, Body, Tagging }))).VersionId;
const text = async (Key: string, VersionId?: string) =>
  (await s3.client.send(new GetObjectCommand({ Bucket: 'kept', Key, VersionId }))).Body?.transformToString();
const remove = (Key: string, VersionId?: string) =>
  s3.client.send(new DeleteObjectCommand({ Bucket: 'kept', Key, VersionId }));

describe('versions (https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html)', () => {
  it('keeps what is overwritten, under its id', async () => {
    const [first, second] = [await put('a', 'first'), await put('a', 'second')];
    expect([await text('a'), await text('a', first), await text('a', second)]).toEqual(['second', 'first', 'second']);
  });

  it('hides a deleted object behind a marker, and shows it again when the marker goes', async () => {
    const id = await put('b', 'bytes');
    const marker = await remove('b');
    expect(marker).toMatchObject({ DeleteMarker: true });
    expect(await refusal(text('b'))).toEqual({ name: 'NoSuchKey', status: 404 });
    expect(await text('b', id)).toBe('bytes');
    expect(await refusal(text('b', marker.VersionId))).toEqual({ name: 'MethodNotAllowed', status: 405 });
    const listed = await s3.client.send(new ListObjectsV2Command({ Bucket: 'kept', Prefix: 'b' }));
    expect(listed.KeyCount).toBe(0);
    await remove('b', marker.VersionId);
    expect(await text('b')).toBe('bytes');
  });

  it('deletes one version for good', async () => {
    const [first, second] = [await put('c', 'first'), await put('c', 'second')];
    await remove('c', second);
    expect(await text('c')).toBe('first');
    expect(await refusal(text('c', second))).toEqual({ name: 'NoSuchVersion', status: 404 });
    expect(await text('c', first)).toBe('first');
  });

  it('tags each version by itself', async () => {
    const [first, second] = [await put('d', 'first', 'gate=open'), await put('d', 'second', 'gate=open')];
    const TagSet = [{ Key: 'gate', Value: 'shut' }];
    await s3.client.send(
      new PutObjectTaggingCommand({ Bucket: 'kept', Key: 'd', VersionId: first, Tagging: { TagSet } }),
    );
    const tags = async (VersionId?: string) =>
      (await s3.client.send(new GetObjectTaggingCommand({ Bucket: 'kept', Key: 'd', VersionId }))).TagSet;
    expect(await tags(first)).toEqual(TagSet);
    expect(await tags(second)).toEqual([{ Key: 'gate', Value: 'open' }]);
  });

  it('restores an old version by copying it over the new one', async () => {
    const first = await put('e', 'first');
    await put('e', 'second');
    await s3.client.send(new CopyObjectCommand({ Bucket: 'kept', Key: 'e', CopySource: `kept/e?versionId=${first}` }));
    expect(await text('e')).toBe('first');
  });

  it('creates with If-None-Match: * where only a marker stands', async () => {
    await put('f', 'first');
    await remove('f');
    await s3.client.send(new PutObjectCommand({ Bucket: 'kept', Key: 'f', Body: 'second', IfNoneMatch: '*' }));
    expect(await text('f')).toBe('second');
  });

  it('lists versions and markers, newest first, in pages (API_ListObjectVersions.html)', async () => {
    const ids = [
      await put('list/x', '1'),
      await put('list/x', '22'),
      (await remove('list/x')).VersionId,
      await put('list/y', '3'),
    ];
    const seen: unknown[] = [];
    for (let marker: { KeyMarker?: string; VersionIdMarker?: string } = {}, more = true; more; ) {
      const page = await s3.client.send(
        new ListObjectVersionsCommand({ Bucket: 'kept', Prefix: 'list/', MaxKeys: 1, ...marker }),
      );
      for (const one of page.Versions ?? []) seen.push([one.Key, one.VersionId, one.IsLatest, one.Size]);
      for (const one of page.DeleteMarkers ?? []) seen.push([one.Key, one.VersionId, one.IsLatest, 'marker']);
      more = page.IsTruncated === true;
      marker = more ? { KeyMarker: page.NextKeyMarker ?? '', VersionIdMarker: page.NextVersionIdMarker ?? '' } : {};
    }
    expect(seen).toEqual([
      ['list/x', ids[2], true, 'marker'],
      ['list/x', ids[1], false, 2],
      ['list/x', ids[0], false, 1],
      ['list/y', ids[3], true, 1],
    ]);
  });

  it('tells the version in the event', async () => {
    const versionId = await put('g', 'x');
    expect(s3.events.filter((event) => event.key === 'g')).toMatchObject([{ versionId, reason: 'PutObject' }]);
  });
});

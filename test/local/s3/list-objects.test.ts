import { ListObjectsV2Command, type ListObjectsV2CommandInput, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPage } from '../../../local/s3/calls/list-objects.ts';
import type { StoredObject } from '../../../local/s3/store/records.ts';
import { type Laptop, laptopS3, refusal } from './laptop.ts';

let s3: Laptop;
const KEYS = [
  'a',
  'a/1',
  'a/2',
  'a/b/3',
  'b',
  '数据/一',
  '数据/二',
  '数据集',
  'z\u{1f600}',
  'z\uff5e',
  'sp ace+(1)*.csv',
];
beforeAll(async () => {
  s3 = await laptopS3();
  for (const Key of KEYS) await s3.client.send(new PutObjectCommand({ Bucket: 'files', Key, Body: Key }));
});
afterAll(() => s3.close());

async function list(input: Partial<ListObjectsV2CommandInput> = {}) {
  const answer = await s3.client.send(new ListObjectsV2Command({ Bucket: 'files', ...input }));
  return {
    keys: answer.Contents?.map((one) => one.Key) ?? [],
    prefixes: answer.CommonPrefixes?.map((one) => one.Prefix) ?? [],
    answer,
  };
}

const inBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('ListObjectsV2 (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html)', () => {
  it('lists keys by their UTF-8 bytes', async () => {
    expect((await list()).keys).toEqual(KEYS.toSorted(inBytes));
  });

  it('tells size, ETag, time and kind of checksum of each', async () => {
    const { answer } = await list({ Prefix: 'a/b' });
    expect(answer.Contents).toEqual([
      {
        Key: 'a/b/3',
        Size: 5,
        ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
        ChecksumAlgorithm: ['CRC32'],
        ChecksumType: 'FULL_OBJECT',
        LastModified: new Date('2026-09-21T01:00:00Z'),
        StorageClass: 'STANDARD',
      },
    ]);
  });

  it('rolls up to the delimiter', async () => {
    expect(await list({ Delimiter: '/' })).toMatchObject({
      prefixes: ['a/', '数据/'],
      keys: ['a', 'b', 'sp ace+(1)*.csv', 'z\uff5e', 'z\u{1f600}', '数据集'],
    });
    expect(await list({ Delimiter: '/', Prefix: 'a/' })).toMatchObject({ prefixes: ['a/b/'], keys: ['a/1', 'a/2'] });
    expect(await list({ Prefix: '数据' })).toMatchObject({ keys: ['数据/一', '数据/二', '数据集'] });
  });

  it('goes on behind a key', async () => {
    expect((await list({ StartAfter: 'a/1', Prefix: 'a' })).keys).toEqual(['a/2', 'a/b/3']);
  });

  it('writes keys percent-encoded where asked to', async () => {
    expect((await list({ EncodingType: 'url', Prefix: 'sp' })).keys).toEqual(['sp+ace%2B%281%29*.csv']);
    expect((await list({ EncodingType: 'url', Prefix: '数据/一' })).keys).toEqual(['%E6%95%B0%E6%8D%AE/%E4%B8%80']);
  });

  it('refuses page lengths and tokens that are none', async () => {
    expect(await refusal(list({ MaxKeys: -1 }))).toEqual({ name: 'InvalidArgument', status: 400 });
    expect(await refusal(list({ ContinuationToken: '*' }))).toEqual({ name: 'InvalidArgument', status: 400 });
  });

  for (const Delimiter of [undefined, '/']) {
    for (const MaxKeys of [1, 2, 3]) {
      it(`gives in pages of ${MaxKeys} with delimiter ${Delimiter} what it gives at once`, async () => {
        const seen: (string | undefined)[] = [];
        for (let ContinuationToken: string | undefined, more = true; more; ) {
          const { keys, prefixes, answer } = await list({ Delimiter, MaxKeys, ContinuationToken });
          seen.push(...keys, ...prefixes);
          expect(answer.KeyCount).toBe(keys.length + prefixes.length);
          ContinuationToken = answer.NextContinuationToken;
          more = answer.IsTruncated === true;
        }
        const { keys, prefixes } = await list({ Delimiter });
        expect(seen.toSorted()).toEqual([...keys, ...prefixes].toSorted());
      });
    }
  }
});

it('pages of any keys, prefix, delimiter and length together hold each entry once, in order', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '目'), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { maxLength: 30 }),
      fc.constantFrom('', 'a', 'a/', '目'),
      fc.constantFrom('', '/', 'b'),
      fc.integer({ min: 1, max: 5 }),
      (keys, prefix, delimiter, maxKeys) => {
        const sorted = keys.toSorted(inBytes);
        const listFrom = (after: string) =>
          sorted.filter((one) => inBytes(one, after) > 0 && inBytes(one, prefix) >= 0).map(stored);
        const seen: string[] = [];
        for (let after: string | undefined = ''; after !== undefined; ) {
          const page = listPage(listFrom, { prefix, delimiter, after, maxKeys });
          seen.push(...[...page.objects.map((object) => object.key), ...page.commonPrefixes].toSorted(inBytes));
          after = page.next;
        }
        const entries = sorted
          .filter((one) => one.startsWith(prefix))
          .map((one) => {
            const end = delimiter === '' ? -1 : one.indexOf(delimiter, prefix.length);
            return end === -1 ? one : one.slice(0, end + delimiter.length);
          });
        // A key may be spelled like a common prefix only if it ends in the delimiter, and then it is rolled up itself.
        expect(seen).toEqual([...new Set(entries)]);
      },
    ),
  );
});

function stored(key: string): StoredObject {
  const description = { content: {}, metadata: [], tags: [] };
  return {
    kind: 'object',
    key,
    versionId: 'null',
    blob: '',
    size: 0,
    etag: '',
    lastModified: 0,
    description,
    checksum: null,
  };
}

import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API, errorCode, type Laptop, laptopS3, PROCESSOR, START } from './laptop.ts';

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3({ buckets: [{ name: 'files' }, { name: 'other' }] });
  for (const Bucket of ['files', 'other']) {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: '目录/a b.csv', Body: 'hello', ContentType: 'text/csv' }));
  }
});
beforeEach(() => s3.setClock(START));
afterAll(() => s3.close());

const object = { Bucket: 'files', Key: '目录/a b.csv' };

describe('presigned URLs (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html)', () => {
  it('gives the object to whoever holds the URL', async () => {
    const response = await fetch(await getSignedUrl(s3.client, new GetObjectCommand(object)));
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/csv',
      'hello',
    ]);
  });

  it('answers HEAD to a URL that was signed for HEAD', async () => {
    const response = await fetch(await getSignedUrl(s3.client, new HeadObjectCommand(object)), { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '5']);
  });

  it('overrides disposition and type as signed, and nothing else', async () => {
    const ResponseContentDisposition = "attachment; filename*=UTF-8''%E6%95%B0%E6%8D%AE.csv";
    const response = await fetch(
      await getSignedUrl(
        s3.client,
        new GetObjectCommand({ ...object, ResponseContentDisposition, ResponseContentType: 'text/plain' }),
      ),
    );
    expect(response.headers.get('content-disposition')).toBe(ResponseContentDisposition);
    expect(response.headers.get('content-type')).toBe('text/plain');
  });

  it('refuses a disposition with bare Chinese, which S3 cannot write in a header', async () => {
    const url = await getSignedUrl(
      s3.client,
      new GetObjectCommand({ ...object, ResponseContentDisposition: 'attachment; filename="数据.csv"' }),
    );
    const response = await fetch(url);
    expect([response.status, await errorCode(response)]).toEqual([400, 'InvalidArgument']);
  });

  it('refuses a disposition with a line break', async () => {
    const response = await fetch(
      await getSignedUrl(
        s3.client,
        new GetObjectCommand({ ...object, ResponseContentDisposition: 'inline\r\nX-Evil: 1' }),
      ),
    );
    expect([response.status, await errorCode(response)]).toEqual([400, 'InvalidArgument']);
  });

  it('stores what is put to a URL signed for PUT, whatever checksum of nothing the SDK signed into it', async () => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket: 'files', Key: 'uploaded' }));
    expect(new URL(url).searchParams.get('x-amz-checksum-crc32')).toBe('AAAAAA==');
    expect((await fetch(url, { method: 'PUT', body: 'bytes' })).status).toBe(200);
    expect(
      await (
        await fetch(await getSignedUrl(s3.client, new GetObjectCommand({ Bucket: 'files', Key: 'uploaded' })))
      ).text(),
    ).toBe('bytes');
  });

  it('holds the uploader of a part to the signed length', async () => {
    const at = { Bucket: 'files', Key: 'parts' };
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(at));
    const url = await getSignedUrl(
      s3.client,
      new UploadPartCommand({ ...at, UploadId, PartNumber: 1, ContentLength: 5 }),
    );
    const longer = await fetch(url, { method: 'PUT', body: 'longer than that' });
    expect([longer.status, await errorCode(longer)]).toEqual([403, 'SignatureDoesNotMatch']);
    expect((await fetch(url, { method: 'PUT', body: 'right' })).status).toBe(200);
  });

  it('refuses headers that presigners hoist but S3 is not known to read from the query', async () => {
    const response = await fetch(
      await getSignedUrl(s3.client, new PutObjectCommand({ Bucket: 'files', Key: 'uploaded', Tagging: 'gate=open' })),
      { method: 'PUT', body: 'x' },
    );
    expect([response.status, await errorCode(response)]).toEqual([501, 'NotImplemented']);
  });

  it('takes tags that were signed as a header', async () => {
    const url = await getSignedUrl(
      s3.client,
      new PutObjectCommand({ Bucket: 'files', Key: 'tagged', Tagging: 'gate=open' }),
      {
        unhoistableHeaders: new Set(['x-amz-tagging']),
      },
    );
    const other = await fetch(url, { method: 'PUT', body: 'x', headers: { 'x-amz-tagging': 'gate=shut' } });
    expect(await errorCode(other)).toBe('SignatureDoesNotMatch');
    expect((await fetch(url, { method: 'PUT', body: 'x', headers: { 'x-amz-tagging': 'gate=open' } })).status).toBe(
      200,
    );
  });
});

describe('refusals', () => {
  const edit = (url: string, change: (url: URL) => void) => {
    const changed = new URL(url);
    change(changed);
    return changed.toString();
  };
  const TABLE: { name: string; status: number; code: string; send: (url: string) => Promise<Response> }[] = [
    {
      name: 'another object',
      status: 403,
      code: 'SignatureDoesNotMatch',
      send: (url) => fetch(edit(url, (u) => (u.pathname = '/files/uploaded'))),
    },
    {
      name: 'another bucket',
      status: 403,
      code: 'SignatureDoesNotMatch',
      send: (url) => fetch(url.replace('/files/', '/other/')),
    },
    {
      name: 'another method',
      status: 403,
      code: 'SignatureDoesNotMatch',
      send: (url) => fetch(url, { method: 'DELETE' }),
    },
    {
      name: 'a longer expiry',
      status: 403,
      code: 'SignatureDoesNotMatch',
      send: (url) => fetch(edit(url, (u) => u.searchParams.set('X-Amz-Expires', '3600'))),
    },
    {
      name: 'a parameter more',
      status: 403,
      code: 'SignatureDoesNotMatch',
      send: (url) => fetch(edit(url, (u) => u.searchParams.set('response-content-type', 'text/html'))),
    },
    {
      name: 'an unsigned x-amz header',
      status: 403,
      code: 'AccessDenied',
      send: (url) => fetch(url, { headers: { 'x-amz-checksum-mode': 'ENABLED' } }),
    },
    {
      name: 'another key id',
      status: 403,
      code: 'SignatureDoesNotMatch',
      send: (url) => fetch(url.replace(API.accessKeyId, PROCESSOR.accessKeyId)),
    },
    {
      name: 'an unknown key id',
      status: 403,
      code: 'InvalidAccessKeyId',
      send: (url) => fetch(url.replace(API.accessKeyId, 'STRANGER')),
    },
    {
      name: 'no signature at all',
      status: 403,
      code: 'AccessDenied',
      send: (url) => fetch(edit(url, (u) => (u.search = ''))),
    },
    {
      name: 'an Authorization header besides',
      status: 400,
      code: 'InvalidArgument',
      send: (url) => fetch(url, { headers: { authorization: 'Bearer token' } }),
    },
  ];
  for (const { name, status, code, send } of TABLE) {
    it(`refuses a URL with ${name}: ${status} ${code}`, async () => {
      const response = await send(await getSignedUrl(s3.client, new GetObjectCommand(object)));
      expect([response.status, await errorCode(response)]).toEqual([status, code]);
    });
  }

  it('refuses a URL from the second it expires', async () => {
    const url = await getSignedUrl(s3.client, new GetObjectCommand(object));
    s3.setClock(START + 899_999);
    expect((await fetch(url)).status).toBe(200);
    s3.setClock(START + 900_000);
    const response = await fetch(url);
    expect([response.status, await errorCode(response)]).toEqual([403, 'AccessDenied']);
  });

  it('refuses a URL that someone else signed with a key id of ours', async () => {
    const forger = s3.clientOf({ credentials: { ...API, secretAccessKey: 'guessed' } });
    const response = await fetch(await getSignedUrl(forger, new GetObjectCommand(object)));
    expect([response.status, await errorCode(response)]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('refuses Bearer tokens and signatures of version 2', async () => {
    const send = (authorization: string) => fetch(`${s3.endpoint}/files/a`, { headers: { authorization } });
    expect(await errorCode(await send('Bearer token'))).toBe('InvalidArgument');
    expect(await errorCode(await send('AWS LAPTOPAPI:c2lnbmF0dXJl'))).toBe('InvalidRequest');
  });
});

import { GetObjectCommand, GetObjectTaggingCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API, errorCode, type Laptop, laptopS3, PROCESSOR, refusal, START } from './laptop.ts';

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3({ buckets: [{ name: 'quarantine', notifications: true }, { name: 'files' }] });
});
beforeEach(() => s3.setClock(START));
afterAll(() => s3.close());

const TAGGING = '<Tagging><TagSet><Tag><Key>gate</Key><Value>隔离</Value></Tag></TagSet></Tagging>';

async function presign(overrides: Partial<PresignedPostOptions> = {}) {
  return createPresignedPost(s3.client, {
    Bucket: 'quarantine',
    Key: 'uploads/1/数据.csv',
    Conditions: [['content-length-range', 1, 10]],
    Expires: 600,
    ...overrides,
  });
}

interface Sending {
  fields?: Record<string, string>;
  without?: string[];
  url?: string;
  file?: Blob;
  fileName?: string;
  headers?: Record<string, string>;
}

async function send(post: { url: string; fields: Record<string, string> }, sending: Sending = {}): Promise<Response> {
  const form = new FormData();
  const fields = { ...post.fields, ...sending.fields };
  for (const [name, value] of Object.entries(fields)) if (!sending.without?.includes(name)) form.append(name, value);
  form.append('file', sending.file ?? new Blob(['一二']), sending.fileName ?? 'C:\\数据\\原始.csv');
  return fetch(sending.url ?? post.url, { method: 'POST', body: form, headers: sending.headers ?? {} });
}

async function stored(Key: string) {
  const { Body, ContentType, Metadata } = await s3.client.send(new GetObjectCommand({ Bucket: 'quarantine', Key }));
  return { text: await Body?.transformToString(), ContentType, Metadata };
}

describe('presigned POST (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html)', () => {
  it('stores the file with the type, metadata and tags of its fields', async () => {
    const fields = { 'Content-Type': 'text/csv', tagging: TAGGING, 'x-amz-meta-from': '青岛' };
    const post = await presign({ Fields: fields });
    const response = await send(post);
    expect([response.status, response.headers.get('etag')]).toEqual([204, expect.stringMatching(/^"[0-9a-f]{32}"$/)]);
    expect(await stored('uploads/1/数据.csv')).toEqual({
      text: '一二',
      ContentType: 'text/csv',
      // Beyond ASCII in RFC 2047, as S3 answers: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
      Metadata: { from: `=?UTF-8?B?${Buffer.from('青岛').toString('base64')}?=` },
    });
    const { TagSet } = await s3.client.send(
      new GetObjectTaggingCommand({ Bucket: 'quarantine', Key: 'uploads/1/数据.csv' }),
    );
    expect(TagSet).toEqual([{ Key: 'gate', Value: '隔离' }]);
  });

  it('fills in the file name, of a path only its last part', async () => {
    const post = await presign({ Key: 'uploads/2/${filename}' });
    expect((await send(post)).status).toBe(204);
    expect((await stored('uploads/2/原始.csv')).text).toBe('一二');
  });

  it('tells of the object with the reason POST', async () => {
    await send(await presign({ Key: 'uploads/told' }));
    expect(s3.events.filter((event) => event.key === 'uploads/told')).toEqual([
      { bucket: 'quarantine', key: 'uploads/told', size: 6, etag: expect.any(String), reason: 'POST' },
    ]);
  });

  const STATUSES: { asked: string; given: number }[] = [
    { asked: '200', given: 200 },
    { asked: '201', given: 201 },
    { asked: '204', given: 204 },
    { asked: '302', given: 204 },
  ];
  for (const { asked, given } of STATUSES) {
    it(`answers ${given} to success_action_status ${asked}`, async () => {
      const response = await send(await presign({ Key: 'a/目', Fields: { success_action_status: asked } }));
      expect(response.status).toBe(given);
      const document = await response.text();
      if (given === 201)
        expect(document).toContain(
          `<Location>${s3.endpoint}/quarantine/a/%E7%9B%AE</Location><Bucket>quarantine</Bucket><Key>a/目</Key><ETag>`,
        );
      else expect(document).toBe('');
    });
  }

  it('takes files much larger than a chunk, unchanged', async () => {
    const bytes = Buffer.alloc(3_000_000, '\r\n--boundary');
    const post = await presign({ Key: 'large', Conditions: [['content-length-range', 1, 3_000_000]] });
    expect((await send(post, { file: new Blob([bytes]) })).status).toBe(204);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: 'quarantine', Key: 'large' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });
});

describe('what a policy refuses (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html)', () => {
  const csv = { 'Content-Type': 'text/csv' };
  const TABLE: {
    name: string;
    options?: Partial<PresignedPostOptions>;
    sending?: Sending;
    at?: number;
    outcome: [number, string?];
  }[] = [
    { name: 'a file of the largest size', sending: { file: new Blob(['0123456789']) }, outcome: [204] },
    { name: 'a file one byte larger', sending: { file: new Blob(['0123456789a']) }, outcome: [400, 'EntityTooLarge'] },
    { name: 'a file smaller than the range', sending: { file: new Blob([]) }, outcome: [400, 'EntityTooSmall'] },
    { name: 'a form in the last millisecond', at: START + 599_999, outcome: [204] },
    { name: 'a form at its expiration', at: START + 600_000, outcome: [403, 'AccessDenied'] },
    { name: 'another key', sending: { fields: { key: 'uploads/other' } }, outcome: [403, 'AccessDenied'] },
    {
      name: 'a key outside the prefix',
      options: { Key: 'in/${filename}' },
      sending: { fields: { key: 'out/x' } },
      outcome: [403, 'AccessDenied'],
    },
    {
      name: 'a file name that climbs',
      options: { Key: 'in/${filename}' },
      sending: { fileName: '../../x' },
      outcome: [204],
    },
    { name: 'no key', sending: { without: ['key'] }, outcome: [400, 'UserKeyMustBeSpecified'] },
    { name: 'another bucket', sending: { url: '/files' }, outcome: [403, 'AccessDenied'] },
    {
      name: 'another bucket named in the form',
      sending: { url: '/files', fields: { bucket: 'quarantine' } },
      outcome: [403, 'AccessDenied'],
    },
    {
      name: 'a field without a condition',
      sending: { fields: { 'x-amz-meta-a': 'b' } },
      outcome: [403, 'AccessDenied'],
    },
    { name: 'tags without a condition', sending: { fields: { tagging: TAGGING } }, outcome: [403, 'AccessDenied'] },
    {
      name: 'other tags than the signed ones',
      options: { Fields: { tagging: TAGGING } },
      sending: { fields: { tagging: TAGGING.replace('隔离', 'open') } },
      outcome: [403, 'AccessDenied'],
    },
    {
      name: 'signed tags left out',
      options: { Fields: { tagging: TAGGING } },
      sending: { without: ['tagging'] },
      outcome: [403, 'AccessDenied'],
    },
    { name: 'an ignored field', sending: { fields: { 'x-ignore-me': 'b' } }, outcome: [204] },
    {
      name: 'another type',
      options: { Fields: csv },
      sending: { fields: { 'Content-Type': 'text/html' } },
      outcome: [403, 'AccessDenied'],
    },
    {
      name: 'a type with the right beginning',
      options: { Conditions: [['starts-with', '$Content-Type', 'text/']] },
      sending: { fields: csv },
      outcome: [204],
    },
    {
      name: 'a list of types of which one begins wrongly',
      options: { Conditions: [['starts-with', '$Content-Type', 'text/']] },
      sending: { fields: { 'Content-Type': 'text/csv, image/png' } },
      outcome: [403, 'AccessDenied'],
    },
    {
      name: 'a condition eq',
      options: { Conditions: [['eq', '$x-amz-meta-a', 'b']] },
      sending: { fields: { 'x-amz-meta-a': 'c' } },
      outcome: [403, 'AccessDenied'],
    },
    {
      name: 'an empty prefix, which any value has',
      options: { Conditions: [['starts-with', '$x-amz-meta-a', '']] },
      sending: { fields: { 'x-amz-meta-a': 'c' } },
      outcome: [204],
    },
    { name: 'malformed tags', options: { Fields: { tagging: '<Tagging>' } }, outcome: [400, 'MalformedXML'] },
    {
      name: 'a field that is not implemented',
      options: { Fields: { acl: 'public-read' } },
      outcome: [501, 'NotImplemented'],
    },
    {
      name: 'a redirect',
      options: { Fields: { success_action_redirect: 'http://evil.example/' } },
      outcome: [501, 'NotImplemented'],
    },
    {
      name: 'another signature',
      sending: { fields: { 'X-Amz-Signature': '0'.repeat(64) } },
      outcome: [403, 'SignatureDoesNotMatch'],
    },
    {
      name: "another's key id",
      sending: { fields: { 'X-Amz-Credential': `${PROCESSOR.accessKeyId}/20260921/cn-north-1/s3/aws4_request` } },
      outcome: [403, 'SignatureDoesNotMatch'],
    },
    {
      name: 'an unknown key id',
      sending: { fields: { 'X-Amz-Credential': 'STRANGER/20260921/cn-north-1/s3/aws4_request' } },
      outcome: [403, 'InvalidAccessKeyId'],
    },
    {
      name: 'another algorithm',
      sending: { fields: { 'X-Amz-Algorithm': 'none' } },
      outcome: [400, 'InvalidArgument'],
    },
    { name: 'no policy at all', sending: { without: ['Policy'] }, outcome: [403, 'AccessDenied'] },
    {
      name: 'a policy without a signature',
      sending: { without: ['X-Amz-Signature'] },
      outcome: [400, 'InvalidArgument'],
    },
    {
      name: 'a policy changed after signing',
      sending: {
        fields: { Policy: Buffer.from('{"expiration":"2027-01-01T00:00:00Z","conditions":[]}').toString('base64') },
      },
      outcome: [403, 'SignatureDoesNotMatch'],
    },
    { name: 'no form', sending: { headers: { 'content-type': 'text/plain' } }, outcome: [400, 'MalformedPOSTRequest'] },
    {
      name: 'fields larger than 20 KB',
      options: { Fields: { 'x-ignore-a': 'x'.repeat(20_001) } },
      outcome: [400, 'MaxPostPreDataLengthExceeded'],
    },
  ];
  for (const { name, options, sending, at, outcome } of TABLE) {
    it(`answers ${outcome.join(' ')} to ${name}`, async () => {
      const post = await presign(options);
      if (at !== undefined) s3.setClock(at);
      const url = sending?.url === undefined ? post.url : s3.endpoint + sending.url;
      const response = await send(post, { ...sending, url });
      expect([response.status, ...(outcome[1] === undefined ? [] : [await errorCode(response)])]).toEqual(outcome);
    });
  }

  it('stores nothing of what is refused', async () => {
    await send(await presign({ Key: 'refused' }), { file: new Blob(['0123456789a']) });
    const head = s3.client.send(new HeadObjectCommand({ Bucket: 'quarantine', Key: 'refused' }));
    expect(await refusal(head)).toMatchObject({ status: 404 });
  });

  it('refuses a policy that was signed by someone who guessed the key', async () => {
    const forger = s3.clientOf({ credentials: { ...API, secretAccessKey: 'guessed' } });
    const post = await createPresignedPost(forger, { Bucket: 'quarantine', Key: 'a' });
    expect(await errorCode(await send(post))).toBe('SignatureDoesNotMatch');
  });
});

describe('forms that are not well-formed', () => {
  const raw = async (body: string) =>
    fetch(`${s3.endpoint}/quarantine`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
  const part = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const TABLE: { name: string; body: string; code: string }[] = [
    { name: 'without a file', body: `${part('key', 'a')}--b--\r\n`, code: 'InvalidArgument' },
    {
      name: 'with a field given twice',
      body: `${part('key', 'a')}${part('KEY', 'b')}${part('file', 'x')}--b--\r\n`,
      code: 'InvalidArgument',
    },
    {
      name: 'cut off in a field',
      body: '--b\r\nContent-Disposition: form-data; name="key"\r\n\r\na',
      code: 'IncompleteBody',
    },
    { name: 'with another boundary', body: part('key', 'a').replace('--b', '--c'), code: 'MalformedPOSTRequest' },
    {
      name: 'with a part that has no name',
      body: '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n',
      code: 'MalformedPOSTRequest',
    },
    { name: 'empty', body: '', code: 'IncompleteBody' },
  ];
  for (const { name, body, code } of TABLE) {
    it(`refuses a form ${name}: ${code}`, async () => {
      expect(await errorCode(await raw(body))).toBe(code);
    });
  }
});

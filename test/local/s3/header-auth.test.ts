import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amzDate } from '../../../local/s3/signature/scope.ts';
import {
  canonicalRequest,
  sha256Hex,
  signatureOf,
  signingKey,
  stringToSign,
} from '../../../local/s3/signature/sigv4.ts';
import { API, errorCode, type Laptop, laptopS3, START } from './laptop.ts';

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3();
});
afterAll(() => s3.close());

const SCOPE = '20260921/cn-north-1/s3/aws4_request';
const KEY = signingKey(API.secretAccessKey, '20260921', 'cn-north-1', 's3');

interface Sending {
  method?: string;
  body?: string;
  payloadHash?: string;
  /** Signed like the rest. */
  headers?: Record<string, string>;
  /** Added behind the signer's back. */
  unsigned?: Record<string, string>;
  signedHeaders?: string[];
  sentPath?: string;
}

function sign(path: string, sending: Sending) {
  const payloadHash = sending.payloadHash ?? sha256Hex(sending.body ?? '');
  const headers: Record<string, string> = {
    host: new URL(s3.endpoint).host,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': amzDate(START),
    ...sending.headers,
  };
  const signedHeaders = sending.signedHeaders ?? Object.keys(headers).toSorted();
  const canonical = canonicalRequest({
    method: sending.method ?? 'PUT',
    path,
    query: [],
    headers: new Map(Object.entries(headers)),
    signedHeaders,
    payloadHash,
  });
  const signature = signatureOf(KEY, stringToSign(amzDate(START), SCOPE, canonical));
  const authorization = `AWS4-HMAC-SHA256 Credential=${API.accessKeyId}/${SCOPE}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return { headers: { ...headers, authorization }, signature };
}

async function send(path: string, sending: Sending = {}): Promise<Response> {
  const { headers } = sign(path, sending);
  const { method = 'PUT', body = null } = sending;
  return fetch(s3.endpoint + (sending.sentPath ?? path), {
    method,
    body,
    headers: { ...headers, ...sending.unsigned },
  });
}

describe('signatures in the header (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html)', () => {
  const OTHER = sha256Hex('other');
  const TABLE: { name: string; sending: Sending; outcome: [number, string?] }[] = [
    { name: 'a signed body', sending: { body: 'hello' }, outcome: [200] },
    { name: 'an unsigned body', sending: { body: 'hello', payloadHash: 'UNSIGNED-PAYLOAD' }, outcome: [200] },
    {
      name: 'another body than the signed one',
      sending: { body: 'hello', payloadHash: OTHER },
      outcome: [400, 'XAmzContentSHA256Mismatch'],
    },
    {
      name: 'a hash that is none',
      sending: { body: 'hello', payloadHash: 'nothing' },
      outcome: [400, 'InvalidArgument'],
    },
    {
      name: 'a kind of stream that is not implemented',
      sending: { body: 'x', payloadHash: 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD' },
      outcome: [501, 'NotImplemented'],
    },
    {
      name: 'another path than the signed one',
      sending: { sentPath: '/files/other' },
      outcome: [403, 'SignatureDoesNotMatch'],
    },
    {
      name: 'a metadata header that was not signed',
      sending: { unsigned: { 'x-amz-meta-a': 'b' } },
      outcome: [403, 'AccessDenied'],
    },
    {
      name: 'a copy smuggled into a put',
      sending: { unsigned: { 'x-amz-copy-source': 'files/secret' } },
      outcome: [403, 'AccessDenied'],
    },
    {
      name: 'a signed header that was changed',
      sending: { headers: { 'x-amz-meta-a': 'b' }, unsigned: { 'x-amz-meta-a': 'c' } },
      outcome: [403, 'SignatureDoesNotMatch'],
    },
    {
      name: 'a type that was not signed, which S3 allows',
      sending: { unsigned: { 'content-type': 'text/csv' } },
      outcome: [200],
    },
    {
      name: 'a host that was not signed',
      sending: { signedHeaders: ['x-amz-content-sha256', 'x-amz-date'] },
      outcome: [403, 'AccessDenied'],
    },
    { name: 'spaces in a header, which count once', sending: { headers: { 'x-amz-meta-a': 'b   c' } }, outcome: [200] },
  ];
  for (const { name, sending, outcome } of TABLE) {
    it(`answers ${outcome.join(' ')} to ${name}`, async () => {
      const response = await send('/files/object', sending);
      expect([response.status, ...(outcome[1] === undefined ? [] : [await errorCode(response)])]).toEqual(outcome);
    });
  }

  it('keeps the former object when a body is refused', async () => {
    await send('/files/kept', { body: 'first' });
    await send('/files/kept', { body: 'second', payloadHash: OTHER });
    const response = await send('/files/kept', { method: 'GET' });
    expect(await response.text()).toBe('first');
  });

  it('reads past a large body that it refuses, and goes on with the connection', async () => {
    const response = await send('/files/large', {
      body: 'x'.repeat(5_000_000),
      payloadHash: 'UNSIGNED-PAYLOAD',
      sentPath: '/files/other',
    });
    expect(await errorCode(response)).toBe('SignatureDoesNotMatch');
    expect((await send('/files/small', { body: 'x' })).status).toBe(200);
  });
});

describe('signed chunks over HTTP (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html)', () => {
  const TEXT = 'x'.repeat(9000);

  async function stream(tamper: (body: string) => string): Promise<Response> {
    const payloadHash = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
    const headers = { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': String(TEXT.length) };
    const signed = sign('/files/stream', { payloadHash, headers });
    let previous = signed.signature;
    const chunk = (text: string) => {
      const toSign = ['AWS4-HMAC-SHA256-PAYLOAD', amzDate(START), SCOPE, previous, sha256Hex(''), sha256Hex(text)].join(
        '\n',
      );
      previous = signatureOf(KEY, toSign);
      return `${text.length.toString(16)};chunk-signature=${previous}\r\n${text}\r\n`;
    };
    const body = tamper(chunk(TEXT.slice(0, 8192)) + chunk(TEXT.slice(8192)) + chunk(''));
    return fetch(`${s3.endpoint}/files/stream`, { method: 'PUT', body, headers: signed.headers });
  }

  it('are joined and stored without their signatures', async () => {
    expect((await stream((body) => body)).status).toBe(200);
    const response = await send('/files/stream', { method: 'GET' });
    expect([await response.text(), response.headers.get('content-encoding')]).toEqual([TEXT, null]);
  });

  it('are refused if one was changed', async () => {
    const response = await stream((body) => body.replace('xx\r\n', 'xy\r\n'));
    expect([response.status, await errorCode(response)]).toEqual([403, 'SignatureDoesNotMatch']);
  });
});

import { describe, expect, it } from 'vitest';
import type { S3Request } from '../../../../local/s3/request.ts';
import { authenticate } from '../../../../local/s3/signature/authenticate.ts';
import { sha256Hex } from '../../../../local/s3/signature/sigv4.ts';

/** The examples that AWS publishes, with the account that its documentation uses throughout. */
const KEY = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const MAY_24 = Date.UTC(2013, 4, 24);
const EMPTY = sha256Hex('');

const credentials = (id: string) =>
  id === KEY ? { secretAccessKey: SECRET, principalArn: 'arn:aws:iam::123456789012:role/example' } : undefined;

function request(overrides: {
  method?: string;
  path: string;
  query?: [string, string][];
  headers: Record<string, string>;
}): S3Request {
  return {
    method: overrides.method ?? 'GET',
    path: overrides.path,
    bucket: 'examplebucket',
    key: overrides.path.slice(1),
    query: overrides.query ?? [],
    headers: new Map(Object.entries(overrides.headers)),
    body: (async function* () {})(),
  };
}

function authorization(signedHeaders: string, signature: string): string {
  return `AWS4-HMAC-SHA256 Credential=${KEY}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signedHeaders},Signature=${signature}`;
}

const PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/API';
const base = { host: 'examplebucket.s3.amazonaws.com', 'x-amz-date': '20130524T000000Z' };

const EXAMPLES: { name: string; page: string; request: S3Request }[] = [
  {
    name: 'GET Object',
    page: 'sig-v4-header-based-auth.html',
    request: request({
      path: '/test.txt',
      headers: {
        ...base,
        range: 'bytes=0-9',
        'x-amz-content-sha256': EMPTY,
        authorization: authorization(
          'host;range;x-amz-content-sha256;x-amz-date',
          'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
        ),
      },
    }),
  },
  {
    name: 'PUT Object',
    page: 'sig-v4-header-based-auth.html',
    request: request({
      method: 'PUT',
      path: '/test$file.text',
      headers: {
        ...base,
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': sha256Hex('Welcome to Amazon S3.'),
        authorization: authorization(
          'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
          '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
        ),
      },
    }),
  },
  {
    name: 'GET Bucket Lifecycle',
    page: 'sig-v4-header-based-auth.html',
    request: request({
      path: '/',
      query: [['lifecycle', '']],
      headers: {
        ...base,
        'x-amz-content-sha256': EMPTY,
        authorization: authorization(
          'host;x-amz-content-sha256;x-amz-date',
          'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
        ),
      },
    }),
  },
  {
    name: 'GET Bucket (List Objects)',
    page: 'sig-v4-header-based-auth.html',
    request: request({
      path: '/',
      query: [
        ['max-keys', '2'],
        ['prefix', 'J'],
      ],
      headers: {
        ...base,
        'x-amz-content-sha256': EMPTY,
        authorization: authorization(
          'host;x-amz-content-sha256;x-amz-date',
          '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
        ),
      },
    }),
  },
  {
    name: 'presigned GET',
    page: 'sigv4-query-string-auth.html',
    request: request({
      path: '/test.txt',
      query: presigned('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404'),
      headers: { host: 'examplebucket.s3.amazonaws.com' },
    }),
  },
];

function presigned(signature: string): [string, string][] {
  return [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${KEY}/20130524/us-east-1/s3/aws4_request`],
    ['X-Amz-Date', '20130524T000000Z'],
    ['X-Amz-Expires', '86400'],
    ['X-Amz-SignedHeaders', 'host'],
    ['X-Amz-Signature', signature],
  ];
}

describe("AWS's published examples", () => {
  for (const example of EXAMPLES) {
    it(`accepts ${example.name} (${PAGE}/${example.page})`, () => {
      expect(authenticate(example.request, credentials, MAY_24)).toMatchObject({ kind: 'signed', signedAt: MAY_24 });
    });

    it(`refuses ${example.name} with another path`, () => {
      const tampered = { ...example.request, path: `${example.request.path}x` };
      expect(() => authenticate(tampered, credentials, MAY_24)).toThrow(/signature we calculated does not match/);
    });
  }
});

describe('time', () => {
  const MINUTE = 60_000;
  const TIMES: { of: 'GET Object' | 'presigned GET'; offset: number; outcome: RegExp | 'accepted' }[] = [
    { of: 'GET Object', offset: 15 * MINUTE, outcome: 'accepted' },
    { of: 'GET Object', offset: 15 * MINUTE + 1, outcome: /difference between the request time/ },
    { of: 'GET Object', offset: -15 * MINUTE, outcome: 'accepted' },
    { of: 'GET Object', offset: -15 * MINUTE - 1, outcome: /difference between the request time/ },
    { of: 'presigned GET', offset: 86_400_000 - 1, outcome: 'accepted' },
    { of: 'presigned GET', offset: 86_400_000, outcome: /Request has expired/ },
    { of: 'presigned GET', offset: -15 * MINUTE - 1, outcome: /not yet valid/ },
  ];
  for (const { of, offset, outcome } of TIMES) {
    it(`${outcome === 'accepted' ? 'accepts' : 'refuses'} a ${of} ${offset} ms after it was signed`, () => {
      const attempt = () =>
        EXAMPLES.filter(({ name }) => name === of).map((one) =>
          authenticate(one.request, credentials, MAY_24 + offset),
        );
      if (outcome === 'accepted') expect(attempt()).toMatchObject([{ kind: 'signed' }]);
      else expect(attempt).toThrow(outcome);
    });
  }
});

describe('malformed presigned queries', () => {
  const GOOD = presigned('0'.repeat(64));
  const CASES: { name: string; query: [string, string][]; code: string }[] = [
    { name: 'no expiry', query: without('X-Amz-Expires'), code: 'AuthorizationQueryParametersError' },
    { name: 'an expiry of 0', query: replaced('X-Amz-Expires', '0'), code: 'AuthorizationQueryParametersError' },
    {
      name: 'an expiry beyond seven days',
      query: replaced('X-Amz-Expires', '604801'),
      code: 'AuthorizationQueryParametersError',
    },
    { name: 'a negative expiry', query: replaced('X-Amz-Expires', '-5'), code: 'AuthorizationQueryParametersError' },
    {
      name: 'another algorithm',
      query: replaced('X-Amz-Algorithm', 'AWS4-HMAC-SHA1'),
      code: 'AuthorizationQueryParametersError',
    },
    {
      name: 'another service',
      query: replaced('X-Amz-Credential', `${KEY}/20130524/us-east-1/sqs/aws4_request`),
      code: 'AuthorizationQueryParametersError',
    },
    {
      name: "another day than the signature's",
      query: replaced('X-Amz-Credential', `${KEY}/20130523/us-east-1/s3/aws4_request`),
      code: 'AuthorizationQueryParametersError',
    },
    {
      name: 'an unknown key',
      query: replaced('X-Amz-Credential', 'AKIAOTHER/20130524/us-east-1/s3/aws4_request'),
      code: 'InvalidAccessKeyId',
    },
    {
      name: 'two dates',
      query: [...GOOD, ['X-Amz-Date', '20130524T000000Z']],
      code: 'AuthorizationQueryParametersError',
    },
    {
      name: 'a day that is none',
      query: replaced('X-Amz-Date', '20130231T000000Z'),
      code: 'AuthorizationQueryParametersError',
    },
    { name: 'a made-up signature', query: GOOD, code: 'SignatureDoesNotMatch' },
  ];
  for (const { name, query, code } of CASES) {
    it(`refuses ${name}`, () => {
      const attempt = () =>
        authenticate(request({ path: '/test.txt', query, headers: { host: base.host } }), credentials, MAY_24);
      expect(attempt).toThrow(expect.objectContaining({ code }));
    });
  }

  function without(name: string): [string, string][] {
    return GOOD.filter(([found]) => found !== name);
  }
  function replaced(name: string, value: string): [string, string][] {
    return GOOD.map(([found, old]) => [found, found === name ? value : old]);
  }
});

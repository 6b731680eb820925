import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Laptop, laptopS3 } from './laptop.ts';

const PORTAL = 'http://127.0.0.1:3000';
let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3({
    buckets: [
      {
        name: 'files',
        policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] },
        cors: [
          {
            AllowedOrigins: [PORTAL],
            AllowedMethods: ['POST', 'PUT'],
            AllowedHeaders: ['content-*', 'X-Amz-Meta-*'],
            ExposedHeaders: ['ETag'],
            MaxAge: 600,
          },
          { AllowedOrigins: ['https://*.example.cn'], AllowedMethods: ['GET'] },
          { AllowedOrigins: ['*'], AllowedMethods: ['HEAD'] },
        ],
      },
      { name: 'closed' },
    ],
  });
  await s3.client.send(new PutObjectCommand({ Bucket: 'files', Key: 'a', Body: 'x' }));
});
afterAll(() => s3.close());

describe('preflights (https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html)', () => {
  const TABLE: { name: string; bucket?: string; origin?: string; method?: string; asked?: string; status: number }[] = [
    {
      name: 'an allowed origin, method and headers',
      origin: PORTAL,
      method: 'PUT',
      asked: 'Content-Type, x-amz-meta-rows',
      status: 200,
    },
    { name: 'no further headers', origin: PORTAL, method: 'POST', status: 200 },
    {
      name: 'a header that no rule allows',
      origin: PORTAL,
      method: 'PUT',
      asked: 'content-type,authorization',
      status: 403,
    },
    { name: 'another method', origin: PORTAL, method: 'DELETE', status: 403 },
    { name: 'another origin', origin: 'http://evil.example', method: 'PUT', status: 403 },
    { name: 'another port', origin: 'http://127.0.0.1:3001', method: 'PUT', status: 403 },
    { name: 'an origin under a wildcard', origin: 'https://portal.example.cn', method: 'GET', status: 200 },
    {
      name: 'an origin that only looks alike',
      origin: 'https://portal.example.cn.evil.example',
      method: 'GET',
      status: 403,
    },
    { name: 'a bucket without rules', bucket: 'closed', origin: PORTAL, method: 'PUT', status: 403 },
    { name: 'no origin', method: 'PUT', status: 400 },
    { name: 'no method', origin: PORTAL, status: 400 },
  ];
  for (const { name, bucket, origin, method, asked, status } of TABLE) {
    it(`answers ${status} to ${name}`, async () => {
      const headers = {
        ...(origin === undefined ? {} : { origin }),
        ...(method === undefined ? {} : { 'access-control-request-method': method }),
        ...(asked === undefined ? {} : { 'access-control-request-headers': asked }),
      };
      const response = await fetch(`${s3.endpoint}/${bucket ?? 'files'}/a`, { method: 'OPTIONS', headers });
      expect(response.status).toBe(status);
      expect(response.headers.get('access-control-allow-origin')).toBe(status === 200 ? (origin ?? null) : null);
    });
  }

  it('tells methods, headers and how long to remember', async () => {
    const headers = {
      origin: PORTAL,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'Content-Type',
    };
    const response = await fetch(`${s3.endpoint}/files/a`, { method: 'OPTIONS', headers });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-methods': 'POST, PUT',
      'access-control-allow-headers': 'content-type',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '600',
      'access-control-allow-credentials': 'true',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    });
  });
});

describe('answers', () => {
  const allowed = async (origin: string, init: RequestInit = {}) => {
    const response = await fetch(`${s3.endpoint}/files/a`, { ...init, headers: { origin } });
    return [response.status, response.headers.get('access-control-allow-origin')];
  };

  it('carry the headers for an allowed origin and method only', async () => {
    expect(await allowed('https://portal.example.cn')).toEqual([200, 'https://portal.example.cn']);
    expect(await allowed(PORTAL)).toEqual([200, null]);
  });

  it('carry them with refusals too, so that a page can read why', async () => {
    expect(await allowed(PORTAL, { method: 'PUT', body: 'x' })).toEqual([403, PORTAL]);
  });

  it('name no origin where any is allowed', async () => {
    expect(await allowed('http://anywhere.example', { method: 'HEAD' })).toEqual([200, '*']);
  });
});

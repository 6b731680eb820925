import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gateStatements } from '../../../functions/stores/bucket-policy.ts';
import type { PolicyStatement } from '../../../local/s3/policy/bucket-policy.ts';
import { type BucketSetup, startS3 } from '../../../local/s3/server.ts';
import { errorCode, type Laptop, laptopS3, PROCESSOR, refusal, START } from './laptop.ts';

/** The platform's own statements: only what is tagged open, only for five minutes after signing; processors excepted. */
const GATE = gateStatements({
  bucketArn: 'arn:aws-cn:s3:::gated',
  except: ['arn:aws-cn:iam::*:role/qingdao-processor'],
});
const PUBLIC: PolicyStatement = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::public/open/*',
};
const BUCKETS: BucketSetup[] = [
  { name: 'gated', versioned: true, policy: { Statement: GATE } },
  { name: 'public', policy: { Statement: [PUBLIC] } },
];

let s3: Laptop;
beforeAll(async () => {
  s3 = await laptopS3({ buckets: BUCKETS });
});
beforeEach(() => s3.setClock(START));
afterAll(() => s3.close());

const put = (Key: string, Tagging?: string) =>
  s3.client.send(new PutObjectCommand({ Bucket: 'gated', Key, Body: 'x', Tagging }));
const get = (Key: string, VersionId?: string) =>
  s3.client.send(new GetObjectCommand({ Bucket: 'gated', Key, VersionId }));
const DENIED = { name: 'AccessDenied', status: 403 };

describe('a gate by tag (https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html)', () => {
  it('opens and shuts with the tag, at once', async () => {
    await put('a', 'gate=open');
    expect((await get('a')).$metadata.httpStatusCode).toBe(200);
    const TagSet = [{ Key: 'gate', Value: 'shut' }];
    await s3.client.send(new PutObjectTaggingCommand({ Bucket: 'gated', Key: 'a', Tagging: { TagSet } }));
    expect(await refusal(get('a'))).toEqual(DENIED);
  });

  it('is shut for what has no tag, and for what is not there', async () => {
    await put('untagged');
    expect(await refusal(get('untagged'))).toEqual(DENIED);
    expect(await refusal(get('nothing'))).toEqual(DENIED);
  });

  it('covers HEAD, which asks for the same permission', async () => {
    await put('untagged');
    const head = s3.client.send(new HeadObjectCommand({ Bucket: 'gated', Key: 'untagged' }));
    expect((await refusal(head)).status).toBe(403);
  });

  it('judges each version by its own tags', async () => {
    const shut = await put('b', 'gate=shut');
    const open = await put('b', 'gate=open');
    expect((await get('b', open.VersionId)).$metadata.httpStatusCode).toBe(200);
    expect(await refusal(get('b', shut.VersionId))).toEqual(DENIED);
  });

  it('lets the processor through', async () => {
    await put('c', 'gate=shut');
    const processor = s3.clientOf({ credentials: PROCESSOR });
    expect((await processor.send(new GetObjectCommand({ Bucket: 'gated', Key: 'c' }))).$metadata.httpStatusCode).toBe(
      200,
    );
  });

  it('lets nobody copy through it', async () => {
    await put('d', 'gate=shut');
    const copy = new CopyObjectCommand({ Bucket: 'public', Key: 'd', CopySource: 'gated/d' });
    expect(await refusal(s3.client.send(copy))).toEqual(DENIED);
  });

  it('leaves writing and deleting alone', async () => {
    await put('e', 'gate=shut');
    await s3.client.send(new DeleteObjectCommand({ Bucket: 'gated', Key: 'e' }));
  });
});

describe('a limit on the age of signatures (https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html)', () => {
  it('ends a presigned URL before its own expiry', async () => {
    await put('fresh', 'gate=open');
    const url = await getSignedUrl(s3.client, new GetObjectCommand({ Bucket: 'gated', Key: 'fresh' }), {
      expiresIn: 3600,
    });
    s3.setClock(START + 300_000);
    expect((await fetch(url)).status).toBe(200);
    s3.setClock(START + 300_001);
    const response = await fetch(url);
    expect([response.status, await errorCode(response)]).toEqual([403, 'AccessDenied']);
  });

  it('does not touch signatures in the header', async () => {
    await put('fresh', 'gate=open');
    const late = s3.clientOf({ systemClockOffset: -400_000 });
    expect((await late.send(new GetObjectCommand({ Bucket: 'gated', Key: 'fresh' }))).$metadata.httpStatusCode).toBe(
      200,
    );
  });
});

describe('unsigned callers', () => {
  it('may only what the policy allows everyone', async () => {
    for (const Key of ['open/a', 'closed/a'])
      await s3.client.send(new PutObjectCommand({ Bucket: 'public', Key, Body: 'x' }));
    expect((await fetch(`${s3.endpoint}/public/open/a`)).status).toBe(200);
    expect((await fetch(`${s3.endpoint}/public/closed/a`)).status).toBe(403);
    expect((await fetch(`${s3.endpoint}/public/open/a`, { method: 'PUT', body: 'y' })).status).toBe(403);
  });

  it('may not override headers (API_GetObject.html)', async () => {
    const response = await fetch(`${s3.endpoint}/public/open/a?response-content-type=text/html`);
    expect([response.status, await errorCode(response)]).toEqual([400, 'InvalidRequest']);
  });
});

it('does not start with a policy that it cannot keep', async () => {
  const Statement: PolicyStatement[] = [{ ...PUBLIC, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }];
  const options = { dir: s3.dir, now: () => START, faults: s3.faults, credentials: () => undefined };
  await expect(startS3({ ...options, buckets: [{ name: 'public', policy: { Statement } }] })).rejects.toThrow(
    /bucket public.*aws:SourceIp/,
  );
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { START } from './laptop.ts';

/** A server in a process of its own, which tells its port and each event on lines of JSON. */
interface Host {
  readonly client: S3Client;
  readonly port: number;
  readonly events: string[];
  /** Resolves once an event of that key has come. */
  heard(key: string): Promise<void>;
  /** kill -9 */
  kill(): Promise<void>;
}

let dir: string;
const running = new Set<ChildProcess>();

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  dir = await mkdtemp(join(tmpdir(), 's3-kill-'));
});
afterEach(async () => {
  vi.useRealTimers();
  for (const child of running) child.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

async function start(receiver: 'accepts' | 'hangs' = 'accepts'): Promise<Host> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./host.ts', import.meta.url)), dir, receiver, String(START)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  running.add(child);
  const exited = once(child, 'exit').finally(() => running.delete(child));
  const events: string[] = [];
  const waiting: { key: string; done: () => void }[] = [];
  const { promise: listening, resolve: listen } = Promise.withResolvers<number>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message: { port?: number; key?: string } = JSON.parse(line);
    if (message.port !== undefined) listen(message.port);
    const { key } = message;
    if (key === undefined) return;
    events.push(key);
    for (const one of waiting) if (one.key === key) one.done();
  });
  const port = await listening;
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'cn-north-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'KEY', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  return {
    client,
    port,
    events,
    heard: (key) =>
      events.includes(key) ? Promise.resolve() : new Promise((done) => waiting.push({ key, done: () => done() })),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

const at = (Key: string) => ({ Bucket: 'files', Key });

async function textOf(host: Host, key: string): Promise<string | undefined> {
  return (await host.client.send(new GetObjectCommand(at(key)))).Body?.transformToString();
}

it('keeps every acknowledged write, tag and deletion across a kill -9', async () => {
  const first = await start();
  for (let i = 0; i < 20; i += 1) {
    await first.client.send(
      new PutObjectCommand({ ...at(`a/${i}`), Body: `body ${i}`, ContentType: 'text/csv', Tagging: 'gate=open' }),
    );
  }
  await first.client.send(new PutObjectCommand({ ...at('a/0'), Body: 'overwritten' }));
  const TagSet = [{ Key: 'gate', Value: 'shut' }];
  await first.client.send(new PutObjectTaggingCommand({ ...at('a/1'), Tagging: { TagSet } }));
  await first.client.send(new DeleteObjectCommand(at('a/2')));
  await first.kill();

  const second = await start();
  const { Contents } = await second.client.send(new ListObjectsV2Command({ Bucket: 'files', Prefix: 'a/' }));
  expect(Contents?.map((one) => one.Key)).toHaveLength(19);
  expect(await textOf(second, 'a/0')).toBe('overwritten');
  expect(await textOf(second, 'a/19')).toBe('body 19');
  expect((await second.client.send(new GetObjectTaggingCommand(at('a/1')))).TagSet).toEqual(TagSet);
  await second.kill();
});

it('shows after a kill in the middle of writes only whole objects, among them all that were acknowledged', async () => {
  const first = await start();
  const acknowledged = new Set<number>();
  const writes = Array.from({ length: 60 }, async (_, i) => {
    await first.client.send(new PutObjectCommand({ ...at(`b/${i}`), Body: String(i % 10).repeat(200_000) }));
    acknowledged.add(i);
    if (acknowledged.size === 15) await first.kill();
  });
  await Promise.allSettled(writes);

  const second = await start();
  const { Contents } = await second.client.send(new ListObjectsV2Command({ Bucket: 'files', Prefix: 'b/' }));
  const standing = new Set(Contents?.map((one) => Number(one.Key?.slice(2))));
  expect(acknowledged.difference(standing)).toEqual(new Set());
  expect(acknowledged.size).toBeLessThan(60);
  for (const i of standing) expect(await textOf(second, `b/${i}`)).toBe(String(i % 10).repeat(200_000));
  await second.kill();
});

it('goes on with a multipart upload after a kill', async () => {
  const first = await start();
  const { UploadId } = await first.client.send(new CreateMultipartUploadCommand(at('large')));
  const one = await first.client.send(
    new UploadPartCommand({ ...at('large'), UploadId, PartNumber: 1, Body: Buffer.alloc(5 * 1024 * 1024, 'a') }),
  );
  await first.kill();

  const second = await start();
  const two = await second.client.send(new UploadPartCommand({ ...at('large'), UploadId, PartNumber: 2, Body: 'end' }));
  const Parts = [one, two].map(({ ETag }, i) => ({ ETag, PartNumber: i + 1 }));
  await second.client.send(
    new CompleteMultipartUploadCommand({ ...at('large'), UploadId, MultipartUpload: { Parts } }),
  );
  expect((await textOf(second, 'large'))?.length).toBe(5 * 1024 * 1024 + 3);
  await second.kill();
});

it('removes at its next start what a killed upload left behind', async () => {
  const first = await start();
  await first.client.send(new PutObjectCommand({ ...at('kept'), Body: 'x' }));
  const socket = connect(first.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  socket.write('PUT /open/half HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n');
  socket.once('data', () => socket.write('half', () => resolve()));
  await begun;
  await vi.waitUntil(async () => (await readdir(join(dir, 'blobs'))).length === 2);
  await first.kill();

  const second = await start();
  expect((await readdir(join(dir, 'blobs'))).length).toBe(1);
  expect(await textOf(second, 'kept')).toBe('x');
  await second.kill();
});

it('tells again after a kill of what its receiver had not yet answered for', async () => {
  const first = await start('hangs');
  await first.client.send(new PutObjectCommand({ ...at('owed'), Body: 'x' }));
  await first.kill();

  const second = await start();
  await second.heard('owed');
  // By the time of any answer the event has been struck off.
  await textOf(second, 'owed');
  await second.kill();

  const third = await start();
  await third.client.send(new PutObjectCommand({ ...at('later'), Body: 'x' }));
  await third.heard('later');
  expect(third.events).toEqual(['later']);
  await third.kill();
});

it('tells of every object at least once although it is killed directly after each write', async () => {
  const told = new Set<string>();
  for (let i = 0; i < 5; i += 1) {
    const host = await start();
    await host.client.send(new PutObjectCommand({ ...at(`told/${i}`), Body: 'x' }));
    await host.kill();
    for (const key of host.events) told.add(key);
  }
  const last = await start();
  const missing = [0, 1, 2, 3, 4].map((i) => `told/${i}`).filter((key) => !told.has(key));
  await Promise.all(missing.map((key) => last.heard(key)));
  await last.kill();
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { vi } from 'vitest';
import { type Faults, faultDesk } from '../../../local/faults.ts';
import { type S3Options, startS3 } from '../../../local/s3/server.ts';
import type { S3ObjectCreated } from '../../../local/s3/store/records.ts';

export const START = Date.UTC(2026, 8, 21, 1, 0, 0);

export const API = { accessKeyId: 'LAPTOPAPI', secretAccessKey: 'secret-of-the-api' };
export const PROCESSOR = { accessKeyId: 'LAPTOPPROCESSOR', secretAccessKey: 'secret-of-the-processor' };
const ROLES = new Map([
  [API.accessKeyId, { ...API, principalArn: 'arn:aws-cn:iam::000000000000:role/qingdao-api' }],
  [PROCESSOR.accessKeyId, { ...PROCESSOR, principalArn: 'arn:aws-cn:iam::000000000000:role/qingdao-processor' }],
]);

export interface Laptop {
  readonly endpoint: string;
  readonly dir: string;
  readonly client: S3Client;
  readonly faults: Faults;
  readonly events: S3ObjectCreated[];
  /** Moves the server's clock and that of the SDK alike. */
  setClock(now: number): void;
  clientOf(overrides: S3ClientConfig): S3Client;
  /** Stops the server and starts another on what it left. */
  restart(overrides?: Partial<S3Options>): Promise<void>;
  close(): Promise<void>;
}

/** A server of the laptop's S3 on a folder and a clock of its own; bucket `files` unless told otherwise. */
export async function laptopS3(overrides: Partial<S3Options> = {}): Promise<Laptop> {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  let now = START;
  const dir = await mkdtemp(join(tmpdir(), 's3-'));
  const faults = faultDesk();
  const events: S3ObjectCreated[] = [];
  const options = {
    dir,
    now: () => now,
    faults,
    buckets: [{ name: 'files', notifications: true }],
    credentials: (id: string) => ROLES.get(id),
    onObjectCreated: (event: S3ObjectCreated) => void events.push(event),
    ...overrides,
  };
  let server = await startS3(options);
  const clientOf = (config: S3ClientConfig) =>
    new S3Client({
      endpoint: server.endpoint,
      region: 'cn-north-1',
      forcePathStyle: true,
      credentials: API,
      maxAttempts: 1,
      ...config,
    });
  return {
    get endpoint() {
      return server.endpoint;
    },
    dir,
    client: clientOf({}),
    faults,
    events,
    setClock(to) {
      now = to;
      vi.setSystemTime(to);
    },
    clientOf,
    async restart(changes = {}) {
      const { port } = server;
      await server.close();
      server = await startS3({ ...options, port, ...changes });
    },
    async close() {
      await server.close();
      await rm(dir, { recursive: true });
      vi.useRealTimers();
    },
  };
}

/** The code of S3's error document. */
export async function errorCode(response: Response): Promise<string | undefined> {
  return /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
}

/** What a call is refused with, as the SDK sees it. */
export async function refusal(call: Promise<unknown>): Promise<{ name: string; status: number | undefined }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }) : {};
    return { name: error.name, status: metadata.httpStatusCode };
  }
  throw new Error('the call was not refused');
}

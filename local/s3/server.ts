import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Fault, Faults } from '../faults.ts';
import { type Answer, discardAnswer, failureAnswer, sendAnswer } from './answer.ts';
import type { Bucket, Host } from './calls/call.ts';
import { carryOut } from './calls/carry-out.ts';
import { type CorsRule, corsHeaders, preflight } from './cors.ts';
import { S3Failure } from './failure.ts';
import { operationOf } from './operations.ts';
import { compilePolicy, type PolicyStatement } from './policy/bucket-policy.ts';
import { readRequest, type S3Request } from './request.ts';
import type { Credentials } from './signature/scope.ts';
import type { OnObjectCreated } from './store/outbox.ts';
import { openStore } from './store/store.ts';

export interface BucketSetup {
  readonly name: string;
  readonly versioned?: boolean;
  readonly policy?: { readonly Statement: readonly PolicyStatement[] };
  readonly cors?: readonly CorsRule[];
  /** true: `onObjectCreated` hears of its objects. */
  readonly notifications?: boolean;
}

export interface S3Options {
  /** Where everything is kept; one server at a time. */
  readonly dir: string;
  /** 0 or none: any free one. */
  readonly port?: number;
  /** Epoch milliseconds: the only clock that signatures, policies and dates go by. */
  readonly now: () => number;
  readonly faults: Faults;
  readonly buckets: readonly BucketSetup[];
  readonly credentials: Credentials;
  /** Called at least once for each object, even across a kill; called again later if it throws or rejects. */
  readonly onObjectCreated?: OnObjectCreated;
}

export interface S3Server {
  readonly endpoint: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the laptop's S3 on the loopback interface, for path-style callers.
 * @throws Error naming a part of a bucket policy that is not implemented
 */
export async function startS3(options: S3Options): Promise<S3Server> {
  const buckets = new Map(options.buckets.map((setup) => [setup.name, prepared(setup)]));
  const store = openStore(options.dir, options.onObjectCreated);
  const host: Host = { store, buckets, credentials: options.credentials, now: options.now };
  const running = new Set<Promise<void>>();
  const server = createServer((message, response) => {
    const serving = serve(host, options.faults, message, response).finally(() => running.delete(serving));
    running.add(serving);
  });
  // Uploads take as long as they take.
  server.requestTimeout = 0;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    store.close();
    throw error;
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  setImmediate(() => store.deliverOwed());
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await Promise.allSettled(running);
      store.close();
    },
  };
}

function prepared(setup: BucketSetup): Bucket {
  return {
    name: setup.name,
    versioned: setup.versioned ?? false,
    policy: compilePolicy(setup.name, setup.policy?.Statement ?? []),
    cors: setup.cors ?? [],
    notifications: setup.notifications ?? false,
  };
}

async function serve(host: Host, faults: Faults, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  const answer = await answerTo(host, faults, message, requestId);
  // A refused body is read past, so that the caller can hear the refusal.
  message.resume();
  if (answer === 'dropped' || message.socket.destroyed) {
    if (answer !== 'dropped') discardAnswer(answer);
    message.socket.destroy();
    return;
  }
  response.sendDate = false;
  response.setHeader('Date', new Date(host.now()).toUTCString());
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('Server', 'AmazonS3');
  // A caller that goes away in the middle of its answer is no concern of ours.
  await sendAnswer(response, message.method ?? '', answer).catch(() => message.socket.destroy());
}

async function answerTo(
  host: Host,
  faults: Faults,
  message: IncomingMessage,
  requestId: string,
): Promise<Answer | 'dropped'> {
  let request: S3Request;
  try {
    request = readRequest(message);
  } catch (error) {
    return refusal(error, message.url ?? '/', requestId);
  }
  const { path, method, headers } = request;
  const cors = host.buckets.get(request.bucket)?.cors ?? [];
  const answer = await withFaults(faults, host, request).catch((error: unknown) => refusal(error, path, requestId));
  if (answer === 'dropped' || method === 'OPTIONS') return answer;
  return { ...answer, headers: { ...answer.headers, ...corsHeaders(cors, headers.get('origin'), method) } };
}

const DELAY = 2_000; // what `delay` promises in local/faults.ts

async function withFaults(faults: Faults, host: Host, request: S3Request): Promise<Answer | 'dropped'> {
  if (request.method === 'OPTIONS') return preflight(host.buckets.get(request.bucket)?.cors ?? [], request);
  const operation = operationOf(request);
  const fault = faults.take('s3', operation.name);
  const carriedOut = () => carryOut(host, operation, request);
  if (fault === undefined) return carriedOut();
  if (!fault.afterCommit) {
    return (await suffered(fault.action)) ?? carriedOut();
  }
  const answer = await carriedOut();
  const instead = await suffered(fault.action);
  if (instead !== undefined) discardAnswer(answer);
  return instead ?? answer;
}

/** What a fault puts in the answer's place; a delay puts nothing. */
async function suffered(action: Fault['action']): Promise<'dropped' | undefined> {
  if (action === 'fail') throw new S3Failure('InternalError');
  if (action === 'drop') return 'dropped';
  await new Promise((resolve) => setTimeout(resolve, DELAY));
  return undefined;
}

function refusal(error: unknown, resource: string, requestId: string): Answer {
  if (error instanceof S3Failure) return failureAnswer(error, resource, requestId);
  // A fault of this server's own: the caller learns only that, the console learns what.
  process.emitWarning(error instanceof Error ? error : String(error));
  return failureAnswer(new S3Failure('InternalError'), resource, requestId);
}

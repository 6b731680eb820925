import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import type { Faults } from '../faults.ts';
import { openDatabase } from './database.ts';
import { DynamoDbError, internalError, missingToken, notJson, unknownOperation } from './errors.ts';
import { hostPause, type Reply, underFault } from './faulty.ts';
import type { Host, Step } from './host.ts';
import { ongoingTransactions } from './ongoing.ts';
import { operations } from './operations.ts';
import { openTokens } from './tokens.ts';

export interface DynamoDbOptions {
  /** The folder that keeps everything; it survives a killed process. */
  dir: string;
  /** 0 or absent: any free one. */
  port?: number;
  now: () => number;
  faults: Faults;
  /** For tests: is told, and waited for, at each step of a transaction. */
  onStep?: (step: Step) => void | Promise<void>;
}

export interface DynamoDb {
  endpoint: string;
  port: number;
  close(): Promise<void>;
}

/** DynamoDB's limit of a request. */
const maxRequestBytes = 16 * 1024 * 1024;

/**
 * Serves DynamoDB's JSON 1.0 protocol on 127.0.0.1 for one folder. Calls must carry an Authorization header, as on
 * AWS, but its signature is not verified: there is one user, and the port is open to the laptop alone.
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const { dir, port = 0, now, faults, onStep = () => undefined } = options;
  const database = await openDatabase(dir);
  const tokens = await openTokens(database, now);
  const host: Host = { database, tokens, ongoing: ongoingTransactions(), now, onStep };

  const server = createServer(async (request, response) => {
    const reply = await answer(host, faults, request);
    if (reply === 'hang up') return void response.destroy();
    // Once the server is closing, each connection ends with the answer it still owes.
    response.shouldKeepAlive &&= server.listening;
    send(response, reply);
  });
  // A client that sends on a connection while it is being closed for idleness sees a reset: leave them open.
  server.keepAliveTimeout = 0;
  await listen(server, port).catch(async (error) => {
    await database.close();
    throw error;
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    endpoint: `http://127.0.0.1:${bound}`,
    port: bound,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      await database.close();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
}

async function answer(host: Host, faults: Faults, request: IncomingMessage): Promise<Reply | 'hang up'> {
  try {
    const body = await bodyOf(request);
    const operation = operationOf(request);
    const fault = faults.take('dynamodb', operation);
    return await underFault(fault, () => replyTo(host, operation, body), hostPause);
  } catch (error) {
    return error instanceof DynamoDbError ? { status: 400, body: error.body() } : 'hang up';
  }
}

async function replyTo(host: Host, operation: keyof typeof operations, body: string): Promise<Reply> {
  try {
    return { status: 200, body: await operations[operation](host, parsed(body)) };
  } catch (error) {
    if (error instanceof DynamoDbError) return { status: 400, body: error.body() };
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 500, body: { ...internalError, message: `The laptop's DynamoDB failed: ${cause}` } };
  }
}

function operationOf(request: IncomingMessage): keyof typeof operations {
  const [, name = ''] = /^DynamoDB_20120810\.(\w+)$/.exec(String(request.headers['x-amz-target'])) ?? [];
  if (request.method !== 'POST' || !Object.hasOwn(operations, name)) throw unknownOperation(name || 'such a call');
  if (!request.headers.authorization?.startsWith('AWS4-')) throw missingToken();
  return name as keyof typeof operations;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxRequestBytes) throw new Error('The request is larger than 16 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw notJson();
  }
}

function send(response: ServerResponse, { status, body }: Reply): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amz-crc32': crc32(text),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(text);
}

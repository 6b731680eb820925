import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { floodGuard } from '../../../local/gateway/flood-guard.ts';
import { gateway } from '../../../local/gateway/gateway.ts';

/** Monday, 21 September 2026, 09:00 in China. */
export const start = Date.parse('2026-09-21T01:00:00Z');

export const stage = {
  partition: 'aws-cn',
  region: 'cn-north-1',
  account: '000000000000',
  apiId: 'laptop',
  stage: 'live',
};

/** A route table with each kind of path that the platform has. */
export const routes = [
  { noun: 'datasets', method: 'GET', path: '/v1/datasets' },
  { noun: 'datasets', method: 'POST', path: '/v1/datasets' },
  { noun: 'datasets', method: 'GET', path: '/v1/datasets/{id}' },
  { noun: 'datasets', method: 'HEAD', path: '/v1/datasets/{id}' },
  { noun: 'datasets', method: 'GET', path: '/v1/datasets/{id}/preview' },
  { noun: 'datasets', method: 'GET', path: '/v1/datasets/latest' },
];

export const allow = {
  principalId: 'someone',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
  },
  usageIdentifierKey: 'key-1',
};

export interface Call {
  method?: string;
  path?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  /** As they were sent, names in lower case; repeated ones in one list. */
  headers: Record<string, string | string[]>;
  body: string;
}

export interface Setup {
  /** Answers for every noun; `{statusCode: 200}` by default. */
  answer?: (event: APIGatewayProxyEvent) => unknown;
  authorize?: (event: APIGatewayRequestAuthorizerEvent) => unknown;
  patience?: number;
  rate?: number;
  burst?: number;
}

export interface Gateway {
  call(call?: Call): Promise<Answer>;
  /** What the function was told, the latest last. */
  events: APIGatewayProxyEvent[];
  asked: APIGatewayRequestAuthorizerEvent[];
  faults: unknown[];
  clock: { now: number };
  close(): Promise<void>;
}

/** A gateway with one function behind it and a clock that stands still. */
export async function startGateway(setup: Setup = {}): Promise<Gateway> {
  const { answer = () => ({ statusCode: 200 }), authorize = () => allow, patience, rate = 1000, burst = 1000 } = setup;
  const clock = { now: start };
  const events: APIGatewayProxyEvent[] = [];
  const asked: APIGatewayRequestAuthorizerEvent[] = [];
  const faults: unknown[] = [];
  const now = () => clock.now;
  const listener = gateway({
    routes,
    stage,
    now,
    usageKeys: new Set(['key-1']),
    floodGuard: floodGuard({ now, rate, burst }),
    invoke: async (_noun, event) => {
      events.push(event);
      return answer(event);
    },
    authorize: async (event) => {
      asked.push(event);
      return authorize(event);
    },
    onFault: (error) => void faults.push(error),
    ...(patience === undefined ? {} : { patience }),
  });
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    call: (call = {}) => callAt(port, call),
    events,
    asked,
    faults,
    clock,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** By `node:http`, for `fetch` neither sends every header nor shows them as sent. */
function callAt(port: number, { method = 'GET', path = '/v1/datasets', headers = {}, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const all: Answer['headers'] = {};
      for (const [name, value] of Object.entries(response.headers)) all[name] = value ?? '';
      resolve({ status: response.statusCode ?? 0, headers: all, body: Buffer.concat(chunks).toString() });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

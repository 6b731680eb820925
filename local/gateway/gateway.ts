import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { answerOf, send } from './answer.ts';
import { verdictOf } from './authorize.ts';
import { authorizerEvent, headersAsSent, proxyEvent, type Received, type Stage } from './event.ts';
import type { FloodGuard } from './flood-guard.ts';
import { preflight } from './preflight.ts';
import { type GatewayAnswer, type GatewayFault, gatewayProblem } from './problems.ts';
import { type ApiRoute, type Match, resourceTree } from './resources.ts';

export interface GatewayOptions {
  routes: readonly ApiRoute[];
  stage: Stage;
  now: () => number;
  /** The function of a noun. */
  invoke: (noun: string, event: APIGatewayProxyEvent) => Promise<unknown>;
  authorize: (event: APIGatewayRequestAuthorizerEvent) => Promise<unknown>;
  /** The keys of the usage plan, of which the authorizer names one for each call. */
  usageKeys: ReadonlySet<string>;
  floodGuard: FloodGuard;
  /** Told of what a function or the authorizer threw; callers never are. */
  onFault: (error: unknown) => void;
  /** How long a function may take, in milliseconds of the machine. */
  patience?: number;
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
const PATIENCE = 29_000;
const MOST_RECEIVED = 10 * 1024 * 1024;
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: an invocation's request and answer
const MOST_INVOKED = 6 * 1024 * 1024;

/**
 * The counterpart of a REST API with Lambda proxy integrations and a REQUEST authorizer without a cache. It serves what
 * API Gateway would, and refuses what API Gateway would refuse.
 */
export function gateway(options: GatewayOptions): RequestListener {
  const find = resourceTree(options.routes);
  return (message, response) => {
    const answered = answerTo(options, find, message).catch((error: unknown) => {
      options.onFault(error);
      return ours('integration-failed');
    });
    // A caller that goes away before its answer is no concern of ours.
    void answered.then((answer) => send(response, message.method, answer));
  };
}

type Sent = Parameters<typeof send>[2];

const ours = (code: GatewayFault): Sent => own(gatewayProblem(code));
const own = (answer: GatewayAnswer): Sent => ({ ...answer, headers: Object.entries(answer.headers) });

async function answerTo(
  options: GatewayOptions,
  find: (path: string) => Match | undefined,
  message: IncomingMessage,
): Promise<Sent> {
  const body = await bodyOf(message);
  const received = receivedOf(message, body ?? Buffer.alloc(0), options.now());
  const match = find(received.path);
  if (match !== undefined && received.method === 'OPTIONS') return own(preflight());
  const route = match?.resource.methods.get(received.method);
  if (match === undefined || route === undefined) return ours('not-found');
  if (body === undefined) return ours('too-large');
  const admitted = await admittedBy(options, received, match);
  if (typeof admitted === 'string') return ours(admitted);
  return integrate(options, route, proxyEvent(options.stage, received, match, admitted));
}

/** The authorizer's context for the function, or why the call goes no further. */
async function admittedBy(
  { authorize, stage, usageKeys, floodGuard, onFault }: GatewayOptions,
  received: Received,
  match: Match,
): Promise<Record<string, string> | GatewayFault> {
  let result: unknown;
  try {
    result = await authorize(authorizerEvent(stage, received, match));
  } catch (error) {
    onFault(error);
    return 'authorizer-failed';
  }
  const verdict = verdictOf(result, stage, received.method, received.path);
  switch (verdict.kind) {
    case 'malformed':
      onFault(new Error('the authorizer answered what is no authorizer response'));
      return 'authorizer-failed';
    case 'denied':
      return 'forbidden';
    case 'allowed':
      // Every method requires a key of the plan, and the authorizer is its source.
      if (verdict.usageKey === undefined || !usageKeys.has(verdict.usageKey)) return 'forbidden';
      return floodGuard(verdict.usageKey) ? verdict.context : 'too-many-requests';
    default:
      return verdict satisfies never;
  }
}

async function integrate(
  { invoke, onFault, patience = PATIENCE }: GatewayOptions,
  { noun }: ApiRoute,
  event: APIGatewayProxyEvent,
): Promise<Sent> {
  // Both sides get their own copy, as over the wire.
  const payload = JSON.stringify(event);
  if (Buffer.byteLength(payload) > MOST_INVOKED) return ours('too-large');
  const { promise: late, resolve: giveUp } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => giveUp('late'), patience);
  try {
    const result = await Promise.race([invoke(noun, JSON.parse(payload) as APIGatewayProxyEvent), late]);
    if (result === 'late') return ours('timeout');
    const text = JSON.stringify(result) ?? '';
    const answer = Buffer.byteLength(text) > MOST_INVOKED ? undefined : answerOf(result);
    if (answer !== undefined) return answer;
    onFault(new Error(`${noun} answered what is no proxy response, or one of more than ${MOST_INVOKED} bytes`));
    return ours('integration-failed');
  } catch (error) {
    onFault(error);
    return ours('integration-failed');
  } finally {
    clearTimeout(timer);
  }
}

function receivedOf(message: IncomingMessage, body: Buffer, at: number): Received {
  const [path = '/', query = ''] = (message.url ?? '/').split(/\?(.*)/s, 2);
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: headersAsSent(message),
    body,
    address: message.socket.remoteAddress ?? '127.0.0.1',
    requestId: randomUUID(),
    at,
  };
}

/** Undefined if it is larger than API Gateway takes; it is read past then, so that the caller can hear the refusal. */
async function bodyOf(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_RECEIVED) chunks.push(chunk);
  }
  return bytes <= MOST_RECEIVED ? Buffer.concat(chunks) : undefined;
}

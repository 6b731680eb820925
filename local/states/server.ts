/** Step Functions over HTTP for the real SDK: the operations that the platform uses, in the AWS JSON 1.0 protocol. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { StateMachine } from '../../workflows/asl.ts';
import type { Faults } from '../faults.ts';
import { ServiceError } from './errors.ts';
import { isForgotten } from './execution.ts';
import { type Host, StepFunctions } from './interpreter.ts';
import { openJournal } from './journal.ts';
import { MAX_REQUEST_BYTES } from './limits.ts';
import { isOperation, type Operation, operate } from './operations.ts';

interface ServeOptions {
  readonly faults: Faults;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** How a delayed answer waits, in milliseconds of the host: the laptop's clock may stand still. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

export interface StatesOptions extends ServeOptions, Omit<Host, 'store'> {
  /** Where executions are kept; it survives a killed process. One server at a time. */
  readonly dir: string;
  readonly machines: readonly DeployedMachine[];
}

interface DeployedMachine {
  readonly arn: string;
  readonly name: string;
  /** With its substitutions filled in. */
  readonly definition: StateMachine;
}

interface Served {
  readonly endpoint: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface States extends Served {
  readonly core: StepFunctions;
}

/** As many functions at once as a laptop serves well. */
const CONCURRENCY = 8;

/**
 * Serves the executions of one folder on the loopback interface. Those that ran go on where they were: the caller has to `run`
 * the core now, at each `nextWake` and whenever `onChange` tells.
 */
export async function startStates(options: StatesOptions): Promise<States> {
  const { dir, machines, now, random, invoke, concurrency = CONCURRENCY, onChange } = options;
  const store = openJournal(dir, { keep: (execution) => !isForgotten(execution, now()) });
  const core = new StepFunctions({ store, now, random, invoke, concurrency, ...(onChange && { onChange }) });
  for (const { arn, definition } of machines) core.deploy(arn, JSON.stringify(definition));
  const served = await serveStates(core, options).catch((error) => {
    store.close();
    throw error;
  });
  return {
    ...served,
    core,
    async close() {
      await served.close();
      store.close();
    },
  };
}

/** Serves an interpreter that somebody else keeps. */
export async function serveStates(core: StepFunctions, options: ServeOptions): Promise<Served> {
  const { faults, port = 0, pause = setTimeout } = options;
  const server = createServer(async (request, response) => {
    // A caller that goes away in the middle of its call is no concern of ours.
    const answer = await answerTo(request, core, faults, pause).catch(() => undefined);
    if (answer === undefined) request.socket.destroy();
    else send(response, answer);
  });
  // A client that sends on a connection while it is being closed for idleness sees a reset: leave them open.
  server.keepAliveTimeout = 0;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    endpoint: `http://127.0.0.1:${bound}`,
    port: bound,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** undefined: the connection is closed without an answer. */
async function answerTo(
  request: IncomingMessage,
  core: StepFunctions,
  faults: Faults,
  pause: (milliseconds: number) => Promise<void>,
): Promise<Answer | undefined> {
  const operation = String(request.headers['x-amz-target'] ?? 'such a call').replace(/^AWSStepFunctions\./, '');
  const text = await bodyOf(request);
  if (text === undefined)
    return refusal('RequestEntityTooLarge', `A request has at most ${MAX_REQUEST_BYTES} bytes`, 413);
  if (request.method !== 'POST' || !isOperation(operation)) {
    return refusal('UnknownOperationException', `The laptop's Step Functions does not implement ${operation}`);
  }
  // There is one user, and the port is open to the laptop alone: that a call is signed is enough.
  if (!request.headers.authorization?.startsWith('AWS4-')) {
    return refusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const fault = faults.take('states', operation);
  const done = fault?.afterCommit ? carryOut(core, operation, text) : undefined;
  if (fault?.action === 'fail') return refusal('InternalServerError', 'A fault was ordered for this call', 500);
  if (fault?.action === 'drop') return undefined;
  if (fault?.action === 'delay') await pause(DELAY);
  return done ?? carryOut(core, operation, text);
}

/** What `delay` promises in local/faults.ts. */
const DELAY = 2_000;

function carryOut(core: StepFunctions, operation: Operation, text: string): Answer {
  try {
    return { status: 200, body: operate(core, operation, text) };
  } catch (error) {
    if (error instanceof ServiceError) return refusal(error.name, error.message);
    // A fault of this server's own: the caller learns only that, the console learns what.
    process.emitWarning(error instanceof Error ? error : String(error));
    return refusal('InternalServerError', "The laptop's Step Functions failed", 500);
  }
}

function refusal(type: string, message: string, status = 400): Answer {
  return { status, body: { __type: `com.amazonaws.swf.service.v2.model#${type}`, message } };
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // A body that is too large is read past, so that the caller can hear the refusal.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_REQUEST_BYTES) chunks.push(chunk);
  }
  return bytes <= MAX_REQUEST_BYTES ? Buffer.concat(chunks).toString() : undefined;
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(text);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  SFNClient,
} from '@aws-sdk/client-sfn';
import type { Json } from '../../../workflows/asl.ts';
import { folderOf } from '../folder.ts';
import { DRAW, type Invoke, type Pause, type Service, type Told } from './service.ts';
import { REGION } from './trial.ts';

const POLL_MS = 15;
// A life takes some tenths of a second, or the seconds that a token is given.
const PATIENCE_MS = 20_000;

interface Note {
  until?: string;
  seconds?: number;
  retryAfter?: number;
  jitter?: string;
}

/** LocalStack's Step Functions, in a Python process of its own. */
export async function localStack(): Promise<Service> {
  let invoke: Invoke = async () => ({});
  const lambda = await serveLambda((name, payload) => invoke(name, payload));
  const folder = folderOf('step-functions');
  const process = spawn(
    join(folder, 'venv/bin/python'),
    [join(import.meta.dirname, 'serve.py'), join(folder, 'jars'), `http://127.0.0.1:${portOf(lambda)}`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const endpoint = await firstLine(process);
  const client = new SFNClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
    maxAttempts: 1,
  });

  return {
    client,
    async deploy(name, definition) {
      const roleArn = `arn:aws-cn:iam::123456789012:role/${name}`;
      const { stateMachineArn = '' } = await client.send(
        new CreateStateMachineCommand({ name, roleArn, definition: JSON.stringify(definition) }),
      );
      return stateMachineArn;
    },
    serve(next) {
      invoke = next;
    },
    async settle(executionArn, called) {
      for (let waited = 0; waited < PATIENCE_MS && !called(); waited += POLL_MS) {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
        if (status !== 'RUNNING') return;
        await setTimeout(POLL_MS);
      }
      if (!called()) throw new Error(`${executionArn} still runs after ${PATIENCE_MS} ms`);
    },
    async history(executionArn) {
      const told: Told[] = [];
      for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn, maxResults: 1000 })) {
        for (const { type = '', stateEnteredEventDetails: { name } = {} } of events) {
          told.push(name === undefined ? { type } : { type, entered: name });
        }
      }
      return told;
    },
    async pauses(execution) {
      const notes = (await (await fetch(endpoint)).json()) as { [arn: string]: Note[] };
      return (notes[execution] ?? []).map(pauseOf);
    },
    async close() {
      client.destroy();
      const exited = once(process, 'exit');
      process.kill();
      await exited;
      lambda.closeAllConnections();
      lambda.close();
    },
  };
}

function pauseOf({ until, seconds, retryAfter = 0, jitter }: Note): Pause {
  if (until !== undefined) return { until };
  if (seconds !== undefined) return { seconds };
  return { retryAfter: Math.round(1000 * retryAfter * (jitter === 'FULL' ? DRAW : 1)) };
}

async function firstLine(process: ChildProcess): Promise<string> {
  if (process.stdout === null || process.stderr === null) throw new Error('a process without output');
  let said = '';
  process.stderr.on('data', (text) => {
    said += text;
  });
  const line = once(createInterface(process.stdout), 'line').then(([text]) => String(text));
  const failed = once(process, 'exit').then(() => Promise.reject(new Error(`serve.py ended: ${said}`)));
  return Promise.race([line, failed]);
}

/** Lambda's Invoke, as its real endpoint answers it. */
async function serveLambda(invoke: Invoke): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const name = decodeURIComponent(request.url?.split('/')[3] ?? '');
    try {
      const result = await invoke(name, JSON.parse(Buffer.concat(chunks).toString()) as Json);
      response.setHeader('x-amz-executed-version', '$LATEST').end(JSON.stringify(result));
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      response.setHeader('x-amz-function-error', 'Unhandled').end(JSON.stringify({ errorType, errorMessage }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { folderOf } from '../folder.ts';

export interface Running {
  readonly endpoint: string;
  close(): Promise<void>;
}

const POLL_MS = 100;
const PATIENCE_MS = 60_000;

/** AWS's DynamoDB Local, in memory and in a Java process of its own; it reports to nobody. */
export async function dynamoDbLocal(): Promise<Running> {
  const jars = join(folderOf('dynamodb'), 'jars');
  const port = await freePort();
  const server = spawn(
    'java',
    [
      '-Xmx1g',
      `-Djava.library.path=${jars}`,
      ...['-cp', join(jars, '*'), 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner'],
      ...['-inMemory', '-disableTelemetry', '-port', String(port)],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DDB_LOCAL_TELEMETRY: '0' } },
  );
  let said = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (text) => {
      said += text;
    });
  const gone = once(server, 'exit');
  const endpoint = `http://127.0.0.1:${port}`;
  for (let waited = 0; !(await answers(endpoint)); waited += POLL_MS) {
    if (server.exitCode !== null) throw new Error(`DynamoDB Local ended: ${said}`);
    if (waited > PATIENCE_MS) throw new Error(`DynamoDB Local doesn't answer: ${said}`);
    await setTimeout(POLL_MS);
  }
  return {
    endpoint,
    async close() {
      server.kill();
      await gone;
    },
  };
}

const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

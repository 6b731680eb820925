import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Moto {
  endpoint: string;
  stop(): Promise<void>;
}

/** Starts the moto of a subject's own packages, on a free port of the loopback interface. */
export async function startMoto(packages: string, env: NodeJS.ProcessEnv = {}): Promise<Moto> {
  const server = spawn(join(packages, 'venv/bin/moto_server'), ['-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ended = once(server, 'exit');
  let printed = '';
  const { promise: address, resolve } = Promise.withResolvers<string>();
  server.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    const found = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1];
    if (found !== undefined) resolve(found);
  });
  const gone = ended.then(() => {
    throw new Error(`moto ended:\n${printed}`);
  });
  // Once it has been stopped, nobody waits for this any more.
  gone.catch(() => undefined);
  const endpoint = await Promise.race([address, gone]);
  return {
    endpoint,
    async stop() {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

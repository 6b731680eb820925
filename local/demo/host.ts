import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface DemoHost {
  api: string;
  stop(): Promise<void>;
}

// Two minutes: a start with its samples takes seconds, on a busy machine several times that.
const ASKS = 1200;
const PAUSE_MS = 100;

/** The platform in a process of its own, on a free port, with fresh state and a clock that begins where it is told. */
export async function startHost({ city, clockStart }: { city: string; clockStart: string }): Promise<DemoHost> {
  const stateDir = mkdtempSync(join(tmpdir(), 'open-data-demo-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: '0', CITY: city, STATE_DIR: stateDir, CLOCK_START: clockStart },
  });
  let printed = '';
  const hear = (chunk: Buffer): void => {
    printed += chunk.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
    }
    await rm(stateDir, { recursive: true, force: true });
  };

  for (let asked = 1; ; asked++) {
    const api = /^API\s+(http:\/\/127\.0\.0\.1:\d+)/m.exec(printed)?.[1];
    if (api !== undefined && (await answers(`${api}/local/endpoints`))) return { api, stop };
    if (child.exitCode !== null || asked === ASKS) {
      await stop();
      throw new Error(`the platform doesn't start:\n${printed}`);
    }
    await pause(PAUSE_MS);
  }
}

/** The endpoints answer once the samples are in. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../functions/log.ts';

export interface LogFile {
  log: Log;
  path: string;
  close(): Promise<void>;
}

/** The laptop's CloudWatch Logs: a file, with the faults on the console too. */
export function logFile(dir: string, now: () => number): LogFile {
  const path = join(dir, 'log.jsonl');
  const stream = createWriteStream(path, { flags: 'a' });
  return {
    path,
    log(entry) {
      const line = `${JSON.stringify({ at: new Date(now()).toISOString(), ...entry })}\n`;
      stream.write(line);
      if (entry.event === 'fault') process.stderr.write(line);
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

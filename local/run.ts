import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cityOf } from './city/city-of.ts';
import type { Clock } from './clock.ts';
import { type Host, startHost } from './host.ts';
import { putInSamples } from './samples.ts';
import { isProvisional, tour } from './tour.ts';
import { addresses } from './words.ts';

export interface RunOptions {
  dir: string;
  /** Its name, or a file that exports it. */
  city: string;
  port: string;
  clock: Clock;
  /** About where the clock starts. */
  word: string | undefined;
  /** Lets the state folder go. */
  release: () => void;
}

/** The laptop host from its start to its end: by Ctrl-C, or by SIGTERM. */
export async function run({ dir, city: name, port, clock, word, release }: RunOptions): Promise<void> {
  const city = await cityOf(name);
  refuseOtherCity(dir, city.name);
  const host = await startHost({ city, dir, port: portOf(port), clock });
  const ending = endOnSignal(host, release);
  print(addresses(city, dir, host, clock.now()));
  if (word !== undefined) print(word);
  try {
    await putInSamples({ dir, api: host.endpoints.api, tokenFor: host.tokenFor, print });
  } catch (error) {
    // Ended in the middle: the next start goes on with them.
    if (ending.aborted) return;
    throw error;
  }
  const { api } = host.endpoints;
  const provisional = await isProvisional(api, clock.now());
  host.announce();
  print(tour(city, api, clock.now(), provisional));
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`PORT is ${text}; it must be a number from 0 (any free port) to 65535`);
}

/** Cases, executions and the clock belong to one city. */
function refuseOtherCity(dir: string, name: string): void {
  const file = join(dir, 'city');
  const kept = readIfThere(file);
  if (kept === undefined) writeFileSync(file, name);
  else if (kept !== name) throw new Error(`${dir} holds ${kept}: give ${name} another STATE_DIR`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Ends in order; a second signal ends at once, which loses nothing either. Answers what tells that it is ending. */
function endOnSignal(host: Host, release: () => void): AbortSignal {
  const ending = new AbortController();
  const end = (): void => {
    if (ending.signal.aborted) process.exit(130);
    ending.abort();
    host.close().then(
      () => {
        release();
        process.exit(0);
      },
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  return ending.signal;
}

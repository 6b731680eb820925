import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { MACHINE } from '../world.ts';
import { HOUR, type Message, type Order, START } from './flow.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const NEVER = 1_000_000;

/** The laptop of `laptop.ts`: when it is killed, it is started again, this time to live. */
class Laptop {
  readonly dir = mkdtempSync(join(tmpdir(), 'states-'));
  readonly tokens = new Map<string, string>();
  readonly rang: { name: string; at: number }[] = [];
  kills = 0;
  #child: ChildProcess | undefined;
  #client: SFNClient | undefined;
  #now = START;
  #heard: (message: Message | 'killed') => void = () => undefined;

  async boot(killAt = NEVER, manner = 'before'): Promise<void> {
    const child = fork(fileURLToPath(new URL('./laptop.ts', import.meta.url)), [this.dir, String(killAt), manner]);
    this.#child = child;
    child.on('message', (message: Message) => {
      if ('token' in message) this.tokens.set(message.name, message.token);
      if ('rang' in message) this.rang.push({ name: message.rang, at: message.at });
      this.#heard(message);
    });
    child.on('exit', () => child === this.#child && this.#heard('killed'));
    const message = await this.#hear((heard) => heard !== 'killed' && 'endpoint' in heard);
    if (message === 'killed' || !('endpoint' in message)) throw new Error('it was killed at its start');
    this.#client = new SFNClient({
      endpoint: message.endpoint,
      region: 'cn-north-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
    await this.moveTo(this.#now);
  }

  #hear(awaited: (message: Message | 'killed') => boolean): Promise<Message | 'killed'> {
    return new Promise((resolve) => {
      this.#heard = (message) => {
        if (message === 'killed' || awaited(message)) resolve(message);
      };
    });
  }

  /** Calls until a living laptop has accepted it; the names of errors that tell that it has are given. */
  async call<T>(send: (client: SFNClient) => Promise<T>, accepted: string[] = []): Promise<T | undefined> {
    for (;;) {
      if (this.#client === undefined) throw new Error('not booted');
      try {
        return await send(this.#client);
      } catch (error) {
        if (accepted.includes((error as Error).name)) return undefined;
        if (this.#child?.exitCode === null && this.#child.signalCode === null) await this.#hear(() => false);
        await this.#restart();
      }
    }
  }

  /** Runs everything up to that instant, in order. */
  async moveTo(end: number): Promise<void> {
    for (;;) {
      const quiet = this.#hear((heard) => heard !== 'killed' && 'quiet' in heard);
      this.#child?.send({ to: this.#now } satisfies Order, () => undefined);
      const message = await quiet;
      if (message === 'killed') await this.#restart();
      else if ('quiet' in message) {
        if (this.#now >= end) return;
        this.#now = Math.min(end, Math.max(this.#now, message.wake ?? end));
      }
    }
  }

  async #restart(): Promise<void> {
    this.kills += 1;
    this.#client?.destroy();
    await this.boot();
  }

  end(): void {
    this.#client?.destroy();
    const child = this.#child;
    this.#child = undefined;
    child?.kill('SIGKILL');
    rmSync(this.dir, { recursive: true });
  }
}

const laptops: Laptop[] = [];
afterEach(() => {
  for (const laptop of laptops.splice(0)) laptop.end();
});

async function life(killAt: number, manner: string) {
  const laptop = new Laptop();
  laptops.push(laptop);
  await laptop.boot(killAt, manner);
  const started = new Map<string, string | undefined>();
  for (const name of NAMES) {
    const start = new StartExecutionCommand({ stateMachineArn: MACHINE, name, input: '{}' });
    started.set(name, (await laptop.call((client) => client.send(start)))?.executionArn);
  }
  await laptop.moveTo(START + HOUR);
  for (const name of NAMES) {
    await laptop.call(
      (client) =>
        client.send(new SendTaskSuccessCommand({ taskToken: laptop.tokens.get(name), output: JSON.stringify(name) })),
      ['TaskTimedOut'],
    );
  }
  await laptop.moveTo(START + 2 * HOUR);
  const ends: unknown[] = [];
  for (const executionArn of started.values()) {
    const answer = await laptop.call((client) => client.send(new DescribeExecutionCommand({ executionArn })));
    ends.push([answer?.name, answer?.status, answer?.output, answer?.stopDate?.getTime()]);
  }
  return { laptop, ends };
}

// Five lives of ten writes each; a spread over all of them, in all three manners.
const kills = [0, 3, 7, 12, 18, 23, 29, 33, 38, 44, 48].map(
  (killAt, index) => [killAt, ['before', 'torn', 'after'][index % 3] ?? ''] as const,
);

describe('kill -9 of the process', () => {
  it.each(kills)('at write %i (%s it is whole) loses no timer and no accepted call', async (killAt, manner) => {
    const { laptop, ends } = await life(killAt, manner);
    expect(laptop.kills).toBe(1);
    expect(ends).toEqual(NAMES.map((name) => [name, 'SUCCEEDED', JSON.stringify(name), START + 2 * HOUR]));
    expect(new Set(laptop.rang.map(({ name }) => name))).toEqual(new Set(NAMES));
    expect(laptop.rang.every(({ at }) => at === START + HOUR)).toBe(true);
  });
});

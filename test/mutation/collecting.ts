import { readFile } from 'node:fs/promises';
import { format } from 'node:util';

// What tests import in Vitest's place, so that they can be run again and again in one process.

// Without a worker of Vitest's, its `expect` wants to be told where it is.
Object.assign(globalThis, { __vitest_worker__: { config: {}, environment: { name: 'node' } } });
export const { expect } = await import('vitest');

export interface Collected {
  /** Unlike that of any other test of its file. */
  name: string;
  run: () => unknown;
}

type Define = (name: string, run: () => unknown) => void;

let found: Collected[] = [];
const suites: string[] = [];
/** Of the file whose test runs, for what it is compared with. */
let running = '';

export const it = withEach((name, run) => found.push({ name: [...suites, name].join(' '), run }));

export const describe = withEach((name, run) => {
  suites.push(name);
  run();
  suites.pop();
});

expect.extend({
  async toMatchFileSnapshot(received: string, name: string) {
    const expected = await readFile(new URL(name, running), 'utf8');
    return { pass: received === expected, message: () => `it isn't what ${name} says` };
  },
});

/** The tests of a file in their order. */
export async function collected(url: string): Promise<Collected[]> {
  found = [];
  suites.length = 0;
  await import(url);
  const times = new Map<string, number>();
  return found.map(({ name, run }) => {
    const before = times.get(name) ?? 0;
    times.set(name, before + 1);
    const begin = () => {
      running = url;
      return run();
    };
    return { name: before === 0 ? name : `${name} (${before + 1})`, run: begin };
  });
}

function withEach(define: Define) {
  const each =
    (rows: readonly unknown[]) =>
    (name: string, run: (...values: readonly unknown[]) => unknown): void => {
      for (const row of rows) {
        const values = Array.isArray(row) ? row : [row];
        define(named(name, values), () => run(...values));
      }
    };
  return Object.assign(define, { each });
}

function named(name: string, values: readonly unknown[]): string {
  const places = name.match(/%[sdifjoO]/g)?.length ?? 0;
  return format(name, ...values.slice(0, places));
}

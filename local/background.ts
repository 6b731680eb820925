import type { Background } from './timekeeper.ts';

/** Keeps account of work that nobody waits for. */
export function backgroundWork(): Background & { track<T>(work: Promise<T>): Promise<T> } {
  const under = new Set<Promise<unknown>>();
  return {
    get busy() {
      return under.size > 0;
    },
    async idle() {
      while (under.size > 0) await Promise.allSettled(under);
    },
    track(work) {
      under.add(work);
      const done = (): void => void under.delete(work);
      work.then(done, done);
      return work;
    },
  };
}

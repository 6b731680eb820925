import { afterEach, beforeEach } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** How many calls the test made over HTTP. */
    asked?: number;
  }
}

// What a test asks over HTTP is counted and stands in the report, so that none shows a clause from outside without asking.

const { fetch } = globalThis;
let asked = 0;

globalThis.fetch = (...call: Parameters<typeof fetch>) => {
  asked++;
  return fetch(...call);
};

beforeEach(() => {
  asked = 0;
});
afterEach(({ task }) => {
  task.meta.asked = asked + (task.meta.asked ?? 0);
});

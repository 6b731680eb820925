import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { heardIn } from './heard.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heard-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const interaction = (uri: string, status_code: number) => ({
  request: { method: 'GET', uri: `http://127.0.0.1:1${uri}` },
  response: { status_code },
});
const scenario = {
  ScenarioFinished: {
    phase: 'fuzzing',
    recorder: {
      checks: { a: [{ name: 'not_a_server_error', status: 'success' }] },
      interactions: { a: interaction('/v1/about?x=1', 200), b: interaction('/v1/cases', 401) },
    },
  },
};
const finished = { EngineFinished: { stop_reason: 'completed' } };

function heard(...events: object[]) {
  const file = join(folder, 'events.ndjson');
  writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return heardIn(file);
}

it('a run that came to its end is heard: its checks, and what it reached', async () => {
  const { passed, succeeded, reached, errors } = await heard(scenario, finished);

  expect({ passed, succeeded, reached: [...reached], errors }).toEqual({
    passed: 1,
    succeeded: 1,
    reached: ['GET /v1/about'],
    errors: [],
  });
});

it.each([
  ['was killed', [scenario]],
  ['lost its server', [scenario, { EngineFinished: { stop_reason: 'server_unavailable' } }]],
])('a run that %s broke off, whatever was heard of it', async (_, events) => {
  expect((await heard(...events)).errors).toEqual(['schemathesis broke off']);
});

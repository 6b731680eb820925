import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { printedBy, python } from './python.ts';

let packages: string;

beforeEach(() => {
  packages = mkdtempSync(join(tmpdir(), 'judge-'));
  mkdirSync(join(packages, 'venv/bin'), { recursive: true });
});
afterEach(() => rmSync(packages, { recursive: true }));

/** Puts a program there that does just this. */
function program(name: string, does: string): void {
  const file = join(packages, 'venv/bin', name);
  writeFileSync(file, `#!/bin/sh\n${does}\n`);
  chmodSync(file, 0o755);
}

it('a judge that ends as it does when it has found something is heard', async () => {
  program('linter', 'echo "[1]"; exit 2');

  expect(await printedBy(packages, 'linter', [], { codes: [0, 2] })).toBe('[1]\n');
});

it.each([
  ['is killed', 'kill -9 $$', /linter ended with SIGKILL/],
  ['is killed after it has printed something', 'echo "[]"; kill -15 $$', /linter ended with SIGTERM/],
  ['ends with another code', 'echo "[]"; exit 3', /linter ended with 3/],
])('a judge that %s isn’t heard', async (_, does, refusal) => {
  program('linter', does);

  await expect(printedBy(packages, 'linter', [], { codes: [0, 2] })).rejects.toThrow(refusal);
});

it('a script that is killed isn’t heard', async () => {
  program('python', 'echo "{}"; kill -9 $$');

  await expect(python(packages, 'script.py')).rejects.toThrow(/script.py ended with SIGKILL/);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Runs a script with a subject's own Python packages and answers what it printed, which is JSON. */
export async function python(
  packages: string,
  script: string,
  words: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<unknown> {
  const run = spawn(join(packages, 'venv/bin/python'), [script, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  const [printed, complained, [code]] = await Promise.all([text(run.stdout), text(run.stderr), once(run, 'exit')]);
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${complained}`);
  return JSON.parse(printed);
}

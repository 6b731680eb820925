import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Runs a script with a subject's own Python packages and answers what it printed, which is JSON. */
export async function python(packages: string, script: string, words: readonly string[] = []): Promise<unknown> {
  const { printed, complained, code, signal } = await run(packages, 'python', [script, ...words]);
  if (code !== 0) throw new Error(`${script} ended with ${code ?? signal}:\n${complained}`);
  return JSON.parse(printed);
}

interface Ending {
  /** By which it tells what it found; with any other it has broken off. */
  codes: readonly number[];
  env?: NodeJS.ProcessEnv;
}

/** Runs a program of a subject's own Python packages that tells by its exit code what it found. */
export async function printedBy(
  packages: string,
  program: string,
  words: readonly string[],
  { codes, env }: Ending,
): Promise<string> {
  const { printed, complained, code, signal } = await run(packages, program, words, env);
  if (code === null || !codes.includes(code))
    throw new Error(`${program} ended with ${code ?? signal}:\n${complained}`);
  return printed;
}

async function run(packages: string, program: string, words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(join(packages, 'venv/bin', program), words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  const [printed, complained, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { printed, complained, code: code as number | null, signal: signal as NodeJS.Signals | null };
}

// Runs a script on the project's own Node 24, whatever Node npm was started with: `node local/node24.mjs local/main.ts`.
// Plain JavaScript, for it has to run on Node 20; it relies on no link that npm makes or leaves out.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const needed = 24;
const windows = process.platform === 'win32';
const modules = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules');
const platform = windows ? 'win' : process.platform;
const own = join(modules, `node-${platform}-${process.arch}`, 'bin', windows ? 'node.exe' : 'node');

/** The project's Node, or the one that runs already where it is new enough (a Mac brings its own). */
function node() {
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= needed) return process.execPath;
  process.stderr.write(
    `This needs Node ${needed}, and this is ${process.version}. On ${process.platform}-${process.arch} the project brings ` +
      `none, or it wasn't installed: run npm ci, or install Node ${needed}.\n`,
  );
  process.exit(1);
}

const command = node();
// What the script starts in turn finds the same Node and the project's tools.
const path = [dirname(command), join(modules, '.bin'), process.env.PATH].join(delimiter);
const child = spawn(command, process.argv.slice(2), { stdio: 'inherit', env: { ...process.env, PATH: path } });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

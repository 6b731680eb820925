import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { cities, cityNamed } from '../cities/all.ts';
import { type LocalDate, localDateOf } from '../domain/calendar/dates.ts';
import { currentPolicy } from '../domain/policy/policy.ts';
import { validityNotice } from '../domain/policy/validity.ts';
import { systemClock } from '../functions/clock.ts';
import { bundle } from './bundle.ts';
import { addCity, checkedApp } from './checked-app.ts';
import { commandOf } from './command-line.ts';

// npm run synth -- --city NAME · npm run synth -- --city all · npm run deploy -- --city NAME
// What else follows a deploy goes to the CDK's own command line.

const root = join(import.meta.dirname, '..');

const command = commandOf(
  process.argv.slice(2),
  cities.map(({ name }) => name),
);
switch (command.action) {
  case 'synth':
    synth(command.cities);
    break;
  case 'deploy':
    deploy(command.city, command.rest);
    break;
  case 'refuse':
    fail(command.why);
    break;
  default:
    command satisfies never;
}

/** Synthesizes in this process: it asks neither an account nor the network. */
function synth(names: readonly string[]): void {
  const bundles = bundle(root, join(root, 'cdk.out', 'bundles'));
  const kilobytes = Object.values(bundles).map((folder) => Math.round(statSync(join(folder, 'index.mjs')).size / 1024));
  say(`${kilobytes.length} bundles of ${Math.min(...kilobytes)} to ${Math.max(...kilobytes)} KB`);
  for (const name of names) {
    const outdir = join(root, 'cdk.out', name);
    const app = checkedApp({ outdir });
    const today = localDateOf(systemClock());
    addCity(app, { city: cityNamed(name), bundles, today });
    warn(name, today);
    app.synth();
    for (const template of globSync('assembly-*/*.template.json', { cwd: outdir }).sort()) {
      const path = join(outdir, template);
      const { Resources } = JSON.parse(readFileSync(path, 'utf8')) as { Resources: object };
      say(`${relative(process.cwd(), path)}: ${Object.keys(Resources).length} resources`);
    }
  }
}

/** DZ-53, JF-35: a regulation outside its time is no reason not to deploy, but one to know of. */
function warn(name: string, today: LocalDate): void {
  const notice = validityNotice(currentPolicy(cityNamed(name)), today);
  if (notice !== undefined) process.stderr.write(`warning: ${name}: ${notice.en}\n`);
}

function deploy(city: string, rest: readonly string[]): void {
  warn(city, localDateOf(systemClock()));
  const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
  const words = ['deploy', `${city}/*`, '-c', `city=${city}`, '--output', join('cdk.out', city), '--no-notices'];
  const { status, error } = spawnSync(process.execPath, [cdk, ...words, ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      // The app runs on the project's Node, whichever the machine has.
      PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    },
  });
  if (error !== undefined) throw error;
  process.exitCode = status ?? 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}

import { spawnSync } from 'node:child_process';
import { globSync, readdirSync } from 'node:fs';
import { devNull } from 'node:os';
import { delimiter, join, relative } from 'node:path';

// npm run synth -- --city NAME · npm run synth -- --city all · npm run deploy -- --city NAME
// Anything else that follows goes to the CDK's own command line.

const root = join(import.meta.dirname, '..');

/** A city is a file, and its name is its file's. */
const cities = readdirSync(join(root, 'cities'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'all')
  .sort();

/** A synth asks nobody: no account, no metadata service. */
const offline: NodeJS.ProcessEnv = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
};

const { action, chosen, rest } = readArguments(process.argv.slice(2));
for (const city of chosen) {
  if (action === 'synth') synth(city);
  else cdk(['deploy', `${city}/*`, '--output', join('cdk.out', city), ...rest], city);
}

function readArguments([action, ...words]: readonly string[]) {
  if (action !== 'synth' && action !== 'deploy') return refuse(`say synth or deploy, not "${action}"`);
  const at = words.findIndex((word) => word === '--city' || word.startsWith('--city='));
  const joined = words[at]?.split('=')[1];
  const name = at === -1 ? undefined : (joined ?? words[at + 1] ?? '');
  const rest = at === -1 ? words : words.toSpliced(at, joined === undefined ? 2 : 1);
  if (name === undefined && action === 'deploy') return refuse(`say which city: --city ${cities.join(' | ')}`);
  if (name === 'all' && action === 'synth') return { action, chosen: cities, rest };
  const city = name ?? 'qingdao';
  if (!cities.includes(city)) return refuse(`there is no city "${city}"; there are ${cities.join(', ')}`);
  return { action, chosen: [city], rest };
}

function synth(city: string): void {
  const output = join('cdk.out', city);
  const began = performance.now();
  cdk(['synth', '--quiet', '--output', output, ...rest], city, offline);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const templates = globSync('assembly-*/*.template.json', { cwd: join(root, output) }).sort();
  process.stdout.write(`${city}: ${templates.length} templates in ${seconds} s\n`);
  for (const template of templates)
    process.stdout.write(`  ${relative(process.cwd(), join(root, output, template))}\n`);
}

function cdk(words: readonly string[], city: string, more: NodeJS.ProcessEnv = {}): void {
  const command = join(root, 'node_modules/aws-cdk/bin/cdk');
  const { status, error } = spawnSync(process.execPath, [command, ...words, '-c', `city=${city}`, '--no-notices'], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      // The app runs on the project's Node, whichever the machine has.
      PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
      CDK_DISABLE_VERSION_CHECK: '1',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      ...more,
    },
  });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

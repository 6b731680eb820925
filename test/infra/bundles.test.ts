import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundles, bundling } from '../../infra/bundle.ts';
import { scheduledNames, taskNames } from '../../workflows/parts.ts';
import { packageOf, root } from '../architecture/sources.ts';

const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;

let out: string;
let metafile: Metafile;

beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'bundles-'));
  ({ metafile } = buildSync({ ...bundling(root, out), metafile: true }));
});

afterAll(() => rmSync(out, { recursive: true }));

/** What Lambda would set, and infra; none of it is reached. */
const environment = {
  AWS_REGION: 'cn-north-1',
  CITY: 'qingdao',
  TABLE_CASES: 'cases',
  TABLE_CATALOG: 'catalog',
  TABLE_ACCESS: 'access',
  TABLE_CALENDAR: 'calendar',
  BUCKET_QUARANTINE: 'quarantine',
  BUCKET_DATA: 'data',
  MACHINE_ARN_PREFIX: 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:qingdao-',
  MACHINE_ALIAS: 'live',
  IDENTITY_ISSUER: 'https://identity.example.invalid',
  IDENTITY_AUDIENCE: 'public-data-open-platform',
};

const names = [
  'datasets',
  'uploads',
  'check-upload',
  'downloads',
  'data',
  'cases',
  'access',
  'calendar',
  'about',
  'authorizer',
  'tasks',
] as const satisfies (keyof Bundles)[];

const fileOf = (name: keyof Bundles): string => join(out, name, 'index.mjs');

/** The packages that have code in some bundle. */
const packages = (): string[] => {
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs: each }) =>
    Object.entries(each).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const ofNodeModules = inputs.flatMap(([path]) => path.split('node_modules/').slice(1).slice(-1));
  return [...new Set(ofNodeModules.map(packageOf))].sort();
};

describe('the bundles', () => {
  it('are all looked at here', () => {
    expect(readdirSync(out).sort()).toEqual([...names].sort());
  });

  it.each(names)('%s can be loaded by Node from its one file, and has what Lambda calls', (name) => {
    const code = `import(process.argv[1]).then((loaded) => process.stdout.write(JSON.stringify(
      Object.entries(loaded).map(([name, value]) => [name, typeof value]))))`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--eval', code, fileOf(name)], {
      cwd: out,
      env: environment,
      encoding: 'utf8',
    });
    const called = name === 'tasks' ? [...taskNames, ...scheduledNames].sort() : ['handler'];

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(called.map((each) => [each, 'function']));
  });

  it('hold packages that are dependencies, or theirs, and none that only builds or tests', () => {
    expect(packages().filter((name) => name in devDependencies)).toEqual([]);
    expect(Object.keys(dependencies).filter((name) => !packages().includes(name))).toEqual([]);
  });

  it('import nothing but what Node has itself', () => {
    const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    const builtIn = new Set(process.getBuiltinModule('node:module').builtinModules);

    expect([...new Set(imported)].filter((path) => !builtIn.has(path.replace(/^node:/, '')))).toEqual([]);
  });

  it.each(names)('%s stays small enough to start quickly', (name) => {
    // 1.5 to 1.6 MB at the time of writing, of which a third is zod and half the AWS SDK.
    expect(statSync(fileOf(name)).size).toBeLessThan(2_000_000);
  });

  it.each(names)('%s keeps no secret', (name) => {
    const text = readFileSync(fileOf(name), 'utf8');

    expect(text.match(/(?:AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}/g)).toBeNull();
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Platform } from '../functions/platform.ts';
import { routes } from '../functions/routes.ts';
import {
  clientsAreMadeInOnePlace,
  environmentIsReadInOnePlace,
  filesAreNamedAfterANoun,
  filesAreShort,
  layersKeepTheTable,
  nothingIsReExported,
  packagesKeepTheTable,
  partitionsAreNotAssumed,
  type Rule,
  timeIsReadInTwoPlaces,
} from './architecture/rules.ts';
import { root, sources } from './architecture/sources.ts';
import { testPlatform } from './builders/platform.ts';

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object };
const all = sources();

interface Case {
  rule: Rule;
  says: string;
  /** Files that would break it, each path with its text. */
  broken: readonly (readonly [path: string, text: string])[];
  /** Files that look like it and don't. */
  kept?: readonly (readonly [path: string, text: string])[];
}

const cases: readonly Case[] = [
  {
    rule: layersKeepTheTable,
    says: 'imports only what its folder may',
    broken: [
      ['domain/case/case.ts', "import { log } from '../../functions/log.ts';"],
      ['domain/case/case.ts', "import type { Platform } from '../../functions/platform.ts';"],
      ['cities/qingdao.ts', "import { caseStore } from '../functions/stores/cases.ts';"],
      ['functions/cases/file.ts', "import { reconcile } from '../../workflows/tasks/reconcile.ts';"],
      ['functions/cases/file.ts', "import {\n  faultDesk,\n  type Fault,\n} from '../../local/faults.ts';"],
      ['functions/cases/file.ts', "const desk = await import('../../local/faults.ts');"],
      ['workflows/tasks/mark.ts', "import { file } from '../../functions/cases/file.ts';"],
      ['infra/app.ts', "import '../local/main.ts';"],
      ['local/main.ts', "import { rights } from '../infra/rights.ts';"],
      ['local/demo/client.ts', "import { startHostProcess } from '../../test/builders/host.ts';"],
    ],
    kept: [
      ['workflows/tasks/mark.ts', "import type { Write } from '../../functions/stores/engine.ts';"],
      ['domain/case/case.ts', "// import { log } from '../../functions/log.ts';"],
    ],
  },
  {
    rule: packagesKeepTheTable(Object.keys(dependencies)),
    says: 'uses only the packages its folder may',
    broken: [
      ['domain/case/case.ts', "import { existsSync, readFileSync } from 'node:fs';"],
      ['domain/calendar/year.ts', "import { isWorkday } from 'chinese-days';"],
      ['cities/qingdao.ts', "import { z } from 'zod';"],
      ['functions/cases/file.ts', "import fc from 'fast-check';"],
      ['workflows/machines.ts', "import { Stack } from 'aws-cdk-lib';"],
    ],
    kept: [
      ['domain/audit/chain.ts', "import { createHash } from 'node:crypto';\nimport { z } from 'zod';"],
      ['functions/http.ts', "import type { APIGatewayProxyEvent } from 'aws-lambda';"],
    ],
  },
  {
    rule: clientsAreMadeInOnePlace,
    says: 'makes no SDK client',
    broken: [['functions/stores/s3.ts', 'export const client = new S3Client({});']],
    kept: [['functions/stores/s3.ts', '// new S3Client({}) is made elsewhere\nexport const x = 1;']],
  },
  {
    rule: environmentIsReadInOnePlace,
    says: 'reads no environment',
    broken: [['domain/policy/policy.ts', "export const city = process.env['CITY'];"]],
    kept: [['local/main.ts', 'export const port = process.env.PORT;']],
  },
  {
    rule: timeIsReadInTwoPlaces,
    says: "reads no machine's clock",
    broken: [
      ['domain/case/tick.ts', 'export const now = Date.now();'],
      ['local/s3/server.ts', 'export const now = Date.now;'],
      ['functions/cases/file.ts', 'export const now = new Date();'],
      ['functions/cases/file.ts', 'export const now = new Date;'],
      ['functions/cases/file.ts', 'export const now = Date();'],
      ['test/domain/case/case.test.ts', 'const now = new Date().toISOString();'],
    ],
    kept: [
      ['domain/calendar/dates.ts', 'export const at = (ms: number): Date => new Date(ms);'],
      ['domain/calendar/dates.ts', '/** Never Date.now(). */\nexport const x = 1;'],
    ],
  },
  {
    rule: partitionsAreNotAssumed,
    says: 'assumes no partition',
    broken: [['infra/stacks/api-stack.ts', "export const arn = 'arn:aws:s3:::files';"]],
    kept: [['infra/stacks/api-stack.ts', '// not arn:aws:s3:::files\nexport const x = 1;']],
  },
  {
    rule: filesAreShort,
    says: 'has at most 300 lines',
    broken: [['domain/case/case.ts', 'x\n'.repeat(301)]],
    kept: [
      ['domain/case/case.ts', 'x\n'.repeat(300)],
      ['test/domain/case/case.test.ts', 'x\n'.repeat(301)],
    ],
  },
  {
    rule: nothingIsReExported,
    says: 're-exports nothing',
    broken: [
      ['domain/case/all.ts', "export * from './case.ts';"],
      ['domain/case/all.ts', "export {\n  fold,\n} from './case.ts';"],
      ['domain/case/all.ts', "export type { Case } from './case.ts';"],
    ],
    kept: [['domain/case/case.ts', "export { fold };\nimport { x } from './y.ts';"]],
  },
  {
    rule: filesAreNamedAfterANoun,
    says: 'has a name that says what it holds',
    broken: [
      ['functions/utils.ts', ''],
      ['domain/types/case.ts', ''],
      ['domain/case/index.ts', ''],
    ],
    kept: [['functions/stores/keys.ts', '']],
  },
];

describe.each(cases)('every file $says', ({ rule, broken, kept = [] }) => {
  it('in this repository', () => {
    expect(all.flatMap(rule)).toEqual([]);
  });

  it.each(broken)('and %s would be found out', (path, text) => {
    expect(rule({ path, text })).toHaveLength(1);
  });

  it.each(kept)('and %s would not', (path, text) => {
    expect(rule({ path, text })).toEqual([]);
  });
});

it('looks at every folder of the project', () => {
  const folders = new Set(all.map(({ path }) => path.split('/')[0]));
  expect([...folders]).toEqual(
    expect.arrayContaining(['domain', 'cities', 'functions', 'workflows', 'infra', 'local', 'test']),
  );
});

describe('every call of the route tables', () => {
  /** The calls of a noun that nothing handles, and the handlers that nothing calls. */
  const strays = (table: object, handlers: object): string[] => [
    ...Object.keys(table).filter((name) => !(name in handlers)),
    ...Object.keys(handlers).filter((name) => !(name in table)),
  ];

  it.each(Object.entries(routes))('has a handler: %s', async (noun, table) => {
    const module = (await import(`../functions/${noun}/handlers.ts`)) as Record<string, (p: Platform) => object>;
    const handlersOf = module[`${noun}Handlers`] ?? (() => ({}));
    expect(strays(table, handlersOf(testPlatform()))).toEqual([]);
  });

  it('and one without would be found out', () => {
    expect(strays({ read: {}, write: {} }, { read: {}, drop: {} })).toEqual(['write', 'drop']);
  });

  it.each(Object.keys(routes))('has an entry for Lambda: %s', (noun) => {
    expect(existsSync(join(root, 'functions', noun, 'lambda.ts'))).toBe(true);
  });
});

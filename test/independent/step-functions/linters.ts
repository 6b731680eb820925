/** Whoever reads definitions without running them. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import aslValidator from 'asl-validator';
import type { StateMachine } from '../../../workflows/asl.ts';
import { folderOf } from '../folder.ts';

export interface Linter {
  /** Name and version. */
  name: string;
  /** The mutations that it doesn't mind; it refuses all others, or it isn't heard. */
  overlooks: readonly string[];
  /** The problems of each definition. */
  problems(definitions: readonly StateMachine[]): Promise<string[][]>;
}

const folder = folderOf('step-functions');

export const linters: readonly Linter[] = [
  {
    name: 'asl-validator 4.0.0',
    overlooks: [
      'retries everything first',
      'retries everything beside another',
      'backs off the wrong way',
      'has a jitter of its own',
    ],
    // It changes what it checks.
    problems: async (definitions) =>
      definitions.map((definition) =>
        aslValidator(structuredClone(definition), { checkPaths: true, checkArn: true }).errors.map((error) =>
          JSON.stringify(error),
        ),
      ),
  },
  {
    name: 'statelint 3.1.0',
    overlooks: [
      'has a task without a resource',
      'retries everything first',
      'retries everything beside another',
      'has an expression that is no JSONata',
    ],
    async problems(definitions) {
      const { status, stdout, stderr } = spawnSync(
        join(folder, 'venv/bin/python'),
        [join(import.meta.dirname, 'lint.py')],
        { input: JSON.stringify(definitions), encoding: 'utf8', maxBuffer: 100_000_000 },
      );
      if (status !== 0) throw new Error(`lint.py: ${stderr}`);
      return JSON.parse(stdout) as string[][];
    },
  },
  {
    name: 'amazon-states-language-service 1.16.1',
    overlooks: [
      'has a timeout of no time',
      'retries everything first',
      'retries everything beside another',
      'has a JSONPath field',
      'has an expression that is no JSONata',
    ],
    problems: (definitions) => Promise.all(definitions.map(byAws)),
  },
];

interface LanguageService {
  parseJSONDocument(document: object): object;
  doValidation(document: object, parsed: object): Promise<{ message: string; severity?: number }[]>;
}

/** AWS's own language service, that of the console's and the editors' state machine views. */
async function byAws(definition: StateMachine): Promise<string[]> {
  const installed = createRequire(join(folder, 'npm/package.json'));
  const { getLanguageService, TextDocument } = installed('amazon-states-language-service') as {
    getLanguageService: (settings: object) => LanguageService;
    TextDocument: { create(uri: string, language: string, version: number, text: string): object };
  };
  const service = getLanguageService({});
  const document = TextDocument.create('machine.asl.json', 'asl', 1, JSON.stringify(definition, null, 2));
  const found = await service.doValidation(document, service.parseJSONDocument(document));
  return found.map(({ message }) => message);
}

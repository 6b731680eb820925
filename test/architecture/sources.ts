import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { transformSync } from 'esbuild';

/** A file of the project, by its path from the root with forward slashes. */
export interface Source {
  path: string;
  text: string;
}

export interface Import {
  /** A path from the root for one of our files, else the package or built-in as it is written. */
  of: string;
  isOurs: boolean;
  typeOnly: boolean;
}

export const root = join(import.meta.dirname, '../..');

/** Breaks every rule in its made-up files. */
const self = 'test/architecture.test.ts';

/** Every TypeScript file of the project. */
export function sources(): Source[] {
  const paths = globSync('{domain,cities,functions,workflows,infra,local,test}/**/*.ts', { cwd: root });
  return [...paths, ...globSync('*.ts', { cwd: root })]
    .filter((path) => !path.endsWith('.d.ts') && path !== self)
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export const layerOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : 'root');

/** What a file imports, re-exports or imports when it is asked to, types included. */
export function importsOf({ path, text }: Source): Import[] {
  const code = withoutComments(text);
  const statements = code.matchAll(/^\s*(?:import|export)\s(type\s)?[^;'"]*?from\s*(['"])(.+?)\2/gm);
  const bare = code.matchAll(/^\s*import\s*(['"])(.+?)\1/gm);
  const dynamic = code.matchAll(/\bimport\(\s*(['"`])(.+?)\1/g);
  return [
    ...[...statements].map(([, type, , of = '']) => found(path, of, type !== undefined)),
    ...[...bare].map(([, , of = '']) => found(path, of, false)),
    ...[...dynamic].map(([, , of = '']) => found(path, of, false)),
  ];
}

const found = (path: string, of: string, typeOnly: boolean): Import => {
  const isOurs = of.startsWith('.');
  return { of: isOurs ? posix.normalize(posix.join(posix.dirname(path), of)) : of, isOurs, typeOnly };
};

/** `@aws-sdk/client-s3` of `@aws-sdk/client-s3/dist`, `zod` of `zod/locales`. */
export const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** What runs of a file: its types and comments gone, its texts kept. */
export const codeOf = ({ text }: Source): string =>
  transformSync(text, { loader: 'ts', target: 'esnext', legalComments: 'none' }).code;

/** Comments that begin a line; the others can't hold an import. */
const withoutComments = (text: string): string => text.replace(/^\s*(\/\/.*|\/\*[\s\S]*?\*\/)/gm, '');

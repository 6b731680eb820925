import { codeOf, type Import, importsOf, layerOf, packageOf, type Source } from './sources.ts';

/** Says what is wrong with a file; nothing for one that keeps the rule. */
export type Rule = (source: Source) => string[];

/** Which layers and single folders or files a layer's files may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  cities: ['domain', 'cities'],
  functions: ['domain', 'cities', 'functions'],
  workflows: [
    'domain',
    'cities',
    'workflows',
    'functions/stores',
    'functions/middleware',
    'functions/clients.ts',
    // The type of what a task is given.
    'functions/platform.ts',
  ],
  infra: ['domain', 'cities', 'functions', 'workflows', 'infra'],
  local: ['domain', 'cities', 'functions', 'workflows', 'local'],
  test: ['domain', 'cities', 'functions', 'workflows', 'infra', 'local', 'test'],
  root: [],
};

export const layersKeepTheTable: Rule = (source) => {
  const allowed = mayImport[layerOf(source.path)] ?? [];
  return importsOf(source)
    .filter(({ isOurs, of }) => isOurs && !allowed.some((place) => of === place || of.startsWith(`${place}/`)))
    .map(({ of }) => `${source.path} may not import ${of}`);
};

/** The packages that each layer may use; what isn't named here may use any. */
export function packagesKeepTheTable(dependencies: readonly string[]): Rule {
  const isBuiltIn = (of: string): boolean => of.startsWith('node:');
  const deployed = ({ of, typeOnly }: Import): boolean =>
    isBuiltIn(of) || typeOnly || dependencies.includes(packageOf(of));
  const may: Readonly<Record<string, (each: Import) => boolean>> = {
    domain: ({ of }) => packageOf(of) === 'zod' || of === 'node:crypto',
    cities: () => false,
    // Only `dependencies` are there when a function runs.
    functions: deployed,
    workflows: deployed,
  };
  return (source) => {
    const allowed = may[layerOf(source.path)];
    return importsOf(source)
      .filter((each) => !each.isOurs && allowed?.(each) === false)
      .map(({ of }) => `${source.path} may not import the package ${of}`);
  };
}

/** A rule about what runs, with the files in which it doesn't hold. */
const nowhereBut =
  (pattern: RegExp, what: string, exceptions: readonly string[]): Rule =>
  (source) => {
    const excepted = exceptions.some((place) => source.path === place || source.path.startsWith(`${place}/`));
    return !excepted && pattern.test(codeOf(source)) ? [`${source.path} ${what}`] : [];
  };

export const clientsAreMadeInOnePlace = nowhereBut(
  /\bnew [A-Za-z0-9]+Client\(/,
  'makes an SDK client; functions/clients.ts does',
  ['functions/clients.ts', 'test'],
);

export const environmentIsReadInOnePlace = nowhereBut(
  /\bprocess\.env\b/,
  'reads the environment; functions/clients.ts does',
  ['functions/clients.ts', 'local', 'infra', 'test'],
);

export const timeIsReadInTwoPlaces = nowhereBut(
  /\bDate\.now\b|\bnew Date(\(\s*\)|\s*[;,)\n])|(?<![\w.]|new )Date\(\s*\)/,
  "reads the machine's clock; take `now` instead",
  // The last tests that the laptop's clock stands in for the machine's.
  ['functions/clock.ts', 'local/clock.ts', 'test/local/clock'],
);

/** China's partition is `aws-cn`. */
export const partitionsAreNotAssumed = nowhereBut(/arn:aws:/, 'holds a literal arn:aws:', ['test']);

export const filesAreShort: Rule = ({ path, text }) => {
  const lines = text.trimEnd().split('\n').length;
  // A city's file is as long as its regulation.
  const excepted = ['test/', 'domain/calendar/years/', 'cities/'].some((place) => path.startsWith(place));
  return !excepted && lines > 300 ? [`${path} has ${lines} lines; stop at 300`] : [];
};

export const nothingIsReExported: Rule = (source) =>
  /^export\s+(type\s+)?(\*|\{)[^;]*?\bfrom\s*['"]/m.test(source.text)
    ? [`${source.path} re-exports; import from where it is`]
    : [];

export const filesAreNamedAfterANoun: Rule = ({ path }) =>
  /(^|\/)(utils?|helpers?|common|manager|misc|dtos?|types|index)(\.ts$|\/)/.test(path)
    ? [`${path} says nothing of what it holds`]
    : [];

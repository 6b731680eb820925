import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FunctionName, rights } from '../../../infra/rights.ts';
import { root } from '../../architecture/sources.ts';
import { testPlatform } from '../../builders/platform.ts';
import { liveThroughAYear } from './a-year.ts';
import { type RecordedCity, recordedCity } from './recorded-city.ts';
import { parts, usesOf } from './recorded-platform.ts';

/** The files that are a function's own, or written for it. */
const code: Readonly<Record<FunctionName, readonly string[]>> = {
  about: ['functions/about/*.ts'],
  authorizer: ['functions/authorizer/*.ts'],
  datasets: ['functions/datasets/*.ts'],
  uploads: ['functions/uploads/!(check)*.ts'],
  'check-upload': ['functions/uploads/check.ts'],
  downloads: ['functions/downloads/*.ts', 'functions/stores/{shared,accepted}.ts'],
  data: ['functions/data/*.ts'],
  cases: ['functions/cases/*.ts', 'functions/stores/{receiving,doorbell}.ts'],
  access: ['functions/access/*.ts'],
  calendar: ['functions/calendar/*.ts'],
  LoadCase: ['workflows/tasks/load-case.ts'],
  AwaitDecision: ['workflows/tasks/await-decision.ts'],
  ApplyEffect: [
    'workflows/tasks/{apply-effect,effects}.ts',
    'workflows/tasks/effects/*.ts',
    'functions/stores/{opening,opening-plan,granting,fulfilling,restricting,ending}.ts',
  ],
  EvaluateClock: ['workflows/tasks/evaluate-clock.ts'],
  SendReminder: ['workflows/tasks/mark.ts'],
  EscalateOverdue: ['workflows/tasks/mark.ts'],
  Lapse: ['workflows/tasks/lapse.ts', 'functions/stores/doorbell.ts'],
  Reconcile: ['workflows/tasks/reconcile.ts'],
  SeeDuties: ['workflows/tasks/{see-duties,duty-rounds}.ts'],
};
const names = Object.keys(code) as FunctionName[];

const filesOf = (patterns: string | readonly string[]): string[] =>
  globSync(patterns, { cwd: root }).map((file) => file.replaceAll('\\', '/'));

/** What there is to call: `catalog.find`, `access.ledger.admit`. */
const methods = parts.flatMap((part) => methodsOf(testPlatform()[part], part));

function methodsOf(store: object, name: string): string[] {
  return Object.entries(store).flatMap(([key, value]) =>
    typeof value === 'function' ? [`${name}.${key}`] : methodsOf(value as object, `${name}.${key}`),
  );
}

/** Every call of the platform's parts that stands in files. */
function callsIn(files: readonly string[]): string[] {
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  return methods.filter((method) => new RegExp(`\\b${method}\\(`).test(text));
}

describe('a year of a city, each function on a platform of its own', () => {
  let city: RecordedCity;

  beforeAll(async () => {
    city = recordedCity();
    await liveThroughAYear(city);
  });

  it.each(names)('%s makes every call that stands in its code', (name) => {
    const made = city.recordOf(name).calls;

    expect(callsIn(filesOf(code[name])).filter((call) => !made.has(call))).toEqual([]);
  });

  it.each(names)('%s does just what its rights say', (name) => {
    expect([...city.recordOf(name).uses].sort()).toEqual(usesOf(rights[name]));
  });
});

it('every file that calls the platform is some function’s', () => {
  const calling = filesOf('{functions,workflows}/**/*.ts').filter((file) => callsIn([file]).length > 0);
  const known = names.flatMap((name) => filesOf(code[name]));

  expect(calling.filter((file) => !known.includes(file))).toEqual([]);
});

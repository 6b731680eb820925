/**
 * JSONata as Step Functions has it: no context item, only `$states` and variables; an expression that returns nothing fails
 * its field. Source: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import type { Json } from '../../workflows/asl.ts';
import { StateError } from './errors.ts';

export type Scope = { readonly [variable: string]: unknown };
export type Evaluator<T extends Json = Json> = (scope: Scope) => T | Promise<T>;

/** Compiles a template; `field` names its place in errors as AWS does, `Arguments/Payload/case`. */
export function template(value: Json, field: string): Evaluator {
  if (isExpression(value)) return expression(sourceOf(value), field);
  if (value === null || typeof value !== 'object' || isConstant(value)) return () => value;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => template(item, `${field}[${index}]`));
    return async (scope) => {
      const list: Json[] = [];
      for (const item of items) list.push(await item(scope));
      return list;
    };
  }
  const members = Object.entries(value).map(([key, member]) => [key, template(member, `${field}/${key}`)] as const);
  return async (scope) => {
    const entries: [string, Json][] = [];
    for (const [key, member] of members) entries.push([key, await member(scope)]);
    return Object.fromEntries(entries);
  };
}

interface Types {
  boolean: boolean;
  number: number;
  object: { [key: string]: Json };
  string: string;
}

/** A template whose result must be of one type; anything else is a QueryEvaluationError, as on AWS. */
export function typed<T extends keyof Types>(type: T, value: Json, field: string): Evaluator<Types[T]> {
  const evaluate = template(value, field);
  return async (scope) => {
    const result = await evaluate(scope);
    if (isOfType(type, result)) return result;
    const found = typeOf(result);
    const shown = JSON.stringify(result);
    const source = isExpression(value) ? sourceOf(value) : JSON.stringify(value);
    throw failure(
      source,
      field,
      `returned an unexpected result type. Expected '${type}', but was '${found}' for value: ${shown}`,
    );
  };
}

export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}') && value.length >= 4;
}

export function sourceOf(expression: string): string {
  return expression.slice(2, -2).trim();
}

function expression(source: string, field: string): Evaluator {
  const program = programOf(source);
  return async (scope) => {
    let result: unknown;
    try {
      result = await program.evaluate(undefined, scope);
    } catch (error) {
      const { code, message } = error as { code?: string; message?: string };
      const said = code === undefined ? message : `${code}: ${message}`;
      throw failure(source, field, `threw an error during evaluation. ${said}`);
    }
    if (result === undefined) throw failure(source, field, 'returned nothing (undefined).');
    const json = plain(result);
    if (json === undefined) throw failure(source, field, 'returned an unsupported result type.');
    return json;
  };
}

const failure = (source: string, field: string, what: string): StateError =>
  new StateError(
    'States.QueryEvaluationError',
    `The JSONata expression '${source}' specified for the field '${field}' ${what}`,
    field,
  );

const programs = new Map<string, jsonata.Expression>();

function programOf(source: string): jsonata.Expression {
  const known = programs.get(source);
  if (known !== undefined) return known;
  const program = jsonata(source);
  for (const [name, { signature, run }] of Object.entries(added)) program.registerFunction(name, run, signature);
  programs.set(source, program);
  return program;
}

interface Added {
  /** Of its arguments and its result, in JSONata's notation. */
  signature: string;
  run: (...args: unknown[]) => unknown;
}

/** What Step Functions adds, but for `$random` and `$uuid`, which are refused at deployment: they hide chance from the host. */
const added: { [name: string]: Added } = {
  parse: { signature: '<s:x>', run: (text) => (text === undefined ? undefined : JSON.parse(String(text))) },
  hash: {
    signature: '<ss?:s>',
    run: (data, algorithm = 'SHA-256') =>
      data === undefined
        ? undefined
        : createHash(String(algorithm).replace('-', '').toLowerCase()).update(String(data)).digest('hex'),
  },
  range: { signature: '<nnn:a>', run: (first, last, step) => range(Number(first), Number(last), Number(step)) },
  partition: { signature: '<an:a>', run: (list, size) => partition(Array.isArray(list) ? list : [], Number(size)) },
};

function range(first: number, last: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, index) => first + index * step);
}

function partition(list: unknown[], size: number): unknown[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** A copy that is nothing but JSON: JSONata marks its own arrays and may return functions, which are undefined here. */
function plain(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (typeof value !== 'object') return undefined;
  const entries: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const json = plain(member);
    if (json === undefined) return undefined;
    entries.push([key, json]);
  }
  return Object.fromEntries(entries);
}

function isConstant(value: Json): boolean {
  if (value === null || typeof value !== 'object') return !isExpression(value);
  return (Array.isArray(value) ? value : Object.values(value)).every(isConstant);
}

function isOfType<T extends keyof Types>(type: T, value: Json): value is Types[T] & Json {
  return typeOf(value) === type;
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

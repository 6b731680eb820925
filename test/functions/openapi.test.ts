import { describe, expect, it } from 'vitest';
import { qingdao } from '../../cities/qingdao.ts';
import { commandNames } from '../../domain/policy/words.ts';
import type { Route } from '../../functions/http.ts';
import { openapi } from '../../functions/openapi.ts';
import { routes } from '../../functions/routes.ts';

type Json = { readonly [name: string]: unknown };
interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema: Json;
}
interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  'x-summary-en': string;
  security: Json[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Json };
  responses: { readonly [status: string]: { $ref?: string; description: string; content?: Json } };
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  components: { readonly [kind: string]: Json };
}

const document = JSON.parse(JSON.stringify(openapi(qingdao, routes, 'https://data.example.cn'))) as Document;

const described = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ call: `${method.toUpperCase()} ${path}`, path, operation })),
);
const tabled: { noun: string; name: string; route: Route }[] = Object.entries(routes).flatMap(([noun, table]) =>
  Object.entries(table).map(([name, route]) => ({ noun, name, route })),
);
const operationOf = (id: string): Operation => {
  const found = described.find(({ operation }) => operation.operationId === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found.operation;
};

/** Every object of the document, with its place. */
function* objects(value: unknown, place = '#'): Generator<{ place: string; object: Json }> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { place, object: value as Json };
  for (const [key, member] of Object.entries(value)) yield* objects(member, `${place}/${key}`);
}

const resolved = (ref: string): unknown =>
  ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], document);

describe('the OpenAPI document', () => {
  it('is of version 3.1 and names the city, its server and the nouns', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: '青岛市公共数据开放平台', version: '1' });
    expect(document.servers).toEqual([{ url: 'https://data.example.cn' }]);
    expect(document.tags.map(({ name }) => name)).toEqual(Object.keys(routes));
  });

  it('describes each call of the route tables once, and no other', () => {
    expect(described.map(({ call }) => call).sort()).toEqual(
      tabled.map(({ route: { method, path } }) => `${method} ${path}`).sort(),
    );
  });

  it('names each operation by its noun and name', () => {
    const ids = described.map(({ operation }) => operation.operationId);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toEqual(tabled.map(({ noun, name }) => `${noun}.${name}`).sort());
  });

  it('resolves every reference within itself', () => {
    const broken = [...objects(document)].filter(
      ({ object: { $ref } }) => typeof $ref === 'string' && (!$ref.startsWith('#/') || resolved($ref) === undefined),
    );

    expect(broken).toEqual([]);
  });

  it('keeps every definition among its components, under names that OpenAPI allows', () => {
    expect([...objects(document)].filter(({ object }) => '$defs' in object || 'definitions' in object)).toEqual([]);
    for (const kind of Object.values(document.components)) {
      for (const name of Object.keys(kind)) expect(name).toMatch(/^[a-zA-Z0-9._-]+$/);
    }
  });

  it('speaks JSON Schema 2020-12: known types, patterns that compile, required names that exist', () => {
    const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
    for (const { place, object } of objects(document.components.schemas)) {
      if (/\/(properties|const|default|enum|examples)$/.test(place)) continue;
      const { type, pattern, required, properties, nullable } = object;
      if (type !== undefined) expect(types, place).toEqual(expect.arrayContaining([type].flat()));
      if (typeof pattern === 'string') expect(() => new RegExp(pattern, 'u'), place).not.toThrow();
      if (Array.isArray(required))
        expect(Object.keys(properties ?? {}), place).toEqual(expect.arrayContaining(required));
      expect(nullable, place).toBeUndefined();
    }
  });
});

describe.each(described)('$call', ({ path, operation }) => {
  const parameters = operation.parameters.map((p) => (p.$ref === undefined ? p : (resolved(p.$ref) as Parameter)));
  const named = (where: string): string[] => parameters.filter((p) => p.in === where).map((p) => p.name);

  it('has the parameters of its path, all required, and each name once', () => {
    expect(named('path')).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(parameters.filter((p) => p.in === 'path' && p.required !== true)).toEqual([]);
    expect(new Set(parameters.map((p) => `${p.in} ${p.name}`)).size).toBe(parameters.length);
  });

  it('says in both languages what it does, and is filed under its noun', () => {
    expect(operation.summary).toMatch(/\p{Script=Han}/u);
    expect(operation['x-summary-en']).toMatch(/^[\x20-\x7e]+$/);
    expect(operation.tags).toEqual([operation.operationId.split('.')[0]]);
  });

  it('names each refusal as a problem, speaks the caller’s language and uses known ways to identify', () => {
    const refusals = Object.entries(operation.responses).filter(([status]) => /^[45]/.test(status));
    expect(refusals.map(([status]) => status)).toEqual(expect.arrayContaining(['400', '401', '429', '5XX']));
    for (const [status, { $ref = '' }] of refusals) {
      expect(resolved($ref), status).toMatchObject({
        content: { 'application/problem+json': { schema: { $ref: expect.stringMatching(/\/(Data)?Problem$/) } } },
      });
    }
    expect(operation.responses).not.toHaveProperty('default');
    expect(named('header')).toContain('Accept-Language');
    const schemes = Object.keys(document.components.securitySchemes ?? {});
    expect(schemes).toEqual(expect.arrayContaining(operation.security.flatMap((way) => Object.keys(way))));
  });

  it('takes an Idempotency-Key exactly where it creates', () => {
    const creates = path !== '' && operation.responses['201'] !== undefined;

    expect(named('header').includes('Idempotency-Key')).toBe(creates);
  });
});

describe('what the document says of a call', () => {
  it('lets defaults and numbers in a query be left out', () => {
    const page = operationOf('cases.list').parameters.find((p) => p.name === 'page');

    expect(page).toMatchObject({ in: 'query', schema: { type: 'integer', minimum: 1, default: 1 } });
    expect(page).not.toHaveProperty('required');
    expect(operationOf('calendar.preview').parameters.find((p) => p.name === 'from')).toMatchObject({ required: true });
  });

  it('tells who may call: nobody in particular, somebody signed in, or certain roles', () => {
    expect(operationOf('calendar.year').security).toEqual([{}, { bearer: [] }]);
    expect(operationOf('cases.application').security).toEqual([{ bearer: [] }]);
    expect(operationOf('calendar.confirm')).toMatchObject({ security: [{ bearer: [] }], 'x-roles': ['regulator'] });
    expect(operationOf('data.read').security).toEqual([
      {},
      { bearer: [] },
      { dataKey: [] },
      { apiKey: [] },
      { ckanKey: [] },
    ]);
  });

  it('describes a body as it may be sent and an answer as it is given', () => {
    expect(document.components.schemas).toMatchObject({
      'calendar.confirm.request': { additionalProperties: false, properties: { layer: { default: 'national' } } },
      'cases.application.request': {
        required: ['datasetId', 'purpose', 'scenario', 'safeguards', 'usePeriod', 'commitment'],
      },
      'cases.application.201': { required: expect.arrayContaining(['id', 'deadlines', 'timeline', 'allowedCommands']) },
    });
    expect(document.components.schemas?.['calendar.confirm.request']).not.toHaveProperty('required');
  });

  it('lists every command of a case as a form of its own', () => {
    const { oneOf } = document.components.schemas?.['cases.command.request'] as { oneOf: { properties: Json }[] };

    expect(oneOf).toHaveLength(commandNames.length);
    expect(oneOf[0]).toMatchObject({ properties: { command: { const: 'pass' } }, required: ['command'] });
  });

  it('offers rows as CSV too, and every column as a filter', () => {
    const { parameters, responses } = operationOf('data.read');

    expect(Object.keys(responses['200']?.content ?? {})).toEqual(['application/json', 'text/csv']);
    expect(parameters.at(-2)).toMatchObject({ style: 'form', explode: true, schema: { type: 'object' } });
  });
});

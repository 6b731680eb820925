import type { z } from 'zod';
import type { Noun, Route } from '../http.ts';
import { refusalsOf } from './refusals.ts';
import { type Json, jsonSchemaOf, type Schemas } from './schemas.ts';

interface Named {
  noun: Noun;
  name: string;
  route: Route;
}

/** One call as OpenAPI describes it. */
export function operation({ noun, name, route }: Named, schemas: Schemas): Json {
  const operationId = `${noun}.${name}`;
  const { access, answers, body, summary } = route;
  return {
    operationId,
    tags: [noun],
    summary: summary.zh,
    description: summary.en,
    'x-summary-en': summary.en,
    ...(typeof access === 'string' ? {} : { 'x-roles': access }),
    security: securityOf(noun, route),
    parameters: parametersOf(route),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemas.ref(`${operationId}.request`, body, 'input') } },
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [
          status,
          {
            description: statuses[status] ?? '成功',
            ...headersOf(status),
            ...(schema === null ? {} : contentOf(schema, schemas.ref(`${operationId}.${status}`, schema, 'output'))),
          },
        ]),
      ),
      ...Object.fromEntries(
        refusalsOf(noun, route).map((status) => [
          status,
          { $ref: `#/components/responses/${noun === 'data' ? 'DataProblem' : 'Problem'}` },
        ]),
      ),
    },
  };
}

const statuses: Readonly<Record<string, string>> = {
  200: '成功',
  201: '已创建',
  202: '已受理，尚在处理',
  204: '成功，无内容',
  206: '成功，部分内容',
  302: '见 Location',
};

const headersOf = (status: string): Json =>
  status === '201' || status === '302'
    ? { headers: { Location: { schema: { type: 'string', format: 'uri-reference' } } } }
    : {};

/** A text among the forms of an answer is the same rows as CSV, if they are asked for so. */
function contentOf(schema: z.ZodType, ref: Json): Json {
  const { anyOf = [] } = jsonSchemaOf(schema, 'output') as { anyOf?: Json[] };
  const asText = anyOf.some(({ type }) => type === 'string');
  return {
    content: {
      'application/json': { schema: ref },
      ...(asText ? { 'text/csv': { schema: { type: 'string' } } } : {}),
    },
  };
}

function parametersOf(route: Route): Json[] {
  const repeatable = route.method === 'POST' && route.answers[201] !== undefined;
  return [
    ...pathParameters(route),
    ...queryParameters(route),
    ...(repeatable ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    { $ref: '#/components/parameters/AcceptLanguage' },
  ];
}

function pathParameters({ path, params }: Route): Json[] {
  const { properties = {} } = params === undefined ? {} : (jsonSchemaOf(params, 'input') as ObjectSchema);
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));
}

interface ObjectSchema {
  properties?: Record<string, Json>;
  required?: string[];
  additionalProperties?: unknown;
}

function queryParameters({ query }: Route): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [], additionalProperties } = jsonSchemaOf(query, 'input') as ObjectSchema;
  const named = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) ? { required: true } : {}),
    schema,
  }));
  const open = typeof additionalProperties === 'object' && additionalProperties !== null;
  return open ? [...named, columns] : named;
}

/** Where every column is a parameter of its own. */
const columns: Json = {
  name: 'columns',
  in: 'query',
  description: '按列过滤，如 district=eq.崂山区 / filters by column, such as year=gte.2020',
  style: 'form',
  explode: true,
  schema: { type: 'object', additionalProperties: { type: 'string' } },
};

export const parameters: Json = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description: 'zh-CN（默认）或 en',
    schema: { type: 'string', examples: ['zh-CN', 'en'] },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: '重复的请求得到同一答复 / the same key gives the same answer',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  },
};

export const securitySchemes: Json = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: '本市统一身份认证签发' },
  dataKey: { type: 'http', scheme: 'DataKey', description: 'Authorization: DataKey <key>' },
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
  ckanKey: { type: 'apiKey', in: 'header', name: 'X-CKAN-API-Key' },
};

/** Alternatives; the empty one is a call by nobody in particular. Keys open the data service only. */
function securityOf(noun: Noun, { access }: Route): Json[] {
  const signedIn = [{ bearer: [] }];
  const keys = noun === 'data' ? [{ dataKey: [] }, { apiKey: [] }, { ckanKey: [] }] : [];
  return access === 'anyone' ? [{}, ...signedIn, ...keys] : [...signedIn, ...keys];
}

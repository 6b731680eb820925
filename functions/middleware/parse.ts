import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { z } from 'zod';
import { anonymous, Caller } from '../../domain/access/caller.ts';
import { type Fault, Refusal } from '../../domain/refusal.ts';
import type { Request, Route } from '../http.ts';
import { headersOf, languageOf } from './language.ts';

/** Makes the request of an API Gateway event, or refuses it with all its faults at once. */
export function requestOf(event: APIGatewayProxyEvent, route: Route): Request {
  const caller = callerOf(event);
  refuseUnlessAdmitted(caller, route);
  const headers = headersOf(event);
  const search = searchOf(event);
  const faults: Fault[] = [];
  const params = parsed(route.params, decodedParameters(event), 'path', faults);
  const query = parsed(route.query, Object.fromEntries(search), 'query', faults);
  const body = route.body === undefined ? undefined : parsed(route.body, jsonBody(event, faults), '', faults);
  if (faults.length > 0) throw invalid(faults);
  const key = headers['idempotency-key'];
  return {
    params: params as never,
    query: query as never,
    body: body as never,
    caller,
    language: languageOf(event),
    headers,
    search,
    origin: originOf(event, headers),
    ...(key === undefined || caller.kind === 'anonymous' || route.method !== 'POST'
      ? {}
      : { once: { subject: caller.subject, key: validKey(key), request: { path: event.path, body: body ?? null } } }),
  };
}

/** What the authorizer found out; it always allows and leaves the refusal to us. */
function callerOf(event: APIGatewayProxyEvent): Caller {
  const { caller, problem } = event.requestContext.authorizer ?? {};
  if (typeof problem === 'string' && problem !== '') {
    throw new Refusal('sign-in-required', {
      zh: '登录凭证无效或已过期,请重新登录',
      en: 'the access token is invalid or expired; please sign in again',
    });
  }
  return typeof caller === 'string' ? Caller.parse(JSON.parse(caller)) : anonymous;
}

function refuseUnlessAdmitted(caller: Caller, { access }: Route): void {
  if (access === 'anyone') return;
  if (caller.kind === 'anonymous')
    throw new Refusal('sign-in-required', { zh: '请先登录', en: 'please sign in first' });
  if (access === 'signed-in' || access.some((role) => caller.roles.includes(role))) return;
  throw new Refusal('forbidden', { zh: '您的身份不能执行此操作', en: 'your role may not do this' });
}

function parsed(schema: z.ZodType | undefined, value: unknown, where: string, faults: Fault[]): unknown {
  if (schema === undefined) return value;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  faults.push(...result.error.issues.flatMap((issue) => faultsOf(issue, where)));
  return undefined;
}

/** One fault per place: unknown keys are named one by one. */
function faultsOf(issue: z.core.$ZodIssue, where: string): Fault[] {
  const base = [where, ...issue.path.map(escaped)].join('/');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: `${base}/${escaped(key)}`,
      detail: { zh: '没有这一项', en: 'there is no such field' },
    }));
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  const zh = missing ? '必填' : `不符合要求:${issue.message}`;
  return [{ pointer: base, detail: { zh, en: missing ? 'required' : issue.message } }];
}

const escaped = (part: PropertyKey): string => String(part).replaceAll('~', '~0').replaceAll('/', '~1');

export const invalid = (faults: readonly Fault[]): Refusal => {
  const places = faults.map(({ pointer }) => pointer || '/').join('、');
  return new Refusal(
    'invalid-request',
    {
      zh: `请求有 ${faults.length} 处不符合要求:${places}`,
      en: `the request has ${faults.length} fault(s): ${places.replaceAll('、', ', ')}`,
    },
    { faults },
  );
};

function jsonBody(event: APIGatewayProxyEvent, faults: Fault[]): unknown {
  const text =
    event.body === null ? '' : event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body;
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal(
      'invalid-request',
      { zh: '请求体不是合法的 JSON', en: 'the body is not valid JSON' },
      { cause, faults },
    );
  }
}

function searchOf(event: APIGatewayProxyEvent): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(event.multiValueQueryStringParameters ?? {})) {
    for (const value of values ?? []) search.append(name, value);
  }
  return search;
}

const decodedParameters = (event: APIGatewayProxyEvent): Record<string, string> =>
  Object.fromEntries(
    Object.entries(event.pathParameters ?? {}).flatMap(([k, v]) => (v === undefined ? [] : [[k, decoded(v)]])),
  );

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new Refusal(
      'invalid-request',
      { zh: `路径中的“${segment}”编码有误`, en: `"${segment}" in the path is not properly encoded` },
      { cause },
    );
  }
}

function originOf(event: APIGatewayProxyEvent, headers: Readonly<Record<string, string>>): string {
  const { path: full = '', stage } = event.requestContext;
  const prefix = full.startsWith(`/${stage}/`) || full === `/${stage}` ? `/${stage}` : '';
  return `${headers['x-forwarded-proto'] ?? 'https'}://${headers.host ?? ''}${prefix}`;
}

function validKey(key: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new Refusal('invalid-request', {
    zh: 'Idempotency-Key 应为 1 至 200 个可见 ASCII 字符',
    en: 'an Idempotency-Key has 1 to 200 visible ASCII characters',
  });
}

import type { APIGatewayProxyEvent } from 'aws-lambda';
import { z } from 'zod';
import { anonymous, Caller } from '../../domain/access/caller.ts';
import { complaint } from '../../domain/complaint.ts';
import { type Fault, Refusal } from '../../domain/refusal.ts';
import type { Request, Route } from '../http.ts';
import type { Once } from '../stores/once.ts';
import { invalid, parsed } from './faults.ts';
import { headersOf, languageOf } from './language.ts';

/** Makes the request of an API Gateway event, or refuses it with all its faults at once. */
export function requestOf(
  event: APIGatewayProxyEvent,
  route: Route,
  admit: (route: Route) => void = () => {},
): Request {
  const caller = callerOf(event);
  refuseUnlessSignedIn(caller, route);
  admit(route);
  refuseUnlessAdmitted(caller, route);
  const headers = headersOf(event);
  const search = searchOf(event);
  const faults: Fault[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown, name: 'path' | 'query'): unknown =>
    schema === undefined ? value : parsed(schema, value, name, faults);
  const params = part(route.params, decodedParameters(event), 'path');
  const query = part(route.query, Object.fromEntries(search), 'query');
  const key = parsed(IdempotencyKey, { 'Idempotency-Key': headers['idempotency-key'] }, 'header', faults);
  const body = route.body === undefined ? undefined : parsed(route.body, jsonBody(event, faults), '', faults);
  if (faults.length > 0) throw invalid(faults);
  return {
    params: params as never,
    query: query as never,
    body: body as never,
    caller,
    language: languageOf(event),
    headers,
    search,
    origin: originOf(event, headers),
    ...onceOf(key?.['Idempotency-Key'], caller, { path: event.path, body: body ?? null }, route),
  };
}

const IdempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .refine(
      (key) => /^[\x21-\x7e]{1,200}$/.test(key),
      complaint('应为 1 至 200 个可见 ASCII 字符', 'has 1 to 200 visible ASCII characters'),
    )
    .optional(),
});

/** Writes that create may be repeated under a key; a key belongs to whoever sends it, so nobody unknown has one. */
const onceOf = (key: string | undefined, caller: Caller, request: unknown, { method }: Route): { once?: Once } =>
  key === undefined || caller.kind === 'anonymous' || method !== 'POST'
    ? {}
    : { once: { subject: caller.subject, key, request } };

/** What the authorizer found out; it always allows and leaves the refusal to us. */
function callerOf(event: APIGatewayProxyEvent): Caller {
  const { caller, problem } = event.requestContext.authorizer ?? {};
  if (problem === 'issuer-unreachable') {
    throw new Refusal('unavailable', {
      zh: '统一身份认证暂时无法访问,请稍后再试',
      en: 'the identity provider can not be reached just now; please try again later',
    });
  }
  if (typeof problem === 'string' && problem !== '') {
    throw new Refusal('sign-in-required', {
      zh: '登录凭证无效或已过期,请重新登录',
      en: 'the access token is invalid or expired; please sign in again',
    });
  }
  return typeof caller === 'string' ? Caller.parse(JSON.parse(caller)) : anonymous;
}

function refuseUnlessSignedIn(caller: Caller, { access }: Route): void {
  if (access === 'anyone' || caller.kind !== 'anonymous') return;
  throw new Refusal('sign-in-required', { zh: '请先登录', en: 'please sign in first' });
}

function refuseUnlessAdmitted(caller: Caller, { access }: Route): void {
  if (access === 'anyone' || access === 'signed-in' || caller.kind === 'anonymous') return;
  if (access.some((role) => caller.roles.includes(role))) return;
  throw new Refusal('forbidden', { zh: '您的身份不能执行此操作', en: 'your role may not do this' });
}

/** The body as JSON; an empty one stands for no fields at all. */
function jsonBody(event: APIGatewayProxyEvent, faults: readonly Fault[]): unknown {
  const text =
    event.body === null ? '' : event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body;
  if (text.trim() === '') return {};
  try {
    return refuseTooDeep(JSON.parse(text));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const detail = { zh: '请求体不是合法的 JSON', en: 'the body is not valid JSON' };
    throw new Refusal('invalid-request', detail, { cause, faults: [...faults, { pointer: '', detail }] });
  }
}

// 64: deeper than any form of ours by far; schemas and hashes recurse and must not run out of stack.
const DEEPEST = 64;

function refuseTooDeep(body: unknown): unknown {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      throw new Refusal('invalid-request', {
        zh: `请求体的嵌套不得超过 ${DEEPEST} 层`,
        en: `the body must not be nested deeper than ${DEEPEST} levels`,
      });
    }
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return body;
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

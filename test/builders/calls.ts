import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { expect } from 'vitest';
import type { Handlers, Route } from '../../functions/http.ts';
import { serve } from '../../functions/middleware/chain.ts';
import { type CallerName, callers } from './callers.ts';

export interface Calling {
  as?: CallerName;
  params?: { readonly [name: string]: string };
  query?: { readonly [name: string]: string };
  headers?: { readonly [name: string]: string };
  /** An object is sent as JSON, a string as it is. */
  body?: unknown;
}

export interface Called {
  status: number;
  headers: { readonly [name: string]: string };
  /** Parsed where it is JSON, and then by the route's own schema of this answer. */
  body: unknown;
  text: string;
}

type Table = { readonly [name: string]: Route };

/** The event that API Gateway sends for a route. */
export function eventOf(
  route: Route,
  { as = 'anonymous', params = {}, query = {}, headers = {}, body }: Calling,
): APIGatewayProxyEvent {
  const caller = callers[as];
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const queries = Object.entries(query);
  return {
    resource: route.path,
    path,
    httpMethod: route.method,
    headers: { Host: 'data.example', 'X-Forwarded-Proto': 'https', 'Accept-Language': 'en', ...headers },
    pathParameters: Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, encodeURIComponent(value)]),
    ),
    multiValueQueryStringParameters:
      queries.length === 0 ? null : Object.fromEntries(queries.map(([k, v]) => [k, [v]])),
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      path,
      stage: 'live',
      authorizer: caller.kind === 'anonymous' ? {} : { caller: JSON.stringify(caller) },
    },
  } as unknown as APIGatewayProxyEvent;
}

/** Calls a noun's routes by name, through the whole chain; a fault of ours fails the test with its cause. */
export function caller<Routes extends Table>(
  routes: Routes,
  handlers: Handlers<Routes>,
  admit?: (route: Route) => void,
) {
  const faults: unknown[] = [];
  const handle = serve(routes, handlers, (fault) => faults.push(fault), admit);
  return async (name: keyof Routes & string, calling: Calling = {}): Promise<Called> => {
    const route = routes[name];
    if (route === undefined) throw new Error(`there is no route ${name}`);
    const result = await handle(eventOf(route, calling), {});
    if (faults.length > 0) throw faults.splice(0)[0];
    return answered(route, result);
  };
}

function answered(route: Route, { statusCode, headers = {}, body }: APIGatewayProxyResult): Called {
  const type = String(headers['Content-Type'] ?? '');
  const parsed: unknown = type.includes('json') ? JSON.parse(body) : body;
  if (statusCode < 400) {
    expect(Object.keys(route.answers), `${route.method} ${route.path} answers ${statusCode}`).toContain(
      String(statusCode),
    );
    route.answers[statusCode]?.parse(parsed);
  }
  return { status: statusCode, headers: headers as Called['headers'], body: parsed, text: body };
}

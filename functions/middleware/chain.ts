import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Answer, Handler, Handlers, Route } from '../http.ts';
import { languageOf } from './language.ts';
import { requestOf } from './parse.ts';
import { problems } from './problems.ts';

export type ApiHandler = (event: APIGatewayProxyEvent, context: object) => Promise<APIGatewayProxyResult>;

/** The one chain of every noun: problem, headers, parse, handle. */
export function serve<Routes extends { readonly [name: string]: Route }>(
  routes: Routes,
  handlers: Handlers<Routes>,
  fault: (error: unknown) => void,
  /** Refuses a call whatever is sent with it. */
  admit: (route: Route) => void = () => {},
): ApiHandler {
  const byCall = new Map(
    Object.entries(routes).map(([name, route]) => [
      `${route.method} ${route.path}`,
      { route, handle: handlers[name] as Handler<Route> },
    ]),
  );
  const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const found = byCall.get(`${event.httpMethod} ${event.resource}`);
    if (found === undefined)
      throw new Error(`${event.httpMethod} ${event.resource} is routed here, but isn't in the route table`);
    return result(await found.handle(requestOf(event, found.route, admit)));
  };
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(commonHeaders())
    .use(problems(fault))
    .handler(handler) as unknown as ApiHandler;
}

const result = ({ status, headers = {}, body }: Answer): APIGatewayProxyResult => ({
  statusCode: status,
  headers:
    typeof body === 'object' ? { 'Content-Type': 'application/json; charset=utf-8', ...headers } : { ...headers },
  body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
});

/** Open data is for any page; answers for a person are kept by nobody on the way. */
function commonHeaders(): middy.MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const add = (request: middy.Request<APIGatewayProxyEvent, APIGatewayProxyResult>): void => {
    if (request.response === undefined || request.response === null) return;
    request.response.headers = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': '*',
      'Cache-Control': 'no-store',
      'Content-Language': languageOf(request.event) === 'en' ? 'en' : 'zh-CN',
      Vary: 'Accept-Language, Authorization',
      'X-Content-Type-Options': 'nosniff',
      'Strict-Transport-Security': 'max-age=31536000',
      ...request.response.headers,
    };
  };
  return { after: add, onError: add };
}

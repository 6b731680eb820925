import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Caller } from '../../domain/access/caller.ts';

interface Call {
  method?: string;
  /** The route's path, with its variables. */
  resource?: string;
  params?: Readonly<Record<string, string>>;
  /** As after the question mark. */
  query?: string;
  headers?: Readonly<Record<string, string>>;
  /** Text goes as it is, anything else as JSON. */
  body?: unknown;
  caller?: Caller;
}

/** What API Gateway hands a function for a call, with what the authorizer found out. */
export function apiEvent({
  method = 'GET',
  resource = '/',
  params = {},
  query = '',
  headers = {},
  body,
  caller,
}: Call = {}): APIGatewayProxyEvent {
  const search = new URLSearchParams(query);
  const path = resource.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  return {
    httpMethod: method,
    resource,
    path,
    pathParameters: { ...params },
    queryStringParameters: Object.fromEntries(search),
    multiValueQueryStringParameters: Object.fromEntries(
      [...new Set(search.keys())].map((name) => [name, search.getAll(name)]),
    ),
    headers: { host: 'data.example.cn', 'x-forwarded-proto': 'https', ...headers },
    multiValueHeaders: {},
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    stageVariables: null,
    requestContext: {
      stage: 'qingdao',
      path,
      authorizer: caller === undefined ? {} : { caller: JSON.stringify(caller) },
    } as APIGatewayProxyEvent['requestContext'],
  };
}

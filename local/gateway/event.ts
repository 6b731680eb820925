import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import type { Match } from './resources.ts';

/** Where the API stands, as its events name it. */
export interface Stage {
  /** `aws-cn` in China. */
  partition: string;
  region: string;
  account: string;
  apiId: string;
  stage: string;
}

/** A request that has been read whole. */
export interface Received {
  method: string;
  /** As it was sent, percent-encoded. */
  path: string;
  query: URLSearchParams;
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
  address: string;
  requestId: string;
  at: number;
}

type Lists = Record<string, string[]>;

/** What both the authorizer and the function are told. */
interface Told {
  resource: string;
  path: string;
  httpMethod: string;
  headers: Record<string, string>;
  multiValueHeaders: Lists;
  queryStringParameters: Record<string, string> | null;
  multiValueQueryStringParameters: Lists | null;
  pathParameters: Record<string, string> | null;
  stageVariables: null;
}

/**
 * The event of a Lambda proxy integration. Path and path parameters stay encoded, the query is decoded; every type is a
 * binary media type (`*`/`*`), so each body comes in Base64.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export function proxyEvent(
  stage: Stage,
  received: Received,
  match: Match,
  authorizer: APIGatewayProxyEvent['requestContext']['authorizer'],
): APIGatewayProxyEvent {
  const { body } = received;
  return {
    ...told(received, match),
    requestContext: { ...contextOf(stage, received, match), authorizer },
    body: body.length === 0 ? null : body.toString('base64'),
    isBase64Encoded: body.length > 0,
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html */
export function authorizerEvent(stage: Stage, received: Received, match: Match): APIGatewayRequestAuthorizerEvent {
  return {
    type: 'REQUEST',
    methodArn: methodArn(stage, received.method, received.path),
    ...told(received, match),
    requestContext: { ...contextOf(stage, received, match), authorizer: undefined },
  };
}

/** `arn:<partition>:execute-api:<region>:<account>:<api>/<stage>/<METHOD>/<path>` */
export const methodArn = ({ partition, region, account, apiId, stage }: Stage, method: string, path: string): string =>
  `arn:${partition}:execute-api:${region}:${account}:${apiId}/${stage}/${method}/${path.replace(/^\//, '')}`;

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html: never sent on to a function.
const KEPT_BACK = new Set(
  'connection content-md5 expect max-forwards proxy-authenticate server te trailer transfer-encoding upgrade www-authenticate'.split(
    ' ',
  ),
);

function told({ method, path, query, headers, address }: Received, match: Match): Told {
  const port = headers.find(([name]) => name.toLowerCase() === 'host')?.[1].split(':')[1] ?? '80';
  const passed = [
    ...headers.filter(([name]) => !KEPT_BACK.has(name.toLowerCase()) && !/^x-forwarded-(for|port|proto)$/i.test(name)),
    ['X-Forwarded-For', address] as const,
    ['X-Forwarded-Port', port] as const,
    ['X-Forwarded-Proto', 'http'] as const,
  ];
  const multiValueHeaders = lists(passed);
  const multiValueQuery = lists([...query]);
  return {
    resource: match.resource.path,
    path,
    httpMethod: method,
    headers: lasts(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: orNull(lasts(multiValueQuery)),
    multiValueQueryStringParameters: orNull(multiValueQuery),
    pathParameters: orNull({ ...match.parameters }),
    stageVariables: null,
  };
}

function contextOf(
  { account, apiId, stage }: Stage,
  { method, path, headers, address, requestId, at }: Received,
  match: Match,
): Omit<APIGatewayProxyEvent['requestContext'], 'authorizer'> {
  const header = (name: string) => headers.find(([found]) => found.toLowerCase() === name)?.[1] ?? null;
  return {
    accountId: account,
    apiId,
    // As behind a custom domain: without the stage.
    path,
    protocol: 'HTTP/1.1',
    httpMethod: method,
    stage,
    resourceId: match.resource.path,
    resourcePath: match.resource.path,
    requestId,
    extendedRequestId: requestId,
    requestTime: requestTime(at),
    requestTimeEpoch: at,
    domainName: (header('host') ?? '').split(':')[0] ?? '',
    identity: {
      accessKey: null,
      accountId: null,
      apiKey: null,
      apiKeyId: null,
      caller: null,
      clientCert: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: address,
      user: null,
      userAgent: header('user-agent'),
      userArn: null,
    },
  };
}

/** `09/Apr/2015:12:34:56 +0000` */
function requestTime(at: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

/** Reads a request's line and headers as they were sent. */
export function headersAsSent({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as [string, string]] : [],
  );
}

function lists(pairs: readonly (readonly [string, string])[]): Lists {
  const all: Lists = Object.create(null) as Lists;
  for (const [name, value] of pairs) all[name] = [...(all[name] ?? []), value];
  return { ...all };
}

const lasts = (all: Lists): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.at(-1) ?? '']));

const orNull = <T extends object>(map: T): T | null => (Object.keys(map).length === 0 ? null : map);

import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { GatewayAnswer } from './problems.ts';

const Value = z.union([z.string(), z.number(), z.boolean()]);

/**
 * What a function may answer a proxy integration with; anything else is a malformed proxy response.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
const ProxyResult = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), Value).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(Value)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html; Content-Length as measured
const REMAPPED = new Set(
  'authorization connection content-length content-md5 date max-forwards server user-agent www-authenticate'.split(' '),
);
const DROPPED = new Set('expect host proxy-authenticate te trailer transfer-encoding upgrade via'.split(' '));

/** Undefined if the function's answer is none. */
export function answerOf(
  result: unknown,
): (Omit<GatewayAnswer, 'headers'> & { headers: [string, string][] }) | undefined {
  const { data } = ProxyResult.safeParse(result);
  if (data === undefined) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = data;
  const several = Object.entries(multiValueHeaders ?? {});
  const named = new Set(several.map(([name]) => name.toLowerCase()));
  const single = Object.entries(headers ?? {}).filter(([name]) => !named.has(name.toLowerCase()));
  const all = [...single.map(([name, value]) => [name, [value]] as const), ...several];
  return {
    status: statusCode,
    headers: all.flatMap(([name, values]) => values.flatMap((value) => renamed(name, String(value)))),
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function renamed(name: string, value: string): [string, string][] {
  const lower = name.toLowerCase();
  if (DROPPED.has(lower)) return [];
  return [[REMAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name, value]];
}

/** Sends it; an answer to HEAD has no body. */
export function send(
  response: ServerResponse,
  method: string | undefined,
  { status, headers, body }: { status: number; headers: Iterable<readonly [string, string]>; body: Buffer },
): void {
  response.statusCode = status;
  for (const [name, value] of headers) response.appendHeader(name, value);
  const bodiless = status === 204 || status === 304;
  if (!response.hasHeader('Content-Type') && !bodiless) response.setHeader('Content-Type', 'application/json');
  if (!bodiless) response.setHeader('Content-Length', body.length);
  response.end(method === 'HEAD' || bodiless ? undefined : body);
}

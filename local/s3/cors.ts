import type { Answer } from './answer.ts';
import { S3Failure } from './failure.ts';
import { wildcard } from './policy/wildcard.ts';
import type { S3Request } from './request.ts';

/** A bucket's rule with CloudFormation's names (`CorsConfiguration.CorsRules`). */
export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  /** Seconds. */
  readonly MaxAge?: number;
}

/**
 * Answers a browser's preflight by the first rule that allows origin, method and every header.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function preflight(rules: readonly CorsRule[], request: S3Request): Answer {
  const origin = request.headers.get('origin');
  const method = request.headers.get('access-control-request-method');
  if (origin === undefined) throw new S3Failure('BadRequest');
  if (method === undefined) throw new S3Failure('BadRequest', 'Invalid Access-Control-Request-Method: null');
  const asked = (request.headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const rule = rules.find((one) => allows(one, origin, method) && asked.every((name) => allowsHeader(one, name)));
  if (rule === undefined) throw new S3Failure('AccessForbidden', undefined, { Method: method, ResourceType: 'OBJECT' });
  return {
    status: 200,
    headers: {
      ...corsHeaders([rule], origin, method),
      ...(asked.length > 0 ? { 'Access-Control-Allow-Headers': asked.join(', ') } : {}),
      ...(rule.MaxAge === undefined ? {} : { 'Access-Control-Max-Age': String(rule.MaxAge) }),
    },
  };
}

/** What an answer to a page of another origin carries; nothing if no rule allows it. */
export function corsHeaders(
  rules: readonly CorsRule[],
  origin: string | undefined,
  method: string,
): Record<string, string> {
  const rule = origin === undefined ? undefined : rules.find((one) => allows(one, origin, method));
  if (origin === undefined || rule === undefined) return {};
  const anyOrigin = rule.AllowedOrigins.includes('*');
  return {
    'Access-Control-Allow-Origin': anyOrigin ? '*' : origin,
    'Access-Control-Allow-Methods': rule.AllowedMethods.join(', '),
    ...(rule.ExposedHeaders === undefined ? {} : { 'Access-Control-Expose-Headers': rule.ExposedHeaders.join(', ') }),
    ...(anyOrigin ? {} : { 'Access-Control-Allow-Credentials': 'true' }),
    Vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function allows(rule: CorsRule, origin: string, method: string): boolean {
  return rule.AllowedMethods.includes(method) && rule.AllowedOrigins.some((pattern) => wildcard(pattern).test(origin));
}

function allowsHeader(rule: CorsRule, name: string): boolean {
  return (rule.AllowedHeaders ?? []).some((pattern) => wildcard(pattern.toLowerCase()).test(name));
}

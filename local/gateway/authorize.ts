import { z } from 'zod';
import type { Stage } from './event.ts';
import { methodArn } from './event.ts';

const OneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html */
const AuthorizerResult = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Version: z.string().optional(),
    Statement: z.array(z.object({ Effect: z.enum(['Allow', 'Deny']), Action: OneOrMore, Resource: OneOrMore })),
  }),
  /** Strings, numbers and booleans only: an object or a list is refused. */
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()).nullish(),
  usageIdentifierKey: z.string().min(1).nullish(),
});

export type Verdict =
  | { kind: 'allowed'; context: Record<string, string>; usageKey: string | undefined }
  | { kind: 'denied' }
  | { kind: 'malformed' };

/** Reads an authorizer's answer: what it allows, and what it hands to the function, each value as text. */
export function verdictOf(result: unknown, stage: Stage, method: string, path: string): Verdict {
  const { data } = AuthorizerResult.safeParse(result);
  if (data === undefined) return { kind: 'malformed' };
  const arn = methodArn(stage, method, path);
  const effects = data.policyDocument.Statement.filter(
    ({ Action, Resource }) =>
      Action.some((action) => matches(action, 'execute-api:Invoke')) &&
      Resource.some((resource) => matches(resource, arn)),
  ).map(({ Effect }) => Effect);
  if (effects.includes('Deny') || !effects.includes('Allow')) return { kind: 'denied' };
  const values = Object.entries(data.context ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)] as const],
  );
  return {
    kind: 'allowed',
    context: { principalId: data.principalId, integrationLatency: '0', ...Object.fromEntries(values) },
    usageKey: data.usageIdentifierKey ?? undefined,
  };
}

/** IAM's wildcards: `*` for any text, `?` for one character. */
const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  ).test(text);

import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { tokenIn } from '../../domain/access/credentials.ts';
import { floodGuardOf } from '../../domain/access/flood-guard.ts';
import { headersOf } from '../middleware/language.ts';
import type { Platform } from '../platform.ts';
import { tokenVerifier, type Verifying } from './verify-token.ts';

/**
 * Finds out who calls. It always allows: credentials are optional, and the middleware refuses with a problem of its
 * own. Whoever isn't known by a token counts under his address; keys are looked up where they open something.
 */
export function authorizerHandler(p: Pick<Platform, 'city' | 'identity' | 'now' | 'log'>, fetch?: Verifying['fetch']) {
  const verify = tokenVerifier({ identity: p.identity, now: p.now, ...(fetch === undefined ? {} : { fetch }) });

  return async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
    const token = tokenIn(headersOf({ headers: event.headers ?? {} }));
    const found = token === undefined ? undefined : await verify(token);
    if (found === 'issuer-unreachable') p.log({ event: 'issuer-unreachable', issuer: p.identity.issuer });
    const person = typeof found === 'object' ? found : undefined;
    const who = person === undefined ? `address:${event.requestContext.identity.sourceIp}` : `person:${person.subject}`;
    return {
      principalId: person === undefined ? 'anonymous' : 'person', // it is logged: no identity
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }],
      },
      // Strings only: API Gateway hands on nothing else.
      context: {
        ...(person === undefined ? {} : { caller: JSON.stringify(person) }),
        ...(typeof found === 'string' ? { problem: found } : {}),
      },
      usageIdentifierKey: floodGuardOf(p.city.name, who),
    };
  };
}

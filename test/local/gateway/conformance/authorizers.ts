import { expect } from 'vitest';
import { allow } from '../laptop.ts';
import { problem, type Row } from './row.ts';

const input = 'api-gateway-lambda-authorizer-input.html';
const output = 'api-gateway-lambda-authorizer-output.html';
const keys = 'api-gateway-api-key-source.html';

const statement = (Effect: string, Resource: string) => ({
  ...allow,
  policyDocument: {
    Version: '2012-10-17',
    Statement: [...allow.policyDocument.Statement, { Effect, Action: 'execute-api:Invoke', Resource }],
  },
});

export const authorizers: Row[] = [
  {
    page: input,
    does: 'asks with the ARN of the method and the request',
    call: { path: '/v1/datasets/a?q=1', headers: { Authorization: 'Bearer x' } },
    asks: {
      type: 'REQUEST',
      methodArn: 'arn:aws-cn:execute-api:cn-north-1:000000000000:laptop/live/GET/v1/datasets/a',
      resource: '/v1/datasets/{id}',
      httpMethod: 'GET',
      headers: { Authorization: 'Bearer x' },
      queryStringParameters: { q: '1' },
      pathParameters: { id: 'a' },
      requestContext: { stage: 'live' },
    },
  },
  {
    page: output,
    does: 'hands the context on, every value as text',
    setup: { authorize: () => ({ ...allow, context: { caller: '{"kind":"person"}', n: 1, yes: true } }) },
    tells: {
      requestContext: { authorizer: { principalId: 'someone', caller: '{"kind":"person"}', n: '1', yes: 'true' } },
    },
  },
  {
    page: output,
    does: 'refuses a context that holds an object',
    setup: { authorize: () => ({ ...allow, context: { caller: { kind: 'person' } } }) },
    answers: problem(500, 'internal'),
  },
  {
    page: output,
    does: 'refuses what the policy denies',
    setup: { authorize: () => statement('Deny', 'arn:aws-cn:execute-api:*:*:*/live/GET/v1/*') },
    answers: problem(403, 'forbidden'),
  },
  {
    page: output,
    does: 'lets through what the policy denies elsewhere only',
    setup: { authorize: () => statement('Deny', 'arn:aws-cn:execute-api:*:*:*/live/POST/*') },
  },
  {
    page: output,
    does: 'refuses what the policy does not mention',
    setup: { authorize: () => ({ ...allow, policyDocument: { Version: '2012-10-17', Statement: [] } }) },
    answers: problem(403, 'forbidden'),
  },
  {
    page: 'api-gateway-gatewayResponse-definition.html',
    does: 'says nothing of why the authorizer failed',
    setup: {
      authorize: () => {
        throw new Error('secret');
      },
    },
    answers: { ...problem(500, 'internal'), body: expect.not.stringContaining('secret') },
  },
  {
    page: keys,
    does: 'refuses a call for which the authorizer names no usage key',
    setup: { authorize: () => ({ ...allow, usageIdentifierKey: undefined }) },
    answers: problem(403, 'forbidden'),
  },
  {
    page: keys,
    does: 'refuses a call for which the authorizer names a key that is in no usage plan',
    setup: { authorize: () => ({ ...allow, usageIdentifierKey: 'key-2' }) },
    answers: problem(403, 'forbidden'),
  },
];

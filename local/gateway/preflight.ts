import { preflight as allowed } from '../../functions/preflight.ts';
import type { GatewayAnswer } from './problems.ts';

/**
 * The answer of every resource's OPTIONS method: a mock without an authorizer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export const preflight = (): GatewayAnswer => ({
  status: 204,
  headers: {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD',
    'Access-Control-Allow-Headers': allowed.allowHeaders.join(','),
    'Access-Control-Max-Age': String(allowed.maxAgeSeconds),
  },
  body: Buffer.alloc(0),
});

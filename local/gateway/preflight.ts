import type { GatewayAnswer } from './problems.ts';

/** `*` doesn't cover Authorization (Fetch standard), so each header is named. */
const ALLOWED_HEADERS = [
  'Accept-Language',
  'apikey',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Prefer',
  'Range',
  'Range-Unit',
  'X-Api-Key',
  'X-CKAN-API-Key',
  'X-Client-Info',
  'Accept-Profile',
  'Content-Profile',
];

/**
 * The answer of every resource's OPTIONS method: a mock without an authorizer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export const preflight = (): GatewayAnswer => ({
  status: 204,
  headers: {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD',
    'Access-Control-Allow-Headers': ALLOWED_HEADERS.join(','),
    'Access-Control-Max-Age': '86400',
  },
  body: Buffer.alloc(0),
});

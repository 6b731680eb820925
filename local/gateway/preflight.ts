import type { GatewayAnswer } from './problems.ts';
import type { Resource } from './resources.ts';

/** `*` doesn't cover Authorization (Fetch standard), so each header is named. */
const ALLOWED_HEADERS = [
  'Accept-Language',
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
 * The answer of a resource's OPTIONS method: a mock without an authorizer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export const preflight = ({ methods }: Resource): GatewayAnswer => ({
  status: 204,
  headers: {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': [...methods.keys(), 'OPTIONS'].join(','),
    'Access-Control-Allow-Headers': ALLOWED_HEADERS.join(','),
    'Access-Control-Max-Age': '86400',
  },
  body: Buffer.alloc(0),
});

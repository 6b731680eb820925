import { keyPrefix } from './api-key.ts';

/** Header names in lower case. */
type Headers = Readonly<Record<string, string>>;

/** The identity token of a person: `Authorization: Bearer <JWT>`. A key sent as a bearer token is none. */
export function tokenIn(headers: Headers): string | undefined {
  const token = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  return token === undefined || token.startsWith(keyPrefix) ? undefined : token;
}

/**
 * The API key as callers of different habits send it: `x-api-key`, `apikey` (clients of PostgREST),
 * `X-CKAN-API-Key`, or in `Authorization` as `Bearer`, as `DataKey`, or raw. An empty header says nothing.
 */
export function keyIn(headers: Headers): string | undefined {
  const sent = [headers['x-api-key'], headers.apikey, headers['x-ckan-api-key'], authorizedKey(headers.authorization)];
  return sent.find((key) => key !== undefined && key.trim() !== '')?.trim();
}

function authorizedKey(authorization: string | undefined): string | undefined {
  const [, scheme, value = ''] = /^(?:(bearer|datakey) +)?(\S*) *$/i.exec(authorization ?? '') ?? [];
  return scheme?.toLowerCase() === 'datakey' || value.startsWith(keyPrefix) ? value : undefined;
}

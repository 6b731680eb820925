import { createHash } from 'node:crypto';

// Usage-plan throttling is per key, and an account has 10,000 keys at most: callers share 32 of them, each
// two of a stack's 500 resources.
const GUARDS = 32;

/**
 * The values of a city's flood-guard keys in API Gateway, 20 characters or more as it demands. They are no secrets:
 * only what the authorizer names is looked at. The city is in them since they are unique in an account.
 */
export const floodGuards = (city: string): string[] => Array.from({ length: GUARDS }, (_, at) => guard(city, at));

/** The guard under which an identity or an address is counted: always the same one. */
export function floodGuardOf(city: string, who: string): string {
  const byte = createHash('sha256').update(who).digest()[0] ?? 0;
  return guard(city, byte % GUARDS);
}

const guard = (city: string, at: number): string => `public-data-flood-guard-${city}-${String(at).padStart(2, '0')}`;

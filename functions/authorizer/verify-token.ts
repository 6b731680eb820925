import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Person } from '../../domain/access/caller.ts';
import { type Instant, millisOf } from '../../domain/calendar/dates.ts';
import { personOf } from './claims.ts';

/** Why a token that was sent is of no use. */
export type TokenProblem = 'token-expired' | 'token-invalid' | 'issuer-unreachable';

export interface Verifying {
  identity: { issuer: string; audience: string };
  now: () => Instant;
  fetch?: FetchImplementation;
}

/** Signatures by a key pair only: a shared secret has no place in a published key set. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

// Issuers' and our clocks differ a little; the lifetime of a token is minutes.
const CLOCK_TOLERANCE_SECONDS = 5;

const FETCH_MS = 5000;

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Verifies access tokens of the city's issuer; where its keys are is found once, the keys are kept and renewed by jose. */
export function tokenVerifier({ identity, now, fetch = globalThis.fetch }: Verifying) {
  const { issuer, audience } = identity;
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  const discover = async () => {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const options = { headers: new Headers(), method: 'GET', redirect: 'manual' } as const;
    const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(FETCH_MS) });
    const discovery = Discovery.parse(await answer.json());
    if (discovery.issuer !== issuer) throw new Error(`${url} speaks for ${discovery.issuer}`);
    return createRemoteJWKSet(new URL(discovery.jwks_uri), { [customFetch]: fetch, timeoutDuration: FETCH_MS });
  };
  const keySet = (): ReturnType<typeof discover> => {
    keys ??= discover().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };

  return async (token: string): Promise<Person | TokenProblem> => {
    try {
      const { payload } = await jwtVerify(token, await keySet(), {
        issuer,
        audience,
        algorithms,
        currentDate: new Date(millisOf(now())),
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      return personOf(payload) ?? 'token-invalid';
    } catch (error) {
      return problemOf(error);
    }
  };
}

/** A token is refused for what it is; a failure to get the issuer's keys says nothing of it. */
function problemOf(error: unknown): TokenProblem {
  if (error instanceof errors.JWTExpired) return 'token-expired';
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return 'issuer-unreachable';
  if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC') return 'token-invalid';
  return 'issuer-unreachable';
}

import type { RequestListener } from 'node:http';
import { floodGuards } from '../domain/access/flood-guard.ts';
import { fault, type Log } from '../functions/log.ts';
import { serve } from '../functions/middleware/chain.ts';
import { routes } from '../functions/routes.ts';
import type { Functions } from './functions.ts';
import { floodGuard } from './gateway/flood-guard.ts';
import { gateway } from './gateway/gateway.ts';
import type { ApiRoute } from './gateway/resources.ts';
import { type LocalSettings, localHandlers, localRoutes } from './local-api.ts';
import type { Names } from './names.ts';

interface Served {
  names: Names;
  now: () => number;
  log: Log;
}

// A laptop has few callers, and its tests and benchmarks are floods; a deployed city has 50 a second and bursts of 100.
const FLOOD = { rate: 1000, burst: 5000 };

/** The city's API. */
export const apiListener = ({ names, now, log }: Served, { api, authorize }: Functions): RequestListener =>
  gateway({
    routes: flat(routes),
    stage: names.api,
    now,
    invoke: api,
    authorize,
    usageKeys: new Set(floodGuards(names.city)),
    floodGuard: floodGuard({ now, ...FLOOD }),
    onFault: fault(log, 'gateway'),
  });

// Three weeks with many open cases take a minute; the longest that setTimeout can wait is no limit at all.
const PATIENCE = 2 ** 31 - 1;

/** What exists on the laptop only: behind the same gateway and middleware, which keep nobody out here. */
export function localListener({ names, now, log }: Served, settings: LocalSettings): RequestListener {
  const handler = serve(localRoutes, localHandlers(settings), fault(log, 'local'));
  const Statement = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }];
  return gateway({
    routes: flat({ local: localRoutes }),
    stage: names.api,
    now,
    invoke: (_noun, event) => handler(event, {}),
    authorize: async () => ({ principalId: 'local', policyDocument: { Statement }, usageIdentifierKey: 'local' }),
    usageKeys: new Set(['local']),
    floodGuard: () => true,
    onFault: fault(log, 'gateway'),
    patience: PATIENCE,
  });
}

type Table = { readonly [noun: string]: { readonly [name: string]: { method: string; path: string } } };

const flat = (table: Table): ApiRoute[] =>
  Object.entries(table).flatMap(([noun, calls]) =>
    Object.values(calls).map(({ method, path }) => ({ noun, method, path })),
  );

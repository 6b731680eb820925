import { localDateOf } from '../../domain/calendar/dates.ts';
import type { Handlers } from '../http.ts';
import { openapi } from '../openapi.ts';
import type { Platform } from '../platform.ts';
import type { about } from '../routes/about.ts';
import { routes } from '../routes.ts';
import { aboutCity } from './about.ts';

// Five minutes: both change with a deployment, and with the day on which the regulation expires.
const cached = { 'Cache-Control': 'public, max-age=300' };

export function aboutHandlers({ city, now }: Pick<Platform, 'city' | 'now'>): Handlers<typeof about> {
  // It takes some tens of milliseconds: once per process, and only if somebody asks.
  let document: ReturnType<typeof openapi> | undefined;

  return {
    read: async ({ language }) => ({
      status: 200,
      headers: cached,
      body: aboutCity(city, language, localDateOf(now())),
    }),
    openapi: async ({ origin }) => {
      document ??= openapi(city, routes, origin);
      return { status: 200, headers: cached, body: { ...document, servers: [{ url: origin }] } };
    },
  };
}

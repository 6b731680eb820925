import type { Noun, Route } from './http.ts';
import { about } from './routes/about.ts';
import { access } from './routes/access.ts';
import { calendar } from './routes/calendar.ts';
import { cases } from './routes/cases.ts';
import { data } from './routes/data.ts';
import { datasets } from './routes/datasets.ts';
import { downloads } from './routes/downloads.ts';
import { uploads } from './routes/uploads.ts';

/**
 * Every call of the API, by noun: infra makes the REST API and one function per noun from it, the laptop serves it,
 * and the OpenAPI document describes it.
 */
export const routes = {
  datasets,
  uploads,
  downloads,
  data,
  cases,
  access,
  calendar,
  about,
} satisfies Record<Noun, Readonly<Record<string, Route>>>;

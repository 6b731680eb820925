import { z } from 'zod';
import type { Route } from '../../../functions/http.ts';
import { routes } from '../../../functions/routes.ts';
import type { Known } from './known.ts';
import { isRuledBeyondSchema } from './ruled.ts';

export interface Phases {
  coverage: boolean;
  /** Random calls of each operation, and random walks through them. */
  examples: number;
}

/** What an address has before an id of it: `/v1/api-keys/{id}`. */
const collections: Readonly<Record<string, keyof Known>> = {
  datasets: 'datasets',
  data: 'datasets',
  distributions: 'distributions',
  cases: 'cases',
  uploads: 'uploads',
  grants: 'grants',
  'api-keys': 'keys',
  agreements: 'agreements',
  agencies: 'agencies',
  'resource-inventories': 'agencies',
  'responsibility-lists': 'agencies',
};

/** What a form calls an id. */
const fields: Readonly<Record<string, keyof Known>> = {
  datasetId: 'datasets',
  grantId: 'grants',
  suggestedAgency: 'agencies',
};

/** Refused by the domain: a day beyond the calendar, an instant that isn't, a year that is no arrangement of days. */
const ruledByDomain = ['calendar.preview', 'calendar.propose', 'datasets.list'];

const operations: readonly { id: string; route: Route }[] = Object.entries(routes).flatMap(([noun, table]) =>
  Object.entries(table).map(([name, route]) => ({ id: `${noun}.${name}`, route })),
);

const ruledBeyondSchema = operations
  .filter(({ id, route }) => ruledByDomain.includes(id) || isRuledBeyondSchema(route))
  .map(({ id }) => id);

/** Where an operation takes which ids, most of the time. */
function idsIn({ path, body }: Route): (readonly [parameter: string, dictionary: keyof Known])[] {
  const inPath = [...path.matchAll(/([\w-]+)\/\{(\w+)\}/g)].flatMap(([, collection = '', name = '']) => {
    const dictionary = collections[collection];
    return dictionary === undefined ? [] : [[`path.${name}`, dictionary] as const];
  });
  const shape = body instanceof z.ZodObject ? body.shape : {};
  const inBody = Object.entries(fields).filter(([name]) => name in shape);
  return [...inPath, ...inBody.map(([name, dictionary]) => [`body.${name}`, dictionary] as const)];
}

/** Schemathesis's settings. */
export function settingsOf(known: Known, { coverage, examples }: Phases): string {
  const isKnown = ([, dictionary]: readonly [string, keyof Known]): boolean => known[dictionary].length > 0;
  return [
    ['continue-on-failure = true', 'seed = 2026'],
    ['[cache]', 'enabled = false'],
    ['[generation]', `max-examples = ${examples}`, 'deterministic = true', 'database = "none"', 'no-shrink = true'],
    ['[phases.coverage]', `enabled = ${coverage}`, 'unexpected-methods = []'],
    ['[phases.fuzzing]', `enabled = ${examples > 0}`],
    ['[phases.stateful]', `enabled = ${examples > 0}`],
    // API Gateway answers an undeclared method as it does an unknown address, and so does the laptop's.
    ['[checks.unsupported_method]', 'enabled = false'],
    ...Object.entries(known)
      .filter(([, ids]) => ids.length > 0)
      .map(([name, ids]) => [`[dictionaries.${name}]`, `values = ${JSON.stringify(ids)}`]),
    ...operations
      .map(({ id, route }) => ({ id, ids: idsIn(route).filter(isKnown) }))
      .filter(({ ids }) => ids.length > 0)
      .map(({ id, ids }) => [
        '[[operations]]',
        `include-operation-id = ${JSON.stringify(id)}`,
        ...ids.map(
          ([parameter, dictionary]) =>
            `parameters."${parameter}" = { dictionary = "${dictionary}", probability = 0.8 }`,
        ),
      ]),
    [
      '[[operations]]',
      `include-operation-id = ${JSON.stringify(ruledBeyondSchema)}`,
      'checks.positive_data_acceptance.expected-statuses = ["2xx", 400, 401, 403, 404, 406, 409, 413, 416, 422, 429]',
    ],
    // A key that was sent with another request before, or a case that has moved on.
    ['[checks.positive_data_acceptance]', 'expected-statuses = ["2xx", "3xx", 401, 403, 404, 409, 422, 429]'],
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

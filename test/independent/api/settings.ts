import type { Known } from './known.ts';

export interface Phases {
  coverage: boolean;
  /** Random calls of each operation, and random walks through them. */
  examples: number;
}

/** Which ids a parameter of an operation takes, most of the time. */
const parameters: Readonly<Record<string, Readonly<Record<string, keyof Known>>>> = {
  '^datasets\\.(?!list|create)': { 'path.id': 'datasets' },
  '^uploads\\.(announce|prepareRelease)$': { 'path.id': 'datasets' },
  '^uploads\\.read$': { 'path.id': 'uploads' },
  '^downloads\\.': { 'path.id': 'datasets', 'path.distributionId': 'distributions' },
  '^data\\.': { 'path.datasetId': 'datasets' },
  '^(cases\\.(read|command|audit)|uploads\\.attach)$': { 'path.id': 'cases' },
  '^cases\\.(apply|object|publish)$': { 'body.datasetId': 'datasets' },
  '^access\\.(readGrant|reportUse|listReports)$': { 'path.id': 'grants' },
  '^access\\.(rotateKey|revokeKey)$': { 'path.id': 'keys' },
  '^access\\.readAgreement$': { 'path.id': 'agreements' },
};

/**
 * Operations with rules that JSON Schema has no words for, so that what passes its schema may still be refused:
 * one of two fields, an end behind its beginning, a dictionary that fits its data, texts without control characters.
 */
const ruledBeyondSchema = [
  'data.read',
  'data.head',
  'data.verify',
  'datasets.list',
  'calendar.preview',
  'calendar.propose',
  'access.usage',
  'access.createKey',
  'access.reportUse',
  'cases.apply',
  'cases.object',
  'cases.command',
  'datasets.create',
  'datasets.revise',
  'datasets.bindDictionary',
  'uploads.announce',
  'uploads.attach',
  'uploads.prepareRelease',
];

/** Schemathesis's settings. */
export function settingsOf(known: Known, { coverage, examples }: Phases): string {
  return [
    ['continue-on-failure = true', 'seed = 2026'],
    ['[cache]', 'enabled = false'],
    ['[generation]', `max-examples = ${examples}`, 'deterministic = true', 'database = "none"', 'no-shrink = true'],
    ['[phases.coverage]', `enabled = ${coverage}`, 'unexpected-methods = []'],
    ['[phases.fuzzing]', `enabled = ${examples > 0}`],
    ['[phases.stateful]', `enabled = ${examples > 0}`],
    // API Gateway answers an undeclared method as it does an unknown address, and so does the laptop's.
    ['[checks.unsupported_method]', 'enabled = false'],
    ...Object.entries(known).map(([name, ids]) => [`[dictionaries.${name}]`, `values = ${JSON.stringify(ids)}`]),
    ...Object.entries(parameters).map(([operations, bound]) => [
      '[[operations]]',
      `include-operation-id-regex = ${JSON.stringify(operations)}`,
      ...Object.entries(bound).map(
        ([name, dictionary]) => `parameters."${name}" = { dictionary = "${dictionary}", probability = 0.8 }`,
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

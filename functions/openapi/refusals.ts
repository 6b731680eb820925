import type { Noun, Route } from '../http.ts';
import { statusOf } from '../middleware/problems.ts';

const {
  'invalid-request': invalid,
  'sign-in-required': unauthenticated,
  forbidden,
  'not-found': notFound,
  conflict,
  'too-large': tooLarge,
  incomplete,
  'quota-exhausted': exhausted,
} = statusOf;

/** Open data of any noun may be shut, and shows it to nobody. */
const shut: readonly Noun[] = ['datasets', 'downloads', 'data'];

/** With which statuses a call may be refused; each is a problem. */
export function refusalsOf(
  noun: Noun,
  { access, method, path, body, procedure, refusals = [] }: Route,
): (number | '5XX')[] {
  const changes = method === 'POST' || method === 'PUT' || method === 'DELETE';
  // What a city's regulation has no procedure for isn't there, either.
  const finds = path.includes('{') || changes || procedure !== undefined;
  const statuses = [
    // A header may be senseless and a token expired wherever it is sent, and anyone can call too often.
    ...[invalid, unauthenticated, exhausted],
    ...(access !== 'anyone' || shut.includes(noun) ? [forbidden] : []),
    ...(finds ? [notFound] : []),
    ...(changes ? [conflict, incomplete] : []),
    ...(body === undefined ? [] : [tooLarge]),
    ...refusals,
  ];
  return [...statuses.sort((a, b) => a - b), '5XX'];
}

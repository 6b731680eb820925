import { ServiceError } from './errors.ts';

/** AWS's default and, for 0, what it means by it. */
const DEFAULT_RESULTS = 100;

/** The items behind the one that the token names; a token stays good while new items come in before it. */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { maxResults, nextToken }: { maxResults?: number | undefined; nextToken?: string | undefined },
): { items: T[]; nextToken?: string } {
  const after = nextToken === undefined ? undefined : Buffer.from(nextToken, 'base64url').toString();
  const last = after === undefined ? -1 : items.findIndex((item) => keyOf(item) === after);
  if (after !== undefined && last < 0) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  const from = last + 1;
  const shown = items.slice(from, from + (maxResults || DEFAULT_RESULTS));
  const end = shown.at(-1);
  if (end === undefined || from + shown.length >= items.length) return { items: shown };
  return { items: shown, nextToken: Buffer.from(keyOf(end)).toString('base64url') };
}

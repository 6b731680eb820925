/** What a step expects: JSON of which the seen must hold at least so much, with matchers in it. */
export type Expected =
  | null
  | boolean
  | number
  | string
  | Matcher
  | readonly Expected[]
  | { readonly [member: string]: Expected };

/** A value that is told by more than equality. */
export class Matcher {
  readonly #says: string;
  readonly matches: (seen: unknown) => boolean;
  /** The telling part of what was seen. */
  readonly shows: (seen: unknown) => unknown;

  constructor(says: string, matches: (seen: unknown) => boolean, shows: (seen: unknown) => unknown) {
    this.#says = says;
    this.matches = matches;
    this.shows = shows;
  }

  toJSON(): string {
    return this.#says;
  }
}

export const absent = new Matcher(
  '(无)',
  (seen) => seen === undefined,
  (seen) => seen,
);

/** A text in which the pattern is found. */
export const like = (pattern: RegExp): Matcher =>
  new Matcher(
    String(pattern),
    (seen) => typeof seen === 'string' && pattern.test(seen),
    (seen) => (typeof seen === 'string' ? (pattern.exec(seen)?.[0] ?? seen) : seen),
  );

/** A list with an element like this one. */
export function containing(element: Expected): Matcher {
  const find = (seen: unknown): unknown =>
    Array.isArray(seen) ? seen.find((each) => holds(element, each)) : undefined;
  return new Matcher(
    `[…${JSON.stringify(element)}…]`,
    (seen) => find(seen) !== undefined,
    (seen) => (find(seen) === undefined ? seen : [shown(element, find(seen))]),
  );
}

/** Whether what was seen is what was expected: members that aren't mentioned may be anything. */
export function holds(expected: Expected, seen: unknown): boolean {
  if (expected instanceof Matcher) return expected.matches(seen);
  if (isList(expected)) {
    return Array.isArray(seen) && seen.length === expected.length && expected.every((each, i) => holds(each, seen[i]));
  }
  if (!isObject(expected)) return Object.is(expected, seen);
  return isObject(seen) && Object.entries(expected).every(([member, value]) => holds(value, seen[member]));
}

/** Of what was seen, the parts that were expected. */
export function shown(expected: Expected, seen: unknown): unknown {
  if (expected instanceof Matcher) return shortened(expected.shows(seen));
  if (isList(expected) && Array.isArray(seen) && seen.length === expected.length) {
    return expected.map((each, i) => shown(each, seen[i]));
  }
  if (!isObject(expected) || !isObject(seen)) return shortened(seen);
  const parts = Object.entries(expected).map(([member, value]) => [member, shown(value, seen[member])] as const);
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

const isList = (value: Expected): value is readonly Expected[] => Array.isArray(value);
const isObject = <T>(value: T): value is T & { readonly [member: string]: Expected } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Some lines of a terminal; the answer itself may be a megabyte.
const LONGEST = 400;

function shortened(seen: unknown): unknown {
  const text = JSON.stringify(seen);
  return text === undefined || text.length <= LONGEST ? seen : `${text.slice(0, LONGEST)}…`;
}

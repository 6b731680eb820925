/** As many characters as PostgreSQL keeps bytes of an identifier; a name must stay readable in a URL. */
export const longestName = 63;

/** Letters of any script, digits and `_`: what PostgREST takes as a column without quotes. */
export const namePattern = /^[\p{L}0-9_]+$/u;

/** Words that a query keeps for itself, and keys that break objects of careless clients. */
const reserved = new Set(
  [
    ...['select', 'order', 'limit', 'offset', 'and', 'or', 'not', 'columns', 'on_conflict'],
    ...Object.getOwnPropertyNames(Object.prototype),
    'prototype',
  ].map((name) => name.toLowerCase()),
);

export const isReservedName = (name: string): boolean => reserved.has(name.toLowerCase());

/**
 * The column names of a file's headers: distinct (also without regard to case), stable for the same headers,
 * and safe in a query. A Chinese header stays as it is; what isn't letter or digit becomes `_`; an empty header is
 * named by its place; a repeated one is numbered from 2.
 */
export function fieldNames(headers: readonly string[]): string[] {
  const wanted = headers.map((header, at) => wantedName(header) || `column_${at + 1}`);
  const natural = new Set(wanted.map((name) => name.toLowerCase()));
  const taken = new Set<string>();
  return wanted.map((name) => {
    const given = taken.has(name.toLowerCase()) ? numbered(name, natural, taken) : name;
    taken.add(given.toLowerCase());
    return given;
  });
}

function wantedName(header: string): string {
  const name = header
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\p{L}0-9_]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const short = [...name].slice(0, longestName - 4).join('');
  return isReservedName(short) ? `${short}_` : short;
}

/** Steps over names that another header has of its own right, so that adding a duplicate renames nobody else. */
function numbered(name: string, natural: ReadonlySet<string>, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const candidate = `${name}_${number}`;
    if (!natural.has(candidate.toLowerCase()) && !taken.has(candidate.toLowerCase())) return candidate;
  }
}

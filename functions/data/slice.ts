/** Which rows are asked for. */
export interface Slice {
  offset: number;
  limit: number;
}

const DEFAULT_LIMIT = 1000;
const MOST_ROWS = 10_000;

/**
 * The rows of a request: its `offset` and `limit`, cut by its `Range: 0-99` (of items) as PostgREST cuts it. Undefined
 * where the two have nothing in common. A range that can't be read is passed over, as HTTP has it.
 */
export function sliceOf(query: { offset: number; limit?: number }, range: string | undefined): Slice | undefined {
  const { offset, limit } = query;
  const [, first, last] = /^(?:items=)?(\d{1,15})-(\d{0,15})$/.exec(range ?? '') ?? [];
  if (first === undefined || limit === 0) return { offset, limit: Math.min(limit ?? DEFAULT_LIMIT, MOST_ROWS) };
  const from = Math.max(offset, Number(first));
  const ends = [limit === undefined ? undefined : offset + limit, last === '' ? undefined : Number(last) + 1];
  const end = Math.min(...ends.map((each) => each ?? Number.POSITIVE_INFINITY));
  if (end <= from) return undefined;
  return { offset: from, limit: Math.min(end === Number.POSITIVE_INFINITY ? DEFAULT_LIMIT : end - from, MOST_ROWS) };
}

// As PostgREST writes it: 0-99/4382, or with a star for what isn't counted and for no rows.
export function contentRange(offset: number, given: number, total: number | undefined): string {
  const rows = given === 0 ? '*' : `${offset}-${offset + given - 1}`;
  return `${rows}/${total ?? '*'}`;
}

/** 206 where it is known that there is more, 416 where the offset lies beyond the end that was counted. */
export function rangeStatus(offset: number, given: number, total: number | undefined): 200 | 206 | 416 {
  if (total === undefined) return 200;
  if (offset > total) return 416;
  return given < total ? 206 : 200;
}

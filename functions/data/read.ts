import { evaluate, type Page } from '../../domain/data/evaluate.ts';
import { parseQuery } from '../../domain/data/query.ts';
import type { DatasetId } from '../../domain/ids.ts';
import type { Answer, Request } from '../http.ts';
import type { Platform } from '../platform.ts';
import { type Format, formatOf } from './format.ts';
import { metered } from './metering.ts';
import { opened } from './opening.ts';
import { dialectProblem } from './problems.ts';
import { represent } from './representation.ts';
import { contentRange, rangeStatus, type Slice, sliceOf } from './slice.ts';
import type { OpenTables } from './tables.ts';

type DataRequest = Request & { params: { datasetId: DatasetId } };

/** Answers a query as PostgREST would. All of it is validated before the call is let in and counted. */
export async function read(
  p: Platform,
  tables: OpenTables,
  request: DataRequest,
  method: 'GET' | 'HEAD',
): Promise<Answer> {
  const { headers, language, search, params } = request;
  const opening = await opened(p, params.datasetId, request);
  const query = parseQuery(search, opening.open.release.dictionary, opening.view);
  const format = formatOf(headers.accept);
  if (format === undefined) return dialectProblem('PGRST107', language, notAcceptable(headers.accept));
  // A range speaks of what is sent, so that it says nothing in a HEAD.
  const slice = sliceOf(query, method === 'GET' ? headers.range : undefined);
  if (slice === undefined) return dialectProblem('PGRST103', language, emptyRange);
  const counts = /\bcount=(exact|planned|estimated)\b/.test(headers.prefer ?? '');
  return metered(p, opening, language, async () => {
    const table = await tables(params.datasetId, opening.open);
    // One row more than is given tells whether there is a next page.
    const wanted = { ...query, offset: slice.offset, limit: slice.limit + 1 };
    const page = evaluate(table, wanted, opening.view, { count: counts });
    const answer = written(page, request, slice, format);
    return method === 'HEAD' ? { ...answer, body: undefined } : answer;
  });
}

function written(page: Page, request: DataRequest, slice: Slice, format: Format): Answer {
  const { language } = request;
  const { offset, limit } = slice;
  const rows = page.rows.slice(0, limit);
  if (format.kind === 'object' && rows.length !== 1)
    return dialectProblem('PGRST116', language, notOneRow(rows.length));
  const { text, given } = represent({ columns: page.columns, rows }, format);
  const status = rangeStatus(offset, given, page.total);
  const range = { 'Content-Range': contentRange(offset, given, page.total) };
  if (status === 416) {
    const problem = dialectProblem('PGRST103', language, beyondEnd(offset, page.total ?? 0));
    return { ...problem, headers: { ...problem.headers, ...range } };
  }
  return {
    status,
    headers: {
      'Content-Type': format.contentType,
      ...range,
      ...(page.total === undefined ? {} : { 'Preference-Applied': 'count=exact' }),
      ...(given < page.rows.length && given > 0 ? { Link: nextLink(request, slice, given) } : {}),
    },
    body: text,
  };
}

/** The same request, from the first row that wasn't given. */
function nextLink({ search, origin, params }: DataRequest, { offset, limit }: Slice, given: number): string {
  const next = new URLSearchParams(search);
  next.set('offset', String(offset + given));
  next.set('limit', String(limit));
  return `<${origin}/data/${params.datasetId}?${next}>; rel="next"`;
}

const notAcceptable = (accept = '') => ({
  zh: `可用的格式有 application/json、text/csv、application/vnd.pgrst.object+json,而非“${accept}”`,
  en: `there are application/json, text/csv and application/vnd.pgrst.object+json, not "${accept}"`,
});

const emptyRange = {
  zh: 'Range 与 offset、limit 没有共同的行',
  en: 'the Range has no row in common with offset and limit',
};

const notOneRow = (rows: number) => ({ zh: `结果有 ${rows} 行`, en: `The result contains ${rows} rows` });

const beyondEnd = (offset: number, total: number) => ({
  zh: `偏移量为 ${offset},而结果只有 ${total} 行`,
  en: `An offset of ${offset} was requested, but there are only ${total} rows.`,
});

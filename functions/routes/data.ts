import { z } from 'zod';
import { complaint } from '../../domain/complaint.ts';
import { DatasetId } from '../../domain/ids.ts';
import { route } from '../http.ts';

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const datasetId = z.object({ datasetId: DatasetId });

/** PostgREST's read dialect: beside these, each column is a filter by its name, as are `and` and `or`. */
const Dialect = z.looseObject({
  select: z.string().optional(),
  order: z.string().optional(),
  limit: z.string().optional(),
  offset: z.string().optional(),
});

const Rows = z.union([z.array(z.record(z.string(), Cell)), z.record(z.string(), Cell), z.string()]);

const Match = z
  .record(z.string(), Cell)
  .refine((match) => Object.keys(match).length > 0, complaint('至少要有一列', 'names at least one column'));
export type Match = z.infer<typeof Match>;

/** 校核比对: one match, or up to a hundred. */
const Verification = z
  .strictObject({ match: Match.optional(), matches: z.array(Match).min(1).max(100).optional() })
  .refine(({ match, matches }) => (match === undefined) !== (matches === undefined), {
    path: ['match'],
    ...complaint('match 与 matches 应当且只能给出一个', 'give either match or matches'),
  });

const Matched = z.strictObject({ matched: z.boolean() });

export const data = {
  read: route({
    method: 'GET',
    path: '/data/{datasetId}',
    access: 'anyone',
    summary: { zh: '查询数据', en: "Read rows in PostgREST's dialect" },
    params: datasetId,
    query: Dialect,
    answers: { 200: Rows, 206: Rows },
    refusals: [406, 416],
  }),
  head: route({
    method: 'HEAD',
    path: '/data/{datasetId}',
    access: 'anyone',
    summary: { zh: '查询数据的条数', en: 'Count rows' },
    params: datasetId,
    query: Dialect,
    answers: { 200: null, 206: null },
    refusals: [406, 416],
  }),
  schema: route({
    method: 'GET',
    path: '/data/{datasetId}/schema',
    access: 'anyone',
    summary: { zh: '数据字典', en: 'The data dictionary as Frictionless Table Schema' },
    params: datasetId,
    answers: { 200: z.looseObject({ fields: z.array(z.looseObject({ name: z.string() })) }) },
  }),
  verify: route({
    method: 'POST',
    path: '/data/{datasetId}/verify',
    access: 'anyone',
    summary: { zh: '校核比对', en: 'Whether rows match, and nothing else' },
    params: datasetId,
    body: Verification,
    answers: { 200: z.union([Matched, z.strictObject({ results: z.array(Matched) })]) },
  }),
};

import type { APIGatewayProxyResult } from 'aws-lambda';
import { z } from 'zod';
import type { Text } from '../../domain/refusal.ts';
import type { Answer, Language } from '../http.ts';
import type { ApiHandler } from '../middleware/chain.ts';

const Problem = z.looseObject({
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

/**
 * Puts what clients of PostgREST read (`message`, `details`, `hint`, beside the common `code`) into every problem of
 * the data service, whoever wrote it.
 */
export const speakPostgrest =
  (handle: ApiHandler): ApiHandler =>
  async (event, context) => {
    const result = await handle(event, context);
    return isProblem(result)
      ? { ...result, body: JSON.stringify(bothWays(Problem.parse(JSON.parse(result.body)))) }
      : result;
  };

const isProblem = ({ headers }: APIGatewayProxyResult): boolean =>
  String(headers?.['Content-Type']).startsWith('application/problem+json');

const bothWays = (problem: z.infer<typeof Problem>) => ({
  message: problem.detail,
  details:
    problem.errors === undefined
      ? null
      : problem.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('\n'),
  hint: null,
  ...problem,
});

/** Answers that only this dialect knows, under PostgREST's own codes. */
const dialectProblems = {
  /** 406: no media type that we have. */
  PGRST107: { status: 406, zh: '没有可接受的格式', en: 'None of these media types are available' },
  /** 406: one object was asked for. */
  PGRST116: { status: 406, zh: '结果不是恰好一行', en: 'Cannot coerce the result to a single JSON object' },
  /** 416. */
  PGRST103: { status: 416, zh: '请求的范围不存在', en: 'Requested range not satisfiable' },
} as const;

export function dialectProblem(code: keyof typeof dialectProblems, language: Language, details: Text): Answer {
  const { status, zh, en } = dialectProblems[code];
  const title = { zh, en }[language];
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
    body: {
      type: `urn:open-data-platform:problem:${code.toLowerCase()}`,
      title,
      status,
      detail: details[language],
      code,
      message: title,
      details: details.en, // clients look for "0 rows" in it
      hint: null,
    },
  };
}

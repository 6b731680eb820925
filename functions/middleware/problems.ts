import type middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { z } from 'zod';
import { type Fault, Refusal, type RefusalCode } from '../../domain/refusal.ts';
import type { Language } from '../http.ts';
import { languageOf } from './language.ts';

/** Each refusal's HTTP status, here and nowhere else. */
export const statusOf: Readonly<Record<RefusalCode, number>> = {
  'invalid-request': 400,
  incomplete: 422,
  'not-found': 404,
  'procedure-not-in-policy': 404,
  'sign-in-required': 401,
  forbidden: 403,
  'real-name-required': 403,
  'dishonesty-listed': 403,
  'not-now': 409,
  'stale-version': 409,
  conflict: 409,
  'text-differs': 409,
  'idempotency-mismatch': 422,
  'dataset-suspended': 403,
  'dataset-not-open': 403,
  'grant-required': 403,
  'rules-not-accepted': 403,
  'grant-not-active': 403,
  'key-invalid': 401,
  'quota-exhausted': 429,
  'too-large': 413,
  unavailable: 503,
};

/** RFC 9457. `errors` lists all faults of a request at once. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Stable, for programs. */
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  /** The current state, where that is why. */
  state: z.unknown().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** A problem of the data service also says what clients of PostgREST read; what the gateway refuses says it not. */
export const DataProblem = Problem.extend({
  message: z.string().optional(),
  details: z.string().nullable().optional(),
  hint: z.null().optional(),
});

const titles: Readonly<Record<number, { zh: string; en: string }>> = {
  400: { zh: '请求有误', en: 'Invalid request' },
  401: { zh: '需要登录', en: 'Sign-in required' },
  403: { zh: '不被允许', en: 'Not allowed' },
  404: { zh: '没有找到', en: 'Not found' },
  409: { zh: '与当前状态不符', en: 'Conflict with the current state' },
  413: { zh: '内容过大', en: 'Too large' },
  422: { zh: '内容不完整或不一致', en: 'Unprocessable' },
  429: { zh: '超出配额', en: 'Quota exhausted' },
  503: { zh: '暂时不可用', en: 'Unavailable just now' },
  500: { zh: '平台出错', en: 'Fault of the platform' },
};

export function problemOf(refusal: Refusal, language: Language): Problem {
  const status = statusOf[refusal.code];
  return {
    type: `urn:open-data-platform:problem:${refusal.code}`,
    title: titles[status]?.[language] ?? refusal.code,
    status,
    detail: clipped(refusal.text[language], LONGEST_DETAIL),
    code: refusal.code,
    ...(refusal.faults.length === 0 ? {} : { errors: listed(refusal.faults, language) }),
    ...(refusal.state === undefined ? {} : { state: refusal.state }),
  };
}

// More than any form of ours can have wrong, in words that any of ours fits; what a senseless body of megabytes is
// answered then stays below the 6 MB that a function may answer.
const MOST_LISTED = 1000;
const LONGEST_POINTER = 300;
const LONGEST_DETAIL = 600;

function listed(faults: readonly Fault[], language: Language): NonNullable<Problem['errors']> {
  const errors = faults.slice(0, MOST_LISTED).map(({ pointer, detail }) => ({
    pointer: clipped(pointer, LONGEST_POINTER),
    detail: clipped(detail[language], LONGEST_DETAIL),
  }));
  const more = faults.length - errors.length;
  return more === 0
    ? errors
    : [...errors, { pointer: '', detail: { zh: `另有 ${more} 处`, en: `and ${more} more` }[language] }];
}

const clipped = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

const ourFault = (language: Language): Problem => ({
  type: 'urn:open-data-platform:problem:internal',
  title: titles[500]?.[language] ?? '',
  status: 500,
  detail:
    language === 'zh'
      ? '平台出错,已记录;请稍后再试'
      : 'The platform failed and has recorded it; please try again later',
  code: 'internal',
});

export const problemAnswer = (problem: Problem): APIGatewayProxyResult => ({
  statusCode: problem.status,
  headers: { 'Content-Type': 'application/problem+json' },
  body: JSON.stringify(problem),
});

/** Turns what handlers throw into problems; what isn't a refusal is our fault, logged whole and answered bare. */
export function problems(
  fault: (error: unknown) => void,
): middy.MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    onError: (request) => {
      const language = languageOf(request.event);
      if (request.error instanceof Refusal) {
        request.response = problemAnswer(problemOf(request.error, language));
        return;
      }
      fault(request.error);
      request.response = problemAnswer(ourFault(language));
    },
  };
}

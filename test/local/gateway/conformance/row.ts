import { expect } from 'vitest';
import type { Answer, Call, Setup } from '../laptop.ts';

/** One promise of AWS's documentation and what the laptop must answer. */
export interface Row {
  /** The page below https://docs.aws.amazon.com/apigateway/latest/developerguide/ that promises it, or where it was seen. */
  page: string;
  does: string;
  setup?: Setup;
  call?: Call;
  /** What the function is told, of it these fields. */
  tells?: object;
  /** What the authorizer is told, of it these fields. */
  asks?: object;
  /** 200 where nothing is said. */
  answers?: Partial<Record<keyof Answer, unknown>>;
}

export const problem = (status: number, code: string): NonNullable<Row['answers']> => ({
  status,
  headers: { 'content-type': 'application/problem+json', 'access-control-allow-origin': '*' },
  body: expect.stringContaining(`"code":"${code}"`),
});

/** None of these headers, whatever the case of their names. */
export const without = (...names: string[]): unknown =>
  expect.toSatisfy((headers: object) => Object.keys(headers).every((name) => !names.includes(name.toLowerCase())));

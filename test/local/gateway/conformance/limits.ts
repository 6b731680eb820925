import { problem, type Row } from './row.ts';

const page = 'api-gateway-execution-service-limits-table.html';
const lambda = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const MB = 1024 * 1024;

export const limits: Row[] = [
  {
    page,
    does: 'takes a body of less than the invocation limit',
    call: { method: 'POST', body: Buffer.alloc(4 * MB) },
    tells: { isBase64Encoded: true },
  },
  {
    page,
    does: 'answers 413 for a body above 10 MB',
    call: { method: 'POST', body: Buffer.alloc(10 * MB + 1) },
    answers: problem(413, 'too-large'),
  },
  {
    page: lambda,
    does: 'answers 413 for a body that in Base64 is more than a function takes',
    call: { method: 'POST', body: Buffer.alloc(6 * MB) },
    answers: problem(413, 'too-large'),
  },
  {
    page: lambda,
    does: 'answers 502 for an answer above 6 MB',
    setup: { answer: () => ({ statusCode: 200, body: 'a'.repeat(6 * MB) }) },
    answers: problem(502, 'internal'),
  },
  {
    page,
    does: 'lets an answer of less than 6 MB pass',
    setup: { answer: () => ({ statusCode: 200, body: 'a'.repeat(6 * MB - 100) }) },
  },
  {
    page,
    does: 'answers 504 for a function that takes longer than it waits',
    setup: { answer: () => new Promise(() => undefined), patience: 1 },
    answers: problem(504, 'timeout'),
  },
];

import { expect } from 'vitest';
import type { Setup } from '../laptop.ts';
import { problem, type Row, without } from './row.ts';

const page = 'set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format';
const notes = 'api-gateway-known-issues.html';
const errors = 'handle-errors-in-lambda-integration.html';

const answering = (result: unknown): Setup => ({ answer: () => result });

export const answers: Row[] = [
  {
    page,
    does: 'answers with the status, headers and body of the function',
    setup: answering({ statusCode: 201, headers: { 'Content-Type': 'text/plain', ETag: '"1"' }, body: '空气' }),
    answers: {
      status: 201,
      headers: { 'content-type': 'text/plain', etag: '"1"', 'content-length': '6' },
      body: '空气',
    },
  },
  {
    page,
    does: 'sends each value of a multi-value header, which goes before the single one',
    setup: answering({ statusCode: 200, headers: { link: 'a' }, multiValueHeaders: { Link: ['b', 'c'] } }),
    answers: { status: 200, headers: { link: 'b, c' } },
  },
  {
    page,
    does: 'says JSON where the function names no type',
    setup: answering({ statusCode: 200, body: '{}' }),
    answers: { status: 200, headers: { 'content-type': 'application/json' } },
  },
  {
    page,
    does: 'decodes a body in Base64',
    setup: answering({ statusCode: 200, isBase64Encoded: true, body: '56m65rCU' }),
    answers: { status: 200, body: '空气' },
  },
  {
    page: notes,
    does: 'renames the headers that it sets itself',
    setup: answering({
      statusCode: 401,
      headers: { 'Content-Length': '99', Date: 'never', 'WWW-Authenticate': 'Bearer', Server: 'ours' },
      body: '{}',
    }),
    answers: {
      status: 401,
      headers: {
        'x-amzn-remapped-content-length': '99',
        'x-amzn-remapped-date': 'never',
        'x-amzn-remapped-www-authenticate': 'Bearer',
        'x-amzn-remapped-server': 'ours',
        'content-length': '2',
      },
    },
  },
  {
    page: notes,
    does: 'drops the headers of a connection',
    setup: answering({
      statusCode: 200,
      headers: { 'Transfer-Encoding': 'chunked', Via: 'x', Trailer: 'y' },
      body: '{}',
    }),
    answers: {
      status: 200,
      headers: without('via', 'trailer', 'transfer-encoding'),
    },
  },
  {
    page: notes,
    does: 'sends no body to HEAD but its length',
    setup: answering({ statusCode: 200, body: '{}' }),
    call: { method: 'HEAD', path: '/v1/datasets/a' },
    answers: { status: 200, headers: { 'content-length': '2' }, body: '' },
  },
  {
    page,
    does: 'lets a redirect pass',
    setup: answering({ statusCode: 302, headers: { Location: 'http://127.0.0.1/x' }, body: '' }),
    answers: { status: 302, headers: { location: 'http://127.0.0.1/x' } },
  },
  {
    page: errors,
    does: 'answers 502 for a function that throws, and says nothing of why',
    setup: {
      answer: () => {
        throw new Error('secret');
      },
    },
    answers: { ...problem(502, 'internal'), body: expect.not.stringContaining('secret') },
  },
  ...[undefined, 'text', { status: 200 }, { statusCode: 'ok' }, { statusCode: 200, body: { a: 1 } }].map(
    (result): Row => ({
      page: errors,
      does: `answers 502 for the malformed answer ${JSON.stringify(result)}`,
      setup: answering(result),
      answers: problem(502, 'internal'),
    }),
  ),
];

import { expect } from 'vitest';
import { problem, type Row } from './row.ts';

const page = 'api-gateway-method-settings-method-request.html';
const responses = 'api-gateway-gatewayResponse-definition.html';

export const routing: Row[] = [
  {
    page,
    does: 'finds a resource by its literal segments',
    call: { path: '/v1/datasets' },
    tells: { resource: '/v1/datasets', pathParameters: null },
  },
  {
    page,
    does: 'takes a whole segment as a variable',
    call: { path: '/v1/datasets/air-quality/preview' },
    tells: { resource: '/v1/datasets/{id}/preview', pathParameters: { id: 'air-quality' } },
  },
  {
    page,
    does: 'prefers a literal to a variable',
    call: { path: '/v1/datasets/latest' },
    tells: { resource: '/v1/datasets/latest', pathParameters: null },
  },
  {
    page,
    does: 'finds the same resource with a slash at the end',
    call: { path: '/v1/datasets/' },
    tells: { resource: '/v1/datasets', path: '/v1/datasets/' },
  },
  {
    page,
    does: 'takes no empty segment as a variable',
    call: { path: '/v1/datasets//preview' },
    answers: problem(404, 'not-found'),
  },
  {
    page: responses,
    does: 'answers an unknown path with a problem',
    call: { path: '/v2' },
    answers: problem(404, 'not-found'),
  },
  {
    page: responses,
    does: 'answers a segment without methods with a problem',
    call: { path: '/v1' },
    answers: problem(404, 'not-found'),
  },
  {
    page: responses,
    does: 'answers a method that a resource lacks with a problem',
    call: { method: 'DELETE' },
    answers: problem(404, 'not-found'),
  },
  {
    page: responses,
    does: 'tells HEAD from GET',
    call: { method: 'HEAD', path: '/v1/datasets/latest' },
    answers: { status: 404, body: '' },
  },
  {
    page: 'how-to-cors.html',
    does: 'answers OPTIONS without asking the authorizer, naming each header',
    setup: {
      authorize: () => {
        throw new Error('asked');
      },
    },
    call: { method: 'OPTIONS', path: '/v1/datasets' },
    answers: {
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': expect.stringContaining('Authorization'),
      },
    },
  },
];

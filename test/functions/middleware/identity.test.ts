import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Access, route } from '../../../functions/http.ts';
import { serve } from '../../../functions/middleware/chain.ts';
import { type CallerName, callers } from '../../builders/callers.ts';
import { eventOf } from '../../builders/calls.ts';

const open = (access: Access) => ({
  thing: route({
    method: 'GET',
    path: '/thing',
    access,
    summary: { zh: '物', en: 'thing' },
    answers: { 200: z.object({ kind: z.string() }) },
  }),
});

async function call(access: Access, given: { as?: CallerName; authorizer?: Record<string, string> }) {
  const routes = open(access);
  const handler = serve(
    routes,
    { thing: async ({ caller }) => ({ status: 200, body: { kind: caller.kind } }) },
    () => undefined,
  );
  const event = eventOf(routes.thing, given.as === undefined ? {} : { as: given.as });
  if (given.authorizer !== undefined) event.requestContext.authorizer = given.authorizer as never;
  const { statusCode, body } = await handler(event, {});
  return { status: statusCode, body: JSON.parse(body) as { code?: string; kind?: string } };
}

describe('who may call at all', () => {
  it('lets anyone in where anyone may, signed in or not', async () => {
    expect(await call('anyone', {})).toMatchObject({ status: 200, body: { kind: 'anonymous' } });
    expect(await call('anyone', { as: 'citizen' })).toMatchObject({ status: 200, body: { kind: 'person' } });
  });

  it('asks whoever isn’t signed in to sign in', async () => {
    expect(await call('signed-in', {})).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
    expect(await call(['regulator'], {})).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
  });

  it('refuses a role that isn’t named', async () => {
    expect(await call(['regulator'], { as: 'regulator' })).toMatchObject({ status: 200 });
    expect(await call(['regulator'], { as: 'agency-principal' })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });
});

describe('what the authorizer found out', () => {
  it.each([
    'token-expired',
    'token-invalid',
  ])('a bad token (%s) is refused even where anyone may call', async (problem) => {
    expect(await call('anyone', { authorizer: { problem } })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-required' },
    });
  });

  it('an issuer that can’t be reached is nobody’s fault but ours: 503, not 401', async () => {
    expect(await call('anyone', { authorizer: { problem: 'issuer-unreachable' } })).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    });
  });

  it('a caller that isn’t a person as the authorizer makes them is a fault, not a visitor', async () => {
    expect(
      await call('anyone', { authorizer: { caller: JSON.stringify({ ...callers.citizen, roles: ['king'] }) } }),
    ).toMatchObject({ status: 500 });
  });
});

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { ISSUER_PATH, type Issuer, startIssuer } from '../../../local/identity/issuer.ts';
import { personasOf } from '../../../local/identity/personas.ts';
import { browser } from './browser.ts';

const audience = 'public-data-open-platform';
const now = () => Date.parse('2026-09-21T01:00:00Z');

let dir: string;
let issuer: Issuer;
let origin: string;
const server = createServer((request, response) => issuer.listener(request, response));

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'laptop-identity-'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = await startIssuer({ dir, origin, audience, personas: personasOf(qingdao), now });
});
afterAll(() => {
  issuer.close();
  server.close();
  server.closeAllConnections();
  rmSync(dir, { recursive: true });
});

async function verified(token: string) {
  const metadata = (await (await fetch(`${issuer.url}/.well-known/openid-configuration`)).json()) as {
    jwks_uri: string;
  };
  const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
  return (await jwtVerify(token, keys, { issuer: issuer.url, audience })).payload;
}

describe('the laptop’s issuer', () => {
  it('gives a persona a token that its published keys verify', async () => {
    expect(await verified(await issuer.tokenFor('company'))).toMatchObject({
      sub: 'company',
      assurance: 'real-name',
      real_name: 'organisation',
      org: expect.stringMatching(/^[0-9A-Z]{18}$/),
      roles: [],
      dishonest: false,
    });
  });

  it.each([
    ['citizen', { assurance: 'registered', real_name: 'none' }],
    ['resident', { assurance: 'real-name', real_name: 'person' }],
    ['blacklisted', { real_name: 'organisation', dishonest: true }],
    ['agency-clerk', { roles: ['agency-clerk'], agency: 'ecology-bureau' }],
    ['agency-reviewer', { roles: ['agency-reviewer'], agency: 'ecology-bureau' }],
    ['agency-principal', { roles: ['agency-principal'], agency: 'ecology-bureau' }],
    ['other-agency-clerk', { roles: ['agency-clerk'], agency: 'civil-affairs-bureau' }],
    ['regulator', { roles: ['regulator'] }],
    ['district-regulator', { roles: ['regulator'], district: 'laoshan' }],
    ['government', { roles: ['government'] }],
    ['expert', { roles: ['expert'] }],
    ['operator', { roles: ['operator'] }],
    ['auditor', { roles: ['auditor'] }],
  ])('knows %s', async (account, claims) => {
    expect(decodeJwt(await issuer.tokenFor(account))).toMatchObject({ sub: account, ...claims });
  });

  it('knows nobody else', async () => {
    await expect(issuer.tokenFor('mallory')).rejects.toThrow('there is no account mallory');
  });

  it('gives tokens that outlive a year of the clock, for it is moved by weeks', async () => {
    const { exp = 0, iat = 0 } = decodeJwt(await issuer.tokenFor('citizen'));
    expect((exp - iat) / 86_400).toBe(400);
  });

  it('signs a persona in by code and PKCE after one click', async () => {
    const verifier = 'v'.repeat(43);
    const visit = browser();
    const ask = new URLSearchParams({
      client_id: 'portal',
      response_type: 'code',
      redirect_uri: `${origin}/signed-in`,
      scope: 'openid profile',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const page = await visit(`${origin}${ISSUER_PATH}/auth?${ask}`);
    const back = await visit(page.url, new URLSearchParams({ account: 'regulator' }));
    const code = new URL(back.url).searchParams.get('code') ?? '';
    const answer = await fetch(`${issuer.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'portal',
        code,
        redirect_uri: `${origin}/signed-in`,
        code_verifier: verifier,
      }),
    });
    const tokens = (await answer.json()) as { access_token: string };

    expect(page.body).toContain('value="district-regulator"');
    expect(await verified(tokens.access_token)).toMatchObject({ sub: 'regulator', roles: ['regulator'] });
  });

  it('says so when a sign-in is over', async () => {
    expect((await fetch(`${origin}${ISSUER_PATH}/sign-in/none`)).status).toBe(400);
  });

  it('keeps its keys: a token outlives a restart', async () => {
    const token = await issuer.tokenFor('citizen');
    issuer.close();
    issuer = await startIssuer({ dir, origin, audience, personas: personasOf(qingdao), now });

    expect(await verified(token)).toMatchObject({ sub: 'citizen' });
  });
});

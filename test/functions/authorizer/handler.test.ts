import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { keyOfSecret } from '../../../domain/access/api-key.ts';
import { floodGuards } from '../../../domain/access/flood-guard.ts';
import { authorizerHandler } from '../../../functions/authorizer/handler.ts';
import { testPlatform } from '../../builders/platform.ts';

const issuer = 'https://identity.example';
const audience = 'public-data-open-platform';
const methodArn = 'arn:aws-cn:execute-api:cn-north-1:123456789012:api/qingdao/GET/v1/grants';
const now = '2026-10-16T02:00:00Z';
const seconds = Date.parse(now) / 1000;

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let ours: Pair;
let theirs: Pair;

beforeAll(async () => {
  ours = await generateKeyPair('ES256', { extractable: true });
  theirs = await generateKeyPair('ES256', { extractable: true });
});

/** The issuer's two documents; `down` while nobody can reach it. */
async function aPlatform(given: { down?: boolean; speaksFor?: string } = {}) {
  const asked: string[] = [];
  const state = { down: given.down ?? false };
  const documents: Record<string, unknown> = {
    [`${issuer}/.well-known/openid-configuration`]: { issuer: given.speaksFor ?? issuer, jwks_uri: `${issuer}/jwks` },
    [`${issuer}/jwks`]: { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] },
  };
  const fetch = async (url: string): Promise<Response> => {
    asked.push(url);
    if (state.down) throw new TypeError('fetch failed');
    return Response.json(documents[url]);
  };
  const p = testPlatform({ now });
  return { p, asked, state, authorize: authorizerHandler(p, fetch) };
}

const usual = { name: '王小青', roles: [], real_name: 'none', dishonest: false };
const token = (
  claims: JWTPayload = {},
  {
    pair = ours,
    alg = 'ES256',
    ...more
  }: { pair?: Pair; alg?: string; iss?: string; aud?: string; exp?: number; sub?: string | null } = {},
) => {
  const jwt = new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg, kid: 'k1', typ: 'at+jwt' })
    .setIssuer(more.iss ?? issuer)
    .setAudience(more.aud ?? audience)
    .setExpirationTime(more.exp ?? seconds + 600);
  if (more.sub !== null) jwt.setSubject(more.sub ?? 'citizen');
  return jwt.sign(pair.privateKey);
};

const event = (headers: Record<string, string> = {}, sourceIp = '203.0.113.9') =>
  ({
    type: 'REQUEST',
    methodArn,
    headers,
    requestContext: { identity: { sourceIp } },
  }) as unknown as APIGatewayRequestAuthorizerEvent;
const bearer = (jwt: string) => event({ Authorization: `Bearer ${jwt}` });

describe('the authorizer', () => {
  it('always allows the method that was called, and names nobody in what is logged', async () => {
    const { authorize } = await aPlatform();
    for (const each of [event(), bearer('nonsense'), bearer(await token())]) {
      const { policyDocument, principalId } = await authorize(each);
      expect(policyDocument.Statement).toEqual([
        { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn },
      ]);
      expect(['person', 'anonymous']).toContain(principalId);
    }
  });

  it('passes on the person of a good token, as text', async () => {
    const { authorize } = await aPlatform();
    const jwt = await token({ roles: ['agency-clerk', 'role-of-another-system'], agency: 'ecology-bureau' });
    const { context } = await authorize(bearer(jwt));
    expect(Object.values(context ?? {}).every((value) => typeof value === 'string')).toBe(true);
    expect(JSON.parse(String(context?.caller))).toEqual({
      kind: 'person',
      subject: 'citizen',
      name: '王小青',
      roles: ['agency-clerk'],
      agency: 'ecology-bureau',
      realName: 'none',
      dishonest: false,
    });
  });

  it.each([
    [
      { real_name: 'organisation', dishonest: true },
      { realName: 'organisation', dishonest: true },
    ],
    [{ real_name: undefined, assurance: 'registered' }, { realName: 'none' }],
    [{ real_name: undefined, assurance: 'real-name' }, { realName: 'person' }],
    [{ real_name: undefined, assurance: 'real-name', org: '91370200MA0000015J' }, { realName: 'organisation' }],
  ])('reads %o as %o', async (claims, expected) => {
    const { authorize } = await aPlatform();
    const { context } = await authorize(bearer(await token(claims)));
    expect(JSON.parse(String(context?.caller))).toMatchObject(expected);
  });

  it('says nothing of whoever sends no token: nothing, an empty header, another scheme, or an API key', async () => {
    const { authorize, asked } = await aPlatform();
    const key = keyOfSecret('01'.repeat(32));
    for (const authorization of ['', 'Basic dTpw', key, `Bearer ${key}`, `DataKey ${key}`])
      expect((await authorize(event({ authorization }))).context).toEqual({});
    expect((await authorize({ ...event(), headers: null })).context).toEqual({});
    expect(asked).toEqual([]);
  });

  it.each<[string, () => Promise<string>]>([
    ['is no token', async () => 'nonsense'],
    ['was signed by others', () => token({}, { pair: theirs })],
    ['is of another issuer', () => token({}, { iss: 'https://identity.example.org' })],
    ['is meant for others', () => token({}, { aud: 'another-platform' })],
    ['names nobody', () => token({}, { sub: null })],
    ['has claims that make no person', () => token({ roles: 'regulator' })],
    ['names an agency that is no id', () => token({ agency: 'Ecology Bureau' })],
    ['isn’t valid yet', () => token({ nbf: seconds + 60 })],
    [
      'never expires',
      async () => {
        const jwt = new SignJWT(usual).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).setSubject('citizen');
        return jwt.setIssuer(issuer).setAudience(audience).sign(ours.privateKey);
      },
    ],
    [
      'is not signed at all',
      async () => {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        return `${part({ alg: 'none' })}.${part({ ...usual, iss: issuer, aud: audience, sub: 'citizen', exp: seconds + 60 })}.`;
      },
    ],
  ])('says that a token is invalid that %s', async (_why, make) => {
    const { authorize } = await aPlatform();
    expect((await authorize(bearer(await make()))).context).toEqual({ problem: 'token-invalid' });
  });

  it("says that a token has expired, by the platform's clock", async () => {
    const { p, authorize } = await aPlatform();
    const jwt = await token();
    expect((await authorize(bearer(jwt))).context).toHaveProperty('caller');
    p.pass(700);
    expect((await authorize(bearer(jwt))).context).toEqual({ problem: 'token-expired' });
  });

  it('finds the issuer’s keys once', async () => {
    const { authorize, asked } = await aPlatform();
    const jwt = await token();
    await Promise.all([authorize(bearer(jwt)), authorize(bearer(jwt))]);
    await authorize(bearer(jwt));
    expect(asked).toEqual([`${issuer}/.well-known/openid-configuration`, `${issuer}/jwks`]);
  });

  it('says so and logs it when the issuer can’t be reached, and tries again the next time', async () => {
    const { p, state, authorize } = await aPlatform({ down: true });
    const jwt = await token();
    expect((await authorize(bearer(jwt))).context).toEqual({ problem: 'issuer-unreachable' });
    expect(p.logged).toEqual([{ event: 'issuer-unreachable', issuer }]);
    state.down = false;
    expect((await authorize(bearer(jwt))).context).toHaveProperty('caller');
  });

  it('trusts no document that speaks for another issuer', async () => {
    const { authorize } = await aPlatform({ speaksFor: 'https://evil.example' });
    expect((await authorize(bearer(await token()))).context).toEqual({ problem: 'issuer-unreachable' });
  });
});

describe('the flood guard of a caller', () => {
  it('is the person’s wherever he calls from, and the address’s for whoever isn’t known', async () => {
    const { authorize } = await aPlatform();
    const jwt = await token();
    const guardOf = async (each: APIGatewayRequestAuthorizerEvent) => (await authorize(each)).usageIdentifierKey;
    const headers = { Authorization: `Bearer ${jwt}` };
    expect(await guardOf(event(headers, '203.0.113.1'))).toBe(await guardOf(event(headers, '203.0.113.2')));
    expect(await guardOf(event({}, '203.0.113.1'))).toBe(
      await guardOf(event({ Authorization: 'Bearer x' }, '203.0.113.1')),
    );
    const guards = await Promise.all(Array.from({ length: 20 }, (_, n) => guardOf(event({}, `203.0.113.${n}`))));
    expect(new Set(guards).size).toBeGreaterThan(5);
    expect(guards.every((guard) => floodGuards('qingdao').includes(guard ?? ''))).toBe(true);
  });

  it('can’t be chosen by making keys up', async () => {
    const { authorize } = await aPlatform();
    const keys = Array.from({ length: 10 }, (_, n) => keyOfSecret(String(n).padStart(64, '0')));
    const guards = await Promise.all(
      keys.map(async (key) => (await authorize(event({ 'x-api-key': key }))).usageIdentifierKey),
    );
    expect(new Set(guards).size).toBe(1);
  });
});

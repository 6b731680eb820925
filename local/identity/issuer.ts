import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { issuerKeys, type Keys } from './keys.ts';
import type { Claims } from './personas.ts';
import { signInPage } from './sign-in-page.ts';
import { type IssuerStore, openIssuerStore } from './store.ts';

/** Under which path the API's server hands requests to the issuer. */
export const ISSUER_PATH = '/identity';

const SIGN_IN = `${ISSUER_PATH}/sign-in/`;
const CLIENT = 'portal';

// Of the laptop's clock, which is moved by weeks: longer than any procedure lasts, so that a persona stays signed in.
const TOKEN_SECONDS = 400 * 24 * 3600;

export interface IssuerOptions {
  dir: string;
  /** Of the server that it is mounted in, such as `http://127.0.0.1:3000`. */
  origin: string;
  audience: string;
  /** Everybody who can sign in. */
  personas: readonly Claims[];
  now: () => number;
}

export interface Issuer {
  /** The `iss` of its tokens. */
  url: string;
  /** Answers whatever lies under ISSUER_PATH. */
  listener: (request: IncomingMessage, response: ServerResponse) => void;
  /** An access token of this persona, without its signing in. */
  tokenFor(account: string): Promise<string>;
  close(): void;
}

/** The laptop's identity provider: the personas sign in by a click, or are given tokens outright. */
export async function startIssuer({ dir, origin, audience, personas, now }: IssuerOptions): Promise<Issuer> {
  const personaOf = (account: string): Claims | undefined => personas.find(({ sub }) => sub === account);
  const store = openIssuerStore(dir, now);
  const url = origin + ISSUER_PATH;
  const provider = new Provider(
    url,
    configuration({ origin, audience, keys: await issuerKeys(dir), store, personaOf }),
  );
  const serve = provider.callback();
  return {
    url,
    listener(request, response) {
      const path = request.url ?? '/';
      if (path.startsWith(SIGN_IN)) void signIn(provider, personas, request, response);
      else serve(mounted(request), response);
    },
    async tokenFor(account) {
      const claims = personaOf(account);
      const client = await provider.Client.find(CLIENT);
      if (claims === undefined || client === undefined) throw new Error(`there is no account ${account}`);
      const resourceServer = new provider.ResourceServer(resourceOf(audience), api(audience));
      const { sub, ...extra } = claims;
      return new provider.AccessToken({
        accountId: sub,
        client,
        resourceServer,
        extra,
        grantId: '',
        gty: 'local',
      }).save();
    },
    close: () => store.close(),
  };
}

/** A resource indicator is a URI (RFC 8707); the audience of a city may be any text. */
const resourceOf = (audience: string): string => `urn:${encodeURIComponent(audience)}`;

const api = (audience: string) => ({
  audience,
  scope: '',
  accessTokenFormat: 'jwt' as const,
  accessTokenTTL: TOKEN_SECONDS,
  jwt: { sign: { alg: 'ES256' as const } },
});

interface Settings {
  origin: string;
  audience: string;
  keys: Keys;
  store: IssuerStore;
  personaOf: (account: string) => Claims | undefined;
}

function configuration({ origin, audience, keys, store, personaOf }: Settings): Configuration {
  return {
    adapter: (model: string) => store.adapter(model),
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookies] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clients: [
      {
        client_id: CLIENT,
        client_name: '公共数据开放平台',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [`${origin}/signed-in`],
        post_logout_redirect_uris: [`${origin}/`],
      },
    ],
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    scopes: ['openid', 'profile'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'roles', 'agency', 'district', 'assurance', 'real_name', 'org', 'dishonest'],
    },
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => {
      const claims = personaOf(sub);
      return claims && { accountId: sub, claims: () => claims };
    },
    extraTokenClaims: (_context, token) => extraOf(personaOf('accountId' in token ? String(token.accountId) : '')),
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resourceOf(audience),
        useGrantedResource: () => true,
        getResourceServerInfo: () => api(audience),
      },
    },
    interactions: { url: (_context, { uid }) => SIGN_IN + uid },
    loadExistingGrant: consented,
    ttl: {
      AccessToken: TOKEN_SECONDS,
      AuthorizationCode: 600,
      Interaction: 3600,
      IdToken: 3600,
      Session: TOKEN_SECONDS,
      Grant: TOKEN_SECONDS,
    },
  };
}

function extraOf(claims: Claims | undefined): Omit<Claims, 'sub'> | undefined {
  const { sub: _, ...extra } = claims ?? { sub: '' };
  return extra as Omit<Claims, 'sub'>;
}

/** The platform's own portal needs no consent page. */
async function consented({ oidc }: KoaContextWithOIDC) {
  if (oidc.client === undefined || oidc.session?.accountId === undefined) return undefined;
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}

/** The provider sees its own paths, and the mount point in `originalUrl`, as in Connect. */
function mounted(request: IncomingMessage): IncomingMessage {
  const { url = '/' } = request;
  return Object.assign(request, { originalUrl: url, url: url.slice(ISSUER_PATH.length) || '/' });
}

async function signIn(
  provider: Provider,
  personas: readonly Claims[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await provider.interactionDetails(request, response);
    const account = request.method === 'POST' ? await chosenAccount(request) : undefined;
    if (account !== undefined && personas.some(({ sub }) => sub === account)) {
      await provider.interactionFinished(request, response, { login: { accountId: account } });
      return;
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(signInPage(personas));
  } catch {
    // No such sign-in is under way: it was finished, or the browser sent no cookie of it.
    response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('登录已失效,请回到平台重新登录。 This sign-in is over; please start again.\n');
  }
}

async function chosenAccount(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString()).get('account') ?? undefined;
}

import { setTimeout as pause } from 'node:timers/promises';

export interface Options {
  /** An account of the laptop's identity provider; nobody where none is given. */
  as?: string;
  /** An API key. */
  key?: string;
  /** Sent as JSON. */
  body?: unknown;
}

export interface Reply<Body = unknown> {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON, else the text. */
  body: Body;
}

/** Calls the platform as its users do: over HTTP, redirects not followed. */
export interface Client {
  call<Body = unknown>(method: string, path: string, options?: Options): Promise<Reply<Body>>;
  /** Fetches an address of the storage, which needs no identity but its signature. */
  fetchSigned(url: string, method?: 'GET' | 'HEAD'): Promise<{ status: number; bytes: Uint8Array }>;
  /** Posts a file by the form that an upload was given. */
  postForm(form: Form, file: { name: string; bytes: Uint8Array }): Promise<number>;
  /** Moves the platform's one clock; every timer that falls due runs first. */
  moveTo(instant: string): Promise<void>;
  /** Asks again until the answer is as it is waited for. */
  until<Body>(path: string, as: string, isReached: (body: Body) => boolean): Promise<Body>;
}

export interface Form {
  url: string;
  fields: Readonly<Record<string, string>>;
}

// Half a minute of patience with what the platform does in the background.
const ASKS = 600;
const PAUSE_MS = 50;

export function openClient(api: string): Client {
  const tokens = new Map<string, string>();

  const tokenOf = async (account: string): Promise<string> => {
    const known = tokens.get(account);
    if (known !== undefined) return known;
    const response = await fetch(`${api}/local/token`, { method: 'POST', body: JSON.stringify({ account }) });
    if (!response.ok) throw new Error(`no token for ${account}: ${response.status} ${await response.text()}`);
    const { accessToken } = (await response.json()) as { accessToken: string };
    tokens.set(account, accessToken);
    return accessToken;
  };

  const client: Client = {
    async call<Body>(method: string, path: string, { as, key, body }: Options = {}): Promise<Reply<Body>> {
      const response = await fetch(`${api}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(as === undefined ? {} : { Authorization: `Bearer ${await tokenOf(as)}` }),
          ...(key === undefined ? {} : { 'x-api-key': key }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '') && text !== '';
      return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
    },

    async fetchSigned(url, method = 'GET') {
      const response = await fetch(url, { method });
      return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
    },

    async postForm({ url, fields }, { name, bytes }) {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.append(field, value);
      form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
      const response = await fetch(url, { method: 'POST', body: form });
      await response.body?.cancel();
      return response.status;
    },

    async moveTo(instant) {
      const { status, body } = await client.call('POST', '/local/clock', { body: { to: instant } });
      if (status !== 200) throw new Error(`the clock wasn't moved: ${status} ${JSON.stringify(body)}`);
      tokens.clear(); // they live for an hour
    },

    async until<Body>(path: string, as: string, isReached: (body: Body) => boolean): Promise<Body> {
      for (let asked = 1; ; asked++) {
        const { status, body } = await client.call<Body>('GET', path, { as });
        if (status === 200 && isReached(body)) return body;
        if (asked === ASKS) throw new Error(`${path} doesn't come to where it should: ${JSON.stringify(body)}`);
        await pause(PAUSE_MS);
      }
    },
  };
  return client;
}

import type { z } from 'zod';

/** Calls the API as its personas do: JSON in, JSON out; whatever is refused is thrown. */
export interface Client {
  get<T>(path: string, as: string, answer: z.ZodType<T>): Promise<T>;
  put(path: string, as: string, body: unknown): Promise<void>;
  /** The same key gives the same answer. */
  post<T>(path: string, as: string, body: unknown, answer: z.ZodType<T>, key?: string): Promise<T>;
}

export function clientOf(api: string, tokenFor: (account: string) => Promise<string>): Client {
  const call = async (method: string, path: string, as: string, body?: unknown, key?: string): Promise<unknown> => {
    const response = await fetch(api + path, {
      method,
      headers: {
        Authorization: `Bearer ${await tokenFor(as)}`,
        'Accept-Language': 'en',
        'Content-Type': 'application/json',
        ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} as ${as}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    get: async (path, as, answer) => answer.parse(await call('GET', path, as)),
    put: async (path, as, body) => void (await call('PUT', path, as, body)),
    post: async (path, as, body, answer, key) => answer.parse(await call('POST', path, as, body, key)),
  };
}

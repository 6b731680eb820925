import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keyEnding, keyHash, keyOfSecret } from '../../../domain/access/api-key.ts';
import type { Dataset } from '../../../domain/catalog/dataset.ts';
import { GrantId, KeyId } from '../../../domain/ids.ts';
import { dataApi } from '../../../functions/data/api.ts';
import type { ApiHandler } from '../../../functions/middleware/chain.ts';
import type { Platform } from '../../../functions/platform.ts';
import { data } from '../../../functions/routes/data.ts';
import type { CallerName } from '../../builders/callers.ts';
import { eventOf } from '../../builders/calls.ts';
import { opened } from '../../builders/catalog.ts';
import type { TestPlatform } from '../../builders/platform.ts';

const csv = [
  'id,district,station,pm25,indoor,day',
  '1,市南区,中山公园,35.5,否,2026-09-01',
  '2,市北区,"登州路, 56号",41,否,2026-09-01',
  '3,李沧区,李村,,否,2026-09-02',
  '4,崂山区,麦岛,12,是,2026-09-02',
  '5,崂山区,北宅,8.25,否,2026-09-03',
].join('\r\n');

const field = (name: string, type: string) => ({ name, title: name, type, sensitivity: 'L1' });
const dictionary = {
  fields: [
    field('id', 'integer'),
    field('district', 'string'),
    field('station', 'string'),
    field('pm25', 'number'),
    field('indoor', 'boolean'),
    field('day', 'date'),
  ],
  missingValues: [''],
};

/** Five stations, open to everybody or on conditions. */
export const stations = (
  p: TestPlatform,
  openness: 'unconditional' | 'conditional',
  entry: object = {},
): Promise<Dataset> => opened(p, { entry: { openness, ...entry }, csv: `${csv}\r\n`, dictionary });

/** Many rows of one number and one text. */
export const many = (p: TestPlatform, rows: number, text = 'x'): Promise<Dataset> =>
  opened(p, {
    csv: `n,text\r\n${Array.from({ length: rows }, (_, n) => `${n},${text}`).join('\r\n')}\r\n`,
    dictionary: { fields: [field('n', 'integer'), field('text', 'string')], missingValues: [''] },
  });

let secrets = 0;

/** A key of the company, or of whoever it is said to be. */
export async function keyFor(p: Platform, grants: readonly { id: string }[] = [], owner = 'company'): Promise<string> {
  const key = keyOfSecret(String(++secrets).padStart(64, '0'));
  await p.access.createKey({
    id: KeyId.parse(p.newId()),
    owner,
    name: '服务器',
    grants: grants.map(({ id }) => GrantId.parse(id)),
    hash: keyHash(key, await p.pepper()),
    ending: keyEnding(key),
    generation: 1,
    createdAt: p.now(),
  });
  return key;
}

export interface DataCall {
  method?: 'GET' | 'HEAD';
  as?: CallerName;
  key?: string;
  /** As it stands after the question mark. */
  query?: string;
  headers?: Record<string, string>;
}

/** The data service of a platform: its handler, and calls through the whole chain. */
export function dataServiceOf(p: Platform) {
  const faults: unknown[] = [];
  const handle = dataApi(p, (fault) => faults.push(fault));

  const call = async (
    route: keyof typeof data,
    id: string,
    { as, key, query = '', headers, body }: DataCall & { body?: unknown },
  ) => {
    const search = new URLSearchParams(query);
    const event = eventOf(data[route], {
      ...(as === undefined ? {} : { as }),
      params: { datasetId: id },
      headers: { ...headers, ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }) },
      ...(body === undefined ? {} : { body }),
    });
    const lists = Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name)]));
    const result = await handle({ ...event, multiValueQueryStringParameters: lists }, {});
    const json = String(result.headers?.['Content-Type']).includes('json') && result.body !== '';
    return {
      status: result.statusCode,
      headers: (result.headers ?? {}) as Record<string, string>,
      text: result.body,
      body: (json ? JSON.parse(result.body) : undefined) as unknown,
    };
  };

  return {
    handle,
    /** What was our own fault, with its cause. */
    faults,
    get: (id: string, calling: DataCall = {}) => call('read', id, calling),
    head: (id: string, calling: DataCall = {}) => call('head', id, calling),
    schema: (id: string, calling: DataCall = {}) => call('schema', id, calling),
    verify: (id: string, body: unknown, calling: DataCall = {}) => call('verify', id, { ...calling, body }),
  };
}

/** A tiny HTTP server before the handler, as foreign clients see it; answers its origin. */
export async function listening(handle: ApiHandler): Promise<{ server: Server; origin: string }> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, , datasetId = '', last] = url.pathname.split('/');
    const resource = last === undefined ? '/data/{datasetId}' : `/data/{datasetId}/${last}`;
    const event = {
      resource,
      path: url.pathname,
      httpMethod: request.method,
      headers: { ...request.headers, 'x-forwarded-proto': 'http' },
      pathParameters: { datasetId },
      multiValueQueryStringParameters: Object.fromEntries(
        [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name)]),
      ),
      body: null,
      isBase64Encoded: false,
      requestContext: { path: url.pathname, stage: 'live', authorizer: {} },
    };
    const { statusCode, headers, body } = await handle(event as never, {});
    response.writeHead(statusCode, headers as Record<string, string>).end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idPattern } from '../../domain/ids.ts';
import { type HostProcess, type Problem, type Reply, startHostProcess } from '../builders/host.ts';
import {
  anApplication,
  anEntry,
  apply,
  type CaseView,
  conditionalSample,
  type DatasetView,
  get,
  type Page,
  post,
} from './acting.ts';

// What callers may rely on, asked of the laptop over HTTP. What each noun does in depth is tested with it.

let host: HostProcess;
let conditional: DatasetView;
let unconditional: DatasetView;
let kase: CaseView;

beforeAll(async () => {
  host = await startHostProcess({ clockStart: '2026-09-21' });
  conditional = await conditionalSample(host);
  const { items } = await get<Page<DatasetView>>(host, '/v1/datasets?openness=unconditional&sort=title');
  unconditional = items[0] ?? conditional;
  kase = await apply(host, conditional.id);
});
afterAll(() => host?.stop());

const personas = [
  'citizen',
  'resident',
  'company',
  'blacklisted',
  'agency-clerk',
  'agency-reviewer',
  'agency-principal',
  'other-agency-clerk',
  'regulator',
  'district-regulator',
  'government',
  'expert',
  'operator',
  'auditor',
] as const;

/** A path of the contract, with the ids of what there is. */
const filled = (path: string): string =>
  path.replace('{conditional}', conditional.id).replace('{unconditional}', unconditional.id).replace('{case}', kase.id);

describe('the calls of the contract', () => {
  it.each([
    ['GET', '/v1/datasets', undefined, 200, ['total', 'page', 'pageSize', 'items', 'facets']],
    [
      'GET',
      '/v1/datasets?q=PM2.5&theme=生态环境&format=CSV&publisher=ecology-bureau&sort=relevance',
      undefined,
      200,
      ['items'],
    ],
    [
      'GET',
      '/v1/datasets/{unconditional}',
      undefined,
      200,
      [
        'id',
        'title',
        'description',
        'publisher',
        'theme',
        'keyword',
        'license',
        'accrualPeriodicity',
        'issued',
        'modified',
        'distributions',
        'services',
        'openness',
        'openingModes',
        'securityLevel',
        'sourceSystem',
        'contact',
        'dictionary',
        'quality',
        'state',
      ],
    ],
    ['GET', '/v1/datasets/{unconditional}/preview', undefined, 200, ['rows', 'columns']],
    ['GET', '/v1/datasets/{unconditional}/dictionary', undefined, 200, ['fields']],
    ['GET', '/v1/datasets/{unconditional}/distributions/csv/download/x.csv', undefined, 302, []],
    ['HEAD', '/v1/datasets/{unconditional}/distributions/csv/download/x.csv', undefined, 302, []],
    ['GET', '/v1/datasets/{conditional}/distributions/csv/download/x.csv', undefined, 401, ['code']],
    ['GET', '/data/{unconditional}?limit=1', undefined, 200, ['0']],
    ['GET', '/data/{conditional}?limit=1', undefined, 403, ['code', 'message', 'details', 'hint']],
    ['GET', '/data/{unconditional}/schema', undefined, 200, ['fields']],
    ['GET', '/v1/cases?box=mine', 'company', 200, ['total', 'page', 'pageSize', 'items']],
    [
      'GET',
      '/v1/cases/{case}',
      'company',
      200,
      [
        'id',
        'procedure',
        'state',
        'stage',
        'settled',
        'version',
        'parties',
        'deadlines',
        'timeline',
        'allowedCommands',
      ],
    ],
    ['GET', '/v1/cases/{case}/audit', 'auditor', 200, ['caseId', 'intact', 'events']],
    ['GET', '/v1/grants', 'company', 200, ['total', 'items']],
    ['GET', '/v1/api-keys', 'company', 200, ['total', 'items']],
    ['GET', '/v1/usage?by=dataset', 'company', 200, ['total', 'items']],
    ['GET', '/v1/inbox', 'company', 200, ['total', 'items']],
    ['GET', '/v1/calendar/2026', undefined, 200, ['year', 'days', 'publications']],
    [
      'GET',
      '/v1/deadlines/preview?from=2026-09-28&length=10&unit=working-day',
      undefined,
      200,
      ['startedOn', 'dueOn', 'dueAt', 'unit', 'length', 'provisional', 'explain'],
    ],
    ['GET', '/openapi.json', undefined, 200, ['openapi', 'paths', 'components']],
    ['GET', '/local/endpoints', undefined, 200, ['api', 'portal', 'storage', 'issuer']],
    ['GET', '/local/clock', undefined, 200, ['now']],
    ['GET', '/local/executions?caseId={case}', undefined, 200, ['items']],
  ] as const)('%s %s (%s) answers %i', async (method, path, as, status, fields) => {
    const reply = await host.call<object | string>(method, encodeURI(filled(path)), as === undefined ? {} : { as });
    expect(reply.status, JSON.stringify(reply.body)).toBe(status);
    if (typeof reply.body === 'object') expect(Object.keys(reply.body)).toEqual(expect.arrayContaining([...fields]));
  });

  it('the calculator counts the days as the contract says', async () => {
    const path = '/v1/deadlines/preview?from=2026-09-28&length=10&unit=working-day';
    expect(await get(host, path)).toMatchObject({ dueOn: '2026-10-16', dueAt: '2026-10-16T16:00:00.000Z' });
  });

  it.each([
    '/v1/sharing-requests',
    '/v1/disputes',
    '/v1/incidents',
    '/v1/emergency-openings',
  ])('POST %s is 404 procedure-not-in-policy where the regulation has no such procedure', async (path) => {
    expect(await host.call('POST', path, { as: 'company', body: {} })).toMatchObject({
      status: 404,
      body: { code: 'procedure-not-in-policy' },
    });
  });

  it('a dataset says of each file what it is, where, how large, and its sha256', () => {
    for (const distribution of unconditional.distributions) {
      expect(Object.keys(distribution).sort()).toEqual(
        ['byteSize', 'checksum', 'downloadUrl', 'format', 'id', 'mediaType', 'modified', 'rows', 'title'].sort(),
      );
      expect(distribution.checksum).toEqual({ algorithm: 'sha256', value: expect.stringMatching(/^[0-9a-f]{64}$/) });
    }
  });

  it('every id fits the pattern, and every instant is RFC 3339 in UTC', async () => {
    const text = JSON.stringify([unconditional, conditional, kase]);
    for (const [, id] of text.matchAll(/"(?:id|caseId|datasetId)":"([^"]*)"/g)) expect(id).toMatch(idPattern);
    for (const [, at] of text.matchAll(/"(?:\w+At|issued|modified|at)":"([^"]*)"/g)) {
      expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });
});

describe('each persona', () => {
  const may: { readonly [call: string]: readonly string[] } = {
    'POST /v1/applications': ['resident', 'company'],
    'POST /v1/datasets': ['agency-clerk', 'agency-reviewer', 'agency-principal', 'other-agency-clerk'],
    'POST /v1/calendar/2027': ['operator'],
    'GET /v1/cases/{case}': ['company', 'agency-clerk', 'agency-reviewer', 'agency-principal', 'regulator', 'auditor'],
  };
  // Officials are authenticated by real name too, and may apply as persons.
  const officials = personas.filter((as) => !['citizen', 'resident', 'company', 'blacklisted'].includes(as));
  const bodies = (): { readonly [call: string]: object } => ({
    'POST /v1/applications': anApplication(conditional.id),
    'POST /v1/datasets': anEntry(),
    'POST /v1/calendar/2027': {},
  });

  it.each(personas)('%s signs in, and may what its role may', async (as) => {
    for (const [call, allowed] of Object.entries(may)) {
      const [method = '', path = ''] = call.split(' ');
      const body = bodies()[call];
      const { status } = await host.call(method, filled(path), body === undefined ? { as } : { as, body });
      const entitled = allowed.includes(as) || (call === 'POST /v1/applications' && officials.includes(as));
      expect(status === 403, `${as} ${call}: ${status}`).toBe(!entitled);
    }
  });

  it.each(personas)('%s has boxes and messages of its own', async (as) => {
    for (const path of ['/v1/cases?box=mine', '/v1/cases?box=inbox', '/v1/cases?box=all', '/v1/inbox', '/v1/grants'])
      expect((await host.call('GET', path, { as })).status, path).toBe(200);
  });

  it('whose token is none is told to sign in: 401', async () => {
    for (const token of ['nonsense', `${await host.token('company')}x`]) {
      const headers = { Authorization: `Bearer ${token}` };
      expect(await host.call('GET', '/v1/cases', { headers })).toMatchObject({
        status: 401,
        body: { code: 'sign-in-required' },
      });
    }
  });
});

describe('a refusal', () => {
  const isProblem = ({ status, headers, body }: Reply<Problem>): void => {
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      status,
      detail: expect.any(String),
    });
    expect(body.code).toMatch(/^[\w-]+$/);
    expect(JSON.stringify(body)).not.toMatch(/at .*\.ts:\d+|node_modules|Error:/);
  };

  it.each([
    ['GET', '/v1/datasets/nothing', undefined, undefined, 404],
    ['GET', '/v1/datasets/Not.An.Id', undefined, undefined, 400],
    ['GET', '/v1/datasets?sort=taste', undefined, undefined, 400],
    ['GET', '/v1/cases', undefined, undefined, 401],
    ['GET', '/v1/cases/nothing', 'auditor', undefined, 404],
    ['GET', '/v1/cases/{case}', 'citizen', undefined, 403],
    ['POST', '/v1/applications', 'company', '{"broken', 400],
    ['POST', '/v1/applications', 'company', 'null', 400],
    ['POST', '/v1/objections', 'citizen', {}, 400],
    ['POST', '/v1/publications', 'company', {}, 403],
    ['POST', '/v1/cases/{case}/commands', 'regulator', { command: 'shred' }, 400],
    ['POST', '/v1/cases/{case}/commands', 'regulator', { command: 'return' }, 400],
    ['POST', '/v1/cases/{case}/commands', 'agency-reviewer', { command: 'approve' }, 409],
    ['POST', '/v1/cases/{case}/commands', 'resident', { command: 'approve' }, 403],
    ['GET', '/v1/deadlines/preview', undefined, undefined, 400],
    ['GET', '/v1/calendar/last', undefined, undefined, 400],
    ['GET', '/data/{unconditional}?nosuchcolumn=eq.1', undefined, undefined, 400],
    ['GET', '/data/{conditional}', 'resident', undefined, 403],
    ['POST', '/v1/api-keys', 'company', { name: '', grants: ['x', 'x'] }, 400],
    ['GET', '/v1/nothing', undefined, undefined, 404],
    ['DELETE', '/v1/datasets', undefined, undefined, 404],
    ['GET', '/', undefined, undefined, 404],
    ['POST', '/local/clock', undefined, { advance: 'soon' }, 400],
    ['POST', '/local/clock', undefined, { to: '2020-01-01T00:00:00Z' }, 409],
    ['POST', '/local/token', undefined, { account: 'nobody' }, 400],
  ] as const)('%s %s (%s, %j) is a problem: %i', async (method, path, as, body, status) => {
    const reply = await host.call<Problem>(method, filled(path), {
      ...(as === undefined ? {} : { as }),
      ...(body === undefined ? {} : { body }),
    });
    expect(reply.status, JSON.stringify(reply.body)).toBe(status);
    isProblem(reply);
  });

  it('names all faults of a request at once', async () => {
    const { body } = await host.call<Problem>('POST', '/v1/applications', {
      as: 'company',
      body: { purpose: '', remark: 1 },
    });
    expect(body.errors?.map(({ pointer }) => pointer).sort()).toEqual(
      ['/commitment', '/datasetId', '/purpose', '/remark', '/safeguards', '/scenario', '/usePeriod'].sort(),
    );
  });

  it.each([
    [undefined, 'zh-CN', /请先登录/],
    ['zh-CN', 'zh-CN', /请先登录/],
    ['en', 'en', /please sign in/],
    ['en-GB;q=0.9, zh;q=0.8', 'en', /please sign in/],
    ['fr', 'zh-CN', /请先登录/],
  ])('speaks to Accept-Language %s in %s', async (accepted, language, words) => {
    const headers = accepted === undefined ? {} : { 'Accept-Language': accepted };
    const reply = await host.call<Problem>('GET', '/v1/cases', { headers });
    expect(reply.headers.get('content-language')).toBe(language);
    expect(reply.body.detail).toMatch(words);
  });
});

describe('conventions', () => {
  it('lists come in pages of at most a hundred', async () => {
    expect(await get<Page<object>>(host, '/v1/datasets?pageSize=2&page=2')).toMatchObject({
      total: 3,
      page: 2,
      pageSize: 2,
    });
    expect((await get<Page<object>>(host, '/v1/datasets?pageSize=2&page=2')).items).toHaveLength(1);
    for (const query of ['pageSize=101', 'pageSize=0', 'page=0', 'page=one'])
      for (const path of ['/v1/datasets', '/v1/cases', '/v1/grants', '/v1/inbox'])
        expect((await host.call('GET', `${path}?${query}`, { as: 'company' })).status, `${path}?${query}`).toBe(400);
  });

  it('an Idempotency-Key gives the same answer; with another body it is 422', async () => {
    const ask = (over: object) =>
      host.call<CaseView & Problem>('POST', '/v1/applications', {
        as: 'resident',
        headers: { 'Idempotency-Key': 'once' },
        body: anApplication(conditional.id, over),
      });
    const [first, second, third] = [await ask({}), await ask({}), await ask({ purpose: '别的' })];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect([third.status, third.body.code]).toEqual([422, 'idempotency-mismatch']);
  });

  it('a stale version is 409 with the current state', async () => {
    const options = { as: 'regulator', body: { command: 'pass', ifVersion: 99 } };
    expect(await host.call('POST', `/v1/cases/${kase.id}/commands`, options)).toMatchObject({
      status: 409,
      body: { code: 'stale-version', state: { id: kase.id, stage: 'formal-review', version: 1 } },
    });
  });

  it('any page may call: OPTIONS is answered, and so is every origin', async () => {
    const headers = { Origin: 'https://example.org', 'Access-Control-Request-Method': 'POST' };
    const preflight = await host.call('OPTIONS', '/v1/applications', { headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/Authorization/);
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/Idempotency-Key/);
    expect((await host.call('GET', '/v1/cases', { headers })).headers.get('access-control-allow-origin')).toBe('*');
  });

  it('a key is sent in any of four ways, and an empty Authorization is anonymous', async () => {
    const { key } = await post<{ key: string }>(host, '/v1/api-keys', {
      as: 'citizen',
      body: { name: '试用', grants: [] },
    });
    const call = (headers: Record<string, string>) =>
      host.call('GET', `/data/${unconditional.id}?limit=1`, { headers });
    const ways = [
      { Authorization: `DataKey ${key}` },
      { 'x-api-key': key },
      { Authorization: key },
      { 'X-CKAN-API-Key': key },
    ];
    for (const [n, way] of ways.entries()) {
      const { status, headers } = await call(way as Record<string, string>);
      expect([status, headers.get('ratelimit')?.includes(`r=${1000 - n - 1}`)], Object.keys(way)[0]).toEqual([
        200,
        true,
      ]);
      expect(headers.get('ratelimit-policy')).toMatch(/q=1000/);
    }
    expect((await call({ Authorization: '' })).status).toBe(200);
    expect(await call({ 'x-api-key': `${key}x` })).toMatchObject({ status: 401, body: { code: 'key-invalid' } });
  });

  it('whatever stands in the document of the API is served', async () => {
    const { paths } = await get<{ paths: { [path: string]: object } }>(host, '/openapi.json');
    expect(paths).toHaveProperty(['/v1/cases/{id}/commands', 'post']);
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        const options = { as: 'auditor', ...(['post', 'put'].includes(method) ? { body: {} } : {}) };
        const { body } = await host.call<Problem | undefined>(
          method.toUpperCase(),
          path.replaceAll(/\{\w+\}/g, 'nothing'),
          options,
        );
        // What the gateway doesn't know, no function was asked for.
        expect(body?.detail ?? '', `${method} ${path}`).not.toContain('没有这个地址');
      }
    }
  });
});

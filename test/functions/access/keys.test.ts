import { beforeEach, describe, expect, it } from 'vitest';
import { isWellFormedKey, keyHash } from '../../../domain/access/api-key.ts';
import type { Dataset } from '../../../domain/catalog/dataset.ts';
import { openDataset } from '../../builders/dataset.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { accessOf, granted } from './a-grant.ts';

let p: TestPlatform;
let dataset: Dataset;
let call: ReturnType<typeof accessOf>;

beforeEach(async () => {
  p = testPlatform({ now: '2026-10-16T02:00:00Z' });
  dataset = await openDataset(p);
  call = accessOf(p);
});

interface Issued {
  id: string;
  key: string;
}
type Calling = NonNullable<Parameters<typeof call>[1]>;
const issue = async (more: Calling = {}) => call('createKey', { as: 'company', body: { name: '服务器' }, ...more });
const issued = async (more: Calling = {}) => (await issue(more)).body as Issued;
const pointersOf = (body: unknown) => (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
const ownerOf = async (key: string) => (await p.access.keyByHash(keyHash(key, await p.pepper())))?.owner;

describe('POST /v1/api-keys', () => {
  it('answers a key that works, and whose secret is stored nowhere', async () => {
    const made = await issue();
    expect(made.status).toBe(201);
    const { id, key } = made.body as Issued;
    expect(isWellFormedKey(key)).toBe(true);
    expect(await ownerOf(key)).toBe('company');
    expect(JSON.stringify(await p.access.key(id))).not.toContain(key);
    expect(JSON.stringify(p.logged)).not.toContain(key);
  });

  it('gives the same key for the same request, and keeps it sealed meanwhile', async () => {
    const headers = { 'Idempotency-Key': 'once-1' };
    const first = await issued({ headers });
    expect(await issued({ headers })).toEqual(first);
    const stored = await p.engine.query('access', { pk: `key#${first.id}` });
    expect(JSON.stringify(stored)).not.toContain(first.key);
    expect(((await call('listKeys', { as: 'company' })).body as { total: number }).total).toBe(1);
  });

  it('gives one key to equal requests at once', async () => {
    const headers = { 'Idempotency-Key': 'once-1' };
    const keys = await Promise.all([1, 2, 3].map(() => issued({ headers })));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
  });

  it('refuses another request under the same Idempotency-Key', async () => {
    const headers = { 'Idempotency-Key': 'once-1' };
    await issue({ headers });
    const other = await issue({ headers, body: { name: '另一台' } });
    expect([other.status, other.body]).toMatchObject([422, { code: 'idempotency-mismatch' }]);
  });

  it('shows the key to no request that comes again after a day', async () => {
    const headers = { 'Idempotency-Key': 'once-1' };
    await issue({ headers });
    p.pass(24 * 3600);
    expect([(await issue({ headers })).status, (await issue({ headers })).body]).toMatchObject([
      409,
      { code: 'conflict' },
    ]);
  });

  it('gives different keys to requests without an Idempotency-Key, and to different owners under the same', async () => {
    const headers = { 'Idempotency-Key': 'once-1' };
    const keys = [await issued(), await issued(), await issued({ headers }), await issued({ headers, as: 'resident' })];
    expect(new Set(keys.map(({ key }) => key)).size).toBe(4);
  });

  it('names active grants of the owner, and refuses with every one that is not', async () => {
    const own = await granted(p, dataset);
    const pending = await granted(p, dataset, { validFrom: '2026-11-01' });
    const others = await granted(p, dataset, { holder: 'resident' });
    expect((await issue({ body: { name: 'a', grants: [own.id] } })).status).toBe(201);
    const refused = await issue({ body: { name: 'a', grants: [pending.id, own.id, others.id, 'none'] } });
    expect(refused.status).toBe(400);
    expect(pointersOf(refused.body)).toEqual(['/grants/0', '/grants/2', '/grants/3']);
  });

  it('answers a repeated request although the grant has expired meanwhile', async () => {
    const own = await granted(p, dataset, { validTo: '2026-10-16' });
    const more = { headers: { 'Idempotency-Key': 'once-1' }, body: { name: 'a', grants: [own.id] } };
    const first = await issued(more);
    p.pass(15 * 3600);
    expect(await issued(more)).toEqual(first);
  });

  it('is for whoever is registered, and names what is wrong', async () => {
    expect((await issue({ as: 'citizen' })).status).toBe(201);
    expect((await call('createKey', { body: { name: 'a' } })).status).toBe(401);
    const refused = await issue({ body: { name: ' ', grants: ['g', 'g'], more: 1 } });
    expect(refused.status).toBe(400);
    expect(pointersOf(refused.body)).toEqual(expect.arrayContaining(['/name', '/grants', '/more']));
  });

  it('ends with the twentieth key, until one is revoked', async () => {
    const keys: Issued[] = [];
    for (let n = 0; n < 20; n++) keys.push(await issued());
    expect((await issue()).status).toBe(409);
    await call('revokeKey', { as: 'company', params: { id: keys[0]?.id ?? '' } });
    expect((await issue()).status).toBe(201);
  });
});

describe('GET /v1/api-keys', () => {
  it('lists my keys by name and ending, without the keys', async () => {
    const { key, id } = await issued();
    await issued({ as: 'resident' });
    const { body, text } = await call('listKeys', { as: 'company' });
    expect(body).toMatchObject({ total: 1, items: [{ id, name: '服务器', grants: [], ending: key.slice(-4) }] });
    expect(text).not.toContain(key);
    expect(text).not.toContain('hash');
  });
});

describe('POST /v1/api-keys/{id}/rotate', () => {
  const rotate = (id: string, more: Calling = {}) => call('rotateKey', { as: 'company', params: { id }, ...more });

  it('gives another key under the same id; the old one is dead at once', async () => {
    const before = await issued();
    const after = (await rotate(before.id)).body as Issued;
    expect(after.id).toBe(before.id);
    expect(await ownerOf(before.key)).toBeUndefined();
    expect(await ownerOf(after.key)).toBe('company');
  });

  it('gives the same key for the same request, also at once', async () => {
    const { id } = await issued();
    const headers = { 'Idempotency-Key': 'rotate-1' };
    const keys = await Promise.all([1, 2, 3].map(async () => ((await rotate(id, { headers })).body as Issued).key));
    expect(new Set([...keys, ((await rotate(id, { headers })).body as Issued).key]).size).toBe(1);
    expect(await ownerOf(keys[0] ?? '')).toBe('company');
  });

  it('is nobody else’s, and not for what was revoked', async () => {
    const { id } = await issued();
    expect((await rotate(id, { as: 'resident' })).status).toBe(404);
    expect((await rotate('none')).status).toBe(404);
    await call('revokeKey', { as: 'company', params: { id } });
    expect((await rotate(id)).status).toBe(404);
  });
});

describe('DELETE /v1/api-keys/{id}', () => {
  it('ends a key at once', async () => {
    const { id, key } = await issued();
    const ended = await call('revokeKey', { as: 'company', params: { id } });
    expect([ended.status, ended.text]).toEqual([204, '']);
    expect(await ownerOf(key)).toBeUndefined();
    expect((await call('listKeys', { as: 'company' })).body).toMatchObject({ total: 0 });
    expect((await call('revokeKey', { as: 'company', params: { id } })).status).toBe(404);
  });

  it('is nobody else’s', async () => {
    const { id, key } = await issued();
    expect((await call('revokeKey', { as: 'resident', params: { id } })).status).toBe(404);
    expect(await ownerOf(key)).toBe('company');
  });
});

import { describe, expect, it } from 'vitest';
import { type ApiKey, keyEnding, keyHash, keyOfSecret } from '../../../domain/access/api-key.ts';
import { Grant } from '../../../domain/access/grant.ts';
import { UsageReport } from '../../../domain/access/usage.ts';
import { Instant, LocalDate } from '../../../domain/calendar/dates.ts';
import { DatasetId, GrantId, KeyId } from '../../../domain/ids.ts';
import { accessStore } from '../../../functions/stores/access.ts';
import type { Repeatable } from '../../../functions/stores/api-keys.ts';
import type { Engine } from '../../../functions/stores/engine.ts';
import { memoryEngine } from '../../builders/memory-engine.ts';

const now = Instant.parse('2026-10-16T02:00:00.000Z');
const later = Instant.parse('2026-10-18T02:00:00.000Z');
const air = DatasetId.parse('air');
const store = () => accessStore(memoryEngine());

const grant = (id: string, over: object = {}): Grant =>
  Grant.parse({
    id,
    caseId: id,
    holder: 'company',
    datasetId: 'air',
    agency: { id: 'ecology-bureau' },
    columns: ['pm25'],
    purpose: '研究',
    validFrom: '2026-10-01',
    validTo: '2026-12-31',
    quota: { calls: 5, per: 'day' },
    grantedAt: '2026-09-28T00:00:00.000Z',
    ...over,
  });

describe('the store of grants', () => {
  it('finds a grant, and refuses one that there is not', async () => {
    const access = store();
    await access.openGrant(grant('g1'));
    expect(await access.grant('g1')).toEqual(grant('g1'));
    await expect(access.grant('g2')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('opens a grant once, with its ledger: a repeated effect changes nothing', async () => {
    const access = store();
    await access.openGrant(grant('g1'));
    const account = { owner: 'g1', quota: { calls: 5, per: 'day' } } as const;
    await access.ledger.admit(account, now);
    await access.openGrant(grant('g1', { purpose: '别的' }));
    expect((await access.grant('g1')).purpose).toBe('研究');
    expect(await access.ledger.used(account, now)).toBe(1);
  });

  it("lists a holder's grants, newest first, and nobody else's", async () => {
    const access = store();
    for (const id of ['g1', 'g3', 'g2']) await access.openGrant(grant(id));
    await access.openGrant(grant('g4', { holder: 'resident' }));
    expect((await access.grantsOf('company')).map(({ id }) => id)).toEqual(['g3', 'g2', 'g1']);
    expect((await access.grants(['g4', 'g9', 'g1'])).map(({ id }) => id)).toEqual(['g4', 'g1']);
  });

  it('finds the grant that is active now on a dataset', async () => {
    const access = store();
    await access.openGrant(grant('g1'));
    await access.openGrant(grant('g2', { validFrom: '2026-11-01' }));
    await access.openGrant(grant('g3', { datasetId: 'areas' }));
    expect((await access.activeGrant('company', air, now))?.id).toBe('g1');
    expect(await access.activeGrant('resident', air, now)).toBeUndefined();
    expect(await access.activeGrant('company', air, Instant.parse('2027-01-01T00:00:00.000Z'))).toBeUndefined();
  });
});

const secret = (n: number) => keyOfSecret(String(n).padStart(64, '0'));
const apiKey = (id: string, n: number, over: Partial<ApiKey> = {}): ApiKey => ({
  id: KeyId.parse(id),
  owner: 'company',
  name: '服务器',
  place: 1,
  grants: [],
  hash: keyHash(secret(n), 'pepper'),
  ending: keyEnding(secret(n)),
  generation: 1,
  createdAt: now,
  ...over,
});
const hashOf = (n: number) => keyHash(secret(n), 'pepper');
const repeatable = (sealed: string, request: unknown = 'a'): Repeatable => ({
  once: { subject: 'company', key: 'once-1', request },
  sealed,
});

describe('the store of keys', () => {
  it('finds a key by its hash, with a ledger of its own', async () => {
    const access = store();
    await access.createKey(apiKey('k1', 1));
    expect((await access.keyByHash(hashOf(1)))?.id).toBe('k1');
    expect(await access.keyByHash(hashOf(2))).toBeUndefined();
    expect(await access.ledger.used({ owner: 'k1', quota: { calls: 1, per: 'day' } }, now)).toBe(0);
  });

  it('answers a repeated request with the key that the first made', async () => {
    const access = store();
    expect(await access.createKey(apiKey('k1', 1), repeatable('sealed-1'))).toEqual({ id: 'k1', generation: 1 });
    expect(await access.createKey(apiKey('k2', 2), repeatable('sealed-2'))).toEqual({ id: 'k1', generation: 1 });
    expect(await access.keyByHash(hashOf(2))).toBeUndefined();
    expect(await access.madeBefore(repeatable('').once)).toEqual({ id: 'k1', generation: 1 });
  });

  it('of two equal requests at once lets one make a key', async () => {
    const access = store();
    const made = await Promise.all(
      [1, 2, 3].map((n) => access.createKey(apiKey(`k${n}`, n), repeatable(`sealed-${n}`))),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await access.keysOf('company')).toHaveLength(1);
  });

  it('has twenty places for an owner: of more requests at once no more make a key, and a revoked one gives its back', async () => {
    const access = store();
    const asked = await Promise.allSettled(
      Array.from({ length: 24 }, (_, at) => access.createKey(apiKey(`k${at}`, at + 1))),
    );
    const refused = asked.filter((each) => each.status === 'rejected').map(({ reason }) => reason.code);
    expect(refused).toEqual(['not-now', 'not-now', 'not-now', 'not-now']);
    const keys = await access.keysOf('company');
    expect(new Set(keys.map(({ place }) => place)).size).toBe(20);
    await access.createKey(apiKey('other', 99, { owner: 'resident' }));
    if (keys[7] !== undefined) await access.revokeKey(keys[7], now);
    await access.createKey(apiKey('next', 98));
    expect((await access.keysOf('company')).find(({ id }) => id === 'next')?.place).toBe(keys[7]?.place);
  });

  it('refuses another request under the same key', async () => {
    const access = store();
    await access.createKey(apiKey('k1', 1), repeatable('sealed-1'));
    await expect(access.createKey(apiKey('k2', 2), repeatable('sealed-2', 'b'))).rejects.toMatchObject({
      code: 'idempotency-mismatch',
    });
  });

  it('keeps the sealed key for a day and not longer', async () => {
    const access = store();
    const made = await access.createKey(apiKey('k1', 1), repeatable('sealed-1'));
    expect(await access.replay(made, now)).toBe('sealed-1');
    expect(await access.replay(made, later)).toBeUndefined();
  });

  it('keeps none where the request has no key to be repeated under', async () => {
    const access = store();
    expect(await access.replay(await access.createKey(apiKey('k1', 1)), now)).toBeUndefined();
  });

  it('kills the old key with its rotation', async () => {
    const access = store();
    await access.createKey(apiKey('k1', 1));
    await access.rotateKey(apiKey('k1', 1), apiKey('k1', 2, { generation: 2, rotatedAt: later }), later);
    expect(await access.keyByHash(hashOf(1))).toBeUndefined();
    expect(await access.keyByHash(hashOf(2))).toMatchObject({ id: 'k1', generation: 2 });
    expect(await access.keysOf('company')).toHaveLength(1);
  });

  it('does not take a rotated key for the old one, though the rotation comes in the middle of a look-up', async () => {
    const engine = memoryEngine();
    const access = accessStore(engine);
    await access.createKey(apiKey('k1', 1));
    const rotation = () => access.rotateKey(apiKey('k1', 1), apiKey('k1', 2, { generation: 2 }), later);
    const slow: Engine = {
      ...engine,
      get: async (table, key) => {
        const item = await engine.get(table, key);
        if (key.pk.startsWith('keyhash#')) await rotation();
        return item;
      },
    };
    expect(await accessStore(slow).keyByHash(hashOf(1))).toBeUndefined();
  });

  it('lets one of two rotations at once win', async () => {
    const access = store();
    await access.createKey(apiKey('k1', 1));
    const rotations = await Promise.allSettled(
      [2, 3].map((n) => access.rotateKey(apiKey('k1', 1), apiKey('k1', n, { generation: 2 }), later)),
    );
    expect(rotations.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(rotations.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const found = await Promise.all([2, 3].map((n) => access.keyByHash(hashOf(n))));
    expect(found.map((key) => key !== undefined)).toEqual(rotations.map(({ status }) => status === 'fulfilled'));
  });

  it('knows nothing more of a revoked key, and lets no call of its in', async () => {
    const access = store();
    const made = await access.createKey(apiKey('k1', 1), repeatable('sealed-1'));
    await access.revokeKey(apiKey('k1', 1), later);
    expect(await access.keyByHash(hashOf(1))).toBeUndefined();
    expect(await access.key('k1')).toBeUndefined();
    expect(await access.keysOf('company')).toEqual([]);
    expect(await access.replay(made, now)).toBeUndefined();
    const account = { owner: 'k1', quota: { calls: 9, per: 'day' } } as const;
    await expect(access.ledger.admit(account, later)).rejects.toMatchObject({ code: 'grant-not-active' });
  });

  it('does not revoke what was rotated meanwhile without saying so', async () => {
    const access = store();
    await access.createKey(apiKey('k1', 1));
    await access.rotateKey(apiKey('k1', 1), apiKey('k1', 2, { generation: 2 }), later);
    await expect(access.revokeKey(apiKey('k1', 1), later)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the store of usage', () => {
  const call = (day: string, keyId = 'k1') => ({ day: LocalDate.parse(day), datasetId: air, keyId });
  const days = (from: string, to: string) => [LocalDate.parse(from), LocalDate.parse(to)] as const;

  it('counts the calls of each day, dataset and key', async () => {
    const access = store();
    for (const keyId of ['k1', 'k1', 'k2']) await access.countCall('company', call('2026-10-16', keyId));
    expect(await access.usageOf('company', ...days('2026-10-16', '2026-10-16'))).toEqual([
      { ...call('2026-10-16', 'k1'), calls: 2 },
      { ...call('2026-10-16', 'k2'), calls: 1 },
    ]);
  });

  it('gives the days that were asked for, both ends included, of this holder alone', async () => {
    const access = store();
    for (const day of ['2026-10-14', '2026-10-15', '2026-10-16', '2026-10-17'])
      await access.countCall('company', call(day));
    await access.countCall('resident', call('2026-10-15'));
    const found = await access.usageOf('company', ...days('2026-10-15', '2026-10-16'));
    expect(found.map(({ day, calls }) => [day, calls])).toEqual([
      ['2026-10-15', 1],
      ['2026-10-16', 1],
    ]);
  });

  const report = (id: string, reportedAt = now) =>
    UsageReport.parse({ id, grantId: 'g1', reportedAt, use: '出行分析', results: '报告一份' });

  it('QD-7b: keeps the reports on a grant, newest first', async () => {
    const access = store();
    await access.fileReport(report('r1'));
    await access.fileReport(report('r2', later));
    expect((await access.reportsOn({ id: GrantId.parse('g1') })).map(({ id }) => id)).toEqual(['r2', 'r1']);
    expect(await access.reportsOn({ id: GrantId.parse('g2') })).toEqual([]);
  });

  it('files a repeated report once', async () => {
    const access = store();
    const { once } = repeatable('');
    await access.fileReport(report('r1'), once);
    expect(await access.fileReport(report('r2'), once)).toEqual(report('r1'));
    expect(await access.reportsOn({ id: GrantId.parse('g1') })).toHaveLength(1);
  });
});

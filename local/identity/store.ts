import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the issuer remembers: sessions, sign-ins under way, codes. Signed tokens are not among it. */
export interface IssuerStore {
  /** By the name of a model, as `oidc-provider` asks for it. */
  adapter(model: string): Adapter;
  close(): void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS remembered (
  model TEXT NOT NULL,
  id TEXT NOT NULL,
  uid TEXT,
  grant_id TEXT,
  payload TEXT NOT NULL,
  expires INTEGER,
  PRIMARY KEY (model, id)
);
CREATE INDEX IF NOT EXISTS remembered_by_uid ON remembered (model, uid);
CREATE INDEX IF NOT EXISTS remembered_by_grant ON remembered (grant_id);
`;

export function openIssuerStore(dir: string, now: () => number): IssuerStore {
  mkdirSync(dir, { recursive: true });
  const db = new DatabaseSync(join(dir, 'issuer.sqlite'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  db.exec(SCHEMA);
  db.prepare('DELETE FROM remembered WHERE expires <= ?').run(seconds(now));
  const upsert = db.prepare('INSERT OR REPLACE INTO remembered VALUES (?, ?, ?, ?, ?, ?)');
  const byId = db.prepare('SELECT payload FROM remembered WHERE model = ? AND id = ?');
  const byUid = db.prepare('SELECT payload FROM remembered WHERE model = ? AND uid = ?');
  const consume = db.prepare(
    `UPDATE remembered SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?`,
  );
  const destroy = db.prepare('DELETE FROM remembered WHERE model = ? AND id = ?');
  const revoke = db.prepare('DELETE FROM remembered WHERE grant_id = ?');
  return {
    adapter: (model) => ({
      async upsert(id, payload, expiresIn) {
        const expires = expiresIn === undefined ? null : seconds(now) + expiresIn;
        upsert.run(model, id, payload.uid ?? null, payload.grantId ?? null, JSON.stringify(payload), expires);
      },
      find: async (id) => payloadOf(byId.get(model, id)),
      findByUid: async (uid) => payloadOf(byUid.get(model, uid)),
      // Of the device flow, which is off.
      findByUserCode: async () => undefined,
      async consume(id) {
        consume.run(seconds(now), model, id);
      },
      async destroy(id) {
        destroy.run(model, id);
      },
      async revokeByGrantId(grantId) {
        revoke.run(grantId);
      },
    }),
    close: () => db.close(),
  };
}

const seconds = (now: () => number): number => Math.floor(now() / 1000);

/** Expiry is the provider's to judge: payloads carry their own. */
const payloadOf = (row: Record<string, SQLOutputValue> | undefined): AdapterPayload | undefined =>
  typeof row?.payload === 'string' ? (JSON.parse(row.payload) as AdapterPayload) : undefined;

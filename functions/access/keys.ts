import { type ApiKey, keyEnding, keyHash, keyOfSecret } from '../../domain/access/api-key.ts';
import { grantState } from '../../domain/access/grant.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { stateOf } from '../../domain/catalog/dataset.ts';
import { KeyId } from '../../domain/ids.ts';
import { type Fault, Refusal } from '../../domain/refusal.ts';
import { invalid } from '../middleware/faults.ts';
import type { Platform } from '../platform.ts';
import type { KeyForm } from '../routes/access.ts';
import type { Made, Repeatable } from '../stores/api-keys.ts';
import type { Once } from '../stores/once.ts';
import { seal, unseal } from './sealing.ts';

/*
 * A key is 256 random bits and only its hash is kept. A request repeated under an Idempotency-Key must be given the
 * same key all the same. To derive keys from the pepper would show them again at any time, but then whoever has the
 * pepper and a list of ids has every key ever made. So the key of such a request is kept sealed beside it for a day:
 * a stolen table opens nothing without the pepper, and with it only what was made that day.
 */

interface IssuedKey {
  id: string;
  key: string;
}

/** Makes a key of the owner that opens unconditional data and the datasets of its grants. */
export async function issueKey(p: Platform, owner: string, form: KeyForm, once?: Once): Promise<IssuedKey> {
  const before = once && (await p.access.madeBefore(once));
  if (before !== undefined) return shownAgain(p, before);
  await refuseUnlessOwnActive(p, owner, form.grants);
  const now = p.now();
  const id = KeyId.parse(p.newId());
  const secret = await newSecret(p, id, once);
  const key = { id, owner, ...form, ...secret.kept, generation: 1, createdAt: now };
  const made = await p.access.createKey(key, secret.repeatable);
  if (made.id !== id) return shownAgain(p, made);
  p.log({ event: 'key-issued', keyId: id, grants: form.grants.length });
  return { id, key: secret.key };
}

/** Gives a key another secret; the old one is dead when this answers. */
export async function rotate(p: Platform, owner: string, id: KeyId, once?: Once): Promise<IssuedKey> {
  const before = once && (await p.access.madeBefore(once));
  if (before !== undefined) return shownAgain(p, before);
  const key = await ownKey(p, owner, id);
  const now = p.now();
  const secret = await newSecret(p, id, once);
  const next: ApiKey = { ...key, ...secret.kept, generation: key.generation + 1, rotatedAt: now };
  const made = await p.access.rotateKey(key, next, now, secret.repeatable);
  p.log({ event: 'key-rotated', keyId: id, generation: next.generation });
  // Of two equal requests at once both stand for the same generation, and one of them wrote it.
  return once === undefined ? { id, key: secret.key } : shownAgain(p, made);
}

/** Ends a key; of one that has ended there is nothing to end. */
export async function revoke(p: Platform, owner: string, id: KeyId): Promise<void> {
  await p.access.revokeKey(await ownKey(p, owner, id), p.now());
  p.log({ event: 'key-revoked', keyId: id });
}

/** A key that isn't the caller's is as unknown as one that there is not. */
async function ownKey(p: Platform, owner: string, id: KeyId): Promise<ApiKey> {
  const key = await p.access.key(id);
  if (key?.owner === owner) return key;
  throw new Refusal('not-found', { zh: `没有密钥 ${id}`, en: `there is no key ${id}` });
}

async function newSecret(p: Platform, id: KeyId, once: Once | undefined) {
  const pepper = await p.pepper();
  const key = keyOfSecret(p.salt() + p.salt());
  const repeatable: Repeatable | undefined = once && { once, sealed: seal(key, { id, pepper, nonce: p.salt() }) };
  return { key, kept: { hash: keyHash(key, pepper), ending: keyEnding(key) }, repeatable };
}

async function shownAgain(p: Platform, made: Made): Promise<IssuedKey> {
  const sealed = await p.access.replay(made, p.now());
  if (sealed !== undefined) return { id: made.id, key: unseal(sealed, { id: made.id, pepper: await p.pepper() }) };
  throw new Refusal('conflict', {
    zh: `此请求已创建密钥 ${made.id},现已不能再次显示;如未保存请更换密钥`,
    en: `this request made key ${made.id}, which can't be shown any more; rotate it if it is lost`,
  });
}

/** Every grant is the owner's and active now, or all that aren't are named. */
async function refuseUnlessOwnActive(p: Platform, owner: string, grants: KeyForm['grants']): Promise<void> {
  const found = await p.access.grants(grants);
  const now = p.now();
  const faults = await Promise.all(grants.map((id, at) => grantFault(p, { owner, id, at, now }, found)));
  const real = faults.flat();
  if (real.length > 0) throw invalid(real);
}

async function grantFault(
  p: Platform,
  { owner, id, at, now }: { owner: string; id: string; at: number; now: Instant },
  found: Awaited<ReturnType<Platform['access']['grants']>>,
): Promise<Fault[]> {
  const pointer = `/grants/${at}`;
  const named = found.find((each) => each.id === id);
  if (named?.sharedWith !== undefined) {
    const detail = {
      zh: `${id} 是单位间共享的权限,由需求单位人员登录使用,不能随密钥转给他人`,
      en: `${id} is shared with a unit, whose staff use it signed in; it isn't passed on with a key`,
    };
    return [{ pointer, detail }];
  }
  const grant = named?.holder === owner ? named : undefined;
  if (grant === undefined) return [{ pointer, detail: { zh: `您没有使用权限 ${id}`, en: `you have no grant ${id}` } }];
  const state = grantState(grant, stateOf(await p.catalog.load(grant.datasetId)), now);
  if (state === 'active') return [];
  return [{ pointer, detail: { zh: `使用权限 ${id} 未生效(${state})`, en: `grant ${id} is ${state}, not active` } }];
}

import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { Instant } from '../calendar/dates.ts';
import { GrantId, KeyId } from '../ids.ts';

/** What is kept of a key: all but the key itself. */
export const ApiKey = z.object({
  id: KeyId,
  owner: z.string().min(1),
  name: z.string(),
  /** The conditional data that it opens; unconditional data needs no grant. */
  grants: z.array(GrantId),
  hash: z.string(),
  /** Its last characters, by which its owner tells it from others. */
  ending: z.string(),
  /** Counts from 1; a rotation makes the next. */
  generation: z.int().positive(),
  /** Which of its owner's places for keys it takes. */
  place: z.int().positive(),
  createdAt: Instant,
  rotatedAt: Instant.optional(),
  revokedAt: Instant.optional(),
});
export type ApiKey = z.infer<typeof ApiKey>;

// Enough for the systems of one user; without a bound the quota of unconditional data, which is per key, would be none.
export const mostKeys = 20;

/** Tells what it is to whoever finds it in a log or a repository, and to scanners that look for leaked keys. */
export const keyPrefix = 'pdk_';

// 62^43 > 2^256 and 62^6 > 2^32: letters and digits only, so that a double click selects a key whole.
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;
const keyPattern = new RegExp(`^${keyPrefix}[0-9A-Za-z]{${SECRET_LENGTH + CHECK_LENGTH}}$`);

/** The key that carries a secret of 256 bits, given in hex, with a checksum of 32. */
export function keyOfSecret(secretHex: string): string {
  if (!/^[0-9a-f]{64}$/.test(secretHex)) throw new Error('the secret of a key has 256 bits, in hex');
  const secret = base62(BigInt(`0x${secretHex}`), SECRET_LENGTH);
  return keyPrefix + secret + checkOf(secret);
}

/** Whether a text is a key at all: a mistyped one is told without a look-up. */
export function isWellFormedKey(text: string): boolean {
  if (!keyPattern.test(text)) return false;
  const secret = text.slice(keyPrefix.length, -CHECK_LENGTH);
  return text.endsWith(checkOf(secret));
}

/** What is stored of a key. With 256 random bits it can't be guessed; the pepper keeps a stolen table from being of use. */
export const keyHash = (key: string, pepper: string): string => createHmac('sha256', pepper).update(key).digest('hex');

export const keyEnding = (key: string): string => key.slice(-4);

const checkOf = (secret: string): string =>
  base62(BigInt(`0x${createHash('sha256').update(secret).digest('hex').slice(0, 8)}`), CHECK_LENGTH);

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = (digits[Number(rest % 62n)] ?? '') + text;
  return text;
}

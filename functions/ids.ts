import { randomBytes } from 'node:crypto';
import { type Instant, millisOf } from '../domain/calendar/dates.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const letters = (value: bigint, length: number): string => {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) text = (alphabet[Number(rest & 31n)] ?? '') + text;
  return text;
};

/** 26 letters and digits: 10 of the instant, so that ids sort by time, and 16 random (80 bits). After the ULID. */
export const newId = (now: Instant): string =>
  letters(BigInt(millisOf(now)), 10) + letters(BigInt(`0x${randomBytes(10).toString('hex')}`), 16);

/** 128 random bits. */
export const newSalt = (): string => randomBytes(16).toString('hex');

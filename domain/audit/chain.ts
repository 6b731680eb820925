import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';

/** What a chain starts from. */
export const genesis = '0'.repeat(64);

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A link's place in its chain. */
export interface Linked {
  seq: number;
  prevHash: string;
  hash: string;
}

/** Adds a link: `hash = sha256(prevHash || canonical JSON of the link without its hash)`. */
export function link<Body extends object>(previous: { seq: number; hash: string }, body: Body): Body & Linked {
  const open = { ...body, seq: previous.seq + 1, prevHash: previous.hash };
  return { ...open, hash: sha256(previous.hash + canonicalJson(open)) };
}

/** The first break of a chain, or undefined when it holds from its genesis. */
export function firstBreak(events: readonly Linked[]): { seq: number; why: string } | undefined {
  let previous = { seq: 0, hash: genesis };
  for (const event of events) {
    const { hash, ...open } = event;
    const seq = previous.seq + 1;
    if (event.seq !== seq) return { seq, why: `event ${seq} is missing; ${event.seq} follows` };
    if (event.prevHash !== previous.hash) return { seq, why: `event ${seq} does not follow from event ${seq - 1}` };
    if (hash !== sha256(event.prevHash + canonicalJson(open)))
      return { seq, why: `event ${seq} was changed after it was written` };
    previous = event;
  }
  return undefined;
}

/** The salted hash that stands in the chain for what is kept beside it and may be erased. */
export const contentHash = (salt: string, content: unknown): string => sha256(salt + canonicalJson(content));

import { tokenInProgress } from './errors.ts';

/** The items and client tokens of the transactions under way, from their arrival to their end. */
export interface Ongoing {
  holds(key: string): boolean;
  /** Throws where a transaction with this token is under way. */
  refuseTwice(token: string | undefined): void;
  /** Holds the keys and the token until `done` is called. */
  claim(keys: readonly string[], token: string | undefined): { done(): void };
}

export function ongoingTransactions(): Ongoing {
  const held = new Set<string>();
  const tokens = new Set<string | undefined>();
  return {
    holds: (key) => held.has(key),
    refuseTwice(token) {
      if (token !== undefined && tokens.has(token)) throw tokenInProgress();
    },
    claim(keys, token) {
      tokens.add(token);
      for (const key of keys) held.add(key);
      return {
        done() {
          tokens.delete(token);
          for (const key of keys) held.delete(key);
        },
      };
    },
  };
}

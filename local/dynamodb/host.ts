import type { Database } from './database.ts';
import type { Ongoing } from './ongoing.ts';
import type { Tokens } from './tokens.ts';

/** The points of a transaction between which a process may die. */
export type Step = 'claimed' | 'prepared' | 'committed';

/** What the operations work with. */
export interface Host {
  database: Database;
  ongoing: Ongoing;
  tokens: Tokens;
  /** Epoch milliseconds of the laptop's clock. */
  now: () => number;
  /** For tests: is told, and waited for, at each step of a transaction. */
  onStep: (step: Step) => void | Promise<void>;
}

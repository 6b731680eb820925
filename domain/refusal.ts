import { z } from 'zod';

/** One sentence in the two languages that the platform speaks. */
export const Text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof Text>;

/** One fault of a request: `pointer` is a JSON pointer into its body, or `query/name`, `header/name`. */
export interface Fault {
  pointer: string;
  detail: Text;
}

/** Why the platform refuses; `functions/middleware/problems.ts` maps each code to its HTTP status. */
export type RefusalCode =
  | 'invalid-request'
  | 'not-found'
  | 'procedure-not-in-policy'
  | 'sign-in-required'
  | 'forbidden'
  | 'real-name-required'
  | 'dishonesty-listed'
  | 'rules-not-accepted'
  | 'not-now'
  | 'stale-version'
  | 'conflict'
  | 'idempotency-mismatch'
  | 'incomplete'
  | 'dataset-suspended'
  | 'dataset-not-open'
  | 'grant-required'
  | 'grant-not-active'
  | 'key-invalid'
  | 'quota-exhausted'
  | 'too-large'
  | 'text-differs'
  | 'unavailable';

/** A refusal that the caller can understand and act on; never used for a fault of ours. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly text: Text;
  readonly faults: readonly Fault[];
  /** What the caller needs to go on, such as the current state of a case. */
  readonly state: unknown;

  constructor(
    code: RefusalCode,
    text: Text,
    more: { faults?: readonly Fault[]; state?: unknown; cause?: unknown } = {},
  ) {
    super(text.en, { cause: more.cause });
    this.name = 'Refusal';
    this.code = code;
    this.text = text;
    this.faults = more.faults ?? [];
    this.state = more.state;
  }
}

/** Names every missing or wrong part at once. */
export const incomplete = (text: Text, faults: readonly Fault[]): Refusal =>
  new Refusal('incomplete', text, { faults });

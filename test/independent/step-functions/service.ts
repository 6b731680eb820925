import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Json, StateMachine } from '../../../workflows/asl.ts';

/** A Step Functions that lives trials, ours or another's. */
export interface Service {
  readonly client: SFNClient;
  /** Answers the ARN, or rejects with the service's refusal. */
  deploy(name: string, definition: StateMachine): Promise<string>;
  /** Who answers the calls from now on. */
  serve(invoke: Invoke): void;
  /** Goes on until the execution has ended, or until something is to be told it from outside. */
  settle(execution: string, called: () => boolean): Promise<void>;
  /** All that an execution's history tells so far. */
  history(execution: string): Promise<Told[]>;
  /** The waits and delays of an execution so far. */
  pauses(execution: string): Promise<Pause[]>;
  close(): Promise<void>;
}

export type Invoke = (name: string, payload: Json) => Promise<Json>;

/** An event of a history; of a state that was entered, its name. */
export interface Told {
  readonly type: string;
  readonly entered?: string;
}

/** A Wait's end as it was computed, or the delay before a retry in milliseconds, jitter drawn in the middle. */
export type Pause = { readonly until: string } | { readonly seconds: number } | { readonly retryAfter: number };

/** Where jitter is drawn. */
export const DRAW = 0.5;

import type { Json } from '../../workflows/asl.ts';
import { MAX_EVENTS, MAX_EXECUTION_MS, RETENTION_MS } from './limits.ts';

export const statuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type Status = (typeof statuses)[number];

/** Where the current state stands. */
export type Phase =
  | { readonly kind: 'ready' }
  /** A Wait that ends then. */
  | { readonly kind: 'waiting'; readonly until: number }
  /** A Task that is tried again then. */
  | { readonly kind: 'retrying'; readonly until: number }
  /** A Task whose token may be answered; `delivered` once its function has returned, so that a restart calls it again before. */
  | { readonly kind: 'token'; readonly token: string; readonly until: number | null; readonly delivered: boolean }
  /** A token was answered; the transition is still to be made. */
  | { readonly kind: 'answered'; readonly answer: Answer };

export type Answer = { readonly output: Json } | { readonly error: string | null; readonly cause: string | null };

/** An event of the history, without payloads. Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html */
export interface HistoryEvent {
  readonly id: number;
  readonly at: number;
  readonly type: string;
  readonly state?: string;
  readonly resource?: string;
  readonly field?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** One run of a machine. Never changed in place: each transition makes the next one. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machine: string;
  /** The alias or version ARN that it was started through. */
  readonly startedThrough?: string;
  /** The definition that it keeps, whatever is deployed later. */
  readonly revision: string;
  readonly input: Json;
  readonly startedAt: number;
  readonly status: Status;
  readonly stoppedAt?: number;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly state: string;
  readonly enteredAt: number;
  readonly enteredEvent: number;
  readonly stateInput: Json;
  readonly variables: { readonly [name: string]: Json };
  /** How often each retrier of the state was used. */
  readonly attempts: readonly number[];
  readonly phase: Phase;
  /** How many events there have been; `history` holds the latest of them. */
  readonly events: number;
  readonly history: readonly HistoryEvent[];
}

export type Happening = Omit<HistoryEvent, 'id' | 'at'>;
export type Change = Partial<Omit<Execution, 'arn' | 'events' | 'history'>>;

export const READY: Phase = { kind: 'ready' };

/**
 * The execution after something happened. It fails instead when its history is full.
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-history-limit
 */
export function after(execution: Execution, at: number, happened: readonly Happening[], change: Change): Execution {
  const ends = change.status !== undefined && change.status !== 'RUNNING';
  const events = execution.events + happened.length;
  if (events < MAX_EVENTS || (events === MAX_EVENTS && ends)) {
    return { ...execution, ...change, events, history: extended(execution, at, happened) };
  }
  const error = 'States.Runtime';
  const cause = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
  const fitting = happened.slice(0, MAX_EVENTS - 1 - execution.events);
  const last: Happening = { type: 'ExecutionFailed', error, cause };
  return {
    ...execution,
    status: 'FAILED',
    stoppedAt: at,
    error,
    cause,
    events: MAX_EVENTS,
    history: extended(execution, at, [...fitting, last]),
  };
}

/** The instant at which a running execution has something to do; 0 for at once. */
export function dueAt(execution: Execution): number | undefined {
  if (execution.status !== 'RUNNING') return undefined;
  const { phase } = execution;
  switch (phase.kind) {
    case 'ready':
    case 'answered':
      return 0;
    case 'token':
      return phase.delivered ? Math.min(phase.until ?? Number.POSITIVE_INFINITY, endOfLife(execution)) : 0;
    case 'waiting':
    case 'retrying':
      return Math.min(phase.until, endOfLife(execution));
    default:
      return phase satisfies never;
  }
}

export const endOfLife = (execution: Execution): number => execution.startedAt + MAX_EXECUTION_MS;

/** A closed execution is forgotten after 90 days; its name is free again then. */
export function isForgotten(execution: Execution, now: number): boolean {
  return execution.stoppedAt !== undefined && now >= execution.stoppedAt + RETENTION_MS;
}

// A clock of 300 days makes some 3,000 events; whoever looks at one wants its start, which the execution tells, and its end.
export const KEPT_EVENTS = 200;
const SLACK = 50;

function extended({ history, events }: Execution, at: number, happened: readonly Happening[]): readonly HistoryEvent[] {
  const kept = history.length > KEPT_EVENTS + SLACK ? history.slice(-KEPT_EVENTS) : history;
  return [...kept, ...happened.map((event, index) => ({ id: events + index + 1, at, ...event }))];
}

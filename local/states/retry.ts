/** Which retrier or catcher answers an error. Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
import type { Retrier } from '../../workflows/asl.ts';

/** No retrier and no catcher answers it, not even by its name. */
const UNCATCHABLE = 'States.Runtime';
/** Answered by its name only. */
const TERMINAL = 'States.DataLimitExceeded';
/** States.TaskFailed misses them: what the state asks of its data, and how long it waits, are not the task's failures. */
const NOT_THE_TASKS = ['States.QueryEvaluationError', 'States.Timeout'];

export function matches(names: readonly string[], error: string | null): boolean {
  if (error === UNCATCHABLE) return false;
  if (error !== null && names.includes(error)) return true;
  if (error === TERMINAL) return false;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && (error === null || !NOT_THE_TASKS.includes(error));
}

export interface Retrial {
  readonly delayMs: number;
  readonly attempts: readonly number[];
}

/** When the state is tried again, if it is: the first retrier that matches decides, even when its attempts are used up. */
export function retrial(
  retriers: readonly Retrier[],
  attempts: readonly number[],
  error: string | null,
  random: () => number,
): Retrial | undefined {
  const index = retriers.findIndex((retrier) => matches(retrier.ErrorEquals, error));
  const retrier = retriers[index];
  const used = attempts[index] ?? 0;
  if (retrier === undefined || used >= (retrier.MaxAttempts ?? 3)) return undefined;
  const {
    IntervalSeconds = 1,
    BackoffRate = 2,
    MaxDelaySeconds = Number.POSITIVE_INFINITY,
    JitterStrategy = 'NONE',
  } = retrier;
  const longest = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds);
  const delay = JitterStrategy === 'FULL' ? longest * random() : longest;
  return {
    delayMs: Math.round(1000 * delay),
    attempts: retriers.map((_, each) => (attempts[each] ?? 0) + (each === index ? 1 : 0)),
  };
}

/** A step under way and how it ends: on to the next state, or the execution closed. */
import type { Json } from '../../workflows/asl.ts';
import { StateError } from './errors.ts';
import { after, type Execution, type Happening, READY } from './execution.ts';
import type { Scope } from './jsonata.ts';
import { exceedsDataLimit } from './limits.ts';
import type { CompiledState, Exit, Machine } from './machine.ts';
import { scopeOf } from './scope.ts';

/** What a step needs of its surroundings. */
export interface World {
  now(): number;
  random(): number;
  start(machine: string, name: string, input: Json): Execution;
  /** undefined: the execution was changed from outside meanwhile, by an answer to its token or by a stop. */
  invoke(
    execution: Execution,
    functionName: string,
    payload: Json,
    until: number | null,
  ): Promise<{ result: Json } | undefined>;
}

/** What is done so far goes into the history together with the outcome. */
export interface Visit {
  readonly execution: Execution;
  readonly machine: Machine;
  readonly state: CompiledState;
  readonly world: World;
  readonly happened: Happening[];
}

/** Goes on to the next state. Without an Output the result goes on, or else the input. */
export async function leave(visit: Visit, exit: Exit, told: { result?: Json; errorOutput?: Json }): Promise<Execution> {
  const { execution, machine, state, world } = visit;
  const scope: Scope = exit.assign || exit.output ? scopeOf(execution, told) : {};
  const assigned = exit.assign && within(visit, await exit.assign(scope));
  const passedOn = told.errorOutput ?? (told.result === undefined ? execution.stateInput : told.result);
  const stateInput = exit.output ? within(visit, await exit.output(scope)) : passedOn;
  const exited = { type: `${state.type}StateExited`, state: execution.state };
  const happened = [...visit.happened, exited, entered(machine, exit.next)];
  return after(execution, world.now(), happened, {
    variables: assigned ? { ...execution.variables, ...assigned } : execution.variables,
    state: exit.next,
    enteredAt: world.now(),
    enteredEvent: execution.events + happened.length,
    stateInput,
    attempts: [],
    phase: READY,
  });
}

/** The execution closed, as it fails, times out or is aborted. */
export function ended(
  execution: Execution,
  at: number,
  status: 'FAILED' | 'TIMED_OUT' | 'ABORTED',
  error: string | null,
  cause: string | null,
  happened: readonly Happening[] = [],
): Execution {
  const types = { FAILED: 'ExecutionFailed', TIMED_OUT: 'ExecutionTimedOut', ABORTED: 'ExecutionAborted' };
  const why = { ...(error !== null && { error }), ...(cause !== null && { cause }) };
  return after(execution, at, [...happened, { type: types[status], ...why }], { status, stoppedAt: at, ...why });
}

export function entered(machine: Machine, name: string): Happening {
  return { type: `${machine.states.get(name)?.type}StateEntered`, state: name };
}

export function taskEvent({ execution, state }: Visit, type: string): Happening {
  if (state.type !== 'Task') throw new Error(`${execution.state} is not a task`);
  return { type, state: execution.state, resource: `${state.resource.service}:${state.resource.action}` };
}

/** Lets a value pass that isn't too large to be passed on. */
export function within<T extends Json>(visit: Visit, value: T): T {
  if (exceedsDataLimit(value)) throw tooLarge(visit.execution.state);
  return value;
}

export const tooLarge = (what: string): StateError =>
  new StateError(
    'States.DataLimitExceeded',
    `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );

/** One transition of one execution: from its saved state to the next one to save. */
import type { Json } from '../../workflows/asl.ts';
import { StateError } from './errors.ts';
import { after, type Execution, endOfLife, type Happening } from './execution.ts';
import type { CompiledState, CompiledTask, Exit, Machine } from './machine.ts';
import { matches, retrial } from './retry.ts';
import { scopeOf } from './scope.ts';
import { deliverToken, issueToken, runTask } from './tasks.ts';
import { ended, leave, taskEvent, type Visit, type World, within } from './visit.ts';

/** The execution after its next transition, or undefined if it was changed from outside meanwhile. */
export async function step(execution: Execution, machine: Machine, world: World): Promise<Execution | undefined> {
  if (world.now() >= endOfLife(execution)) return ended(execution, world.now(), 'TIMED_OUT', 'States.Timeout', null);
  const state = machine.states.get(execution.state);
  if (state === undefined) throw new Error(`${execution.arn} stands at ${execution.state}, which its definition lacks`);
  const visit: Visit = { execution, machine, state, world, happened: [] };
  try {
    return await (state.type === 'Task' ? attend(visit, state) : pass(visit, state));
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    return failed(visit, error);
  }
}

async function attend(visit: Visit, task: CompiledTask): Promise<Execution | undefined> {
  const { phase } = visit.execution;
  switch (phase.kind) {
    case 'answered': {
      if (!('output' in phase.answer)) throw new StateError(phase.answer.error, phase.answer.cause);
      visit.happened.push(taskEvent(visit, 'TaskSucceeded'));
      return leave(visit, task.exit, { result: phase.answer.output });
    }
    case 'token':
      if (phase.delivered || (phase.until !== null && visit.world.now() >= phase.until))
        throw new StateError('States.Timeout', null);
      return deliverToken(visit, task, phase);
    default:
      return task.resource.kind === 'callback' ? issueToken(visit, task) : runTask(visit, task);
  }
}

async function pass(visit: Visit, state: Exclude<CompiledState, CompiledTask>): Promise<Execution> {
  const { execution, world } = visit;
  if (state.type === 'Pass' || (state.type === 'Wait' && execution.phase.kind === 'waiting'))
    return leave(visit, state.exit, {});
  const scope = scopeOf(execution);
  switch (state.type) {
    case 'Wait': {
      const { end } = state;
      const until =
        'timestamp' in end ? await end.timestamp(scope) : execution.enteredAt + 1000 * (await end.seconds(scope));
      return after(execution, world.now(), [], { phase: { kind: 'waiting', until } });
    }
    case 'Choice': {
      for (const rule of state.rules) if (await rule.holds(scope)) return leave(visit, rule.exit, {});
      return leave(visit, state.otherwise, {});
    }
    case 'Succeed': {
      const output = state.output === undefined ? execution.stateInput : within(visit, await state.output(scope));
      const happened = [{ type: 'SucceedStateExited', state: execution.state }, { type: 'ExecutionSucceeded' }];
      return after(execution, world.now(), happened, { status: 'SUCCEEDED', stoppedAt: world.now(), output });
    }
    case 'Fail':
      return ended(execution, world.now(), 'FAILED', await state.error(scope), await state.cause(scope));
    default:
      return state satisfies never;
  }
}

/** The retriers have their say, then the catchers; else the execution fails. */
async function failed(visit: Visit, failure: StateError): Promise<Execution> {
  const { execution, state, world } = visit;
  const cause = causeOf(visit, failure);
  const happened = [...visit.happened, ...failureEvents(visit, failure)];
  if (state.type === 'Task') {
    const retry = retrial(state.retriers, execution.attempts, failure.error, world.random);
    if (retry !== undefined) {
      const until = world.now() + retry.delayMs;
      return after(execution, world.now(), happened, { attempts: retry.attempts, phase: { kind: 'retrying', until } });
    }
    const catcher = state.catchers.find(({ errors }) => matches(errors, failure.error));
    if (catcher !== undefined) {
      // A timeout has no cause, but its catcher is told an empty one.
      const told = failure.error === 'States.Timeout' ? (cause ?? '') : cause;
      return caught({ ...visit, happened }, catcher.exit, { Error: failure.error, Cause: told });
    }
  }
  return ended(execution, world.now(), 'FAILED', failure.error, cause, happened);
}

async function caught(visit: Visit, exit: Exit, errorOutput: Json): Promise<Execution> {
  try {
    return await leave(visit, exit, { errorOutput });
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    // Nobody catches what goes wrong in a catcher.
    const happened = [...visit.happened, ...failureEvents(visit, error)];
    return ended(visit.execution, visit.world.now(), 'FAILED', error.error, causeOf(visit, error), happened);
  }
}

function failureEvents(visit: Visit, failure: StateError): Happening[] {
  const { execution, state } = visit;
  const cause = causeOf(visit, failure);
  const why = { ...(failure.error !== null && { error: failure.error }), ...(cause !== null && { cause }) };
  if (failure.field !== undefined)
    return [{ type: 'EvaluationFailed', state: execution.state, field: failure.field, ...why }];
  if (state.type !== 'Task') return [];
  return [{ ...taskEvent(visit, failure.error === 'States.Timeout' ? 'TaskTimedOut' : 'TaskFailed'), ...why }];
}

function causeOf({ execution }: Visit, { field, reason }: StateError): string | null {
  if (field === undefined) return reason;
  const { state, enteredEvent } = execution;
  return `An error occurred while executing the state '${state}' (entered at the event id #${enteredEvent}). ${reason}`;
}

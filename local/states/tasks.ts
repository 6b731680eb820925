/** The three kinds of task: a function, a function that is given a token, another execution. */
import type { Json } from '../../workflows/asl.ts';
import { ServiceError, StateError } from './errors.ts';
import { after, type Execution, type Phase } from './execution.ts';
import type { CompiledTask } from './machine.ts';
import { iso, scopeOf } from './scope.ts';
import { newToken } from './token.ts';
import { leave, taskEvent, type Visit, within } from './visit.ts';

/** Runs a function, or starts an execution, and goes on with what it answers. */
export async function runTask(visit: Visit, task: CompiledTask): Promise<Execution | undefined> {
  const { execution, world } = visit;
  const args = within(visit, await task.payload(scopeOf(execution)));
  visit.happened.push(taskEvent(visit, 'TaskScheduled'), taskEvent(visit, 'TaskStarted'));
  const answered =
    task.resource.kind === 'start'
      ? { result: startOther(visit, args) }
      : await world.invoke(execution, String(args.FunctionName), args.Payload ?? {}, deadline(visit, task));
  if (answered === undefined) return undefined;
  visit.happened.push(taskEvent(visit, 'TaskSucceeded'));
  return leave(visit, task.exit, {
    result: task.resource.kind === 'start' ? answered.result : invocation(answered.result),
  });
}

/** Saves the token before the function sees it: it stays good whatever happens from here on. */
export async function issueToken(visit: Visit, task: CompiledTask): Promise<Execution> {
  const { execution, world } = visit;
  const token = newToken(execution.arn);
  // Arguments that fail do so before anything is scheduled.
  within(visit, await task.payload(scopeOf(execution, { token })));
  const phase: Phase = { kind: 'token', token, until: deadline(visit, task), delivered: false };
  const happened = [taskEvent(visit, 'TaskScheduled'), taskEvent(visit, 'TaskStarted')];
  return after(execution, world.now(), happened, { phase });
}

/** Gives the token to its function. Whatever the function returns is dropped: the answer to the token counts. */
export async function deliverToken(
  visit: Visit,
  task: CompiledTask,
  phase: Phase & { kind: 'token' },
): Promise<Execution | undefined> {
  const { execution, world } = visit;
  const args = await task.payload(scopeOf(execution, { token: phase.token }));
  const returned = await world.invoke(execution, String(args.FunctionName), args.Payload ?? {}, phase.until);
  if (returned === undefined) return undefined;
  return after(execution, world.now(), [taskEvent(visit, 'TaskSubmitted')], { phase: { ...phase, delivered: true } });
}

function startOther({ world }: Visit, args: { [name: string]: Json }): Json {
  try {
    const started = world.start(String(args.StateMachineArn), String(args.Name), args.Input ?? {});
    return { ExecutionArn: started.arn, StartDate: iso(started.startedAt) };
  } catch (error) {
    if (error instanceof ServiceError) throw integrationError(error);
    throw error;
  }
}

const deadline = ({ world }: Visit, { timeoutSeconds }: CompiledTask): number | null =>
  timeoutSeconds === undefined ? null : world.now() + 1000 * timeoutSeconds;

const invocation = (Payload: Json): Json => ({ ExecutedVersion: '$LATEST', Payload, StatusCode: 200 });

/** A refused call of Step Functions, as its integration reports it. */
const integrationError = ({ name, message }: ServiceError): StateError =>
  new StateError(
    `StepFunctions.${name}Exception`,
    `${message} (Service: AWSStepFunctions; Status Code: 400; Error Code: ${name})`,
  );

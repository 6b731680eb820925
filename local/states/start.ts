/** The start of an execution. Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
import type { Json } from '../../workflows/asl.ts';
import { ServiceError } from './errors.ts';
import { after, type Execution, READY } from './execution.ts';
import { exceedsDataLimit, MAX_DATA_BYTES } from './limits.ts';
import type { Machine } from './machine.ts';
import { executionArn, parseMachineArn } from './resource.ts';
import { entered } from './visit.ts';

/** An execution that has just entered its first state. */
export function firstStep(arn: string, machine: Machine, name: string, input: Json, now: number): Execution {
  if (!isName(name)) throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
  if (exceedsDataLimit(input)) {
    throw new ServiceError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: it exceeds ${MAX_DATA_BYTES} bytes`,
    );
  }
  const { machine: base = arn, qualifier } = parseMachineArn(arn) ?? {};
  const unborn: Execution = {
    arn: executionArn(base, name),
    name,
    machine: base,
    ...(qualifier !== undefined && { startedThrough: arn }),
    revision: machine.revision,
    input,
    startedAt: now,
    status: 'RUNNING',
    state: machine.startAt,
    enteredAt: now,
    enteredEvent: 2,
    stateInput: input,
    variables: {},
    attempts: [],
    phase: READY,
    events: 0,
    history: [],
  };
  return after(unborn, now, [{ type: 'ExecutionStarted' }, entered(machine, machine.startAt)], {});
}

/** The same name and the same input while it runs: the running one. Any other second use of a name is refused. */
export function sameStart(known: Execution, wanted: Execution): Execution {
  if (known.status === 'RUNNING' && JSON.stringify(known.input) === JSON.stringify(wanted.input)) return known;
  throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${known.arn}'`);
}

/** Up to 80 characters, but none of white space, brackets, wildcards, control and the listed special characters. */
function isName(name: string): boolean {
  return /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF]{1,80}$/u.test(name);
}

/** Executions and events as the API shows them. */
import type { Execution, HistoryEvent } from './execution.ts';

/** The API's instants: seconds since 1970, with a fraction. */
export const seconds = (instant: number): number => instant / 1000;

export function listed(execution: Execution): object {
  const { arn, machine, name, status, startedAt, stoppedAt } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machine,
    name,
    status,
    startDate: seconds(startedAt),
    ...(stoppedAt !== undefined && { stopDate: seconds(stoppedAt) }),
    redriveCount: 0,
    ...startedThrough(execution),
  };
}

export function describeExecution(execution: Execution): object {
  const { input, output, error, cause, status } = execution;
  return {
    ...listed(execution),
    input: JSON.stringify(input),
    inputDetails: { included: true },
    ...(output !== undefined && { output: JSON.stringify(output), outputDetails: { included: true } }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: `Execution is ${status} and cannot be redriven`,
  };
}

/** A version is a number, an alias isn't. */
function startedThrough({ startedThrough: arn }: Execution): object {
  if (arn === undefined) return {};
  return /:\d+$/.test(arn) ? { stateMachineVersionArn: arn } : { stateMachineAliasArn: arn };
}

export interface EventDescription {
  id: number;
  [detail: string]: unknown;
}

export function describeEvent({ id, at, type, state, resource, field, error, cause }: HistoryEvent): EventDescription {
  const why = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const [resourceType, action] = resource?.split(':') ?? [];
  return {
    id,
    previousEventId: id - 1,
    timestamp: seconds(at),
    type,
    ...detailsOf(type, { name: state ?? '', state, location: field, resourceType, resource: action, why }),
  };
}

interface Parts {
  name: string;
  state: string | undefined;
  location: string | undefined;
  resourceType: string | undefined;
  resource: string | undefined;
  why: { error?: string; cause?: string };
}

/** `TaskFailed` has `taskFailedEventDetails`, but all `…StateEntered` share one kind. */
function detailsOf(type: string, { name, state, location, resourceType, resource, why }: Parts): object {
  if (type.endsWith('StateEntered')) return { stateEnteredEventDetails: { name } };
  if (type.endsWith('StateExited')) return { stateExitedEventDetails: { name } };
  const key = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
  if (type === 'EvaluationFailed') return { [key]: { state, location, ...why } };
  return { [key]: resource === undefined ? why : { resourceType, resource, ...why } };
}

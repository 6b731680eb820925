import type { Json } from '../../workflows/asl.ts';
import type { Execution } from './execution.ts';
import type { Scope } from './jsonata.ts';

interface Told {
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly token?: string;
}

/** What an expression of the current state sees: the variables as they were on entry, and `$states`. */
export function scopeOf(execution: Execution, told: Told = {}): Scope {
  return {
    ...execution.variables,
    states: {
      input: execution.stateInput,
      ...(told.result !== undefined && { result: told.result }),
      ...(told.errorOutput !== undefined && { errorOutput: told.errorOutput }),
      context: contextOf(execution, told.token),
    },
  };
}

/** Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextOf(execution: Execution, token: string | undefined): Json {
  const [, partition, , , account, , machineName] = execution.machine.split(':');
  return {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      Name: execution.name,
      RoleArn: `arn:${partition}:iam::${account}:role/${machineName}`,
      // Read seldom, and dear to format.
      get StartTime() {
        return iso(execution.startedAt);
      },
      RedriveCount: 0,
    },
    State: {
      get EnteredTime() {
        return iso(execution.enteredAt);
      },
      Name: execution.state,
      RetryCount: execution.attempts.reduce((sum, count) => sum + count, 0),
    },
    StateMachine: { Id: execution.machine, Name: machineName ?? '' },
    ...(token !== undefined && { Task: { Token: token } }),
  };
}

export const iso = (instant: number): string => new Date(instant).toISOString();

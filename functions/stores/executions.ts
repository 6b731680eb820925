import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { CaseId } from '../../domain/ids.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';

/** Which clock of which case: all of it stands in the execution's name, so a second start is harmless. */
export interface ClockRef {
  caseId: CaseId;
  clause: string;
  epoch: number;
}

/** What the platform needs of Step Functions. */
export interface Executions {
  /** Starts the flow of a case; harmless when that run was started before. */
  startFlow(procedure: ProcedureName, caseId: CaseId, run: number): Promise<void>;
  startClock(clock: ClockRef): Promise<void>;
  /** Rings the doorbell: the payload says nothing, the flow loads the case. `gone` when nobody waits behind it. */
  ring(token: string): Promise<'rung' | 'gone'>;
  flowRuns(procedure: ProcedureName, caseId: CaseId, run: number): Promise<boolean>;
  clockRuns(clock: ClockRef): Promise<boolean>;
  stopFlow(procedure: ProcedureName, caseId: CaseId, run: number): Promise<void>;
}

/** `<case>-<run>`, and `<case>-<clause>-<epoch>` with the clause's dots as underscores: ASCII, at most 80. */
export const flowName = (caseId: string, run: number): string => `${caseId}-${run}`;
export const clockName = ({ caseId, clause, epoch }: ClockRef): string =>
  `${caseId}-${clause.replaceAll('.', '_')}-${epoch}`;

/** The machine that keeps every period. */
export const clockMachine = 'statutory-clock';

interface Settings {
  client: SFNClient;
  /** `arn:<partition>:states:<region>:<account>:stateMachine:<city>-`; machines are called by their alias. */
  machineArnPrefix: string;
  alias: string;
}

/** By the AWS SDK. */
export function stepFunctions({ client, machineArnPrefix, alias }: Settings): Executions {
  const executionArn = (machine: string, name: string): string =>
    `${machineArnPrefix.replace(':stateMachine:', ':execution:')}${machine}:${name}`;

  const start = async (machine: string, name: string, input: object): Promise<void> => {
    const stateMachineArn = `${machineArnPrefix}${machine}:${alias}`;
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };
  const runs = async (arn: string): Promise<boolean> => {
    try {
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
      return status === 'RUNNING' || status === 'PENDING_REDRIVE';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw error;
    }
  };

  return {
    startFlow: (procedure, caseId, run) => start(procedure, flowName(caseId, run), { caseId, run }),
    startClock: (clock) => start(clockMachine, clockName(clock), { clock }),
    async ring(token) {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
        return 'rung';
      } catch (error) {
        if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken)
          return 'gone';
        throw error;
      }
    },
    flowRuns: (procedure, caseId, run) => runs(executionArn(procedure, flowName(caseId, run))),
    clockRuns: (clock) => runs(executionArn(clockMachine, clockName(clock))),
    async stopFlow(procedure, caseId, run) {
      try {
        await client.send(
          new StopExecutionCommand({
            executionArn: executionArn(procedure, flowName(caseId, run)),
            error: 'Case.Restarted',
            cause: 'The reconciler starts a new run',
          }),
        );
      } catch (error) {
        if (!(error instanceof ExecutionDoesNotExist)) throw error;
      }
    },
  };
}

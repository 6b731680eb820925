/**
 * The operations that are implemented, with the fields that they know; anything else is refused by its name.
 * Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Json } from '../../workflows/asl.ts';
import { describeEvent, describeExecution, listed, seconds } from './descriptions.ts';
import { ServiceError } from './errors.ts';
import { type Execution, statuses } from './execution.ts';
import type { StepFunctions } from './interpreter.ts';
import { page } from './pages.ts';
import { executionArnPattern, parseMachineArn } from './resource.ts';

const Arn = z.string().min(1).max(256);
const Token = z.string().min(1).max(2_048);
const Paging = { maxResults: z.int().min(0).max(1_000).optional(), nextToken: z.string().min(1).max(3_096).optional() };

/** One operation: what it takes, and how it is carried out. */
function operation<T>(input: z.ZodType<T>, carryOut: (core: StepFunctions, input: T) => object) {
  return (core: StepFunctions, body: unknown): object => {
    const { data, error } = input.safeParse(body);
    if (error) throw new ServiceError('ValidationException', faultsOf(error));
    return carryOut(core, data);
  };
}

const operations = {
  StartExecution: operation(
    z.strictObject({ stateMachineArn: Arn, name: z.string().optional(), input: z.string().optional() }),
    (core, { stateMachineArn, name = randomUUID(), input = '{}' }) => {
      if (parseMachineArn(stateMachineArn) === undefined) throw invalidArn(stateMachineArn);
      const { arn, startedAt } = core.start(
        stateMachineArn,
        name,
        parse(input, 'InvalidExecutionInput', 'State Machine Execution Input'),
      );
      return { executionArn: arn, startDate: seconds(startedAt) };
    },
  ),

  SendTaskSuccess: operation(
    z.strictObject({ taskToken: Token, output: z.string() }),
    (core, { taskToken, output }) => {
      core.sendTaskSuccess(taskToken, parse(output, 'InvalidOutput', 'Output'));
      return {};
    },
  ),

  SendTaskFailure: operation(
    z.strictObject({
      taskToken: Token,
      error: z.string().max(256).optional(),
      cause: z.string().max(32_768).optional(),
    }),
    (core, { taskToken, error = null, cause = null }) => {
      core.sendTaskFailure(taskToken, error, cause);
      return {};
    },
  ),

  StopExecution: operation(
    z.strictObject({
      executionArn: Arn,
      error: z.string().max(256).optional(),
      cause: z.string().max(32_768).optional(),
    }),
    (core, { executionArn, error = null, cause = null }) => {
      const { stoppedAt = 0 } = core.stop(checked(executionArn), error, cause);
      return { stopDate: seconds(stoppedAt) };
    },
  ),

  DescribeExecution: operation(z.strictObject({ executionArn: Arn }), (core, { executionArn }) =>
    describeExecution(core.describe(checked(executionArn))),
  ),

  GetExecutionHistory: operation(
    z.strictObject({
      executionArn: Arn,
      ...Paging,
      reverseOrder: z.boolean().optional(),
      // There is none to include: payloads may hold personal data.
      includeExecutionData: z.boolean().optional(),
    }),
    (core, { executionArn, reverseOrder = false, ...paging }) => {
      const events = core.history(checked(executionArn)).map(describeEvent);
      const { items, nextToken } = page(reverseOrder ? events.reverse() : events, ({ id }) => String(id), paging);
      return { events: items, nextToken };
    },
  ),

  ListExecutions: operation(
    z.strictObject({ stateMachineArn: Arn, statusFilter: z.enum(statuses).optional(), ...Paging }),
    (core, { stateMachineArn, statusFilter, ...paging }) => {
      const found = parseMachineArn(stateMachineArn);
      if (found === undefined) throw invalidArn(stateMachineArn);
      core.definition(stateMachineArn);
      const through = ({ startedThrough }: Execution) =>
        found.qualifier === undefined || startedThrough === stateMachineArn;
      const filter = { machine: found.machine, ...(statusFilter && { status: statusFilter }) };
      const latestFirst = core.list(filter).filter(through).reverse();
      const { items, nextToken } = page(latestFirst, ({ arn }) => arn, paging);
      return { executions: items.map(listed), nextToken };
    },
  ),

  DescribeStateMachine: operation(z.strictObject({ stateMachineArn: Arn }), (core, { stateMachineArn }) => {
    const { machine = '' } = parseMachineArn(stateMachineArn) ?? {};
    const [, partition, , , account, , name] = machine.split(':');
    return {
      stateMachineArn: machine,
      name,
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: core.definition(stateMachineArn),
      roleArn: `arn:${partition}:iam::${account}:role/${name}`,
      // Nobody keeps when a laptop's machine was deployed.
      creationDate: 0,
    };
  }),
} satisfies { [name: string]: (core: StepFunctions, body: unknown) => object };

export type Operation = keyof typeof operations;

export function isOperation(name: string): name is Operation {
  return Object.hasOwn(operations, name);
}

/** Carries out a call; throws a ServiceError if it is refused. */
export function operate(core: StepFunctions, name: Operation, body: string): object {
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    throw new ServiceError('SerializationException', 'The request is not a JSON object');
  }
  return operations[name](core, input);
}

function checked(executionArn: string): string {
  if (!executionArnPattern.test(executionArn)) throw invalidArn(executionArn);
  return executionArn;
}

const invalidArn = (arn: string): ServiceError => new ServiceError('InvalidArn', `Invalid Arn: '${arn}'`);

function parse(text: string, code: 'InvalidExecutionInput' | 'InvalidOutput', what: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new ServiceError(code, `Invalid ${what}: '${(error as Error).message}'`);
  }
}

function faultsOf({ issues }: z.ZodError): string {
  const faults = issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `'${key}' is not implemented`);
    return [`Value at '${issue.path.join('.')}' failed to satisfy constraint: ${issue.message}`];
  });
  return `${faults.length} validation ${faults.length === 1 ? 'error' : 'errors'} detected: ${faults.join('; ')}`;
}

import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListActivitiesCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, Service } from './service.ts';
import { MACHINE } from './world.ts';

let service: Service;
beforeEach(async () => {
  service = await new Service().open();
});
afterEach(() => service.close());

const describeExecution = (executionArn: string | undefined) =>
  service.client.send(new DescribeExecutionCommand({ executionArn }));

describe('StartExecution', () => {
  it('starts through an alias, and answers the same for the same name and input', async () => {
    const first = await service.start('a', { caseId: 1 }, `${MACHINE}:live`);
    expect(first).toMatchObject({
      executionArn: `${MACHINE.replace('stateMachine', 'execution')}:a`,
      startDate: new Date(service.now),
    });
    service.now += 5_000;
    expect((await service.start('a', { caseId: 1 })).startDate).toEqual(first.startDate);
    expect(await describeExecution(first.executionArn)).toMatchObject({
      name: 'a',
      status: 'RUNNING',
      stateMachineArn: MACHINE,
      stateMachineAliasArn: `${MACHINE}:live`,
      input: '{"caseId":1}',
      startDate: first.startDate,
      redriveCount: 0,
    });
  });

  it('makes up a name, and an empty input', async () => {
    const { executionArn } = await service.client.send(new StartExecutionCommand({ stateMachineArn: `${MACHINE}:2` }));
    expect(await describeExecution(executionArn)).toMatchObject({
      input: '{}',
      stateMachineVersionArn: `${MACHINE}:2`,
    });
  });

  it('refuses as AWS does', async () => {
    await service.start('a');
    const sent = (input: Partial<StartExecutionCommand['input']>) =>
      refusalOf(service.client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name: 'b', ...input })));
    expect(await refusalOf(service.start('a', { other: true }))).toEqual([
      'ExecutionAlreadyExists',
      `Execution Already Exists: '${MACHINE.replace('stateMachine', 'execution')}:a'`,
    ]);
    expect(await sent({ stateMachineArn: `${MACHINE}x` })).toEqual([
      'StateMachineDoesNotExist',
      `State Machine Does Not Exist: '${MACHINE}x'`,
    ]);
    expect(await sent({ stateMachineArn: 'flow' })).toEqual(['InvalidArn', "Invalid Arn: 'flow'"]);
    expect((await sent({ name: 'a b' }))[0]).toBe('InvalidName');
    expect((await sent({ input: 'not JSON' }))[0]).toBe('InvalidExecutionInput');
    expect(await sent({ traceHeader: 'x' })).toEqual([
      'ValidationException',
      "1 validation error detected: 'traceHeader' is not implemented",
    ]);
  });
});

describe('SendTaskSuccess and SendTaskFailure', () => {
  it('answer a token once', async () => {
    const { executionArn } = await service.start('a');
    await service.core.run();
    const taskToken = service.tokens[0];
    await service.client.send(new SendTaskSuccessCommand({ taskToken, output: '{"decided":true}' }));
    await service.core.run();
    expect(await describeExecution(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"decided":true}',
      stopDate: new Date(service.now),
    });
    const again = service.client.send(new SendTaskFailureCommand({ taskToken, error: 'E' }));
    expect(await refusalOf(again)).toEqual(['TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'"]);
  });

  it('fail the task', async () => {
    const { executionArn } = await service.start('a');
    await service.core.run();
    await service.client.send(
      new SendTaskFailureCommand({ taskToken: service.tokens[0], error: 'Refused', cause: 'by hand' }),
    );
    await service.core.run();
    expect(await describeExecution(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'Refused',
      cause: 'by hand',
    });
  });

  it('refuse what is no token and no JSON', async () => {
    const send = (taskToken: string, output: string) =>
      refusalOf(service.client.send(new SendTaskSuccessCommand({ taskToken, output })));
    expect((await send('nonsense', '{}'))[0]).toBe('InvalidToken');
    expect((await send('nonsense', '{'))[0]).toBe('InvalidOutput');
  });
});

describe('the other operations', () => {
  it('StopExecution aborts', async () => {
    const { executionArn } = await service.start('a');
    const { stopDate } = await service.client.send(
      new StopExecutionCommand({ executionArn, error: 'Case.Restarted', cause: 'why' }),
    );
    expect(stopDate).toEqual(new Date(service.now));
    expect(await describeExecution(executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Case.Restarted',
      cause: 'why',
    });
  });

  it('ListExecutions pages through them, the latest first, by status', async () => {
    const arns: (string | undefined)[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) arns.unshift((await service.start(name)).executionArn);
    await service.client.send(new StopExecutionCommand({ executionArn: arns[2] }));
    const seen: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const list = new ListExecutionsCommand({
        stateMachineArn: MACHINE,
        statusFilter: 'RUNNING',
        maxResults: 3,
        nextToken,
      });
      const { executions, ...rest } = await service.client.send(list);
      seen.push(...(executions ?? []).map((execution) => execution.executionArn));
      nextToken = rest.nextToken;
    } while (nextToken !== undefined);
    expect(seen).toEqual(arns.filter((_, index) => index !== 2));
    const wrong = new ListExecutionsCommand({ stateMachineArn: MACHINE, nextToken: 'x' });
    expect((await refusalOf(service.client.send(wrong)))[0]).toBe('InvalidToken');
    const byAlias = await service.client.send(new ListExecutionsCommand({ stateMachineArn: `${MACHINE}:live` }));
    expect(byAlias.executions).toEqual([]);
  });

  it('GetExecutionHistory tells what happened, forwards and backwards', async () => {
    const { executionArn } = await service.start('a');
    await service.core.run();
    const forwards = await service.client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(forwards.events).toMatchObject([
      { id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: new Date(service.now) },
      { id: 2, type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'Await' } },
      {
        id: 3,
        type: 'TaskScheduled',
        taskScheduledEventDetails: { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' },
      },
      { id: 4, type: 'TaskStarted' },
      { id: 5, type: 'TaskSubmitted' },
    ]);
    const backwards = await service.client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 2 }),
    );
    expect(backwards.events?.map(({ id }) => id)).toEqual([5, 4]);
  });

  it('DescribeStateMachine gives the definition', async () => {
    const { definition, name, status } = await service.client.send(
      new DescribeStateMachineCommand({ stateMachineArn: `${MACHINE}:live` }),
    );
    expect([JSON.parse(definition ?? '').StartAt, name, status]).toEqual(['Await', 'flow', 'ACTIVE']);
  });

  it('ExecutionDoesNotExist and InvalidArn name the ARN', async () => {
    const arn = `${MACHINE.replace('stateMachine', 'execution')}:a`;
    expect(await refusalOf(describeExecution(arn))).toEqual([
      'ExecutionDoesNotExist',
      `Execution Does Not Exist: '${arn}'`,
    ]);
    expect(await refusalOf(describeExecution('x'))).toEqual(['InvalidArn', "Invalid Arn: 'x'"]);
  });

  it('any other is refused by its name', async () => {
    expect(await refusalOf(service.client.send(new ListActivitiesCommand({})))).toEqual([
      'UnknownOperationException',
      "The laptop's Step Functions does not implement ListActivities",
    ]);
  });

  it('a call that is not signed is refused, and so is one that is too large', async () => {
    const post = (headers: Record<string, string>, body: string) =>
      fetch(service.endpoint, {
        method: 'POST',
        headers: { 'x-amz-target': 'AWSStepFunctions.DescribeExecution', ...headers },
        body,
      });
    const unsigned = await post({}, '{}');
    expect([unsigned.status, await unsigned.json()]).toEqual([
      400,
      {
        __type: 'com.amazonaws.swf.service.v2.model#MissingAuthenticationTokenException',
        message: 'Missing Authentication Token',
      },
    ]);
    expect((await post({ authorization: 'AWS4-HMAC-SHA256 x' }, 'x'.repeat(1_048_577))).status).toBe(413);
    expect(await (await post({ authorization: 'AWS4-HMAC-SHA256 x' }, '{')).json()).toMatchObject({
      __type: expect.stringContaining('SerializationException'),
    });
  });
});

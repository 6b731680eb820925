/**
 * What AWS says of executions: docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html, API_StopExecution.html and
 * the developer guide's service-quotas.html and bp-history-limit.html.
 */
import { describe, expect, it } from 'vitest';
import type { TaskState } from '../../../../workflows/asl.ts';
import { callback, END, lifeOf, MACHINE, pass, type States, task, tokenOf, World } from '../world.ts';

const DAY = 86_400;
const WAIT = { Type: 'Wait', Seconds: 60, Next: 'End' } as const;
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return (error as Error).name;
  }
  return undefined;
};

describe('API_StartExecution', () => {
  it('answers the running execution for the same name and input, and starts nothing', async () => {
    const world = new World().deploy({ Wait: WAIT, End: END });
    const first = world.sfn.start(MACHINE, 'a', { x: 1 });
    world.now += 5_000;
    expect(world.sfn.start(MACHINE, 'a', { x: 1 }).startedAt).toBe(first.startedAt);
    expect(world.sfn.list()).toHaveLength(1);
  });

  it('ExecutionAlreadyExists: the name runs with another input', () => {
    const world = new World().deploy({ Wait: WAIT, End: END });
    world.sfn.start(MACHINE, 'a', { x: 1 });
    expect(codeOf(() => world.sfn.start(MACHINE, 'a', { x: 2 }))).toBe('ExecutionAlreadyExists');
  });

  it('ExecutionAlreadyExists: the name has run, for 90 days after its end', async () => {
    const world = new World().deploy({ Wait: WAIT, End: END });
    const arn = await world.start({ x: 1 }, 'a');
    await world.advance(60);
    await world.advance(90 * DAY - 1);
    expect(codeOf(() => world.sfn.start(MACHINE, 'a', { x: 1 }))).toBe('ExecutionAlreadyExists');
    await world.advance(1);
    expect(codeOf(() => world.sfn.describe(arn))).toBe('ExecutionDoesNotExist');
    expect(world.sfn.start(MACHINE, 'a', { x: 1 }).history.map(({ id }) => id)).toEqual([1, 2]);
    expect(world.sfn.list()).toHaveLength(1);
  });

  it('lists a name that is used again after those that started before', async () => {
    const world = new World().deploy({ Wait: { Type: 'Wait', Seconds: '{% $states.input %}', Next: 'End' }, End: END });
    await world.start(60, 'a');
    await world.start(300 * DAY, 'b');
    await world.advance(60);
    await world.advance(90 * DAY);
    await world.start(60, 'a');
    expect(world.sfn.list().map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('lets two machines use one name', () => {
    const world = new World().deploy({ End: END }).deploy({ End: END }, `${MACHINE}2`);
    expect(world.sfn.start(MACHINE, 'a', {}).arn).not.toBe(world.sfn.start(`${MACHINE}2`, 'a', {}).arn);
  });

  it('StateMachineDoesNotExist: it names the ARN', () => {
    expect(() => new World().sfn.start(MACHINE, 'a', {})).toThrow(`State Machine Does Not Exist: '${MACHINE}'`);
  });

  it.each([`${MACHINE}:live`, `${MACHINE}:3`])('starts through %s what is deployed under the machine itself', (arn) => {
    const { startedThrough, machine } = new World().deploy({ End: END }).sfn.start(arn, 'a', {});
    expect([startedThrough, machine]).toEqual([arn, MACHINE]);
  });

  it.each(['', 'x'.repeat(81), 'a b', 'a/b', 'a:b', 'a*', 'a#b', 'a\u0001'])('InvalidName: %j', (name) => {
    expect(codeOf(() => new World().deploy({ End: END }).sfn.start(MACHINE, name, {}))).toBe('InvalidName');
  });

  it('InvalidExecutionInput: more than 256 KiB', () => {
    const world = new World().deploy({ End: END });
    expect(codeOf(() => world.sfn.start(MACHINE, 'a', '中'.repeat(87_381)))).toBe('InvalidExecutionInput');
    expect(codeOf(() => world.sfn.start(MACHINE, 'a', '中'.repeat(87_380)))).toBeUndefined();
  });
});

describe('connect-stepfunctions: startExecution', () => {
  const starter = (rest: Partial<TaskState> = {}) =>
    task({
      Resource: 'arn:aws-cn:states:::states:startExecution',
      Arguments: {
        StateMachineArn: `${MACHINE}2:live`,
        Name: 'child',
        Input: { from: '{% $states.context.Execution.Id %}' },
      },
      ...rest,
    });

  it('starts the other machine and goes on at once with its ARN', async () => {
    const world = new World().deploy({ Start: starter(), End: END }).deploy({ Wait: WAIT, End: END }, `${MACHINE}2`);
    const arn = await world.start();
    const child = `${MACHINE.replace('stateMachine', 'execution')}2:child`;
    expect(world.sfn.describe(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: { ExecutionArn: child, StartDate: '2026-01-05T00:00:00.000Z' },
    });
    expect(world.sfn.describe(child)).toMatchObject({ status: 'RUNNING', input: { from: arn } });
  });

  it('raises StepFunctions.ExecutionAlreadyExistsException for a name that is used otherwise', async () => {
    const Catch = [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'End' }];
    const world = new World()
      .deploy({ Start: starter({ Catch }), End: END })
      .deploy({ Wait: WAIT, End: END }, `${MACHINE}2`);
    world.sfn.start(`${MACHINE}2`, 'child', 'otherwise');
    const { status, output } = world.sfn.describe(await world.start());
    expect([status, output]).toEqual([
      'SUCCEEDED',
      { Error: 'StepFunctions.ExecutionAlreadyExistsException', Cause: expect.stringContaining('child') },
    ]);
  });

  it('raises StepFunctions.StateMachineDoesNotExistException', async () => {
    expect((await lifeOf({ Start: starter(), End: END })).error).toBe(
      'StepFunctions.StateMachineDoesNotExistException',
    );
  });
});

describe('API_StopExecution', () => {
  it('aborts an execution where it stands; it never moves again', async () => {
    const world = new World().deploy({ Wait: WAIT, End: END });
    const arn = await world.start();
    world.sfn.stop(arn, 'Case.Restarted', 'by the reconciler');
    await world.advance(3600);
    expect(world.sfn.describe(arn)).toMatchObject({
      status: 'ABORTED',
      error: 'Case.Restarted',
      state: 'Wait',
      stoppedAt: world.now - 3_600_000,
    });
    expect(world.sfn.nextWake()).toBeUndefined();
  });

  it('leaves a closed execution as it is', async () => {
    const world = new World().deploy({ End: END });
    const arn = await world.start();
    expect(world.sfn.stop(arn).status).toBe('SUCCEEDED');
  });

  it('drops what a function returns to a stopped execution', async () => {
    const world: World = new World({
      invoke: async () => {
        world.sfn.stop(`${MACHINE.replace('stateMachine', 'execution')}:first`);
        return {};
      },
    }).deploy({ Call: task(), End: END });
    expect(world.sfn.describe(await world.start())).toMatchObject({ status: 'ABORTED', state: 'Call' });
  });
});

describe('service-quotas', () => {
  const big = 'x'.repeat(200_000);

  it('256 KiB: the output of a state', async () => {
    const { error, cause } = await lifeOf(
      { Double: pass({ Output: '{% $states.input & $states.input %}' }), End: END },
      {},
      big,
    );
    expect([error, cause]).toEqual([
      'States.DataLimitExceeded',
      "The state/task 'Double' returned a result with a size exceeding the maximum number of bytes service limit.",
    ]);
  });

  it('256 KiB: the variables of one Assign together', async () => {
    const Assign = { a: '{% $states.input %}', b: '{% $states.input %}' };
    expect((await lifeOf({ Assign: pass({ Assign }), End: END }, {}, big)).error).toBe('States.DataLimitExceeded');
  });

  it('256 KiB: what a function is given and what it returns', async () => {
    const Arguments = { FunctionName: 'f', Payload: '{% $states.input & $states.input %}' };
    expect((await lifeOf({ Call: task({ Arguments }), End: END }, {}, big)).error).toBe('States.DataLimitExceeded');
    const { cause } = await lifeOf({ Call: task(), End: END }, { invoke: async () => big + big });
    expect(cause).toBe(
      "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    );
  });

  it('one year: an execution that still runs then is timed out, whatever it waits for', async () => {
    const Try = callback({
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End' }],
    });
    const world = new World().deploy({ Try, End: END });
    const arn = await world.start();
    expect(world.sfn.nextWake()).toBe(world.now + 365 * DAY * 1000);
    await world.advance(365 * DAY);
    expect(world.sfn.describe(arn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout', state: 'Try' });
  });
});

describe('bp-history-limit', () => {
  const loop: States = {
    // Each round is 4 events: entered and exited, twice.
    Count: pass({ Output: '{% $states.input - 1 %}', Next: 'More?' }),
    'More?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input > 0 %}', Next: 'Count' }], Default: 'End' },
    End: END,
  };
  const run = (rounds: number) => lifeOf(loop, {}, rounds);

  it('25,000 events: the last one may only be that which ends the execution', async () => {
    // 1 for the start, 3 for the end: 24,996 / 4 = 6,249 rounds just fit.
    expect(await run(6_249)).toMatchObject({ status: 'SUCCEEDED', events: 25_000 });
    const failed = await run(6_250);
    expect(failed).toMatchObject({ status: 'FAILED', error: 'States.Runtime', events: 25_000 });
    expect(failed.history.at(-1)).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
  });

  it('the latest events are kept, under their own numbers', async () => {
    const { history, events } = await run(1_000);
    expect(history.length).toBeLessThan(300);
    expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => events - history.length + 1 + index));
  });
});

describe('API_HistoryEvent', () => {
  it('names what happened as AWS does', async () => {
    const tokens: string[] = [];
    const world = new World({
      invoke: async (_, payload) => {
        if (tokens.push(tokenOf(payload)) === 1) throw Object.assign(new Error(), { name: 'Outage' });
        return {};
      },
    }).deploy({ Try: callback({ Retry: [{ ErrorEquals: ['Outage'] }], Next: 'Wait' }), Wait: WAIT, End: END });
    const arn = await world.start();
    await world.advance(1);
    world.sfn.sendTaskSuccess(tokens[1] ?? '', {});
    await world.sfn.run();
    await world.advance(60);
    expect(world.sfn.history(arn).map(({ type, at }) => `${(at - world.now) / 1000} ${type}`)).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskFailed'].map(
        (type) => `-61 ${type}`,
      ),
      ...['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited', 'WaitStateEntered'].map(
        (type) => `-60 ${type}`,
      ),
      ...['WaitStateExited', 'SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'].map(
        (type) => `0 ${type}`,
      ),
    ]);
  });
});

/** What the developer guide says of errors, retriers and catchers: docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
import { describe, expect, it } from 'vitest';
import type { Retrier } from '../../../../workflows/asl.ts';
import { END, lifeOf, MACHINE, pass, settled, task, throwing, World } from '../world.ts';

const retried = (Retry: Retrier[], ...errors: string[]) =>
  lifeOf({ Try: task({ Retry }), End: END }, { invoke: throwing(...errors) });

describe('concepts-error-handling: Retry', () => {
  it('tries a state again after 1, 2 and 4 seconds where a retrier says nothing else', async () => {
    const { wakes, status, error } = await retried([{ ErrorEquals: ['Outage'] }], 'Outage');
    expect([wakes, status, error]).toEqual([[1, 3, 7], 'FAILED', 'Outage']);
  });

  it('multiplies the delay by BackoffRate, up to MaxDelaySeconds', async () => {
    const retrier = {
      ErrorEquals: ['States.ALL'],
      IntervalSeconds: 5,
      BackoffRate: 3,
      MaxAttempts: 4,
      MaxDelaySeconds: 40,
    };
    expect((await retried([retrier], 'Outage')).wakes).toEqual([5, 20, 60, 100]);
  });

  it('counts each retrier by itself: the guide’s example with ErrorA, ErrorB, ErrorC, ErrorB', async () => {
    const retriers = [
      { ErrorEquals: ['ErrorA', 'ErrorB'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
      { ErrorEquals: ['ErrorC'], IntervalSeconds: 5 },
    ];
    const { wakes, error } = await retried(retriers, 'ErrorA', 'ErrorB', 'ErrorC', 'ErrorB');
    expect([wakes, error]).toEqual([[1, 1 + 2, 3 + 5], 'ErrorB']);
  });

  it('asks the first retrier that matches only, even when it is used up', async () => {
    const { wakes } = await retried(
      [{ ErrorEquals: ['Outage'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'] }],
      'Outage',
    );
    expect(wakes).toEqual([1]);
  });

  it('never retries where MaxAttempts is 0, which shields an error from a later States.ALL', async () => {
    const { wakes } = await retried(
      [{ ErrorEquals: ['StageMoved'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }],
      'StageMoved',
    );
    expect(wakes).toEqual([]);
  });

  it('draws a delay between 0 and the computed one with FULL jitter', async () => {
    const Retry: Retrier[] = [{ ErrorEquals: ['Outage'], IntervalSeconds: 8, MaxAttempts: 2, JitterStrategy: 'FULL' }];
    const draws = [0.25, 0.75];
    const { wakes } = await lifeOf(
      { Try: task({ Retry }), End: END },
      { invoke: throwing('Outage'), random: () => draws.shift() ?? 0 },
    );
    expect(wakes).toEqual([2, 2 + 12]);
  });

  it('counts afresh when the state is entered again', async () => {
    const { wakes } = await lifeOf(
      {
        Try: task({ Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }], Catch: [{ ErrorEquals: ['A'], Next: 'Again?' }] }),
        'Again?': {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $exists($states.input.Error) and $states.context.Execution.Input.again %}', Next: 'Once' },
          ],
          Default: 'End',
        },
        Once: pass({ Next: 'Second' }),
        Second: task({ Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }] }),
        End: END,
      },
      { invoke: throwing('A') },
      { again: true },
    );
    expect(wakes).toEqual([1, 2]);
  });

  it('tells the state how often it was retried', async () => {
    const seen: unknown[] = [];
    await lifeOf(
      {
        Try: task({
          Arguments: { FunctionName: 'f', Payload: { retry: '{% $states.context.State.RetryCount %}' } },
          Retry: [
            { ErrorEquals: ['A'], MaxAttempts: 1 },
            { ErrorEquals: ['B'], MaxAttempts: 1 },
          ],
        }),
        End: END,
      },
      {
        invoke: async (_, payload) => {
          seen.push(payload);
          throw Object.assign(new Error(), { name: seen.length === 1 ? 'A' : 'B' });
        },
      },
    );
    expect(seen).toEqual([{ retry: 0 }, { retry: 1 }, { retry: 2 }]);
  });
});

describe('concepts-error-handling: error names', () => {
  const caughtBy = async (names: string[], rest: object, host = {}) => {
    const { status } = await lifeOf(
      { Try: task({ Catch: [{ ErrorEquals: names, Next: 'End' }], ...rest }), End: END },
      host,
    );
    return status === 'SUCCEEDED';
  };
  const TIMEOUT = { Resource: 'arn:aws-cn:states:::lambda:invoke.waitForTaskToken', TimeoutSeconds: 60 };
  const token = { Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' } };
  const tooMuch = { invoke: async () => 'x'.repeat(262_144) };

  it.each([
    ['a handler’s error', 'its name', ['Outage'], {}, { invoke: throwing('Outage') }, true],
    ['a handler’s error', 'States.TaskFailed', ['States.TaskFailed'], {}, { invoke: throwing('Outage') }, true],
    ['a handler’s error', 'States.ALL', ['States.ALL'], {}, { invoke: throwing('Outage') }, true],
    ['a handler’s error', 'another name', ['Other'], {}, { invoke: throwing('Outage') }, false],
    ['a timeout', 'States.Timeout', ['States.Timeout'], { ...TIMEOUT, ...token }, {}, true],
    ['a timeout', 'States.ALL', ['States.ALL'], { ...TIMEOUT, ...token }, {}, true],
    ['a timeout', 'States.TaskFailed', ['States.TaskFailed'], { ...TIMEOUT, ...token }, {}, false],
    [
      'a bad expression',
      'States.QueryEvaluationError',
      ['States.QueryEvaluationError'],
      { Output: '{% $states.input.no %}' },
      {},
      true,
    ],
    ['a bad expression', 'States.TaskFailed', ['States.TaskFailed'], { Output: '{% $states.input.no %}' }, {}, false],
    ['too large a result', 'States.DataLimitExceeded', ['States.DataLimitExceeded'], {}, tooMuch, true],
    ['too large a result', 'States.ALL', ['States.ALL'], {}, tooMuch, false],
    ['what the service can’t do', 'States.ALL', ['States.ALL'], {}, { invoke: throwing('States.Runtime') }, false],
    ['too large a result', 'States.TaskFailed', ['States.TaskFailed'], {}, tooMuch, false],
  ])('%s is caught by %s or not', async (_error, _by, names, rest, host, caught) => {
    expect(await caughtBy(names, rest, host)).toBe(caught);
  });

  it('runs a function again whose result a bad Assign could not use: States.ALL covers that too', async () => {
    let calls = 0;
    const invoke = async () => {
      calls++;
      return {};
    };
    const Assign = { x: '{% $states.result.Payload.absent %}' };
    await lifeOf(
      { Try: task({ Assign, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }] }), End: END },
      { invoke },
    );
    expect(calls).toBe(4);
  });
});

describe('concepts-error-handling: Catch', () => {
  it('hands on the error output: Error, and Lambda’s error document as Cause', async () => {
    const { output } = await lifeOf(
      { Try: task({ Catch: [{ ErrorEquals: ['Outage'], Next: 'End' }] }), End: END },
      { invoke: throwing('Outage') },
    );
    expect(output).toEqual({ Error: 'Outage', Cause: '{"errorType":"Outage","errorMessage":"this is Outage"}' });
  });

  it('gives a timeout an empty Cause', async () => {
    const { output } = await lifeOf(
      {
        Try: task({
          Resource: 'arn:aws-cn:states:::lambda:invoke.waitForTaskToken',
          Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' },
          TimeoutSeconds: 1,
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'End' }],
        }),
        End: END,
      },
      {},
    );
    expect(output).toEqual({ Error: 'States.Timeout', Cause: '' });
  });

  it('assigns and puts out what a catcher says, from $states.errorOutput', async () => {
    const catcher = {
      ErrorEquals: ['Outage'],
      Assign: { why: '{% $states.errorOutput.Error %}' },
      Output: '{% $states.input %}',
      Next: 'Tell',
    };
    const states = {
      Try: task({ Catch: [catcher], Next: 'Tell', Assign: { why: 'none' } }),
      Tell: pass({ Output: '{% [$why, $states.input] %}' }),
      End: END,
    };
    expect((await lifeOf(states, { invoke: throwing('Outage') }, 7)).output).toEqual(['Outage', 7]);
  });

  it('asks the retriers first and the catchers in their order', async () => {
    const states = {
      Try: task({
        Retry: [{ ErrorEquals: ['Outage'], MaxAttempts: 1 }],
        Catch: [
          { ErrorEquals: ['Other'], Next: 'Wrong' },
          { ErrorEquals: ['Outage'], Next: 'End' },
          { ErrorEquals: ['States.ALL'], Next: 'Wrong' },
        ],
      }),
      Wrong: { Type: 'Fail' as const, Error: 'Wrong', Cause: '' },
      End: END,
    };
    const { status, wakes } = await lifeOf(states, { invoke: throwing('Outage') });
    expect([status, wakes]).toEqual(['SUCCEEDED', [1]]);
  });

  it('lets nobody catch what goes wrong in a catcher', async () => {
    const states = {
      Try: task({ Catch: [{ ErrorEquals: ['States.ALL'], Assign: { a: '{% $states.input.no %}' }, Next: 'End' }] }),
      End: END,
    };
    const { status, error } = await lifeOf(states, { invoke: throwing('Outage') });
    expect([status, error]).toEqual(['FAILED', 'States.QueryEvaluationError']);
  });

  it('has no part in Pass, Wait and Choice: an error there ends the execution', async () => {
    for (const state of [
      pass({ Output: '{% $states.input.no %}' }),
      { Type: 'Wait', Timestamp: 'soon', Next: 'End' } as const,
    ]) {
      expect((await lifeOf({ State: state, End: END })).error).toBe('States.QueryEvaluationError');
    }
  });
});

describe('state-task: TimeoutSeconds', () => {
  it('times a function out that does not return, and drops what it returns later', async () => {
    const returned = Promise.withResolvers<string>();
    const world = new World({ invoke: () => returned.promise });
    world.deploy({
      Try: task({ TimeoutSeconds: 60, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'End' }] }),
      End: END,
    });
    const { arn } = world.sfn.start(MACHINE, 'first', {});
    const running = world.sfn.run();
    await settled();
    expect(world.sfn.nextWake()).toBe(world.now + 60_000);
    world.now += 60_000;
    await world.sfn.run();
    await running;
    returned.resolve('late');
    await world.sfn.run();
    expect(world.sfn.describe(arn).output).toEqual({ Error: 'States.Timeout', Cause: '' });
  });

  it('times a function out that took too long, even if nobody looked meanwhile', async () => {
    const world: World = new World({
      invoke: async () => {
        world.now += 61_000;
        return {};
      },
    });
    world.deploy({ Try: task({ TimeoutSeconds: 60 }), End: END });
    expect(world.sfn.describe(await world.start()).error).toBe('States.Timeout');
  });
});

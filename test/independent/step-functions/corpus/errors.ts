import type { Catcher, Retrier } from '../../../../workflows/asl.ts';
import { END, machine, pass, type Reply, script, type Trial, task } from '../trial.ts';

const fails = (...names: string[]): Reply[] => names.map((name) => ({ throws: [name, `this is ${name}`] }));
const outages = (count: number): Reply[] => fails(...Array<string>(count).fill('Outage'));

const retried = (name: string, Retry: Retrier[], replies: Reply[], rest: object = {}): Trial => ({
  name,
  definition: machine({ Try: task({ Retry, ...rest }), End: END, Caught: pass({ Output: '{% $states.input %}' }) }),
  functions: script(...replies),
});

const retries: readonly Trial[] = [
  retried('the default retrier', [{ ErrorEquals: ['Outage'] }], outages(1)),
  retried('a retry that succeeds', [{ ErrorEquals: ['Outage'] }], [...outages(2), { returns: 'at last' }]),
  retried('no retrier matches', [{ ErrorEquals: ['Other'] }], outages(1)),
  retried('attempts that are used up', [{ ErrorEquals: ['Outage'], MaxAttempts: 1 }], outages(1)),
  retried('MaxAttempts of 0', [{ ErrorEquals: ['Outage'], MaxAttempts: 0 }], outages(1)),
  retried(
    'backoff up to MaxDelaySeconds',
    [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 3, MaxAttempts: 5, MaxDelaySeconds: 40 }],
    outages(1),
  ),
  retried(
    'backoff of 1.5',
    [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 1.5, MaxAttempts: 4 }],
    outages(1),
  ),
  retried(
    'full jitter',
    [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 8, MaxAttempts: 2, JitterStrategy: 'FULL' }],
    outages(1),
  ),
  retried(
    'no jitter, said so',
    [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 8, MaxAttempts: 1, JitterStrategy: 'NONE' }],
    outages(1),
  ),
  retried(
    'an outage of twenty minutes, as our machines retry it',
    [
      { ErrorEquals: ['StageMoved', 'States.Timeout', 'States.QueryEvaluationError'], MaxAttempts: 0 },
      {
        ErrorEquals: ['States.ALL'],
        IntervalSeconds: 5,
        BackoffRate: 2,
        MaxAttempts: 8,
        MaxDelaySeconds: 900,
        JitterStrategy: 'FULL',
      },
    ],
    outages(1),
  ),
  retried(
    'each retrier counts by itself',
    [
      { ErrorEquals: ['A', 'B'], IntervalSeconds: 1, MaxAttempts: 2 },
      { ErrorEquals: ['C'], IntervalSeconds: 5 },
    ],
    fails('A', 'B', 'C', 'B'),
  ),
  retried(
    'the first retrier that matches decides, though it is used up',
    [{ ErrorEquals: ['Outage'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'] }],
    outages(1),
  ),
  retried(
    'a retrier with no attempts shields an error from States.ALL',
    [{ ErrorEquals: ['StageMoved'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }],
    fails('StageMoved'),
  ),
  retried(
    'States.TaskFailed retries an error of the function',
    [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }],
    outages(1),
  ),
  retried('retried first, then caught', [{ ErrorEquals: ['Outage'], MaxAttempts: 2 }], outages(1), {
    Catch: [{ ErrorEquals: ['Outage'], Next: 'Caught' }],
  }),
  {
    name: 'the function learns how often it was retried',
    definition: machine({
      Try: task({
        Arguments: { FunctionName: 'f', Payload: { retry: '{% $states.context.State.RetryCount %}' } },
        Retry: [
          { ErrorEquals: ['A'], MaxAttempts: 1 },
          { ErrorEquals: ['B'], MaxAttempts: 1 },
        ],
      }),
      End: END,
    }),
    functions: script(...fails('A', 'B', 'A')),
  },
  {
    name: 'a state that is entered again counts its retries afresh',
    definition: machine({
      Begin: pass({ Assign: { n: 0 }, Next: 'Try' }),
      Try: task({
        Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['A'], Assign: { n: '{% $n + 1 %}' }, Next: 'Again?' }],
      }),
      'Again?': { Type: 'Choice', Choices: [{ Condition: '{% $n < 2 %}', Next: 'Try' }], Default: 'End' },
      End: END,
    }),
    functions: script(...fails('A')),
  },
];

const caught = (name: string, Catch: Catcher[], replies: Reply[], rest: object = {}): Trial => ({
  name,
  input: { was: 'before' },
  definition: machine({
    Begin: pass({ Assign: { x: 1 }, Next: 'Try' }),
    Try: task({ Catch, ...rest }),
    Caught: pass({ Output: '{% {"input": $states.input, "x": $x} %}', Next: 'End' }),
    Other: pass({ Output: "{% 'other' %}", Next: 'End' }),
    End: END,
  }),
  functions: script(...replies),
});

const catches: readonly Trial[] = [
  caught('by its name', [{ ErrorEquals: ['Outage'], Next: 'Caught' }], outages(1)),
  caught('by States.ALL', [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }], outages(1)),
  caught('by States.TaskFailed', [{ ErrorEquals: ['States.TaskFailed'], Next: 'Caught' }], outages(1)),
  caught('by nobody', [{ ErrorEquals: ['Other'], Next: 'Caught' }], outages(1)),
  caught(
    'by the first that matches',
    [
      { ErrorEquals: ['A'], Next: 'Other' },
      { ErrorEquals: ['B', 'Outage'], Next: 'Caught' },
      { ErrorEquals: ['States.ALL'], Next: 'Other' },
    ],
    outages(1),
  ),
  caught(
    'with Assign and Output',
    [
      {
        ErrorEquals: ['Outage'],
        Assign: { x: '{% $states.errorOutput.Error & $x %}' },
        Output: '{% {"was": $states.input.was, "x": $x, "error": $states.errorOutput.Error} %}',
        Next: 'Caught',
      },
    ],
    outages(1),
  ),
  caught(
    'with a cause that is parsed',
    [
      {
        ErrorEquals: ['Outage'],
        Output: '{% $parse($states.errorOutput.Cause).errorMessage %}',
        Next: 'Caught',
      },
    ],
    outages(1),
  ),
  caught(
    'with an undefined Output',
    [{ ErrorEquals: ['Outage'], Output: '{% $states.input.absent %}', Next: 'Caught' }],
    outages(1),
  ),
  caught(
    'an error of its Arguments',
    [{ ErrorEquals: ['States.QueryEvaluationError'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
    [{}],
    { Arguments: { FunctionName: 'f', Payload: { a: '{% $states.input.absent %}' } } },
  ),
  caught(
    'an error of its Output',
    [{ ErrorEquals: ['States.QueryEvaluationError'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
    [{}],
    { Output: '{% $states.result.Payload.absent %}' },
  ),
  caught(
    'an error of its Assign',
    [{ ErrorEquals: ['States.QueryEvaluationError'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
    [{}],
    { Assign: { y: '{% $states.result.Payload.absent %}' } },
  ),
  caught(
    'an error of its Arguments by States.ALL',
    [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
    [{}],
    { Arguments: { FunctionName: 'f', Payload: { a: '{% $states.input.absent %}' } } },
  ),
  caught(
    'an error of its Arguments by States.TaskFailed',
    [{ ErrorEquals: ['States.TaskFailed'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
    [{}],
    { Arguments: { FunctionName: 'f', Payload: { a: '{% $states.input.absent %}' } } },
  ),
  caught('an error of its Arguments by nobody', [{ ErrorEquals: ['Outage'], Next: 'Caught' }], [{}], {
    Arguments: { FunctionName: 'f', Payload: { a: '{% $states.input.absent %}' } },
  }),
  {
    name: 'an error that no catcher knows ends the execution with its name and cause',
    definition: machine({ Try: task(), End: END }),
    functions: script(...fails('StageMoved')),
  },
  {
    name: 'variables live on after an error was caught',
    definition: machine({
      Begin: pass({ Assign: { x: [1] }, Next: 'Try' }),
      Try: task({ Assign: { x: 'never' }, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Tell' }] }),
      Tell: pass({ Output: '{% $x %}' }),
      End: END,
    }),
    functions: script(...outages(1)),
  },
];

export const errorTrials: readonly Trial[] = [
  ...retries.map((trial) => ({ ...trial, name: `retry: ${trial.name}` })),
  ...catches.map((trial) => ({ ...trial, name: `caught: ${trial.name}` })),
];

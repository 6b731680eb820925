import { callback, END, machine, pass, type Reply, type Ring, script, type Trial } from '../trial.ts';

const rung = (name: string, replies: Reply[], rest: object = {}): Trial => ({
  name: `token: ${name}`,
  definition: machine({
    Await: callback(rest),
    End: END,
    Caught: pass({ Output: '{% $states.input %}' }),
    Late: pass({ Output: "{% 'too late' %}" }),
  }),
  functions: script(...replies),
});

const success = (output: unknown): Ring => ({ success: output }) as Ring;
const refused: Ring = { failure: { error: 'Refused', cause: 'by hand' } };
const wrap = { Output: '{% {"result": $states.result} %}' };

export const tokenTrials: readonly Trial[] = [
  rung('success', [{ rings: [success({ decided: true })] }]),
  ...[null, 0, 'text', [1, 2], {}].map((output) =>
    rung(`success with ${JSON.stringify(output)}`, [{ rings: [success(output)] }], wrap),
  ),
  rung('what the function returns is dropped', [{ returns: { mine: 1 }, rings: [success('theirs')] }], wrap),
  rung('success, assigned', [{ rings: [success({ v: 3 })] }], {
    Assign: { v: '{% $states.result.v %}' },
    Output: '{% $states.result %}',
  }),
  rung('success, its Output undefined', [{ rings: [success({})] }], { Output: '{% $states.result.absent %}' }),
  rung('failure', [{ rings: [refused] }]),
  rung('failure, caught', [{ rings: [refused] }], { Catch: [{ ErrorEquals: ['Refused'], Next: 'Caught' }] }),
  rung('failure, caught by States.TaskFailed', [{ rings: [refused] }], {
    Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Caught' }],
  }),
  rung('failure without a cause', [{ rings: [{ failure: { error: 'Refused' } }] }], {
    Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
  }),
  rung('failure, tried again', [{ rings: [refused] }, { rings: [success('second')] }], {
    Retry: [{ ErrorEquals: ['Refused'], MaxAttempts: 1 }],
    ...wrap,
  }),
  rung('the function fails', [{ throws: ['StageMoved', 'the case has moved on'] }], {
    Catch: [{ ErrorEquals: ['StageMoved'], Next: 'Caught' }],
  }),
  rung('the function fails once', [{ throws: ['Outage', ''] }, { rings: [success('second')] }], {
    Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
    ...wrap,
  }),
  rung('nobody answers in time', [{}], { TimeoutSeconds: 1 }),
  rung('nobody answers in time, caught', [{}], {
    TimeoutSeconds: 1,
    Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.errorOutput.Error %}', Next: 'Late' }],
  }),
  rung('nobody answers in time, caught by States.ALL', [{}], {
    TimeoutSeconds: 1,
    Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'Late' }],
  }),
  rung('nobody answers in time, which States.TaskFailed does not match', [{}], {
    TimeoutSeconds: 1,
    Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Late' }],
  }),
  rung('nobody answers in time, tried again', [{}, { rings: [success('second')] }], {
    TimeoutSeconds: 1,
    Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }],
    ...wrap,
  }),
  rung('answered twice', [{ rings: [success('first'), success('second')] }], wrap),
  rung('answered after a failure', [{ rings: [refused, success('second')] }]),
  {
    name: 'token: a token of an earlier visit is stale',
    definition: machine({
      Begin: pass({ Assign: { n: 0 }, Next: 'Await' }),
      Await: callback({ Assign: { n: '{% $n + 1 %}' }, Next: 'Again?' }),
      'Again?': { Type: 'Choice', Choices: [{ Condition: '{% $n < 2 %}', Next: 'Await' }], Default: 'End' },
      End: END,
    }),
    functions: () => {
      let calls = 0;
      return () => (calls++ === 0 ? { rings: [success(1), success('stale')] } : { rings: [success(2)] });
    },
  },
];

import { END, machine, pass, script, type Trial, task } from '../trial.ts';

const tell = (output: string, Next = 'End') => pass({ Output: output, Next });

/** Assign, Output and what passes from state to state. */
export const dataTrials: readonly Trial[] = [
  {
    name: 'the input passes through a Pass without Output',
    input: { a: 1 },
    definition: machine({ First: pass(), End: END }),
  },
  {
    name: 'Assign and Output see the variables as on entry',
    definition: machine({
      First: pass({ Assign: { x: 1 }, Next: 'Second' }),
      Second: pass({ Assign: { x: '{% $x + 1 %}', y: '{% $x %}' }, Output: '{% $x %}', Next: 'Third' }),
      Third: tell('{% [$states.input, $x, $y] %}'),
      End: END,
    }),
  },
  {
    name: 'Assign swaps two variables',
    definition: machine({
      First: pass({ Assign: { a: 1, b: 2 }, Next: 'Swap' }),
      Swap: pass({ Assign: { a: '{% $b %}', b: '{% $a %}' }, Next: 'Tell' }),
      Tell: tell('{% {"a": $a, "b": $b} %}'),
      End: END,
    }),
  },
  {
    name: 'a variable may hold null, a list and an object',
    definition: machine({
      First: pass({ Assign: { none: null, list: [], object: { 汉: '字' } }, Next: 'Tell' }),
      Tell: tell('{% {"none": $none, "list": $list, "object": $object} %}'),
      End: END,
    }),
  },
  {
    name: 'a variable is replaced whole',
    definition: machine({
      First: pass({ Assign: { v: { a: 1, b: 2 } }, Next: 'Second' }),
      Second: pass({ Assign: { v: { a: 3 } }, Next: 'Tell' }),
      Tell: tell('{% $v %}'),
      End: END,
    }),
  },
  {
    name: 'a template is filled in to any depth, and constants stay as they are',
    input: { n: 2 },
    definition: machine({
      First: pass({
        Output: {
          list: [1, '{% $states.input.n %}', { deep: '{% $states.input.n * 2 %}' }],
          text: 'n',
          yes: true,
          none: null,
        },
      }),
      End: END,
    }),
  },
  {
    name: 'an Output may be a constant of any kind',
    definition: machine({ First: pass({ Output: [1, null, false, 'x'] }), End: END }),
  },
  {
    name: 'an undefined field of a template fails the state',
    definition: machine({ First: pass({ Output: { a: '{% $states.input.absent %}' } }), End: END }),
  },
  {
    name: 'an undefined field of Assign fails the state',
    definition: machine({ First: pass({ Assign: { a: '{% $states.input.absent %}' } }), End: END }),
  },
  {
    name: 'an undefined Output of Succeed fails the state',
    definition: machine({ End: { Type: 'Succeed', Output: '{% $states.input.absent %}' } }),
  },
  {
    name: 'a Succeed has an Output of its own',
    input: { a: [1, 2] },
    definition: machine({ End: { Type: 'Succeed', Output: '{% $sum($states.input.a) %}' } }),
  },
  {
    name: "a task's result is the input of the next state",
    definition: machine({ First: task(), End: END }),
    functions: script({ returns: { a: 1 } }),
  },
  {
    name: 'a task passes on what its Output picks, and assigns',
    definition: machine({
      First: task({
        Assign: { status: '{% $states.result.StatusCode %}', was: '{% $states.input.was %}' },
        Output: '{% $states.result.Payload.list[0] %}',
        Next: 'Tell',
      }),
      Tell: tell('{% [$states.input, $status, $was] %}'),
      End: END,
    }),
    input: { was: 'before' },
    functions: script({ returns: { list: ['x', 'y'] } }),
  },
  {
    name: 'a task gets what its Arguments say',
    input: { city: '青岛', list: [1], nothing: null },
    definition: machine({
      First: task({
        Arguments: {
          FunctionName: 'f',
          Payload: { city: '{% $states.input.city %}', all: '{% $states.input %}', constant: { a: [1, null] } },
        },
      }),
      End: END,
    }),
  },
  {
    name: 'a task gets a Payload that is one expression',
    input: { a: 1 },
    definition: machine({
      First: task({ Arguments: { FunctionName: 'f', Payload: '{% $merge([$states.input, {"b": 2}]) %}' } }),
      End: END,
    }),
  },
  {
    name: 'the name of a function may be an expression',
    input: { f: 'g' },
    definition: machine({
      First: task({ Arguments: { FunctionName: '{% $states.input.f %}', Payload: {} } }),
      End: END,
    }),
  },
  ...[null, true, 0, 'text', [1], {}].map((returns) => ({
    name: `a function may return ${JSON.stringify(returns)}`,
    definition: machine({ First: task({ Output: '{% $states.result.Payload %}' }), End: END }),
    functions: script({ returns }),
  })),
  {
    name: 'a loop ends when its variable says so',
    definition: machine({
      Begin: pass({ Assign: { n: 0 }, Next: 'Count' }),
      Count: pass({ Assign: { n: '{% $n + 1 %}' }, Next: 'Enough?' }),
      'Enough?': {
        Type: 'Choice',
        Choices: [{ Condition: '{% $n < 3 %}', Next: 'Count' }],
        Default: 'Tell',
      },
      Tell: tell('{% $n %}'),
      End: END,
    }),
  },
  {
    name: 'the input of the execution stays at hand on re-entry',
    input: { case: 'QD-1' },
    definition: machine({
      First: pass({ Output: "{% 'something else' %}", Next: 'Second' }),
      Second: tell('{% [$states.input, $states.context.Execution.Input.case] %}'),
      End: END,
    }),
  },
];

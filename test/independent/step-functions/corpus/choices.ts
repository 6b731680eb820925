import type { Json } from '../../../../workflows/asl.ts';
import { END, machine, pass, type Trial } from '../trial.ts';

const input: Json = { stands: 'closed', n: 5, nothing: null, empty: '', yes: true, no: false, list: [1], none: [] };

/** Which way a Choice goes; its Default is a Fail, as in every machine of ours. */
const conditions = [
  "$states.input.stands = 'closed'",
  "$states.input.stands = 'Closed'",
  "$states.input.absent = 'closed'",
  "$states.input.absent != 'closed'",
  '$states.input.nothing = null',
  '$states.input.absent = null',
  "$states.input.stands in ['open', 'closed']",
  "$states.input.absent in ['open', 'closed']",
  '$states.input.n >= 5',
  '$states.input.n > 5',
  '$states.input.yes',
  '$states.input.no',
  '$exists($states.input.nothing)',
  '$exists($states.input.absent)',
  '$not($states.input.no)',
  '$boolean($states.input.list)',
  "$states.input.empty = ''",
  '$states.input.absent',
  '$states.input.absent > 5',
];

/** Neither true nor false, or not to be computed: each fails the state. */
const mistaken = [
  '$states.input.n',
  '$states.input.stands',
  '$states.input.nothing',
  '$states.input.list',
  "$states.input.n > 'a'",
  '$error("no")',
  '$states.input.none',
];

const asking = (name: string, condition: string): Trial => ({
  name: `${name} ${condition}`,
  input,
  definition: machine({
    'Is it?': { Type: 'Choice', Choices: [{ Condition: `{% ${condition} %}`, Next: 'End' }], Default: 'Unknown' },
    End: END,
    Unknown: { Type: 'Fail', Error: 'Case.Unknown', Cause: 'no way' },
  }),
});

export const choiceTrials: readonly Trial[] = [
  ...conditions.map((condition) => asking('condition', condition)),
  ...mistaken.map((condition) => asking('mistaken condition', condition)),
  {
    name: 'the first rule that holds decides',
    input,
    definition: machine({
      'Which?': {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n = 4 %}', Next: 'A' },
          { Condition: '{% $states.input.n = 5 %}', Next: 'B' },
          { Condition: '{% $states.input.n > 0 %}', Next: 'A' },
        ],
        Default: 'End',
      },
      A: pass(),
      B: pass(),
      End: END,
    }),
  },
  {
    name: 'a rule assigns and has an Output of its own',
    input,
    definition: machine({
      'Which?': {
        Type: 'Choice',
        Assign: { way: 'default' },
        Output: "{% 'default' %}",
        Choices: [
          {
            Condition: '{% $states.input.n = 5 %}',
            Assign: { way: '{% $states.input.stands %}' },
            Output: '{% $states.input.n %}',
            Next: 'Tell',
          },
        ],
        Default: 'Tell',
      },
      Tell: pass({ Output: '{% [$states.input, $way] %}' }),
      End: END,
    }),
  },
  {
    name: 'the Default assigns and has the Output of the Choice',
    input,
    definition: machine({
      'Which?': {
        Type: 'Choice',
        Assign: { way: 'default' },
        Output: '{% $states.input.stands %}',
        Choices: [{ Condition: '{% $states.input.n = 6 %}', Assign: { way: 'six' }, Next: 'Tell' }],
        Default: 'Tell',
      },
      Tell: pass({ Output: '{% [$states.input, $way] %}' }),
      End: END,
    }),
  },
  {
    name: 'Fail takes its error and cause from expressions',
    input,
    definition: machine({
      First: pass({ Assign: { why: '期限' }, Next: 'No' }),
      No: {
        Type: 'Fail',
        Error: "{% 'Case.' & $states.input.stands %}",
        Cause: "{% 'stands at ' & $states.input.stands & $why %}",
      },
    }),
  },
  {
    name: 'Fail with a missing value in its cause',
    input,
    definition: machine({ No: { Type: 'Fail', Error: 'E', Cause: "{% 'stands at ' & $states.input.absent %}" } }),
  },
  {
    name: 'Fail with an undefined cause',
    input,
    definition: machine({ No: { Type: 'Fail', Error: 'E', Cause: '{% $states.input.absent %}' } }),
  },
  {
    name: 'Fail with a cause that is no text',
    input,
    definition: machine({ No: { Type: 'Fail', Error: 'E', Cause: '{% $states.input.n %}' } }),
  },
];

import { arnOf, callback, END, machine, pass, type Reply, script, start, type Trial } from '../trial.ts';

const EXISTS = 'StepFunctions.ExecutionAlreadyExistsException';
/** Runs until its token is answered. */
const long = machine({ Await: callback(), End: END });
const short = machine({ Tell: pass({ Output: '{% $states.input %}' }), End: END });

const trial = (name: string, child: string, other: typeof long, first: object, second: object): Trial => {
  const StateMachineArn = arnOf(child);
  return {
    name: `start: ${name}`,
    others: { [child]: other },
    definition: machine({
      First: start({ StateMachineArn, Name: 'clock-1', ...first }, { Output: "{% 'first' %}", Next: 'Pause' }),
      // Lets what was started come to its end, where it has one.
      Pause: callback({
        Arguments: { FunctionName: 'pause', Payload: { token: '{% $states.context.Task.Token %}' } },
        Next: 'Second',
      }),
      Second: start(
        { StateMachineArn, Name: 'clock-1', ...second },
        {
          Output: "{% 'second' %}",
          Catch: [{ ErrorEquals: [EXISTS], Output: "{% 'it runs already' %}", Next: 'Caught' }],
        },
      ),
      End: END,
      Caught: pass(),
    }),
    functions:
      () =>
      (called): Reply =>
        called === 'pause' ? { rings: [{ success: {} }] } : {},
  };
};

export const startTrials: readonly Trial[] = [
  trial('the same name and input while it runs', 'same-running', long, { Input: { a: 1 } }, { Input: { a: 1 } }),
  trial(
    'the same name and another input while it runs',
    'other-running',
    long,
    { Input: { a: 1 } },
    { Input: { a: 2 } },
  ),
  trial('the same name and input after it ended', 'same-ended', short, { Input: { a: 1 } }, { Input: { a: 1 } }),
  trial('another name', 'other-name', short, { Input: { a: 1 } }, { Name: 'clock-2', Input: { a: 1 } }),
  trial('no input', 'no-input', short, {}, { Name: 'clock-2' }),
  {
    name: 'start: what is answered',
    others: { answered: short },
    definition: machine({
      First: start(
        {
          StateMachineArn: arnOf('answered'),
          Name: "{% 'case-' & $states.input.id %}",
          Input: { of: '{% $states.input %}' },
        },
        { Output: '{% $states.result.ExecutionArn %}' },
      ),
      End: END,
    }),
    input: { id: 'QD-1' },
  },
  {
    name: 'start: a machine that is not there',
    definition: machine({
      First: start(
        { StateMachineArn: arnOf('absent'), Name: 'clock-1' },
        { Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'End' }] },
      ),
      End: END,
    }),
  },
  {
    name: 'start: a name that is undefined',
    others: { unnamed: short },
    definition: machine({
      First: start({ StateMachineArn: arnOf('unnamed'), Name: '{% $states.input.absent %}' }),
      End: END,
    }),
  },
  {
    name: 'start: a name clash that nobody catches',
    others: { uncaught: long },
    definition: machine({
      First: start({ StateMachineArn: arnOf('uncaught'), Name: 'clock-1', Input: { a: 1 } }, { Next: 'Second' }),
      Second: start({ StateMachineArn: arnOf('uncaught'), Name: 'clock-1', Input: { a: 2 } }),
      End: END,
    }),
    functions: script({}),
  },
];

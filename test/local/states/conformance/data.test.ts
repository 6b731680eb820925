/**
 * What the developer guide says of data: docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html, workflow-variables.html and
 * input-output-contextobject.html.
 */
import { describe, expect, it } from 'vitest';
import type { Json, State } from '../../../../workflows/asl.ts';
import { END, lifeOf, MACHINE, pass, task } from '../world.ts';

/** What an expression gives, or the name and the tail of the error. */
async function resultOf(expression: Json, input: Json = {}): Promise<unknown> {
  const { output, error, cause } = await lifeOf({ Value: pass({ Output: { v: expression } }), End: END }, {}, input);
  return error === undefined ? (output as { v: Json }).v : `${error}: ${cause?.replace(/^.*\). /, '')}`;
}
const nothing = (source: string) =>
  `States.QueryEvaluationError: The JSONata expression '${source}' specified for the field 'Output/v' returned nothing (undefined).`;

describe('transforming-data: expressions', () => {
  it.each<[string, Json, Json, unknown]>([
    ['a constant stays', '$states.input', 1, '$states.input'],
    ['the input is the state’s', '{% $states.input %}', [1, { a: null }], [1, { a: null }]],
    ['an absent member fails its field', '{% $states.input.no %}', {}, nothing('$states.input.no')],
    ['an absent member inside an object is left out', "{% {'k': $states.input.no, 'n': 1} %}", {}, { n: 1 }],
    ['an absent member inside an array is left out', '{% [1, $states.input.no] %}', {}, [1]],
    ['null is a value', '{% $states.input.n %}', { n: null }, null],
    ['null stays inside an object', "{% {'n': $states.input.n} %}", { n: null }, { n: null }],
    ['an absent text joins as nothing', "{% 'a' & $states.input.no %}", {}, 'a'],
    ['an absent value equals nothing, silently', "{% $states.input.no = 'x' %}", {}, false],
    ['a path over one element gives the element', '{% $states.input.list.id %}', { list: [{ id: 7 }] }, 7],
    [
      'a path over two elements gives an array',
      '{% $states.input.list.id %}',
      { list: [{ id: 7 }, { id: 8 }] },
      [7, 8],
    ],
    ['a list of one stays a list', '{% $states.input.list %}', { list: [7] }, [7]],
    ['… unless [] keeps the array', '{% $states.input.list.id[] %}', { list: [{ id: 7 }] }, [7]],
    [
      'a path over no element fails its field',
      '{% $states.input.list.id %}',
      { list: [] },
      nothing('$states.input.list.id'),
    ],
    ['expressions stand anywhere in a template', { a: [1, '{% $states.input.x %}'] }, { x: 2 }, { a: [1, 2] }],
    ['a variable of its own lives in a block', '{% ($x := 2; $x * $x) %}', {}, 4],
    [
      'a function is no result',
      '{% function($x){$x} %}',
      {},
      expect.stringContaining('returned an unsupported result type.'),
    ],
    [
      'an error names its code',
      "{% 'a' + 1 %}",
      {},
      "States.QueryEvaluationError: The JSONata expression ''a' + 1' specified for the field 'Output/v' threw an error during evaluation. T2001: The left side of the \"+\" operator must evaluate to a number",
    ],
  ])('%s', async (_says, expression, input, expected) => {
    expect(await resultOf(expression, input)).toEqual(expected);
  });
});

describe('transforming-data: functions that Step Functions adds', () => {
  it.each<[string, unknown]>([
    ['{% $parse(\'{"a": [1]}\').a[] %}', [1]],
    ["{% $parse('no') %}", expect.stringContaining('threw an error')],
    ["{% $hash('hello', 'SHA-256') %}", '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'],
    ["{% $hash('hello', 'MD5') %}", '5d41402abc4b2a76b9719d911017c592'],
    ['{% $range(1, 9, 2) %}', [1, 3, 5, 7, 9]],
    ['{% $range(5, 1, -2) %}', [5, 3, 1]],
    ['{% $partition([1, 2, 3, 4, 5], 2) %}', [[1, 2], [3, 4], [5]]],
  ])('%s', async (expression, expected) => {
    expect(await resultOf(expression)).toEqual(expected);
  });
});

const only = (Condition: string): State => ({ Type: 'Choice', Choices: [{ Condition, Next: 'End' }], Default: 'End' });

describe('transforming-data: fields', () => {
  it('names the state, the event at which it was entered and the field of an error', async () => {
    const { cause } = await lifeOf({
      First: pass({ Next: 'Second' }),
      Second: pass({ Output: '{% $states.input.no %}' }),
      End: END,
    });
    expect(cause).toBe(
      "An error occurred while executing the state 'Second' (entered at the event id #4). The JSONata expression '$states.input.no' specified for the field 'Output' returned nothing (undefined).",
    );
  });

  it('fails a Condition that is no boolean', async () => {
    const { error, cause } = await lifeOf({ Choice: only("{% 'yes' %}"), End: END });
    expect([error, cause]).toEqual([
      'States.QueryEvaluationError',
      expect.stringContaining(
        "The JSONata expression ''yes'' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'string' for value: \"yes\"",
      ),
    ]);
  });

  it('fails a Condition that compares what is absent, but not one that asks whether it equals something', async () => {
    const by = async (condition: string) => (await lifeOf({ Choice: only(condition), End: END })).status;
    expect([await by('{% $states.input.no < 3 %}'), await by('{% $states.input.no = 3 %}')]).toEqual([
      'FAILED',
      'SUCCEEDED',
    ]);
  });

  it('passes the result on without an Output, and the input where there is no result', async () => {
    const invoke = async () => 'result';
    const { output } = await lifeOf(
      {
        Pass: pass({ Next: 'Call' }),
        Call: task({ Output: '{% [$states.input, $states.result.Payload] %}' }),
        End: END,
      },
      { invoke },
      'input',
    );
    expect(output).toEqual(['input', 'result']);
  });

  it('fills Error and Cause of a Fail from expressions', async () => {
    const fail = { Type: 'Fail', Error: 'Case.UnknownStage', Cause: "{% 'no ' & $states.input.stage %}" } as const;
    expect(await lifeOf({ Fail: fail }, {}, { stage: 'x' })).toMatchObject({
      status: 'FAILED',
      error: 'Case.UnknownStage',
      cause: 'no x',
    });
  });
});

describe('state-choice', () => {
  const choice = (rest: object = {}) => ({
    Type: 'Choice' as const,
    Choices: [
      { Condition: '{% $states.input.x = 1 %}', Next: 'Tell', Assign: { by: 'the first rule' } },
      { Condition: '{% $states.input.x = 2 %}', Next: 'Tell', Assign: { by: 'the second rule' }, Output: 'put out' },
    ],
    Default: 'Tell',
    Assign: { by: 'the default' },
    ...rest,
  });
  const Tell = pass({ Output: '{% [$by, $states.input] %}' });

  it.each<[Json, Json]>([
    [{ x: 1 }, ['the first rule', { x: 1 }]],
    [{ x: 2 }, ['the second rule', 'put out']],
    [{ x: 9 }, ['the default', { x: 9 }]],
    [{}, ['the default', {}]],
  ])('given %j the first rule that holds decides, or else Default', async (input, expected) => {
    expect((await lifeOf({ Choice: choice(), Tell, End: END }, {}, input)).output).toEqual(expected);
  });
});

describe('workflow-variables: Assign', () => {
  it('sees in all its expressions, and Output too, the variables as they were on entry', async () => {
    const { output } = await lifeOf({
      First: pass({ Assign: { x: 1, y: 2 }, Next: 'Swap' }),
      Swap: pass({ Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'Tell' }),
      Tell: pass({ Output: '{% $append($states.input, [$x, $y]) %}' }),
      End: END,
    });
    expect(output).toEqual([1, 2, 2, 1]);
  });

  it('assigns nothing when any of its expressions fails', async () => {
    const { variables, status } = await lifeOf({
      First: pass({ Assign: { x: 1, y: '{% $states.input.no %}' } }),
      End: END,
    });
    expect([variables, status]).toEqual([{}, 'FAILED']);
  });

  it('keeps a variable from state to state, through waits and retries', async () => {
    let calls = 0;
    const invoke = async () => {
      calls += 1;
      if (calls === 1) throw new Error('outage');
      return calls;
    };
    const { output } = await lifeOf(
      {
        First: pass({ Assign: { kept: 'so far' }, Next: 'Wait' }),
        Wait: { Type: 'Wait', Seconds: 5, Next: 'Call' },
        Call: task({ Retry: [{ ErrorEquals: ['States.ALL'] }], Output: '{% $kept & $states.result.Payload %}' }),
        End: END,
      },
      { invoke },
    );
    expect(output).toBe('so far2');
  });
});

describe('input-output-contextobject', () => {
  it('tells of the execution, the state and the machine', async () => {
    const context = '{% $merge([$states.context, {}]) %}';
    const { output } = await lifeOf(
      { Wait: { Type: 'Wait', Seconds: 90, Output: 'later', Next: 'Tell' }, Tell: pass({ Output: context }), End: END },
      {},
      { a: 1 },
    );
    expect(output).toEqual({
      Execution: {
        Id: `${MACHINE.replace('stateMachine', 'execution')}:first`,
        Input: { a: 1 },
        Name: 'first',
        RoleArn: 'arn:aws-cn:iam::123456789012:role/flow',
        StartTime: '2026-01-05T00:00:00.000Z',
        RedriveCount: 0,
      },
      State: { EnteredTime: '2026-01-05T00:01:30.000Z', Name: 'Tell', RetryCount: 0 },
      StateMachine: { Id: MACHINE, Name: 'flow' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../local/states/refuse.ts';
import type { Json } from '../../../workflows/asl.ts';
import { callback, definitionOf, END, pass, type States, task, World } from './world.ts';

/** What is refused in a machine whose states these are, good or bad. */
const refused = (states: { [name: string]: unknown }): string[] => problemsOf(definitionOf(states as States));
const inOutput = (expression: string): string[] => refused({ A: pass({ Output: expression }), End: END });

describe('refused at deployment', () => {
  it('names every fault of a machine at once', () => {
    const states = { A: task({ Next: 'Nowhere', Resource: 'arn:aws:states:::sqs:sendMessage' }), Lost: END };
    expect(() => new World().deploy(states)).toThrow(
      "Invalid State Machine Definition: States/A/Next: there is no state 'Nowhere'; States/Lost: no transition leads to it; States/A/Resource: arn:aws:states:::sqs:sendMessage is not supported",
    );
  });

  it.each<[string, Json, string]>([
    ['what is not JSON', '{', 'it is not JSON'],
    ['what is larger than 1 MiB', 'x'.repeat(1_048_577), 'it is larger than 1048576 bytes'],
    [
      'a placeholder',
      definitionOf({ A: task({ Arguments: { FunctionName: '${LoadCase}' } }), End: END }),
      '${LoadCase} is not filled in',
    ],
    ['JSONPath', definitionOf({ End: END }).replace('"JSONata"', '"JSONPath"'), 'QueryLanguage: '],
    [
      'a timeout of the whole',
      definitionOf({ End: END }).replace('{', '{"TimeoutSeconds":5,'),
      'TimeoutSeconds is not supported',
    ],
    [
      'no such start',
      definitionOf({ End: END }).replace('"StartAt":"End"', '"StartAt":"E"'),
      "StartAt: there is no state 'E'",
    ],
  ])('%s', (_what, text, problem) => {
    expect(problemsOf(String(text)).join()).toContain(problem);
  });

  it.each<[string, unknown, string]>([
    ['a Map', { Type: 'Map', Next: 'End' }, 'States/A/Type: "Map" is not supported'],
    ['a Parallel', { Type: 'Parallel', Next: 'End' }, 'States/A/Type: "Parallel" is not supported'],
    ['a state without a type', { Next: 'End' }, 'States/A/Type: undefined is not supported'],
    ['an End', { Type: 'Pass', End: true }, 'States/A: End is not supported'],
    ['a heartbeat', { ...task(), HeartbeatSeconds: 5 }, 'States/A: HeartbeatSeconds is not supported'],
    ['a Retry on a Wait', { Type: 'Wait', Seconds: 1, Next: 'End', Retry: [] }, 'States/A: Retry is not supported'],
    ['a Catch on a Pass', pass({ Catch: [] }), 'States/A: Catch is not supported'],
    ['an Assign on a Succeed', { Type: 'Succeed', Assign: {} }, 'States/A: Assign is not supported'],
    ['InputPath and the like', pass({ InputPath: '$' }), 'States/A: InputPath is not supported'],
    [
      'a Choice without Default',
      { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'End' }] },
      'States/A/Default',
    ],
    [
      'a Condition that is no expression',
      { Type: 'Choice', Choices: [{ Condition: 'true', Next: 'End' }], Default: 'End' },
      'must be a JSONata expression',
    ],
    ['a Wait for nothing', { Type: 'Wait', Next: 'End' }, 'must have one of Timestamp and Seconds'],
    [
      'a Wait for two things',
      { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', Next: 'End' },
      'must have one of Timestamp and Seconds',
    ],
    ['a Wait of more than 99,999,999 s', { Type: 'Wait', Seconds: 100_000_000, Next: 'End' }, 'States/A/Seconds'],
    ['a timeout of more than 99,999,999 s', task({ TimeoutSeconds: 100_000_000 }), 'States/A/TimeoutSeconds: Too big'],
    ['a timeout of 0 s', task({ TimeoutSeconds: 0 }), 'States/A/TimeoutSeconds: Too small'],
  ])('%s', (_what, state, problem) => {
    expect(refused({ A: state, End: END }).join()).toContain(problem);
  });

  it('a state’s name of more than 80 characters, and a state that nothing leads to', () => {
    const long = 'x'.repeat(81);
    expect(refused({ A: pass({ Next: long }), [long]: END, Lost: END })).toEqual([
      `States/${long}: a state's name has 1 to 80 characters`,
      'States/Lost: no transition leads to it',
    ]);
  });

  it.each<[string, object[], string]>([
    [
      'States.ALL beside another name',
      [{ ErrorEquals: ['A', 'States.ALL'] }],
      'Retry/0/ErrorEquals: States.ALL must stand alone',
    ],
    [
      'States.ALL before another retrier',
      [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }],
      'Retry/0/ErrorEquals: States.ALL must come last',
    ],
    ['States.Runtime', [{ ErrorEquals: ['States.Runtime'] }], "States.Runtime can't be caught"],
    [
      'a reserved name that nobody throws',
      [{ ErrorEquals: ['States.Oops'] }],
      'States.Oops is not an error that can come here',
    ],
    ['no name', [{ ErrorEquals: [] }], 'Retry/0/ErrorEquals: Too small'],
    [
      'another JitterStrategy',
      [{ ErrorEquals: ['A'], JitterStrategy: 'SOME' }],
      'Retry/0/JitterStrategy: Invalid option',
    ],
    ['a BackoffRate below 1', [{ ErrorEquals: ['A'], BackoffRate: 0.5 }], 'Retry/0/BackoffRate: Too small'],
    ['an interval of 0 s', [{ ErrorEquals: ['A'], IntervalSeconds: 0 }], 'Retry/0/IntervalSeconds: Too small'],
    [
      'a MaxDelaySeconds within the interval',
      [{ ErrorEquals: ['A'], IntervalSeconds: 5, MaxDelaySeconds: 5 }],
      'must be greater than IntervalSeconds',
    ],
    [
      'a MaxDelaySeconds of 366 days',
      [{ ErrorEquals: ['A'], MaxDelaySeconds: 31_622_400 }],
      'Retry/0/MaxDelaySeconds: Too big',
    ],
  ])('a retrier with %s', (_what, Retry, problem) => {
    expect(refused({ A: { ...task(), Retry }, End: END }).join()).toContain(problem);
  });

  it('a catcher with States.ALL that is not the last', () => {
    const Catch = [
      { ErrorEquals: ['States.ALL'], Next: 'End' },
      { ErrorEquals: ['A'], Next: 'End' },
    ];
    expect(refused({ A: task({ Catch }), End: END })).toEqual([
      'States/A/Catch/0/ErrorEquals: States.ALL must come last',
    ]);
  });

  it.each<[string, object, string]>([
    ['another integration', { Resource: 'arn:aws:states:::lambda:invoke.sync' }, 'is not supported'],
    ['a function’s own ARN', { Resource: 'arn:aws:lambda:cn-north-1:1:function:f' }, 'is not supported'],
    [
      'another argument',
      { Arguments: { FunctionName: 'f', InvocationType: 'Event' } },
      'InvocationType is not supported',
    ],
    ['no function', { Arguments: { Payload: {} } }, 'FunctionName is missing'],
    [
      'no name to start',
      { Resource: 'arn:aws:states:::states:startExecution', Arguments: { StateMachineArn: 'x' } },
      'Name is missing',
    ],
    [
      'no token to pass on',
      callback({ Arguments: { FunctionName: 'f', Payload: {} } }),
      'nothing passes on $states.context.Task.Token',
    ],
  ])('a task with %s', (_what, rest, problem) => {
    expect(refused({ A: { ...task(), ...rest }, End: END }).join()).toContain(problem);
  });
});

describe('expressions that are refused', () => {
  it.each<[string, string]>([
    ["{% stands = 'x' %}", 'stands has nothing to be looked up in'],
    ['{% $map([1], function($x){ b }) %}', 'b has nothing to be looked up in'],
    ['{% * %}', '* has nothing to be looked up in'],
    ['{% **.id %}', '** has nothing to be looked up in'],
    ['{% $$.a %}', '$$ is not available'],
    ['{% $states.input.list[$ > $$.max] %}', '$$ is not available'],
    ['{% $ %}', '$ is not available'],
    ["{% $eval('1') %}", '$eval is not supported'],
    ['{% $now() %}', '$now is not supported'],
    ['{% $millis() %}', '$millis is not supported'],
    ['{% $random() %}', '$random is not supported'],
    ['{% $uuid() %}', '$uuid is not supported'],
    ['{% $nosuch(1) %}', 'there is no function $nosuch'],
    ['{% $caze.id %}', '$caze is not assigned on every way there'],
    ['{% ($x := 1; $x) + $x %}', '$x is not assigned on every way there'],
    ['{% $states.inputs %}', '$states.inputs does not exist'],
    ['{% $states.context.State.Id %}', '$states.context.State.Id does not exist'],
    ['{% $states.context.Executions %}', '$states.context.Executions does not exist'],
    ['{% $states.result %}', '$states.result has no value here'],
    ['{% $states.errorOutput.Error %}', '$states.errorOutput has no value here'],
    ['{% $states.context.Task.Token %}', '$states.context.Task.Token has no value here'],
    ['{% $states.input. %}', 'is not JSONata'],
    ['{% $states.input.a ?? 1 %}', 'is not JSONata'],
    [' {% $states.input %}', 'an expression must begin with {% and end with %}'],
    ['{% $states.input %} ', 'an expression must begin with {% and end with %}'],
  ])('%s', (expression, problem) => {
    expect(inOutput(expression).join()).toContain(problem);
  });

  it.each([
    '{% $states.input.items[value > 3].name %}',
    "{% {'a': $states.input.id} %}",
    '{% ($x := 1; $f := function($y){ $x + $y }; $f(2)) %}',
    '{% $map($states.input.a, function($v, $i){ $v.b + $i }) %}',
    '{% $map($states.input.a, $string) %}',
    '{% $states.input.list ~> $sum %}',
    "{% $states.input ~> |list|{'a': b}| %}",
    '{% $states.input.list^(>price, name).{"n": name} %}',
    '{% $states.input.list{kind: $sum(price)} %}',
    '{% $states.input.a@$v.b.($v.c + d) %}',
    '{% $states.input.a#$i[$i < 2] %}',
    '{% $states.context.Execution.Input.case.id %}',
    '{% $states.context.State.EnteredTime & $states.context.StateMachine.Name %}',
    '{% $hash($states.input) & $string($range(1, 2, 1)) %}',
    '{% $lookup($states.input, "key") %}',
  ])('but not %s', (expression) => {
    expect(inOutput(expression)).toEqual([]);
  });

  it.each<[string, object]>([
    ['a result in a task’s Output', task({ Output: '{% $states.result %}' })],
    [
      'an error in a catcher',
      task({ Catch: [{ ErrorEquals: ['A'], Next: 'End', Output: '{% $states.errorOutput %}' }] }),
    ],
    ['a token in a callback’s Arguments', callback()],
  ])('nor %s', (_what, state) => {
    expect(refused({ A: state, End: END })).toEqual([]);
  });

  it.each<[string, object]>([
    ['a result in Arguments', task({ Arguments: { FunctionName: '{% $states.result %}' } })],
    ['a result in a catcher', task({ Catch: [{ ErrorEquals: ['A'], Next: 'End', Output: '{% $states.result %}' }] })],
    [
      'a token in a plain task',
      task({ Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' } }),
    ],
  ])('%s has no value there', (_what, state) => {
    expect(refused({ A: state, End: END }).join()).toContain('has no value here');
  });

  it('names that belong to JSONPath', () => {
    expect(refused({ A: pass({ Output: { 'id.$': '$.id' } }), End: END }).join()).toContain(
      'names that end in .$ belong to JSONPath',
    );
  });
});

describe('variables that are refused', () => {
  it.each([
    ['states', '$states is reserved'],
    ['x'.repeat(81), 'is longer than 80 characters'],
    ['case.id', 'case.id is not the name of a variable'],
    ['1st', '1st is not the name of a variable'],
  ])('assigning %s', (name, problem) => {
    expect(refused({ A: pass({ Assign: { [name]: 1 } }), End: END }).join()).toContain(problem);
  });

  it('one that only the state itself assigns, for it sees the variables as they were on entry', () => {
    expect(refused({ A: pass({ Assign: { x: 1 }, Output: '{% $x %}' }), End: END })).toEqual([
      'States/A/Output: $x is not assigned on every way there',
    ]);
  });

  it('one that a catcher’s way does not assign', () => {
    const Catch = [{ ErrorEquals: ['A'], Next: 'Use' }];
    const states = { A: task({ Assign: { x: 1 }, Catch, Next: 'Use' }), Use: pass({ Output: '{% $x %}' }), End: END };
    expect(refused(states)).toEqual(['States/Use/Output: $x is not assigned on every way there']);
  });

  it('but not one that every way assigns, round a loop too', () => {
    const choose = { Type: 'Choice', Choices: [{ Condition: '{% $x > 3 %}', Next: 'End' }], Default: 'Load' };
    expect(refused({ Load: pass({ Assign: { x: 1 }, Next: 'Choose' }), Choose: choose, End: END })).toEqual([]);
  });
});

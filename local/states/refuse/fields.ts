/** The expressions of a state, each with its place, and what is refused in them. */
import type { Json, State, StateMachine, Template } from '../../../workflows/asl.ts';
import { isExpression, sourceOf } from '../jsonata.ts';
import { MAX_NAME_LENGTH } from '../limits.ts';
import { type Reading, readExpression, type Special } from './expressions.ts';

export interface Field {
  readonly field: string;
  readonly reading: Reading;
}

/** A field that may hold expressions, and what these see that others don't. */
interface Place {
  readonly field: string;
  readonly value: Json | undefined;
  readonly special?: Special | undefined;
}

/** Every expression, template and variable name of a machine that AWS would refuse or nobody can mean. */
export function expressionProblems({ States }: StateMachine): string[] {
  return Object.entries(States).flatMap(([name, state]) => {
    const assigns = placesOf(state).filter(({ field }) => field.endsWith('Assign'));
    const problems = [
      ...placesOf(state).flatMap(leavesOf).flatMap(textProblems),
      ...assigns.flatMap(nameProblems),
      ...fieldsOf(state).flatMap(({ field, reading }) => reading.problems.map((problem) => `${field}: ${problem}`)),
    ];
    return problems.map((problem) => `States/${name}/${problem}`);
  });
}

/** Every expression of a state. */
export function fieldsOf(state: State): Field[] {
  return placesOf(state)
    .flatMap(leavesOf)
    .filter(({ value }) => isExpression(value))
    .map(({ field, value, special }) => {
      const reading = readExpression(sourceOf(String(value)));
      const outside = [...reading.specials]
        .filter((each) => each !== special)
        .map((each) => `${shown[each]} has no value here`);
      return { field, reading: { ...reading, problems: [...reading.problems, ...outside] } };
    });
}

const shown = { result: '$states.result', errorOutput: '$states.errorOutput', token: '$states.context.Task.Token' };

function placesOf(state: State): Place[] {
  switch (state.Type) {
    case 'Task': {
      const special = state.Resource.endsWith('.waitForTaskToken') ? 'token' : undefined;
      const catchers = (state.Catch ?? []).flatMap((catcher, index) => exit(catcher, `Catch/${index}/`, 'errorOutput'));
      return [{ field: 'Arguments', value: state.Arguments, special }, ...exit(state, '', 'result'), ...catchers];
    }
    case 'Wait':
      return [
        { field: 'Timestamp', value: state.Timestamp },
        { field: 'Seconds', value: state.Seconds },
        ...exit(state),
      ];
    case 'Choice': {
      const rules = state.Choices.flatMap((rule, index) => [
        { field: `Choices/${index}/Condition`, value: rule.Condition },
        ...exit(rule, `Choices/${index}/`),
      ]);
      return [...rules, ...exit(state)];
    }
    case 'Pass':
    case 'Succeed':
      return exit(state);
    case 'Fail':
      return [
        { field: 'Error', value: state.Error },
        { field: 'Cause', value: state.Cause },
      ];
    default:
      return state satisfies never;
  }
}

function exit(from: { Assign?: Template; Output?: Json }, at = '', special?: Special): Place[] {
  return [
    { field: `${at}Assign`, value: from.Assign, special },
    { field: `${at}Output`, value: from.Output, special },
  ];
}

function leavesOf({ field, value, special }: Place): Place[] {
  if (value === undefined) return [];
  if (value === null || typeof value !== 'object') return [{ field, value, special }];
  return Object.entries(value).flatMap(([key, member]) =>
    leavesOf({ field: `${field}/${key}`, value: member, special }),
  );
}

function textProblems({ field, value }: Place): string[] {
  const problems = /\.\$(\/|$)/.test(field) ? [`${field}: names that end in .$ belong to JSONPath`] : [];
  // AWS takes " {% x %}" for a constant text; nobody means one.
  const stray = typeof value === 'string' && !isExpression(value) && /\{%|%\}/.test(value);
  return stray ? [...problems, `${field}: an expression must begin with {% and end with %}`] : problems;
}

/** Source: https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html */
function nameProblems({ field, value }: Place): string[] {
  return Object.keys(value ?? {}).flatMap((name) => {
    if (name === 'states') return [`${field}: $states is reserved`];
    if (name.length > MAX_NAME_LENGTH) return [`${field}: $${name} is longer than ${MAX_NAME_LENGTH} characters`];
    return /^\p{ID_Start}\p{ID_Continue}*$/u.test(name) ? [] : [`${field}: ${name} is not the name of a variable`];
  });
}

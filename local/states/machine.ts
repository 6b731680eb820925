import { createHash } from 'node:crypto';
import type {
  Catcher,
  ChoiceState,
  Json,
  Retrier,
  State,
  StateMachine,
  TaskState,
  Template,
  WaitState,
} from '../../workflows/asl.ts';
import { type Evaluator, template, typed } from './jsonata.ts';
import { parseResource, type Resource } from './resource.ts';
import { secondsEvaluator, timestampEvaluator } from './wait.ts';

/** A definition with its expressions parsed. */
export interface Machine {
  readonly revision: string;
  readonly text: string;
  readonly startAt: string;
  readonly states: ReadonlyMap<string, CompiledState>;
}

/** How a state is left: both fields see the variables as they were on entry. */
export interface Exit {
  readonly next: string;
  readonly assign?: Evaluator<Template>;
  readonly output?: Evaluator;
}

export interface CompiledTask {
  readonly type: 'Task';
  readonly resource: Resource;
  readonly payload: Evaluator<Template>;
  readonly timeoutSeconds?: number;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly { readonly errors: readonly string[]; readonly exit: Exit }[];
  readonly exit: Exit;
}

export type CompiledState =
  | CompiledTask
  | { readonly type: 'Pass'; readonly exit: Exit }
  | { readonly type: 'Wait'; readonly end: WaitEnd; readonly exit: Exit }
  | { readonly type: 'Choice'; readonly rules: readonly CompiledRule[]; readonly otherwise: Exit }
  | { readonly type: 'Succeed'; readonly output?: Evaluator }
  | { readonly type: 'Fail'; readonly error: Evaluator<string>; readonly cause: Evaluator<string> };

interface CompiledRule {
  readonly holds: Evaluator<boolean>;
  readonly exit: Exit;
}

type WaitEnd = { readonly timestamp: Evaluator<number> } | { readonly seconds: Evaluator<number> };

// Machines are few and read often: random histories deploy the same ones thousands of times.
const compiled = new Map<string, Machine>();

/** Compiles a definition that `refuse.ts` has let pass. */
export function compile(text: string): Machine {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const definition = JSON.parse(text) as StateMachine;
  const states = Object.entries(definition.States).map(([name, state]) => [name, compileState(state)] as const);
  const revision = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const machine = { revision, text, startAt: definition.StartAt, states: new Map(states) };
  compiled.set(text, machine);
  return machine;
}

function compileState(state: State): CompiledState {
  switch (state.Type) {
    case 'Task':
      return compileTask(state);
    case 'Pass':
      return { type: 'Pass', exit: exitOf(state) };
    case 'Wait':
      return { type: 'Wait', end: waitEnd(state), exit: exitOf(state) };
    case 'Choice':
      return { type: 'Choice', rules: rulesOf(state), otherwise: exitOf({ ...state, Next: state.Default }) };
    case 'Succeed':
      return state.Output === undefined
        ? { type: 'Succeed' }
        : { type: 'Succeed', output: template(state.Output, 'Output') };
    case 'Fail':
      return {
        type: 'Fail',
        error: typed('string', state.Error, 'Error'),
        cause: typed('string', state.Cause, 'Cause'),
      };
    default:
      return state satisfies never;
  }
}

function compileTask(state: TaskState): CompiledTask {
  const catchers = (state.Catch ?? []).map((catcher: Catcher, index) => ({
    errors: catcher.ErrorEquals,
    exit: exitOf(catcher, `Catch[${index}]/`),
  }));
  return {
    type: 'Task',
    resource: parseResource(state.Resource),
    payload: typed('object', state.Arguments, 'Arguments'),
    ...(state.TimeoutSeconds !== undefined && { timeoutSeconds: state.TimeoutSeconds }),
    retriers: state.Retry ?? [],
    catchers,
    exit: exitOf(state),
  };
}

function rulesOf(state: ChoiceState): CompiledRule[] {
  return state.Choices.map((rule, index) => ({
    holds: typed('boolean', rule.Condition, `Choices[${index}]/Condition`),
    exit: exitOf(rule, `Choices[${index}]/`),
  }));
}

function waitEnd(state: WaitState): WaitEnd {
  return state.Timestamp === undefined
    ? { seconds: secondsEvaluator(state.Seconds ?? 0) }
    : { timestamp: timestampEvaluator(state.Timestamp) };
}

function exitOf(from: { Next: string; Assign?: Template; Output?: Json }, place = ''): Exit {
  return {
    next: from.Next,
    ...(from.Assign !== undefined && { assign: typed('object', from.Assign, `${place}Assign`) }),
    ...(from.Output !== undefined && { output: template(from.Output, `${place}Output`) }),
  };
}

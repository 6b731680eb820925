import type { StateMachine } from '../../../workflows/asl.ts';

type Loose = { [field: string]: unknown };
type Mutation = (definition: Loose, states: { [name: string]: Loose }) => void;

const first = (states: { [name: string]: Loose }, type: string): Loose | undefined =>
  Object.values(states).find((state) => state.Type === type);
const put = (state: Loose | undefined, field: string, value: unknown): void => {
  if (state !== undefined) state[field] = value;
};

/** What nobody who reads a definition may overlook, or at least not more than ours does. */
export const mutations: { readonly [name: string]: Mutation } = {
  'starts nowhere': (definition) => put(definition, 'StartAt', 'Nowhere'),
  'has no start': (definition) => void delete definition.StartAt,
  'has no states': (definition) => put(definition, 'States', {}),
  'has a state of an unknown type': (_, states) => put(first(states, 'Task'), 'Type', 'Job'),
  'has a state without a type': (_, states) => void delete first(states, 'Task')?.Type,
  'goes on nowhere': (_, states) => put(first(states, 'Task'), 'Next', 'Nowhere'),
  'neither goes on nor ends': (_, states) => void delete first(states, 'Task')?.Next,
  'goes on and ends': (_, states) => put(first(states, 'Task'), 'End', true),
  'has a task without a resource': (_, states) => void delete first(states, 'Task')?.Resource,
  'has a timeout of no time': (_, states) => put(first(states, 'Task'), 'TimeoutSeconds', 0),
  'has a timeout that is a text': (_, states) => put(first(states, 'Task'), 'TimeoutSeconds', 'long'),
  'retries no errors': (_, states) => put(first(states, 'Task'), 'Retry', [{ MaxAttempts: 1 }]),
  'retries everything first': (_, states) =>
    put(first(states, 'Task'), 'Retry', [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['Other'] }]),
  'retries everything beside another': (_, states) =>
    put(first(states, 'Task'), 'Retry', [{ ErrorEquals: ['States.ALL', 'Other'] }]),
  'retries less than never': (_, states) =>
    put(first(states, 'Task'), 'Retry', [{ ErrorEquals: ['Other'], MaxAttempts: -1 }]),
  'backs off the wrong way': (_, states) =>
    put(first(states, 'Task'), 'Retry', [{ ErrorEquals: ['Other'], BackoffRate: 0.5 }]),
  'has a jitter of its own': (_, states) =>
    put(first(states, 'Task'), 'Retry', [{ ErrorEquals: ['Other'], JitterStrategy: 'HALF' }]),
  'catches into nowhere': (_, states) =>
    put(first(states, 'Task'), 'Catch', [{ ErrorEquals: ['Other'], Next: 'Nowhere' }]),
  'has a JSONPath field': (_, states) => put(first(states, 'Task'), 'ResultPath', '$.x'),
  'has a choice without rules': (_, states) => put(first(states, 'Choice'), 'Choices', []),
  'has a choice that falls into nowhere': (_, states) => put(first(states, 'Choice'), 'Default', 'Nowhere'),
  'has a rule without a condition': (_, states) => put(first(states, 'Choice'), 'Choices', [{ Next: 'Closed' }]),
  'has a state that nothing leads to': (_, states) => put(states, 'Lonely', { Type: 'Succeed' }),
  'has an expression that is no JSONata': (_, states) => put(first(states, 'Task'), 'Output', '{% $states.result. %}'),
  'waits twice': (_, states) => put(first(states, 'Wait'), 'Seconds', 5),
  'has a Fail that goes on': (_, states) => put(first(states, 'Fail'), 'Next', 'Closed'),
};

export function mutant(definition: StateMachine, mutation: Mutation): StateMachine {
  const copy = structuredClone(definition) as unknown as Loose;
  mutation(copy, copy.States as { [name: string]: Loose });
  return copy as unknown as StateMachine;
}

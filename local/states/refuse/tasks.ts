import type { StateMachine, TaskState } from '../../../workflows/asl.ts';
import { findResource, type Resource } from '../resource.ts';

const argumentsOf: {
  readonly [kind in Resource['kind']]: { required: readonly string[]; optional: readonly string[] };
} = {
  invoke: { required: ['FunctionName'], optional: ['Payload'] },
  callback: { required: ['FunctionName', 'Payload'], optional: [] },
  // AWS makes up a name if there is none; a start without its own name isn't idempotent.
  start: { required: ['StateMachineArn', 'Name'], optional: ['Input'] },
};

/** Integrations and arguments that are not implemented. */
export function taskProblems({ States }: StateMachine): string[] {
  return Object.entries(States).flatMap(([name, state]) =>
    state.Type === 'Task' ? problemsOf(`States/${name}`, state) : [],
  );
}

function problemsOf(place: string, { Resource, Arguments }: TaskState): string[] {
  const resource = findResource(Resource);
  if (resource === undefined) return [`${place}/Resource: ${Resource} is not supported`];
  const { required, optional } = argumentsOf[resource.kind];
  const given = Object.keys(Arguments);
  const missing = required.filter((key) => !given.includes(key));
  const unknown = given.filter((key) => !required.includes(key) && !optional.includes(key));
  const problems = [
    ...missing.map((key) => `${place}/Arguments: ${key} is missing`),
    ...unknown.map((key) => `${place}/Arguments: ${key} is not supported`),
  ];
  // Without its token the function could never be answered.
  if (resource.kind === 'callback' && !JSON.stringify(Arguments).includes('$states.context.Task.Token')) {
    problems.push(`${place}/Arguments: nothing passes on $states.context.Task.Token`);
  }
  return problems;
}

/**
 * What is refused at deployment, by name: all that CreateStateMachine refuses, all that this interpreter doesn't implement, and
 * what both would run but nobody means. Nothing that is refused here can surprise an execution later.
 */
import type { StateMachine } from '../../workflows/asl.ts';
import { ServiceError } from './errors.ts';
import { MAX_NAME_LENGTH, MAX_REQUEST_BYTES } from './limits.ts';
import { expressionProblems } from './refuse/fields.ts';
import { retryProblems } from './refuse/retry.ts';
import { shapeProblems } from './refuse/shape.ts';
import { taskProblems } from './refuse/tasks.ts';
import { transitionsOf, variableProblems } from './refuse/variables.ts';

const accepted = new Set<string>();

/** Throws InvalidDefinition with every fault of the definition. */
export function refuse(text: string): void {
  if (accepted.has(text)) return;
  const problems = problemsOf(text);
  if (problems.length > 0) {
    throw new ServiceError('InvalidDefinition', `Invalid State Machine Definition: ${problems.join('; ')}`);
  }
  accepted.add(text);
}

/** Every fault of a definition, each with its place. */
export function problemsOf(text: string): string[] {
  if (Buffer.byteLength(text) > MAX_REQUEST_BYTES) return [`it is larger than ${MAX_REQUEST_BYTES} bytes`];
  let definition: unknown;
  try {
    definition = JSON.parse(text);
  } catch (error) {
    return [`it is not JSON: ${(error as Error).message}`];
  }
  const faults = shapeProblems(definition);
  if (faults.length > 0) return faults;
  const machine = definition as StateMachine;
  return [
    ...substitutionProblems(text),
    ...nameProblems(machine),
    ...transitionProblems(machine),
    ...retryProblems(machine),
    ...taskProblems(machine),
    ...expressionProblems(machine),
    ...variableProblems(machine),
  ];
}

function substitutionProblems(text: string): string[] {
  const left = new Set(text.match(/\$\{\w+\}/g) ?? []);
  return [...left].map((placeholder) => `${placeholder} is not filled in`);
}

function nameProblems({ States }: StateMachine): string[] {
  return Object.keys(States)
    .filter((name) => name.length === 0 || name.length > MAX_NAME_LENGTH)
    .map((name) => `States/${name}: a state's name has 1 to ${MAX_NAME_LENGTH} characters`);
}

function transitionProblems({ StartAt, States }: StateMachine): string[] {
  const problems: string[] = [];
  const reached = new Set<string>();
  const visit = (name: string, from: string) => {
    const state = Object.hasOwn(States, name) ? States[name] : undefined;
    if (state === undefined) problems.push(`${from}: there is no state '${name}'`);
    if (state === undefined || reached.has(name)) return;
    reached.add(name);
    for (const { field, next } of transitionsOf(state)) visit(next, `States/${name}/${field}`);
  };
  visit(StartAt, 'StartAt');
  const lost = Object.keys(States).filter((name) => !reached.has(name));
  return [...problems, ...lost.map((name) => `States/${name}: no transition leads to it`)];
}

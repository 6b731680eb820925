import type { State, StateMachine, Template } from '../../../workflows/asl.ts';
import { fieldsOf } from './fields.ts';

interface Transition {
  readonly field: string;
  readonly next: string;
  readonly assigned: readonly string[];
}

/** Where a state may lead, and what it assigns on the way. */
export function transitionsOf(state: State): Transition[] {
  switch (state.Type) {
    case 'Task': {
      const caught = (state.Catch ?? []).map((catcher, index) =>
        transition(`Catch/${index}/Next`, catcher.Next, catcher.Assign),
      );
      return [transition('Next', state.Next, state.Assign), ...caught];
    }
    case 'Pass':
    case 'Wait':
      return [transition('Next', state.Next, state.Assign)];
    case 'Choice': {
      const chosen = state.Choices.map((rule, index) => transition(`Choices/${index}/Next`, rule.Next, rule.Assign));
      return [...chosen, transition('Default', state.Default, state.Assign)];
    }
    case 'Succeed':
    case 'Fail':
      return [];
    default:
      return state satisfies never;
  }
}

const transition = (field: string, next: string, assign: Template = {}): Transition => ({
  field,
  next,
  assigned: Object.keys(assign),
});

/** Variables that some way from the start reaches unassigned: the expression would return nothing there. */
export function variableProblems(machine: StateMachine): string[] {
  const known = assignedOnEntry(machine);
  return Object.entries(machine.States).flatMap(([name, state]) => {
    const here = known.get(name);
    if (here === undefined) return [];
    return fieldsOf(state).flatMap(({ field, reading }) =>
      [...reading.variables]
        .filter((variable) => !here.has(variable))
        .map((variable) => `States/${name}/${field}: $${variable} is not assigned on every way there`),
    );
  });
}

/** The variables that are assigned whichever way a state is reached: the intersection over all its ways in. */
function assignedOnEntry({ StartAt, States }: StateMachine): Map<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([[StartAt, new Set()]]);
  const pending = [StartAt];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const state = States[name];
    if (state === undefined) continue;
    for (const { next, assigned } of transitionsOf(state)) {
      const arriving = new Set([...(known.get(name) ?? []), ...assigned]);
      const before = known.get(next);
      const now = before === undefined ? arriving : before.intersection(arriving);
      if (before !== undefined && now.size === before.size) continue;
      known.set(next, now);
      pending.push(next);
    }
  }
  return known;
}

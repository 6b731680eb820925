import { type City, currentPolicy } from '../domain/policy/policy.ts';
import { clockMachine } from '../functions/stores/executions.ts';
import type { StateMachine } from './asl.ts';
import type { Arns } from './parts.ts';
import { procedureMachine } from './procedure.ts';
import { statutoryClock } from './statutory-clock.ts';

export interface Machine {
  /** Without the city: `application`, `statutory-clock`. */
  name: string;
  definition: StateMachine;
}

/** Every machine of a city: one per procedure of its policy, and the clock. */
export const machinesOf = (city: City, arns: Arns): Machine[] => [
  ...Object.entries(currentPolicy(city).procedures).map(([name, procedure]) => ({
    name,
    definition: procedureMachine(procedure, arns),
  })),
  { name: clockMachine, definition: statutoryClock(arns) },
];

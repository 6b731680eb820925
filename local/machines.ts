import type { City } from '../domain/policy/policy.ts';
import { clockMachine } from '../functions/stores/executions.ts';
import { machinesOf } from '../workflows/machines.ts';
import { taskArn } from './functions.ts';
import type { Names } from './names.ts';
import type { StatesOptions } from './states/server.ts';

/** The city's machines with their placeholders filled in, as the workflow stack deploys them. */
export const deployedMachines = (city: City, names: Names): StatesOptions['machines'] =>
  machinesOf(city, {
    partition: names.api.partition,
    task: (name) => taskArn(names, name),
    clock: `${names.machineArnPrefix}${clockMachine}:${names.machineAlias}`,
  }).map(({ name, definition }) => ({ name, definition, arn: names.machineArnPrefix + name }));

import { type City, currentPolicy } from '../../../domain/policy/policy.ts';
import { clockMachine } from '../../../functions/stores/executions.ts';
import type { Asking } from './life.ts';
import { region } from './place.ts';

/**
 * What the functions of all cities asked for, as this city's ask for it: their code is the same, its names are its own,
 * and what is done to one procedure's machine is done to each of its machines.
 */
export function inCity(city: City, asked: readonly Asking[]): Omit<Asking, 'accessKeyId' | 'city'>[] {
  const flows = Object.keys(currentPolicy(city).procedures);
  const all = asked.flatMap(({ city: { name, deployment }, role, action, resource, context }) => {
    const renamed = (text: string): string =>
      text.replace(`:${deployment.region}:`, `:${region}:`).replace(`${name}-`, `${city.name}-`);
    const machine = /(?<=:(?:stateMachine|execution):)[\w-]+/.exec(resource)?.[0];
    const machines = machine === undefined || machine.endsWith(clockMachine) ? [''] : flows;
    return machines.map((flow) => ({
      action,
      context,
      role: renamed(role),
      // An execution goes by its case; whichever it is, its machine allows it or not.
      resource: renamed(flow === '' || machine === undefined ? resource : resource.replace(machine, `${name}-${flow}`)),
    }));
  });
  return [...new Map(all.map((each) => [JSON.stringify(kindOf(each)), each])).values()];
}

/** Ids of datasets, uploads and cases make no other permission of it: one of each stands for all. */
const kindOf = ({ role, action, resource, context }: Omit<Asking, 'accessKeyId' | 'city'>) => ({
  role,
  action,
  resource: resource
    .replaceAll(/[0-9a-hjkmnp-tv-z]{26}|duty-[0-9a-f]{20}/g, '*')
    .replace(/(:execution:[^:]+:).*/, '$1*'),
  context,
});

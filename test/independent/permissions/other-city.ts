import { qingdao } from '../../../cities/qingdao.ts';
import { type City, currentPolicy } from '../../../domain/policy/policy.ts';
import { clockMachine } from '../../../functions/stores/executions.ts';
import type { Asking } from './life.ts';

/**
 * What the functions of Qingdao asked for, as another city's ask for it: its code is the same, its names are its own,
 * and what is done to one procedure's machine is done to each of its machines.
 */
export function inCity(city: City, asked: readonly Asking[]): Asking[] {
  const flows = Object.keys(currentPolicy(city).procedures);
  const all = asked.flatMap(({ role, resource, ...rest }) => {
    const machine = /(?<=:(?:stateMachine|execution):)[\w-]+/.exec(resource)?.[0];
    const machines = machine === undefined || machine.endsWith(clockMachine) ? [machine] : flows.map(ofQingdao);
    return machines.map((each = '') => ({
      ...rest,
      role: renamed(role, city),
      resource: renamed(machine === undefined ? resource : resource.replace(machine, each), city),
    }));
  });
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

const ofQingdao = (name: string): string => `${qingdao.name}-${name}`;

const renamed = (text: string, city: City): string => text.replace(`${qingdao.name}-`, `${city.name}-`);

import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { cities } from '../../cities/all.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import type { Stage } from '../../domain/policy/procedure.ts';
import { refuse } from '../../local/states/refuse.ts';
import type { State } from '../../workflows/asl.ts';
import { machinesOf } from '../../workflows/machines.ts';
import { type Arns, scheduledNames, taskNames } from '../../workflows/parts.ts';
import { sentence } from '../../workflows/procedure.ts';
import { tasks } from '../../workflows/tasks/tasks.ts';

const arnsIn = (partition: string): Arns => ({
  partition,
  task: (name) => `arn:${partition}:lambda:cn-north-1:123456789012:function:qingdao-${name}`,
  clock: `arn:${partition}:states:cn-north-1:123456789012:stateMachine:qingdao-statutory-clock:live`,
});
const placeholders: Arns = { partition: '${Partition}', task: (name) => `\${${name}}`, clock: '${StatutoryClock}' };
const inEveryCity = (arns: Arns) =>
  cities.flatMap((city) => machinesOf(city, arns).map((machine) => ({ ...machine, city: city.name })));
const machines = inEveryCity(arnsIn('aws-cn'));

describe('every machine of every city', () => {
  it.each(cities)('of $name: one per procedure of the policy, and the statutory clock', (city) => {
    expect(machines.filter((machine) => machine.city === city.name).map(({ name }) => name)).toEqual([
      ...Object.keys(currentPolicy(city).procedures),
      'statutory-clock',
    ]);
  });

  describe.each(['aws', 'aws-cn'])('in the partition %s', (partition) => {
    it.each(inEveryCity(arnsIn(partition)))('$city $name is accepted by asl-validator', ({ definition }) => {
      const verdict = validate(structuredClone(definition), { checkPaths: true, checkArn: true });
      expect(verdict.errors).toEqual([]);
      expect(verdict.isValid).toBe(true);
    });
  });

  it.each(machines)('$city $name has nothing that Step Functions would refuse or the validator overlooks', ({
    definition,
  }) => {
    expect(() => refuse(JSON.stringify(definition))).not.toThrow();
  });

  it.each(machines)('$city $name names its states in at most 80 characters, beginning with a capital', ({
    definition,
  }) => {
    for (const name of Object.keys(definition.States)) expect(name).toMatch(/^[A-Z][^\n]{0,79}$/);
  });

  it.each(machines)('$city $name falls to a Fail where a Choice knows no way', ({ definition }) => {
    const choices = Object.values(definition.States).filter((state) => state.Type === 'Choice');
    expect(choices.length).toBeGreaterThan(0);
    for (const { Default } of choices) expect(definition.States[Default]?.Type).toBe('Fail');
  });

  it.each(machines)('$city $name shields what can not be mended before it retries everything', ({ definition }) => {
    const retried = Object.values(definition.States).flatMap((state: State) =>
      state.Type === 'Task' ? [state.Retry ?? []] : [],
    );
    for (const retriers of retried) {
      const all = retriers.findIndex(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'));
      const shield = retriers.findIndex(
        (r) =>
          r.MaxAttempts === 0 &&
          r.ErrorEquals.includes('StageMoved') &&
          r.ErrorEquals.includes('States.Timeout') &&
          r.ErrorEquals.includes('States.QueryEvaluationError'),
      );
      expect(shield).toBeGreaterThanOrEqual(0);
      expect(all).toBeGreaterThan(shield);
      expect(all).toBe(retriers.length - 1);
    }
  });

  it.each(machines)('$city $name reads no wall clock', ({ definition }) => {
    expect(JSON.stringify(definition)).not.toMatch(/\$(now|millis)\(/);
  });
});

describe('placeholders and tasks', () => {
  const texts = inEveryCity(placeholders).map(({ definition }) => JSON.stringify(definition));
  const used = new Set(texts.flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name)));

  it('have each other: no placeholder without a task and no task without a placeholder', () => {
    expect([...used].sort()).toEqual([...taskNames, 'Partition', 'StatutoryClock'].sort());
    expect(Object.keys(tasks).sort()).toEqual([...taskNames, ...scheduledNames].sort());
  });
});

const procedures = cities.flatMap((city) =>
  Object.entries(currentPolicy(city).procedures).map(([name, procedure]) => ({ city: city.name, name, procedure })),
);

describe.each(procedures)('the machine of $city $name', ({ city, name, procedure }) => {
  const definition = machines.find((machine) => machine.city === city && machine.name === name)?.definition;
  const states = Object.keys(definition?.States ?? {});

  it('has its stages and effects as states, in the regulation’s order', () => {
    const steps = Object.keys(procedure?.steps ?? {}).map(sentence);
    expect(states.filter((state) => steps.includes(state))).toEqual(steps);
  });

  it('cites the clause of every stage, effect and period in its comments', () => {
    for (const [id, step] of Object.entries(procedure?.steps ?? {})) {
      expect(definition?.States[sentence(id)]?.Comment).toContain(step.clause);
      if (step.kind !== 'stage') continue;
      for (const [state, clause] of clocksOf(id, step)) expect(definition?.States[state]?.Comment).toContain(clause);
    }
  });

  it('starts the clocks of a stage before it waits there', () => {
    for (const [id, step] of Object.entries(procedure?.steps ?? {})) {
      if (step.kind !== 'stage') continue;
      for (const [state] of clocksOf(id, step)) {
        expect(states).toContain(state);
        expect(states.indexOf(sentence(id))).toBeGreaterThan(states.indexOf(state));
      }
    }
  });
});

/** The states that start a stage's clocks, with the clause of each. */
function clocksOf(id: string, { within }: Stage): [state: string, clause: string][] {
  const rules = within.filter(({ from }) => from !== 'event');
  return rules.map(({ clause }) => [
    `Start clock of ${id.replaceAll('-', ' ')}${rules.length > 1 ? `, ${clause}` : ''}`,
    clause,
  ]);
}

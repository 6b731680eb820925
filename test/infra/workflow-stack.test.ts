import { beforeAll, describe, expect, it } from 'vitest';
import { qingdao } from '../../cities/qingdao.ts';
import { placeholders } from '../../infra/constructs/city-machine.ts';
import { machinesOf } from '../../workflows/machines.ts';
import { taskNames } from '../../workflows/parts.ts';
import { type Resource, resources, type SynthesizedStack, synthesized, written } from './a-synthesized-city.ts';

const machines = machinesOf(qingdao, placeholders);
const names = machines.map(({ name }) => name);
let workflow: SynthesizedStack;

beforeAll(() => {
  ({ workflow } = synthesized());
});

/** The resources of one machine, by their types. */
function machine(
  name: string,
): Record<'StateMachine' | 'Role' | 'Policy' | 'LogGroup' | 'Alias' | 'Version', Resource> {
  const prefix = name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
  const one = (type: string): Resource => {
    const [found, ...more] = resources(workflow, type).filter(([id]) => id.startsWith(prefix));
    if (found === undefined || more.length > 0) throw new Error(`${name} has ${1 + more.length} of ${type}`);
    return found[1];
  };
  return {
    StateMachine: one('AWS::StepFunctions::StateMachine'),
    Role: one('AWS::IAM::Role'),
    Policy: one('AWS::IAM::Policy'),
    LogGroup: one('AWS::Logs::LogGroup'),
    Alias: one('AWS::StepFunctions::StateMachineAlias'),
    Version: one('AWS::StepFunctions::StateMachineVersion'),
  };
}

const definitionOf = (name: string): string => String(machine(name).StateMachine.Properties.DefinitionString);
const placeholdersIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\$\{([^}]*)\}/g)].map(([, placeholder = '']) => placeholder))].sort();
const substitutionsOf = (name: string) =>
  machine(name).StateMachine.Properties.DefinitionSubstitutions as Record<string, unknown>;

/** What a role may do: each action with the resources, as text. */
const allowedTo = ({ Properties }: Resource): Record<string, string[]> => {
  const { Statement } = Properties.PolicyDocument as {
    Statement: { Effect: string; Action: string | string[]; Resource: unknown }[];
  };
  return Object.fromEntries(
    Statement.flatMap(({ Action, Resource: on }) => [Action].flat().map((a) => [a, [on].flat().map(written).sort()])),
  );
};

describe('the workflow stack', () => {
  it('is protected against its deletion, with which every execution would go', () => {
    expect(workflow.stack.terminationProtection).toBe(true);
  });

  it('has one machine for each procedure of the policy, and the statutory clock', () => {
    const deployed = resources(workflow, 'AWS::StepFunctions::StateMachine').map(
      ([, { Properties }]) => Properties.StateMachineName,
    );

    expect(deployed).toEqual(names.map((name) => `qingdao-${name}`));
  });

  it.each(machines)('$name deploys the definition that the laptop runs, in ASCII', ({ name, definition }) => {
    const text = definitionOf(name);

    expect(JSON.parse(text)).toEqual(definition);
    expect(text).toMatch(/^[\x20-\x7e]*$/);
  });

  it.each(names)('%s has a substitution for each placeholder and no other', (name) => {
    expect(Object.keys(substitutionsOf(name)).sort()).toEqual(placeholdersIn(definitionOf(name)));
  });

  it.each(names)('%s may call just the tasks that it names, start just the clock, and log', (name) => {
    const {
      'lambda:InvokeFunction': called,
      'states:StartExecution': started,
      ...logging
    } = allowedTo(machine(name).Policy);
    const { Partition: _, StatutoryClock: clock, ...tasks } = substitutionsOf(name);

    expect(called).toEqual(Object.values(tasks).map(written).sort());
    expect(started?.map((arn) => `${arn}:live`)).toEqual(clock === undefined ? undefined : [written(clock)]);
    expect(Object.entries(logging).filter(([action]) => !/^logs:\w+$/.test(action))).toEqual([]);
  });

  it('has every task called by some machine', () => {
    const called = new Set(names.flatMap((name) => Object.keys(substitutionsOf(name))));

    expect(taskNames.filter((task) => !called.has(task))).toEqual([]);
  });

  it('lets only procedures start clocks, by the alias', () => {
    const starting = names.filter((name) => 'StatutoryClock' in substitutionsOf(name));

    expect(starting).toEqual(names.filter((name) => name !== 'statutory-clock'));
    expect(written(substitutionsOf('publication').StatutoryClock)).toBe(
      'arn:aws-cn:states:cn-north-1:<AWS::AccountId>:stateMachine:qingdao-statutory-clock:live',
    );
  });

  it.each(names)('%s is a standard machine that logs its errors, without what its executions hold', (name) => {
    expect(machine(name).StateMachine.Properties).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
    expect(machine(name).LogGroup.Properties.LogGroupName).toBe(`/aws/vendedlogs/states/qingdao-${name}`);
  });

  it.each(names)('%s keeps its versions, and new executions take the newest by the alias', (name) => {
    const { Alias, Version } = machine(name);

    expect([Version.DeletionPolicy, Version.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    expect(Alias.Properties).toMatchObject({ Name: 'live', DeploymentPreference: { Type: 'ALL_AT_ONCE' } });
  });

  it.each(names)('%s has a role whose name stays, for running executions keep it', (name) => {
    expect(machine(name).Role.Properties.RoleName).toBe(`qingdao-${name}-machine`);
  });

  it('wakes the reconciler every hour', () => {
    const [, rule] = resources(workflow, 'AWS::Events::Rule')[0] ?? [];

    expect(rule?.Properties).toMatchObject({ ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
    expect(written((rule?.Properties.Targets as { Arn: unknown }[])[0]?.Arn)).toMatch(/^<ReconcileFunction\w+\.Arn>$/);
  });
});

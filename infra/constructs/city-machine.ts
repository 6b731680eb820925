import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { City } from '../../domain/policy/policy.ts';
import { clockMachine } from '../../functions/stores/executions.ts';
import type { Machine } from '../../workflows/machines.ts';
import { type Arns, type TaskName, taskNames } from '../../workflows/parts.ts';
import { asciiJson } from '../ascii-json.ts';
import { cityLog } from '../city-log.ts';

export const machineAlias = 'live';

/** Placeholders keep a definition free of tokens: what is validated and run on the laptop is what is deployed. */
export const placeholders: Arns = {
  partition: '${Partition}',
  task: (name) => `\${${name}}`,
  clock: '${StatutoryClock}',
};

/** Made of names, so that functions and machines may name each other without a cycle. */
export const machineArn = (stack: Stack, city: City, name: string): string =>
  stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: `${city.name}-${name}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

export interface CityMachineProps {
  city: City;
  machine: Machine;
  /** The ARNs of the tasks' functions. */
  tasks: Readonly<Record<TaskName, string>>;
}

/**
 * One state machine with a role that may call just the tasks it names, a log of its errors, and an alias. Running
 * executions keep role and definition, so roles are never renamed and versions never deleted.
 */
export class CityMachine extends Construct {
  readonly machine: StateMachine;
  /** With the city: `qingdao-application`. */
  readonly machineName: string;

  constructor(scope: Construct, id: string, { city, machine, tasks }: CityMachineProps) {
    super(scope, id);
    const physical = `${city.name}-${machine.name}`;
    this.machineName = physical;
    const text = asciiJson(machine.definition);
    const used = taskNames.filter((task) => text.includes(placeholders.task(task)));
    const startsClocks = text.includes(placeholders.clock);
    const clock = machineArn(Stack.of(this), city, clockMachine);
    const role = new Role(this, 'Role', {
      roleName: `${physical}-machine`,
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: `What the machine ${physical} may do`,
    });
    const allow = (action: string, resources: string[]): void =>
      void role.addToPolicy(new PolicyStatement({ actions: [action], resources }));
    allow(
      'lambda:InvokeFunction',
      used.map((task) => tasks[task]),
    );
    if (startsClocks) allow('states:StartExecution', [clock]);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: physical,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(text),
      definitionSubstitutions: {
        Partition: Stack.of(this).partition,
        ...Object.fromEntries(used.map((task) => [task, tasks[task]])),
        ...(startsClocks ? { StatutoryClock: `${clock}:${machineAlias}` } : {}),
      },
      role,
      logs: {
        destination: cityLog(this, 'Log', city, `/aws/vendedlogs/states/${physical}`),
        level: LogLevel.ERROR,
        // Inputs are ids only; still nothing of an execution is written but its errors.
        includeExecutionData: false,
      },
    });
    this.#publish();
  }

  /** New executions begin with what the alias points to. */
  #publish(): void {
    const { stateMachineArn, stateMachineRevisionId } = this.machine;
    const version = new CfnStateMachineVersion(this, 'Version', { stateMachineArn, stateMachineRevisionId });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnStateMachineAlias(this, 'Alias', {
      name: machineAlias,
      deploymentPreference: { stateMachineVersionArn: version.attrArn, type: 'ALL_AT_ONCE' },
    });
  }
}

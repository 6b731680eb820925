import { ArnFormat, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { City } from '../../domain/policy/policy.ts';
import { clockMachine } from '../../functions/stores/executions.ts';
import { type Machine, machinesOf } from '../../workflows/machines.ts';
import { type TaskName, taskNames } from '../../workflows/parts.ts';
import { asciiJson } from '../ascii-json.ts';
import { CityFunction, machineAlias } from '../constructs/city-function.ts';
import { logRetention } from '../log-retention.ts';
import type { DataStack } from './data-stack.ts';

export interface WorkflowStackProps extends StackProps {
  city: City;
  data: DataStack;
  /** The folder of the tasks' bundle. */
  tasks: string;
}

/** One machine per procedure, the statutory clock, their tasks, and the hourly reconciler. */
export class WorkflowStack extends Stack {
  readonly machines: readonly StateMachine[];
  readonly functions: readonly CityFunction[];
  readonly deadLetters: Queue;
  readonly #props: WorkflowStackProps;

  constructor(scope: Construct, id: string, props: WorkflowStackProps) {
    super(scope, id, props);
    this.#props = props;
    const code = Code.fromAsset(props.tasks);
    const tasks = new Map(taskNames.map((name) => [name, this.#function(name, code)]));
    this.machines = this.#machines(tasks);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const reconcile = this.#function('Reconcile', code);
    new Rule(this, 'Hourly', {
      description: 'Rings late, restarts what is missing',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(reconcile.lambda, { deadLetterQueue: this.deadLetters, retryAttempts: 2 })],
    });
    this.functions = [...tasks.values(), reconcile];
  }

  #function(name: TaskName | 'Reconcile', code: Code): CityFunction {
    const { city, data } = this.#props;
    return new CityFunction(this, name, {
      city,
      name,
      code,
      entry: `index.${name}`,
      data,
      // The reconciler walks through every open case of the city.
      timeout: name === 'Reconcile' ? Duration.minutes(10) : Duration.minutes(1),
      memoryMb: 512,
    });
  }

  #machines(tasks: ReadonlyMap<TaskName, CityFunction>): StateMachine[] {
    const { city } = this.#props;
    // Placeholders keep the text free of tokens, so that what is validated and run on the laptop is what is deployed.
    const placeholders = {
      partition: '${Partition}',
      task: (name: TaskName) => `\${${name}}`,
      clock: '${StatutoryClock}',
    };
    return machinesOf(city, placeholders).map((machine) => this.#machine(machine, tasks));
  }

  #machine({ name, definition }: Machine, tasks: ReadonlyMap<TaskName, CityFunction>): StateMachine {
    const { city } = this.#props;
    const physical = `${city.name}-${name}`;
    const text = asciiJson(definition);
    const used = [...tasks].filter(([task]) => text.includes(`\${${task}}`));
    const clockArn = this.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: `${city.name}-${clockMachine}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const id = name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
    const role = new Role(this, `${id}MachineRole`, {
      roleName: `${physical}-machine`,
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: `What the machine ${physical} may do`,
    });
    const startsClocks = text.includes('${StatutoryClock}');
    const machine = new StateMachine(this, `${id}Machine`, {
      stateMachineName: physical,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(text),
      definitionSubstitutions: {
        Partition: this.partition,
        ...Object.fromEntries(used.map(([task, { lambda }]) => [task, lambda.functionArn])),
        ...(startsClocks ? { StatutoryClock: `${clockArn}:${machineAlias}` } : {}),
      },
      role,
      logs: {
        destination: new LogGroup(this, `${id}MachineLog`, {
          logGroupName: `/aws/vendedlogs/states/${physical}`,
          retention: logRetention(city),
          removalPolicy: RemovalPolicy.RETAIN,
        }),
        level: LogLevel.ERROR,
        // Inputs are ids only; still nothing of an execution is written but its errors.
        includeExecutionData: false,
      },
    });
    for (const [, { lambda }] of used) lambda.grantInvoke(role);
    if (startsClocks) {
      role.addToPolicy(
        new PolicyStatement({
          actions: ['states:StartExecution'],
          resources: [clockArn, `${clockArn}:${machineAlias}`],
        }),
      );
    }
    this.#publish(id, machine);
    return machine;
  }

  /** Running executions keep the version they began with; new ones begin with what the alias points to. */
  #publish(id: string, machine: StateMachine): void {
    const version = new CfnStateMachineVersion(this, `${id}Version`, {
      stateMachineArn: machine.stateMachineArn,
      stateMachineRevisionId: machine.stateMachineRevisionId,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnStateMachineAlias(this, `${id}Alias`, {
      name: machineAlias,
      deploymentPreference: { stateMachineVersionArn: version.attrArn, type: 'ALL_AT_ONCE' },
    });
  }
}

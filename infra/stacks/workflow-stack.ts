import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { City } from '../../domain/policy/policy.ts';
import { machinesOf } from '../../workflows/machines.ts';
import { type ScheduledName, type TaskName, taskNames } from '../../workflows/parts.ts';
import { CityFunction } from '../constructs/city-function.ts';
import { CityMachine, placeholders } from '../constructs/city-machine.ts';
import type { DataStack } from './data-stack.ts';

export interface WorkflowStackProps extends StackProps {
  city: City;
  data: DataStack;
  /** The folder of the tasks' bundle. */
  tasks: string;
}

/** One machine per procedure, the statutory clock, their tasks, and the hourly reconciler. */
export class WorkflowStack extends Stack {
  readonly machines: readonly CityMachine[];
  readonly tasks: Readonly<Record<TaskName, CityFunction>>;
  readonly reconciler: CityFunction;
  readonly duties: CityFunction;
  readonly #props: WorkflowStackProps;

  constructor(scope: Construct, id: string, props: WorkflowStackProps) {
    // With a machine its executions would go, and each is somebody's case or period.
    super(scope, id, { ...props, terminationProtection: true });
    this.#props = props;
    const tasks = taskNames.map((name) => [name, this.#function(name, Duration.minutes(1))] as const);
    this.tasks = Object.fromEntries(tasks) as Record<TaskName, CityFunction>;
    this.machines = this.#machines();
    // It walks through every open case of the city.
    this.reconciler = this.#function('Reconcile', Duration.minutes(10));
    new Rule(this, 'Hourly', {
      description: 'Rings late, restarts what is missing',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(this.reconciler.lambda)],
    });
    this.duties = this.#function('SeeDuties', Duration.minutes(10));
    new Rule(this, 'Daily', {
      description: 'Opens the cases of the duties that recur by themselves',
      // 00:30 in the city.
      schedule: Schedule.cron({ hour: '16', minute: '30' }),
      targets: [new LambdaFunction(this.duties.lambda)],
    });
  }

  #function(name: TaskName | ScheduledName, timeout: Duration): CityFunction {
    const { city, data, tasks } = this.#props;
    return new CityFunction(this, name, { city, data, name, bundle: tasks, entry: name, timeout });
  }

  #machines(): CityMachine[] {
    const { city } = this.#props;
    const arns = Object.entries(this.tasks).map(([name, { lambda }]) => [name, lambda.functionArn]);
    const tasks = Object.fromEntries(arns) as Record<TaskName, string>;
    return machinesOf(city, placeholders).map(
      (machine) => new CityMachine(this, constructId(machine.name), { city, machine, tasks }),
    );
  }
}

/** `statutory-clock` is the construct `StatutoryClock`. */
const constructId = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());

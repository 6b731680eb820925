import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { City } from '../../domain/policy/policy.ts';
import type { ApiStack } from './api-stack.ts';
import type { WorkflowStack } from './workflow-stack.ts';

export interface ObservabilityStackProps extends StackProps {
  city: City;
  api: ApiStack;
  workflow: WorkflowStack;
}

/** One alarm per way of failing; each names its heading in docs/runbook.md. */
export class ObservabilityStack extends Stack {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, { city, api, workflow, ...props }: ObservabilityStackProps) {
    super(scope, id, props);
    this.#topic = new Topic(this, 'Alarms', { topicName: `${city.name}-alarms`, enforceSSL: true });
    const minutes = (n: number) => ({ period: Duration.minutes(n), statistic: 'Sum' });

    this.#alarm('ApiFaults', 'api-faults', api.api.metricServerError(minutes(5)), 5);
    for (const { lambda, node } of [...api.functions, ...workflow.functions]) {
      this.#alarm(`${node.id}Faults`, 'function-faults', lambda.metricErrors(minutes(5)), 1);
    }
    for (const machine of workflow.machines) {
      this.#alarm(`${machine.node.id}Failed`, 'execution-failed', machine.metricFailed(minutes(5)), 1);
    }
    this.#alarm('UploadsUnchecked', 'dead-letters', api.deadLetters.metricApproximateNumberOfMessagesVisible(), 1);
    this.#alarm(
      'ReconcilerUndelivered',
      'dead-letters',
      workflow.deadLetters.metricApproximateNumberOfMessagesVisible(),
      1,
    );
    const reconciler = workflow.functions.at(-1);
    if (reconciler !== undefined) {
      // Two hours without a run: lost rings and missing clocks are not made up for.
      this.#alarm('ReconcilerSilent', 'reconciler-silent', reconciler.lambda.metricInvocations(minutes(120)), 1, {
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      });
    }
  }

  #alarm(
    id: string,
    heading: string,
    metric: IMetric,
    threshold: number,
    more: { comparisonOperator?: ComparisonOperator; treatMissingData?: TreatMissingData } = {},
  ): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `See docs/runbook.md#${heading}`,
      ...more,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
  }
}

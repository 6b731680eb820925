import { ArnFormat, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  type MetricOptions,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
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
    this.#topic = this.#alarmTopic(`${city.name}-alarms`);
    const { reconciler, duties } = workflow;

    this.#alarm('ApiFaults', 'api-faults', api.api.metricServerError(sum(5)), { threshold: 5 });
    for (const { lambda, node } of [...api.functions, ...Object.values(workflow.tasks), reconciler, duties]) {
      this.#alarm(`${node.id}Faults`, 'function-faults', lambda.metricErrors(sum(5)));
    }
    for (const { machine, node } of workflow.machines) {
      this.#alarm(`${node.id}Failed`, 'execution-failed', machine.metricFailed(sum(5)));
    }
    this.#alarm(
      'UploadsUnchecked',
      'dead-letters',
      api.uncheckedUploads.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
    );
    // Two runs missed: lost rings and missing clocks are not made up for.
    this.#alarm('ReconcilerSilent', 'reconciler-silent', reconciler.lambda.metricInvocations(sum(120)), {
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  #alarmTopic(topicName: string): Topic {
    const topic = new Topic(this, 'Alarms', { topicName, enforceSSL: true });
    // A policy of its own takes the place of the default one, by which the account's alarms could publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          ArnLike: {
            'aws:SourceArn': this.formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    return topic;
  }

  #alarm(id: string, heading: string, metric: IMetric, more: Partial<AlarmProps> = {}): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `See docs/runbook.md#${heading}`,
      ...more,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
  }
}

const sum = (minutes: number): MetricOptions => ({ period: Duration.minutes(minutes), statistic: 'Sum' });

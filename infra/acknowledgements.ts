import { Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BucketName } from '../functions/stores/objects.ts';
import type { CityStage } from './city-stage.ts';
import { rights } from './rights.ts';

export interface Acknowledgement {
  id: string;
  at: readonly IConstruct[];
  reason: string;
}

export function acknowledge(stage: CityStage): void {
  for (const { id, at, reason } of acknowledgements(stage)) {
    for (const construct of at) Validations.of(construct).acknowledge({ id, reason });
  }
}

/** What cdk-nag finds and is meant so: each finding by its id, where it stands, and the reason. */
export function acknowledgements({ data, workflow, api }: CityStage): Acknowledgement[] {
  const functions = [...api.functions, ...Object.values(workflow.tasks), workflow.reconciler, workflow.duties];
  const ringers = Object.entries(rights).flatMap(([name, { executions }]) =>
    executions?.includes('ring') ? name : [],
  );
  const ringing = functions.filter(({ node }) => ringers.includes(node.id));
  const account = Token.isUnresolved(workflow.account) ? '<AWS::AccountId>' : workflow.account;

  /** As cdk-nag writes the ARN of another stack's bucket. */
  const objects = (bucket: BucketName, prefix: string): string => {
    const imported = data.resolve(data.exportValue(data.buckets[bucket].bucketArn)) as { 'Fn::ImportValue': string };
    return `${imported['Fn::ImportValue']}/${prefix}/*`;
  };
  const wildcard = (resource: string): string => `AwsSolutions-IAM5[Resource::${resource}]`;
  const prefixed = 'Objects of one prefix: which function does what with them stands in infra/rights.ts';

  return [
    {
      id: 'AwsSolutions-S1',
      at: Object.values(data.buckets),
      reason: 'The broker logs each link that it signs; an access log of the bucket would keep addresses of readers',
    },
    {
      id: 'AwsSolutions-SMG4',
      at: [data.pepper],
      reason: 'To replace the pepper voids every API key: that is done on its loss and never by a schedule',
    },
    { id: wildcard(objects('data', 'datasets')), at: [api, workflow], reason: prefixed },
    ...['uploads', 'cases', 'attachments', 'datasets'].map((prefix) => ({
      id: wildcard(objects('quarantine', prefix)),
      at: [api],
      reason: prefixed,
    })),
    {
      id: wildcard('*'),
      at: ringing,
      reason: 'states:SendTaskSuccess has no resources: the token says which task is meant, its payload is ignored',
    },
    ...workflow.machines.map(({ machineName }) => ({
      id: wildcard(`arn:${workflow.partition}:states:${workflow.region}:${account}:execution:${machineName}:*`),
      at: [workflow.reconciler],
      reason: 'Executions are named after cases, which come later',
    })),
    {
      id: wildcard('*'),
      at: workflow.machines,
      reason: 'The delivery of logs to CloudWatch (logs:CreateLogDelivery and its like) has no resources',
    },
    {
      id: 'AwsSolutions-SF1',
      at: workflow.machines,
      reason: 'What happens to a case stands in its chain of events; the log is for failures',
    },
    { id: 'AwsSolutions-SF2', at: workflow.machines, reason: 'There is no X-Ray in the China regions' },
    {
      id: 'AwsSolutions-APIG2',
      at: [api.api],
      reason: 'Functions check every request by the schemas of its route, and tell all faults at once',
    },
    {
      id: 'AwsSolutions-APIG3',
      at: [api.api],
      reason: 'Callers are throttled by usage plans; a web ACL is the decision of the account that deploys',
    },
    {
      id: 'AwsSolutions-APIG6',
      at: [api.api],
      reason: 'Execution logs would hold requests, and their role is one per region; there is the access log',
    },
    {
      id: 'AwsSolutions-COG4',
      at: [api.api],
      reason: "There is no Cognito in the China regions; the authorizer verifies the city's own issuer",
    },
  ];
}

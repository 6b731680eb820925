import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type City, currentPolicy } from '../../domain/policy/policy.ts';
import { clockMachine } from '../../functions/stores/executions.ts';
import type { BucketName } from '../../functions/stores/objects.ts';
import type { TableName } from '../../functions/tables.ts';
import type { ExecutionVerb, ObjectVerb, Rights, TableVerb } from '../rights.ts';
import type { DataStack } from '../stacks/data-stack.ts';
import { machineArn } from './city-machine.ts';

export interface Granting {
  city: City;
  data: DataStack;
}

/** A function's rights as statements of its role's policy. */
export function permissions(scope: Construct, rights: Rights, { city, data }: Granting): PolicyStatement[] {
  const { tables = {}, objects = {}, executions = [], pepper } = rights;
  return [
    ...Object.entries(tables).map(([table, verbs]) =>
      allow(
        verbs.flatMap((verb) => tableActions[verb]),
        data.tables[table as TableName].tableArn,
      ),
    ),
    ...Object.entries(objects).flatMap(([place, verbs]) =>
      verbs.flatMap((verb) => objectStatements(place, verb, data)),
    ),
    ...executions.map((verb) => executionStatement(scope, verb, city)),
    ...(pepper === true ? [allow(['secretsmanager:GetSecretValue'], data.pepper.secretArn)] : []),
  ];
}

const allow = (actions: string[], ...resources: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources });

const tableActions: Readonly<Record<TableVerb, readonly string[]>> = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  put: ['dynamodb:PutItem'],
  update: ['dynamodb:UpdateItem'],
  remove: ['dynamodb:DeleteItem'],
  check: ['dynamodb:ConditionCheckItem'],
};

function objectStatements(place: string, verb: ObjectVerb, { buckets }: DataStack): PolicyStatement[] {
  const [name = '', prefix = ''] = place.split('/');
  const { bucketArn } = buckets[name as BucketName];
  const objects = `${bucketArn}/${prefix}/*`;
  switch (verb) {
    case 'read':
      // Who may not list is told 403 of what isn't there, and would take it for suspended.
      return [allow(['s3:GetObject'], objects), allow(['s3:ListBucket'], bucketArn)];
    case 'sign-download':
      return [allow(['s3:GetObject'], objects)];
    case 'sign-upload':
      return [allow(['s3:PutObject'], objects)];
    case 'write':
      return [name === 'data' ? writeClosed(objects) : allow(['s3:PutObject'], objects)];
    case 'gate':
      return [
        allow(['s3:GetObjectVersionTagging', 's3:PutObjectVersionTagging'], objects),
        allow(['s3:ListBucketVersions'], bucketArn),
      ];
    default:
      return verb satisfies never;
  }
}

/** Who prepares a release can't open it: what it writes is tagged as closed, or refused. */
const writeClosed = (objects: string): PolicyStatement =>
  new PolicyStatement({
    actions: ['s3:PutObject', 's3:PutObjectTagging'],
    resources: [objects],
    conditions: { StringEquals: { 's3:RequestObjectTag/gate': 'closed' } },
  });

function executionStatement(scope: Construct, verb: ExecutionVerb, city: City): PolicyStatement {
  // A call by an alias is authorized by the machine's own ARN:
  // https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
  const clock = machineArn(Stack.of(scope), city, clockMachine);
  const flows = Object.keys(currentPolicy(city).procedures).map((name) => machineArn(Stack.of(scope), city, name));
  switch (verb) {
    case 'start-flow':
      return allow(['states:StartExecution'], ...flows);
    case 'start-clock':
      return allow(['states:StartExecution'], clock);
    case 'look':
      return allow(['states:DescribeExecution'], ...[...flows, clock].map(executionsOf));
    case 'stop-flow':
      return allow(['states:StopExecution'], ...flows.map(executionsOf));
    case 'ring':
      // It has no resources: the token alone says which task is meant.
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
      return allow(['states:SendTaskSuccess'], '*');
    default:
      return verb satisfies never;
  }
}

const executionsOf = (machine: string): string => `${machine.replace(':stateMachine:', ':execution:')}:*`;

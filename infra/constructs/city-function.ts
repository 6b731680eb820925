import { ArnFormat, type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type City, currentPolicy } from '../../domain/policy/policy.ts';
import { clockMachine } from '../../functions/stores/executions.ts';
import { tableNames } from '../../functions/tables.ts';
import { logRetention } from '../log-retention.ts';
import { type FunctionName, rights } from '../rights.ts';
import type { DataStack } from '../stacks/data-stack.ts';

export interface CityFunctionProps {
  city: City;
  name: FunctionName;
  /** The bundle's folder and the export that is called. */
  code: Code;
  entry: string;
  data: DataStack;
  timeout: Duration;
  memoryMb: number;
}

export const machineAlias = 'live';

/** What CloudFormation calls a function of the city; roles and log groups are named after it and never renamed. */
export const functionName = (city: City, name: FunctionName): string =>
  `${city.name}-${name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;

/** One Lambda function with a role of its own that may do what `rights.ts` says, and a log group that forgets in time. */
export class CityFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: CityFunctionProps) {
    super(scope, id);
    const { city, name, data } = props;
    const physical = functionName(city, name);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${physical}`,
      retention: logRetention(city),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(this, 'Role', {
      roleName: physical,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${physical} may do`,
    });
    logGroup.grantWrite(role);
    for (const statement of this.#statements(props)) role.addToPolicy(statement);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: physical,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.X86_64,
      code: props.code,
      handler: props.entry,
      role,
      logGroup,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      environment: {
        CITY: city.name,
        ...Object.fromEntries(
          tableNames.map((table) => [`TABLE_${table.toUpperCase()}`, data.tables[table].tableName]),
        ),
        BUCKET_QUARANTINE: data.buckets.quarantine.bucketName,
        BUCKET_DATA: data.buckets.data.bucketName,
        MACHINE_ARN_PREFIX: Stack.of(this).formatArn({
          service: 'states',
          resource: 'stateMachine',
          resourceName: `${city.name}-`,
          arnFormat: colonSeparated,
        }),
        MACHINE_ALIAS: machineAlias,
        IDENTITY_ISSUER: city.deployment.identity.issuer,
        IDENTITY_AUDIENCE: city.deployment.identity.audience,
        ...(rights[name].pepper === true ? { KEY_PEPPER_SECRET: data.pepper.secretArn } : {}),
        NODE_OPTIONS: '--enable-source-maps',
      },
    });
  }

  #statements({ city, name, data }: CityFunctionProps): PolicyStatement[] {
    const { tables = {}, buckets = {}, machines = [], pepper } = rights[name];
    const allow = (actions: string[], resources: string[]): PolicyStatement =>
      new PolicyStatement({ effect: Effect.ALLOW, actions, resources });
    const machineArns = [...Object.keys(currentPolicy(city).procedures), clockMachine].map((machine) =>
      Stack.of(this).formatArn({
        service: 'states',
        resource: 'stateMachine',
        resourceName: `${city.name}-${machine}`,
        arnFormat: colonSeparated,
      }),
    );
    const executionArns = machineArns.map((arn) => `${arn.replace(':stateMachine:', ':execution:')}:*`);
    return [
      ...tableNames.flatMap((table) => {
        const right = tables[table];
        return right === undefined
          ? []
          : [allow(right === 'read' ? readItems : [...readItems, ...writeItems], [data.tables[table].tableArn])];
      }),
      ...(['quarantine', 'data'] as const).flatMap((bucket) => {
        const actions = (buckets[bucket] ?? []).flatMap((right) => objectActions[right]);
        const arn = data.buckets[bucket].bucketArn;
        const lists = (buckets[bucket] ?? []).includes('gate') ? [allow(['s3:ListBucketVersions'], [arn])] : [];
        return actions.length === 0 ? [] : [allow(actions, [`${arn}/*`]), ...lists];
      }),
      ...(machines.includes('start')
        ? [
            allow(
              ['states:StartExecution'],
              machineArns.flatMap((arn) => [arn, `${arn}:${machineAlias}`]),
            ),
          ]
        : []),
      ...(machines.includes('ring')
        ? [
            allow(
              ['states:SendTaskSuccess'],
              machineArns.flatMap((arn) => [arn, `${arn}:*`]),
            ),
          ]
        : []),
      ...(machines.includes('tend')
        ? [allow(['states:DescribeExecution', 'states:StopExecution'], executionArns)]
        : []),
      ...(pepper === true ? [allow(['secretsmanager:GetSecretValue'], [data.pepper.secretArn])] : []),
    ];
  }
}

const colonSeparated = ArnFormat.COLON_RESOURCE_NAME;
const readItems = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const writeItems = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];
const objectActions = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:PutObjectTagging'],
  gate: ['s3:GetObjectTagging', 's3:GetObjectVersionTagging', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'],
} as const;

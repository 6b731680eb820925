import { type Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { City } from '../../domain/policy/policy.ts';
import type { Environment } from '../../functions/clients.ts';
import { cityLog } from '../city-log.ts';
import { type FunctionName, rights } from '../rights.ts';
import type { DataStack } from '../stacks/data-stack.ts';
import { machineAlias, machineArn } from './city-machine.ts';
import { permissions } from './permissions.ts';

export interface CityFunctionProps {
  city: City;
  data: DataStack;
  name: FunctionName;
  /** The bundle's folder, and the export that is called. */
  bundle: string;
  entry?: string;
  timeout: Duration;
  memoryMb?: number;
  /** Where an event goes that nobody waits for and that failed each time. */
  deadLetters?: IQueue;
}

/** One Lambda function with a log of its own and a role that may do what `rights.ts` says. */
export class CityFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: CityFunctionProps) {
    super(scope, id);
    const { city, name, deadLetters } = props;
    const physical = `${city.name}-${roleName(name)}`;
    const logGroup = cityLog(this, 'Log', city, `/aws/lambda/${physical}`);
    const role = new Role(this, 'Role', {
      roleName: physical,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${physical} may do`,
    });
    logGroup.grantWrite(role);
    for (const statement of permissions(this, rights[name], props)) role.addToPolicy(statement);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: physical,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.X86_64,
      code: Code.fromAsset(props.bundle),
      handler: `index.${props.entry ?? 'handler'}`,
      role,
      logGroup,
      timeout: props.timeout,
      memorySize: props.memoryMb ?? 512,
      environment: environmentOf(Stack.of(this), props),
      ...(deadLetters === undefined ? {} : { deadLetterQueue: deadLetters }),
    });
  }
}

/** `LoadCase` is the function `load-case`. */
const roleName = (name: FunctionName): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

function environmentOf(stack: Stack, { city, data, name }: CityFunctionProps): Record<string, string> {
  const environment = {
    CITY: city.name,
    TABLE_CASES: data.tables.cases.tableName,
    TABLE_CATALOG: data.tables.catalog.tableName,
    TABLE_ACCESS: data.tables.access.tableName,
    TABLE_CALENDAR: data.tables.calendar.tableName,
    BUCKET_QUARANTINE: data.buckets.quarantine.bucketName,
    BUCKET_DATA: data.buckets.data.bucketName,
    MACHINE_ARN_PREFIX: machineArn(stack, city, ''),
    MACHINE_ALIAS: machineAlias,
    IDENTITY_ISSUER: city.deployment.identity.issuer,
    IDENTITY_AUDIENCE: city.deployment.identity.audience,
  } satisfies Environment;
  return rights[name].pepper === true ? { ...environment, KEY_PEPPER_SECRET: data.pepper.secretArn } : environment;
}

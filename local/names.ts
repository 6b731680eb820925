import type { City } from '../domain/policy/policy.ts';
import type { TableName } from '../functions/tables.ts';

const ACCOUNT = '000000000000';

/** What everything is called on the laptop; the forms are those of AWS. */
export interface Names {
  city: string;
  region: string;
  table: (name: TableName) => string;
  quarantineBucket: string;
  dataBucket: string;
  /** Completed by a machine's name. */
  machineArnPrefix: string;
  machineAlias: string;
  roleArn: (functionName: string) => string;
  functionArn: (functionName: string) => string;
  api: { partition: string; region: string; account: string; apiId: string; stage: string };
}

export function namesOf({ name: city, deployment }: City): Names {
  const { region } = deployment;
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
  return {
    city,
    region,
    table: (name) => `${city}-${name}`,
    quarantineBucket: `${city}-quarantine`,
    dataBucket: `${city}-data`,
    machineArnPrefix: `arn:${partition}:states:${region}:${ACCOUNT}:stateMachine:${city}-`,
    machineAlias: 'live',
    roleArn: (functionName) => `arn:${partition}:iam::${ACCOUNT}:role/${city}-${functionName}`,
    functionArn: (functionName) => `arn:${partition}:lambda:${region}:${ACCOUNT}:function:${city}-${functionName}`,
    api: { partition, region, account: ACCOUNT, apiId: 'laptop', stage: city },
  };
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { cityNamed } from '../cities/all.ts';
import type { City } from '../domain/policy/policy.ts';
import { systemClock } from './clock.ts';
import { newId, newSalt } from './ids.ts';
import { log } from './log.ts';
import type { Platform } from './platform.ts';
import { accessStore } from './stores/access.ts';
import { calendarStore, regionOf } from './stores/calendar.ts';
import { caseStore } from './stores/cases.ts';
import { catalogStore } from './stores/catalog.ts';
import { dynamoDb } from './stores/dynamodb.ts';
import { stepFunctions } from './stores/executions.ts';
import { s3Objects } from './stores/s3.ts';
import { uploadStore } from './stores/uploads.ts';

/** What a function's environment tells it; infra and the laptop host set the same names. */
export const Environment = z.object({
  CITY: z.string(),
  TABLE_CASES: z.string(),
  TABLE_CATALOG: z.string(),
  TABLE_ACCESS: z.string(),
  TABLE_CALENDAR: z.string(),
  BUCKET_QUARANTINE: z.string(),
  BUCKET_DATA: z.string(),
  /** `arn:<partition>:states:<region>:<account>:stateMachine:<city>-` */
  MACHINE_ARN_PREFIX: z.string(),
  MACHINE_ALIAS: z.string(),
  IDENTITY_ISSUER: z.url(),
  IDENTITY_AUDIENCE: z.string(),
  /** The secret that keys the hashes of API keys, or on the laptop the pepper itself. */
  KEY_PEPPER_SECRET: z.string().optional(),
  KEY_PEPPER: z.string().optional(),
});
export type Environment = z.infer<typeof Environment>;

/** Set on the laptop only: where its services listen, and as which function's role this one signs. */
export interface Endpoints {
  dynamodb: string;
  s3: string;
  states: string;
  region: string;
  /** One that needn't be registered. */
  city: City;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** The platform of a function. Nothing else makes SDK clients or reads the environment. */
export function connect(variables: NodeJS.ProcessEnv = process.env, laptop?: Endpoints): Platform {
  const environment = Environment.parse(variables);
  const city = laptop?.city ?? cityNamed(environment.CITY);
  const at = (endpoint: keyof Pick<Endpoints, 'dynamodb' | 's3' | 'states'>) =>
    laptop === undefined ? {} : { endpoint: laptop[endpoint], region: laptop.region, credentials: laptop.credentials };
  const engine = dynamoDb({
    client: new DynamoDBClient(at('dynamodb')),
    tableNames: {
      cases: environment.TABLE_CASES,
      catalog: environment.TABLE_CATALOG,
      access: environment.TABLE_ACCESS,
      calendar: environment.TABLE_CALENDAR,
    },
    random: Math.random,
  });
  return {
    city,
    now: systemClock,
    newId: () => newId(systemClock()),
    salt: newSalt,
    calendar: () => calendarStore(engine, regionOf(city)).current(),
    engine,
    cases: caseStore(engine),
    catalog: catalogStore(engine),
    uploads: uploadStore(engine),
    access: accessStore(engine),
    objects: s3Objects({
      client: new S3Client({ ...at('s3'), ...(laptop === undefined ? {} : { forcePathStyle: true }) }),
      buckets: { quarantine: environment.BUCKET_QUARANTINE, data: environment.BUCKET_DATA },
    }),
    executions: stepFunctions({
      client: new SFNClient(at('states')),
      machineArnPrefix: environment.MACHINE_ARN_PREFIX,
      alias: environment.MACHINE_ALIAS,
    }),
    identity: { issuer: environment.IDENTITY_ISSUER, audience: environment.IDENTITY_AUDIENCE },
    pepper: pepperOf(environment),
    log,
  };
}

/** Fetched once per process. */
function pepperOf({ KEY_PEPPER, KEY_PEPPER_SECRET }: Environment): () => Promise<string> {
  let fetched: Promise<string> | undefined;
  const fetch = async (): Promise<string> => {
    if (KEY_PEPPER !== undefined) return KEY_PEPPER;
    if (KEY_PEPPER_SECRET === undefined) throw new Error('this function is given no pepper');
    const { SecretString } = await new SecretsManagerClient().send(
      new GetSecretValueCommand({ SecretId: KEY_PEPPER_SECRET }),
    );
    if (SecretString === undefined) throw new Error('the pepper secret is empty');
    return SecretString;
  };
  return () => {
    fetched ??= fetch();
    return fetched;
  };
}

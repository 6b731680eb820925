import { join } from 'node:path';
import { DynamoDB as DynamoDbApi } from '@aws-sdk/client-dynamodb';
import { gateStatements } from '../functions/stores/bucket-policy.ts';
import { tables } from '../functions/tables.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb/server.ts';
import { createTables } from './dynamodb/tables.ts';
import type { Faults } from './faults.ts';
import type { Names } from './names.ts';
import { type S3Server, startS3 } from './s3/server.ts';
import type { Credential } from './s3/signature/scope.ts';
import type { S3ObjectCreated } from './s3/store/records.ts';
import { accessKeyOf, type Secrets } from './secrets.ts';

interface Settings {
  dir: string;
  names: Names;
  secrets: Secrets;
  /** The functions that sign calls. */
  functionNames: readonly string[];
  now: () => number;
  faults: Faults;
  onUploaded: (event: S3ObjectCreated) => Promise<void>;
}

export interface Storage {
  dynamodb: DynamoDb;
  s3: S3Server;
  close(): Promise<void>;
}

/** Tables and buckets as the data stack deploys them. */
export async function startStorage(settings: Settings): Promise<Storage> {
  const { dir, now, faults, names, onUploaded } = settings;
  const dynamodb = await startDynamoDb({ dir: join(dir, 'dynamodb'), now, faults });
  await deployTables(dynamodb, settings);
  const s3 = await startS3({
    dir: join(dir, 's3'),
    now,
    faults,
    buckets: bucketsOf(names),
    credentials: credentialsOf(settings),
    onObjectCreated: onUploaded,
  });
  return {
    dynamodb,
    s3,
    async close() {
      await s3.close();
      await dynamodb.close();
    },
  };
}

/** In CloudFormation's place, so with a client that is none of the functions'. */
async function deployTables({ endpoint }: DynamoDb, { names, secrets }: Settings): Promise<void> {
  const credentials = accessKeyOf(secrets, names.roleArn('deployment'));
  const api = new DynamoDbApi({ endpoint, region: names.region, credentials });
  await createTables(api, names.city, tables);
  api.destroy();
}

const bucketsOf = ({ quarantineBucket, dataBucket, api: { partition } }: Names) => [
  {
    name: quarantineBucket,
    versioned: true,
    notifications: true,
    cors: [{ AllowedMethods: ['POST'], AllowedOrigins: ['*'], AllowedHeaders: ['*'] }],
  },
  {
    name: dataBucket,
    versioned: true,
    policy: { Statement: gateStatements({ bucketArn: `arn:${partition}:s3:::${dataBucket}`, except: [] }) },
    cors: [{ AllowedMethods: ['GET', 'HEAD'], AllowedOrigins: ['*'], AllowedHeaders: ['*'] }],
  },
];

/** Each key belongs to one function's role. */
function credentialsOf({ names, secrets, functionNames }: Settings): (id: string) => Credential | undefined {
  const known = new Map(
    functionNames.map((name) => {
      const principalArn = names.roleArn(name);
      const { accessKeyId, secretAccessKey } = accessKeyOf(secrets, principalArn);
      return [accessKeyId, { secretAccessKey, principalArn }];
    }),
  );
  return (id) => known.get(id);
}

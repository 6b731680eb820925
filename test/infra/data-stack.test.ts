import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { gateStatements } from '../../functions/stores/bucket-policy.ts';
import { tables } from '../../functions/tables.ts';
import { type Resource, resources, type SynthesizedStack, synthesized, written } from './a-synthesized-city.ts';

let data: SynthesizedStack;

beforeAll(() => {
  ({ data } = synthesized());
});

const bucket = (name: 'Quarantine' | 'Data'): readonly [string, Resource] => {
  const found = resources(data, 'AWS::S3::Bucket').find(([id]) => id.startsWith(`${name}Bucket`));
  if (found === undefined) throw new Error(`there is no ${name}Bucket`);
  return found;
};

/** Statements with their resources as text and their lists sorted. */
const policyOf = (name: 'Quarantine' | 'Data'): unknown => {
  const [, policy] = resources(data, 'AWS::S3::BucketPolicy').find(([id]) => id.startsWith(`${name}Bucket`)) ?? [];
  const { Statement } = policy?.Properties.PolicyDocument as { Statement: Parameters<typeof plain>[0][] };
  return Statement.map(plain);
};
const plain = ({ Action, Resource, ...rest }: { Action: string | readonly string[]; Resource: unknown }) => ({
  ...rest,
  Action: [Action].flat().sort(),
  Resource: [Resource].flat().map(written).sort(),
});

describe('the data stack', () => {
  it('is protected against its deletion', () => {
    expect(data.stack.terminationProtection).toBe(true);
  });

  it('keeps whatever it holds, bucket policies apart', () => {
    const lasting = Object.values(data.json.Resources).filter(({ Type }) => Type !== 'AWS::S3::BucketPolicy');

    expect(lasting.map(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy])).toEqual(
      lasting.map(() => ['Retain', 'Retain']),
    );
  });

  it('has the tables of functions/tables.ts: keyed, encrypted, restorable to any moment, protected', () => {
    data.template.resourceCountIs('AWS::DynamoDB::Table', tables.length);
    for (const { indexes, expires } of tables) {
      data.template.hasResourceProperties('AWS::DynamoDB::Table', {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        GlobalSecondaryIndexes: indexes.length === 0 ? Match.absent() : indexes.map(index),
        TimeToLiveSpecification: expires === undefined ? Match.absent() : { AttributeName: 'expiresAt', Enabled: true },
      });
    }
  });

  it.each([
    'Quarantine',
    'Data',
  ] as const)('has the %s bucket versioned, encrypted and closed to the public', (name) => {
    const [, { Properties }] = bucket(name);

    expect(Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  it('puts the data bucket behind the gate, word for word, and nothing else into its policy', () => {
    const [id] = bucket('Data');

    expect(policyOf('Data')).toEqual(gateStatements({ bucketArn: `<${id}.Arn>`, except: [] }).map(plain));
  });

  it('answers for quarantine over TLS only', () => {
    const [id] = bucket('Quarantine');

    expect(policyOf('Quarantine')).toEqual([
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['s3:*'],
        Resource: [`<${id}.Arn>`, `<${id}.Arn>/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('tells EventBridge of uploads without a function of the CDK’s own', () => {
    expect(bucket('Quarantine')[1].Properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    data.template.resourceCountIs('AWS::Lambda::Function', 0);
  });

  it('forgets what was uploaded, and nothing of what was opened or belongs to a case', () => {
    expect(bucket('Quarantine')[1].Properties.LifecycleConfiguration).toEqual({
      Rules: [
        { Status: 'Enabled', Prefix: 'uploads/', ExpirationInDays: 365 },
        { Status: 'Enabled', Prefix: 'cases/', ExpirationInDays: 30 },
        { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      ],
    });
    expect(bucket('Data')[1].Properties.LifecycleConfiguration).toBeUndefined();
  });

  it('has the pepper made by Secrets Manager, so that nobody has seen it', () => {
    data.template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 64 },
      SecretString: Match.absent(),
    });
  });
});

const index = (name: string): object => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: `${name}pk`, KeyType: 'HASH' },
    { AttributeName: `${name}sk`, KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'ALL' },
});

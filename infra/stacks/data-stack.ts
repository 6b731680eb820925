import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  Billing,
  ProjectionType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { City } from '../../domain/policy/policy.ts';
import { gateStatements } from '../../functions/stores/bucket-policy.ts';
import type { BucketName } from '../../functions/stores/objects.ts';
import { type TableName, type TableShape, tables } from '../../functions/tables.ts';

export interface DataStackProps extends StackProps {
  city: City;
}

/** All that lasts: tables, buckets and the pepper. Nothing here is ever replaced or deleted by a deployment. */
export class DataStack extends Stack {
  readonly tables: Readonly<Record<TableName, TableV2>>;
  readonly buckets: Readonly<Record<BucketName, Bucket>>;
  readonly pepper: Secret;

  constructor(scope: Construct, id: string, { city, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.tables = Object.fromEntries(tables.map((shape) => [shape.name, this.#table(shape)])) as Record<
      TableName,
      TableV2
    >;
    this.buckets = { quarantine: this.#quarantine(city), data: this.#dataBucket() };
    this.pepper = new Secret(this, 'Pepper', {
      description: `Keys the hashes of API keys of ${city.name}; without it every key is void`,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #table({ name, indexes, expires }: TableShape): TableV2 {
    const key = (attribute: string): Attribute => ({ name: attribute, type: AttributeType.STRING });
    return new TableV2(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}Table`, {
      partitionKey: key('pk'),
      sortKey: key('sk'),
      globalSecondaryIndexes: indexes.map((index) => ({
        indexName: index,
        partitionKey: key(`${index}pk`),
        sortKey: key(`${index}sk`),
        projectionType: ProjectionType.ALL,
      })),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...(expires === undefined ? {} : { timeToLiveAttribute: expires }),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** What was uploaded and not yet judged. Browsers post to it from the portal's pages. */
  #quarantine({ deployment }: City): Bucket {
    const portal = deployment.domain === undefined ? '*' : `https://${deployment.domain.name}`;
    return this.#bucket('QuarantineBucket', {
      eventBridgeEnabled: true,
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: [portal], allowedHeaders: ['*'] }],
      // A year: the uploaded source is the evidence of what was reviewed; the published files are kept for good.
      lifecycleRules: [{ expiration: Duration.days(365), abortIncompleteMultipartUploadAfter: Duration.days(2) }],
    });
  }

  /** What is or was opened, each object behind its gate. */
  #dataBucket(): Bucket {
    const bucket = this.#bucket('DataBucket', {
      cors: [{ allowedMethods: [HttpMethods.GET, HttpMethods.HEAD], allowedOrigins: ['*'], allowedHeaders: ['*'] }],
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(2) }],
    });
    for (const statement of gateStatements({ bucketArn: bucket.bucketArn, except: [] })) {
      bucket.addToResourcePolicy(PolicyStatement.fromJson(statement));
    }
    return bucket;
  }

  #bucket(id: string, more: Partial<ConstructorParameters<typeof Bucket>[2]>): Bucket {
    return new Bucket(this, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...more,
    });
  }
}

import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
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
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly buckets: Readonly<Record<BucketName, Bucket>>;
  readonly pepper: Secret;

  constructor(scope: Construct, id: string, { city, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.tables = Object.fromEntries(tables.map((shape) => [shape.name, this.#table(shape)])) as Record<
      TableName,
      Table
    >;
    this.buckets = { quarantine: this.#quarantine(city), data: this.#dataBucket() };
    this.pepper = new Secret(this, 'Pepper', {
      description: `Keys the hashes of API keys of ${city.name}; without it every key is void`,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #table({ name, indexes, expires }: TableShape): Table {
    const key = (attribute: string): Attribute => ({ name: attribute, type: AttributeType.STRING });
    const table = new Table(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}Table`, {
      partitionKey: key('pk'),
      sortKey: key('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...(expires === undefined ? {} : { timeToLiveAttribute: expires }),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const index of indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index,
        partitionKey: key(`${index}pk`),
        sortKey: key(`${index}sk`),
        projectionType: ProjectionType.ALL,
      });
    }
    return table;
  }

  /** What was uploaded and not yet judged. Browsers post to it from the portal's pages. */
  #quarantine({ deployment }: City): Bucket {
    const portal = deployment.domain === undefined ? '*' : `https://${deployment.domain.name}`;
    const bucket = this.#bucket('QuarantineBucket', {
      enforceSSL: true,
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: [portal], allowedHeaders: ['*'] }],
      lifecycleRules: [
        // A year: an uploaded source is the evidence of what was reviewed. It isn't masked, so no longer than that.
        { prefix: 'uploads/', expiration: Duration.days(365) },
        // A case's documents are kept as they were checked, not as a form took them.
        { prefix: 'cases/', expiration: Duration.days(30) },
        // What was overwritten, and what has expired, is gone a month later.
        { noncurrentVersionExpiration: Duration.days(30) },
      ],
    });
    // The CDK's own switch for it brings a function and a role along; CloudFormation needs neither.
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    return bucket;
  }

  /** What is or was opened, each object behind its gate. */
  #dataBucket(): Bucket {
    const bucket = this.#bucket('DataBucket', {
      cors: [{ allowedMethods: [HttpMethods.GET, HttpMethods.HEAD], allowedOrigins: ['*'], allowedHeaders: ['*'] }],
    });
    for (const statement of gateStatements({ bucketArn: bucket.bucketArn, except: [] })) {
      bucket.addToResourcePolicy(PolicyStatement.fromJson(statement));
    }
    return bucket;
  }

  #bucket(id: string, more: BucketProps): Bucket {
    return new Bucket(this, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...more,
    });
  }
}

import type { Absence, Explanation } from '../explained.ts';

const docs = 'https://docs.aws.amazon.com';

/** A rule of checkov's that we don't follow, and why. */
const skip = (id: string, why: string, page: string): Explanation => ({
  subject: 'templates',
  case: new RegExp(`^${id} `),
  why: `${id}: ${why}`,
  page: `${docs}/${page}`,
  ours: 'meant so',
});

/** Where the templates are meant otherwise than their judges would have them. */
export const templateExplanations: readonly Explanation[] = [
  skip(
    'CKV_AWS_18',
    'the broker logs each link that it signs; an access log of the bucket would keep the addresses of readers',
    'AmazonS3/latest/userguide/ServerLogs.html',
  ),
  skip(
    'CKV_AWS_26',
    'an alarm says which alarm and nothing else; CloudWatch could publish to no topic under the key that AWS manages',
    'sns/latest/dg/sns-key-management.html',
  ),
  skip(
    'CKV_AWS_27',
    'the queues are encrypted with SqsManagedSseEnabled, which the rule does not know',
    'AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html',
  ),
  skip(
    'CKV_AWS_73',
    'the platform does without X-Ray, so that both partitions get the same',
    'apigateway/latest/developerguide/apigateway-xray.html',
  ),
  skip(
    'CKV_AWS_115',
    'what one function reserves the others lack; callers are throttled by the usage plan',
    'lambda/latest/dg/configuration-concurrency.html',
  ),
  skip(
    'CKV_AWS_116',
    'API Gateway and Step Functions wait for the answer and hear of a failure; what comes by event has a queue',
    'lambda/latest/dg/invocation-async-retain-records.html',
  ),
  skip(
    'CKV_AWS_117',
    'functions speak to AWS and to the issuer alone, by TLS and a role each; there is nothing private to reach',
    'lambda/latest/dg/configuration-vpc.html',
  ),
  skip(
    'CKV_AWS_119',
    'tables are encrypted with the key that AWS manages; a key of the city needs someone who keeps it',
    'amazondynamodb/latest/developerguide/encryption.usagenotes.html',
  ),
  skip(
    'CKV_AWS_120',
    'answers depend on who asks and on what is suspended this second',
    'apigateway/latest/developerguide/api-gateway-caching.html',
  ),
  skip(
    'CKV_AWS_149',
    'the secret is encrypted with the key that AWS manages, and one role reads it',
    'secretsmanager/latest/userguide/security-encryption.html',
  ),
  skip(
    'CKV_AWS_158',
    'logs are encrypted by CloudWatch and hold ids only, no personal data',
    'AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  ),
  skip(
    'CKV_AWS_173',
    'the environment holds names of tables, buckets and machines, and no secret; Lambda encrypts it as it is',
    'lambda/latest/dg/configuration-envvars-encryption.html',
  ),
];

const unsupported = [
  'ApiGateway::ApiKey',
  'ApiGateway::Authorizer',
  'ApiGateway::BasePathMapping',
  'ApiGateway::DomainName',
  'ApiGateway::GatewayResponse',
  'ApiGateway::Method of a mock',
  'ApiGateway::Stage',
  'ApiGateway::UsagePlan',
  'ApiGateway::UsagePlanKey',
  'CloudWatch::Alarm',
  'IAM::ManagedPolicy of a role',
  'S3::BucketPolicy',
  'SNS::TopicPolicy',
  'SQS::QueuePolicy',
  'SecretsManager::Secret',
  'StepFunctions::StateMachineAlias',
  'StepFunctions::StateMachineVersion',
];

export const templateAbsences: readonly Absence[] = [
  {
    subject: 'templates',
    what: new RegExp(`^it makes no (AWS::(${unsupported.join('|')})(, |$))+$`),
    why:
      "moto's CloudFormation makes no resource of these types, so a text stands where others refer to one: " +
      unsupported
        .join(', ')
        .replace('of a mock', "of a mock (KeyError: 'IntegrationHttpMethod')")
        .replace('of a role', 'of a role (DeleteConflict: must detach all policies first)'),
  },
];

import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  ApiKeySourceType,
  AuthorizationType,
  CfnApiKey,
  CfnUsagePlanKey,
  Cors,
  EndpointType,
  type IResource,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RequestAuthorizer,
  ResponseType,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { floodGuards } from '../../domain/access/flood-guard.ts';
import type { City } from '../../domain/policy/policy.ts';
import type { Noun } from '../../functions/http.ts';
import { routes } from '../../functions/routes.ts';
import type { BundleName } from '../bundle.ts';
import { CityFunction } from '../constructs/city-function.ts';
import { problemTemplate } from '../gateway-problems.ts';
import { logRetention } from '../log-retention.ts';
import type { FunctionName } from '../rights.ts';
import type { DataStack } from './data-stack.ts';

export interface ApiStackProps extends StackProps {
  city: City;
  data: DataStack;
  bundles: Readonly<Record<BundleName, string>>;
}

// 29 s: API Gateway waits no longer; a second is left to answer.
const API_TIMEOUT = Duration.seconds(28);

/** The city's one REST API, made from the route table, and the functions behind it. */
export class ApiStack extends Stack {
  readonly api: RestApi;
  readonly functions: readonly CityFunction[];
  readonly deadLetters: Queue;
  readonly #props: ApiStackProps;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    this.#props = props;
    const nouns = new Map(Object.keys(routes).map((noun) => [noun as Noun, this.#function(noun as Noun)]));
    const authorizer = this.#function('authorizer');
    this.api = this.#restApi();
    this.#addRoutes(nouns, authorizer);
    this.#guardAgainstFloods();
    this.#speakOfProblems();
    this.deadLetters = this.#checkUploads();
    const check = this.node.findChild('check-upload') as CityFunction;
    this.functions = [...nouns.values(), authorizer, check];
  }

  #function(name: FunctionName & BundleName): CityFunction {
    const { city, data, bundles } = this.#props;
    return new CityFunction(this, name, {
      city,
      name,
      code: Code.fromAsset(bundles[name]),
      entry: 'index.handler',
      data,
      timeout: name === 'check-upload' ? Duration.minutes(5) : API_TIMEOUT,
      // Whoever holds a whole file in memory gets room for it; more memory is also more processor.
      memoryMb: name === 'check-upload' || name === 'datasets' || name === 'data' ? 1769 : 512,
    });
  }

  #restApi(): RestApi {
    const { city } = this.#props;
    const { domain, demonstration } = city.deployment;
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/apigateway/${city.name}`,
      retention: logRetention(city),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return new RestApi(this, 'Api', {
      restApiName: `${city.name}-open-data`,
      description: `${city.title.en}: public data open platform`,
      endpointTypes: [EndpointType.REGIONAL],
      ...(domain === undefined
        ? {}
        : {
            domainName: {
              domainName: domain.name,
              certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
              endpointType: EndpointType.REGIONAL,
              securityPolicy: SecurityPolicy.TLS_1_2,
            },
          }),
      disableExecuteApiEndpoint: !demonstration,
      // One per region: a second city would overwrite it.
      cloudWatchRole: false,
      apiKeySourceType: ApiKeySourceType.AUTHORIZER,
      binaryMediaTypes: ['*/*'],
      defaultCorsPreflightOptions: {
        allowOrigins: Cors.ALL_ORIGINS,
        allowMethods: Cors.ALL_METHODS,
        allowHeaders: ['*'],
        maxAge: Duration.days(1),
      },
      deployOptions: {
        stageName: city.name,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        // Who asked isn't written down, nor the query: neither address nor identity nor what was looked for.
        accessLogFormat: AccessLogFormat.custom(
          JSON.stringify({
            at: '$context.requestTime',
            request: '$context.requestId',
            method: '$context.httpMethod',
            resource: '$context.resourcePath',
            status: '$context.status',
            bytes: '$context.responseLength',
            ms: '$context.responseLatency',
          }),
        ),
        loggingLevel: MethodLoggingLevel.OFF,
        metricsEnabled: true,
        tracingEnabled: false,
      },
    });
  }

  #addRoutes(nouns: ReadonlyMap<Noun, CityFunction>, authorizer: CityFunction): void {
    const identity = new RequestAuthorizer(this, 'Identity', {
      handler: authorizer.lambda,
      identitySources: [],
      resultsCacheTtl: Duration.seconds(0),
    });
    for (const [noun, table] of Object.entries(routes)) {
      const target = nouns.get(noun as Noun);
      if (target === undefined) throw new Error(`no function for ${noun}`);
      // One invoke permission for the whole API: one per method would exceed a function policy's 20 KB.
      const integration = new LambdaIntegration(target.lambda, {
        allowTestInvoke: false,
        scopePermissionToMethod: false,
      });
      for (const { method, path } of Object.values(table)) {
        resourceAt(this.api.root, path).addMethod(method, integration, {
          authorizer: identity,
          authorizationType: AuthorizationType.CUSTOM,
          apiKeyRequired: true,
        });
      }
    }
  }

  /** A usage plan guards against floods and no more: the count of record is ours. */
  #guardAgainstFloods(): void {
    const { city } = this.#props;
    const plan = this.api.addUsagePlan('FloodGuard', {
      description: 'Per caller, hashed onto a fixed number of keys; the quota of a grant is kept in the ledger',
      throttle: { rateLimit: 50, burstLimit: 100 },
      apiStages: [{ stage: this.api.deploymentStage }],
    });
    floodGuards(city.name).forEach((value, i) => {
      const key = new CfnApiKey(this, `FloodGuardKey${i}`, {
        enabled: true,
        name: `${city.name}-flood-guard-${i}`,
        value,
      });
      new CfnUsagePlanKey(this, `FloodGuardPlanKey${i}`, {
        keyId: key.ref,
        keyType: 'API_KEY',
        usagePlanId: plan.usagePlanId,
      });
    });
  }

  /** What API Gateway itself refuses reads like our own problems. */
  #speakOfProblems(): void {
    const cors = { 'Access-Control-Allow-Origin': "'*'", 'Content-Type': "'application/problem+json'" };
    const say = (type: ResponseType, status: number, code: string): void => {
      this.api.addGatewayResponse(`Problem${code}`, {
        type,
        statusCode: String(status),
        responseHeaders: cors,
        templates: { 'application/json': problemTemplate(status, code) },
      });
    };
    say(ResponseType.MISSING_AUTHENTICATION_TOKEN, 404, 'not-found');
    say(ResponseType.ACCESS_DENIED, 403, 'forbidden');
    say(ResponseType.REQUEST_TOO_LARGE, 413, 'too-large');
    say(ResponseType.THROTTLED, 429, 'too-many-requests');
    say(ResponseType.INTEGRATION_TIMEOUT, 504, 'timeout');
    say(ResponseType.DEFAULT_5XX, 500, 'internal');
  }

  /** A file that arrives in quarantine is checked. */
  #checkUploads(): Queue {
    const { data } = this.#props;
    const deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const check = this.#function('check-upload');
    new Rule(this, 'Uploaded', {
      description: 'A file has arrived in quarantine',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [data.buckets.quarantine.bucketName] } },
      },
      targets: [new LambdaFunction(check.lambda, { deadLetterQueue: deadLetters, retryAttempts: 8 })],
    });
    return deadLetters;
  }
}

const resourceAt = (root: IResource, path: string): IResource =>
  path
    .split('/')
    .filter((segment) => segment !== '')
    .reduce((parent, segment) => parent.getResource(segment) ?? parent.addResource(segment), root);

import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  ApiKeySourceType,
  AuthorizationType,
  CfnApiKey,
  CfnUsagePlanKey,
  Cors,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  RequestAuthorizer,
  RestApi,
  type RestApiProps,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { floodGuards } from '../../domain/access/flood-guard.ts';
import type { City, Deployment } from '../../domain/policy/policy.ts';
import type { Noun } from '../../functions/http.ts';
import { preflight } from '../../functions/preflight.ts';
import { routes } from '../../functions/routes.ts';
import type { Bundles } from '../bundle.ts';
import { cityLog } from '../city-log.ts';
import { CityFunction, type CityFunctionProps } from '../constructs/city-function.ts';
import { gatewayResponses } from '../gateway-problems.ts';
import type { DataStack } from './data-stack.ts';

export interface ApiStackProps extends StackProps {
  city: City;
  data: DataStack;
  bundles: Bundles;
}

// API Gateway waits for 29 s; a second is left to answer.
const API_TIMEOUT = Duration.seconds(28);

// Whoever holds a whole file in memory gets room for it: a whole processor, and the memory that belongs to it.
const ROOMY_MB = 1769;

/** The city's one REST API, made from the route table, and the functions behind it. */
export class ApiStack extends Stack {
  readonly api: RestApi;
  readonly functions: readonly CityFunction[];
  /** Where the news of an upload goes when its check failed each time. */
  readonly uncheckedUploads: Queue;
  readonly #props: ApiStackProps;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    this.#props = props;
    const nouns = Object.keys(routes).map((noun) => [noun as Noun, this.#nounFunction(noun as Noun)] as const);
    const authorizer = this.#function('authorizer', { timeout: API_TIMEOUT });
    this.api = this.#restApi();
    this.#tellDomainTarget();
    this.#addRoutes(Object.fromEntries(nouns) as Record<Noun, CityFunction>, authorizer);
    this.#guardAgainstFloods();
    for (const response of gatewayResponses) this.api.addGatewayResponse(response.type.responseType, response);
    this.uncheckedUploads = new Queue(this, 'UncheckedUploads', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.functions = [...nouns.map(([, each]) => each), authorizer, this.#checkUploads()];
  }

  #nounFunction(noun: Noun): CityFunction {
    const wholeFiles: readonly Noun[] = ['uploads', 'data'];
    const room = wholeFiles.includes(noun) ? { memoryMb: ROOMY_MB } : {};
    return this.#function(noun, { timeout: API_TIMEOUT, ...room });
  }

  #function(
    name: CityFunctionProps['name'] & keyof Bundles,
    more: Pick<CityFunctionProps, 'timeout' | 'memoryMb' | 'deadLetters'>,
  ): CityFunction {
    const { city, data, bundles } = this.#props;
    return new CityFunction(this, name, { city, data, name, bundle: bundles[name], ...more });
  }

  #restApi(): RestApi {
    const { city } = this.#props;
    return new RestApi(this, 'Api', {
      restApiName: `${city.name}-open-data`,
      description: `${city.title.en}: public data open platform`,
      // Never edge-optimized: there is none in the China regions.
      endpointTypes: [EndpointType.REGIONAL],
      ...this.#domain(city.deployment),
      disableExecuteApiEndpoint: city.deployment.domain !== undefined,
      // One per region: a second city would overwrite it.
      cloudWatchRole: false,
      apiKeySourceType: ApiKeySourceType.AUTHORIZER,
      binaryMediaTypes: ['*/*'],
      defaultCorsPreflightOptions: {
        allowOrigins: Cors.ALL_ORIGINS,
        allowMethods: Cors.ALL_METHODS,
        allowHeaders: [...preflight.allowHeaders],
        maxAge: Duration.seconds(preflight.maxAgeSeconds),
      },
      deployOptions: {
        stageName: city.name,
        accessLogDestination: new LogGroupLogDestination(
          cityLog(this, 'AccessLog', city, `/aws/apigateway/${city.name}`),
        ),
        accessLogFormat,
      },
    });
  }

  #domain({ domain }: Deployment): Pick<RestApiProps, 'domainName'> {
    if (domain === undefined) return {};
    return {
      domainName: {
        domainName: domain.name,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
        endpointType: EndpointType.REGIONAL,
        securityPolicy: SecurityPolicy.TLS_1_2,
      },
    };
  }

  #tellDomainTarget(): void {
    const { domainName } = this.api;
    if (domainName === undefined) return;
    const value = domainName.domainNameAliasDomainName;
    new CfnOutput(this, 'DomainTarget', { value, description: 'To which the DNS record of the domain points (CNAME)' });
  }

  #addRoutes(nouns: Readonly<Record<Noun, CityFunction>>, { lambda }: CityFunction): void {
    const authorizer = new RequestAuthorizer(this, 'Identity', {
      handler: lambda,
      identitySources: [],
      resultsCacheTtl: Duration.seconds(0),
    });
    const protection = { authorizer, authorizationType: AuthorizationType.CUSTOM, apiKeyRequired: true };
    for (const [noun, table] of Object.entries(routes)) {
      // One invoke permission for the whole API: with one per method a function's policy would exceed its 20 KB.
      const integration = new LambdaIntegration(nouns[noun as Noun].lambda, { scopePermissionToMethod: false });
      for (const { method, path } of Object.values(table)) {
        this.api.root.resourceForPath(path).addMethod(method, integration, protection);
      }
    }
  }

  /** A usage plan guards against floods and no more: the count of record is ours. */
  #guardAgainstFloods(): void {
    const { city } = this.#props;
    const { usagePlanId } = this.api.addUsagePlan('FloodGuard', {
      description: 'Per caller, hashed onto a fixed number of keys; the quota of a grant is kept in the ledger',
      throttle: { rateLimit: 50, burstLimit: 100 },
      apiStages: [{ stage: this.api.deploymentStage }],
    });
    for (const [i, value] of floodGuards(city.name).entries()) {
      const name = `${city.name}-flood-guard-${i}`;
      const key = new CfnApiKey(this, `FloodGuardKey${i}`, { enabled: true, name, value });
      new CfnUsagePlanKey(this, `FloodGuardPlanKey${i}`, { keyId: key.ref, keyType: 'API_KEY', usagePlanId });
    }
  }

  /** A file that arrives in quarantine is checked; what can't be delivered or fails each time is kept. */
  #checkUploads(): CityFunction {
    const deadLetterQueue = this.uncheckedUploads;
    const check = this.#function('check-upload', {
      timeout: Duration.minutes(5),
      memoryMb: ROOMY_MB,
      deadLetters: deadLetterQueue,
    });
    new Rule(this, 'Uploaded', {
      description: 'A file has arrived in quarantine',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [this.#props.data.buckets.quarantine.bucketName] },
          // Where forms put files; what the platform itself writes needs no check.
          object: { key: [{ prefix: 'uploads/' }, { prefix: 'cases/' }] },
        },
      },
      targets: [new LambdaFunction(check.lambda, { deadLetterQueue })],
    });
    return check;
  }
}

/** Who asked isn't written down, nor the query: neither address nor identity nor what was looked for. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    at: '$context.requestTime',
    request: '$context.requestId',
    method: '$context.httpMethod',
    resource: '$context.resourcePath',
    status: '$context.status',
    bytes: '$context.responseLength',
    ms: '$context.responseLatency',
  }),
);

import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { floodGuards } from '../../domain/access/flood-guard.ts';
import { previewKey } from '../../domain/catalog/release.ts';
import { CaseId, DatasetId, UploadId } from '../../domain/ids.ts';
import { routes } from '../../functions/routes.ts';
import { attachmentKey, quarantineKey } from '../../functions/stores/uploads.ts';
import { preflight } from '../../local/gateway/preflight.ts';
import { type GatewayFault, gatewayProblem } from '../../local/gateway/problems.ts';
import { cityWith, domain, resources, type SynthesizedStack, synthesized, written } from './a-synthesized-city.ts';

interface EventPattern {
  source: string[];
  'detail-type': string[];
  detail: { bucket: { name: unknown[] }; object: { key: { prefix: string }[] } };
}

let api: SynthesizedStack;

beforeAll(() => {
  ({ api } = synthesized());
});

/** Every method by its path, as API Gateway puts it together. */
function methods(): { call: string; properties: Record<string, unknown> }[] {
  const parts = new Map(
    resources(api, 'AWS::ApiGateway::Resource').map(([id, { Properties }]) => [`<${id}>`, Properties]),
  );
  const pathOf = (reference: string): string => {
    const part = parts.get(reference);
    return part === undefined ? '' : `${pathOf(written(part.ParentId))}/${part.PathPart}`;
  };
  return resources(api, 'AWS::ApiGateway::Method').map(([, { Properties }]) => ({
    call: `${Properties.HttpMethod} ${pathOf(written(Properties.ResourceId)) || '/'}`,
    properties: Properties,
  }));
}

const table = Object.entries(routes).flatMap(([noun, calls]) =>
  Object.values(calls).map(({ method, path }) => ({ noun, call: `${method} ${path}` })),
);

describe('the API', () => {
  it('has the calls of the route table and no other', () => {
    const calls = methods()
      .map(({ call }) => call)
      .filter((call) => !call.startsWith('OPTIONS '));

    expect(calls.sort()).toEqual(table.map(({ call }) => call).sort());
  });

  it.each(table)('$call goes to the function of its noun, past the authorizer and under a flood guard', ({
    noun,
    call,
  }) => {
    const { properties } = methods().find((each) => each.call === call) ?? {};

    expect(properties).toMatchObject({
      AuthorizationType: 'CUSTOM',
      ApiKeyRequired: true,
      Integration: { Type: 'AWS_PROXY' },
    });
    expect(written((properties?.Integration as { Uri: unknown }).Uri)).toContain(`<${noun}Function`);
  });

  it('answers browsers’ preflights on every path, as the laptop does', () => {
    const { headers, status } = preflight();
    const asked = methods().filter(({ call }) => call.startsWith('OPTIONS '));
    const expected = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, `'${value}'`]),
    );

    for (const { properties } of asked) {
      expect(properties).toMatchObject({ AuthorizationType: 'NONE', ApiKeyRequired: false });
      expect(properties.Integration).toMatchObject({
        Type: 'MOCK',
        IntegrationResponses: [{ StatusCode: String(status), ResponseParameters: expected }],
      });
    }
    const paths = new Set(table.map(({ call }) => call.split(' ')[1]));
    expect([...paths].filter((path) => !asked.some(({ call }) => call === `OPTIONS ${path}`))).toEqual([]);
  });

  it('is regional, and takes the keys of its usage plan from the authorizer', () => {
    api.template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: { Types: ['REGIONAL'] },
      ApiKeySourceType: 'AUTHORIZER',
      BinaryMediaTypes: ['*/*'],
    });
  });

  it('asks the authorizer at every call, credentials or not', () => {
    api.template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: '',
    });
  });

  it('has the flood guards that the authorizer names, all in the plan of its stage', () => {
    const values = resources(api, 'AWS::ApiGateway::ApiKey').map(([, { Properties }]) => Properties.Value);

    expect(values).toEqual(floodGuards('qingdao'));
    api.template.resourceCountIs('AWS::ApiGateway::UsagePlanKey', values.length);
    api.template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      Throttle: { RateLimit: 50, BurstLimit: 100 },
      ApiStages: [{ Stage: Match.anyValue() }],
      Quota: Match.absent(),
    });
  });

  it('leaves the account’s own settings alone, which are one per region', () => {
    api.template.resourceCountIs('AWS::ApiGateway::Account', 0);
  });

  it('needs one permission for each function behind it', () => {
    const permitted = resources(api, 'AWS::Lambda::Permission').map(([, { Properties }]) =>
      written(Properties.FunctionName),
    );

    expect(new Set(permitted).size).toBe(permitted.length);
    expect(permitted).toHaveLength(Object.keys(routes).length + 2);
  });

  it('waits no longer for a function than API Gateway does', () => {
    const patient = resources(api, 'AWS::Lambda::Function')
      .filter(([, { Properties }]) => Properties.FunctionName !== 'qingdao-check-upload')
      .filter(([, { Properties }]) => Number(Properties.Timeout) >= 29);

    expect(patient).toEqual([]);
  });

  it('writes down which resource was asked for and how it went, and nothing of who asked or for what', () => {
    const [, stage] = resources(api, 'AWS::ApiGateway::Stage')[0] ?? [];
    const { Format } = stage?.Properties.AccessLogSetting as { Format: string };

    expect(Object.values(JSON.parse(Format) as object).sort()).toEqual([
      '$context.httpMethod',
      '$context.requestId',
      '$context.requestTime',
      '$context.resourcePath',
      '$context.responseLatency',
      '$context.responseLength',
      '$context.status',
    ]);
    expect(stage?.Properties.MethodSettings).toBeUndefined();
  });
});

describe('what API Gateway itself answers', () => {
  it.each<readonly [string, GatewayFault]>([
    ['MISSING_AUTHENTICATION_TOKEN', 'not-found'],
    ['RESOURCE_NOT_FOUND', 'not-found'],
    ['ACCESS_DENIED', 'forbidden'],
    ['INVALID_API_KEY', 'forbidden'],
    ['REQUEST_TOO_LARGE', 'too-large'],
    ['THROTTLED', 'too-many-requests'],
    ['AUTHORIZER_FAILURE', 'authorizer-failed'],
    ['AUTHORIZER_CONFIGURATION_ERROR', 'authorizer-failed'],
    ['INTEGRATION_TIMEOUT', 'timeout'],
    ['DEFAULT_5XX', 'integration-failed'],
  ])('%s reads as on the laptop', (type, fault) => {
    const { status, headers, body } = gatewayProblem(fault);
    const [, response] =
      resources(api, 'AWS::ApiGateway::GatewayResponse').find(
        ([, { Properties }]) => Properties.ResponseType === type,
      ) ?? [];
    const templates = response?.Properties.ResponseTemplates as Record<string, string>;

    expect(response?.Properties.StatusCode).toBe(String(status));
    expect(JSON.parse(templates['application/json'] ?? '')).toEqual(JSON.parse(body.toString()));
    expect(response?.Properties.ResponseParameters).toEqual(
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
      ),
    );
  });
});

describe('the check of uploads', () => {
  it('is told of files that forms put into quarantine, and of nothing that the platform itself writes there', () => {
    const [, rule] = resources(api, 'AWS::Events::Rule')[0] ?? [];
    const pattern = rule?.Properties.EventPattern as EventPattern;
    const told = (key: string): boolean => pattern.detail.object.key.some(({ prefix }) => key.startsWith(prefix));
    const id = UploadId.parse('u1');
    const [datasetId, caseId] = [DatasetId.parse('d1'), CaseId.parse('c1')];

    expect([pattern.source, pattern['detail-type']]).toEqual([['aws.s3'], ['Object Created']]);
    expect(pattern.detail.bucket.name.map(written)).toEqual([expect.stringContaining('QuarantineBucket')]);
    expect(
      [
        { id, datasetId },
        { id, caseId },
      ]
        .map(quarantineKey)
        .map(told),
    ).toEqual([true, true]);
    expect([previewKey(datasetId, 'r1'), attachmentKey({ id, caseId }, 'sha256')].map(told)).toEqual([false, false]);
  });

  it('leaves what it fails at, and what can’t be delivered to it, in a queue', () => {
    const [[queue] = ['']] = resources(api, 'AWS::SQS::Queue');
    const [, check] =
      resources(api, 'AWS::Lambda::Function').find(
        ([, { Properties }]) => Properties.FunctionName === 'qingdao-check-upload',
      ) ?? [];
    const [, rule] = resources(api, 'AWS::Events::Rule')[0] ?? [];
    const [target] = rule?.Properties.Targets as { DeadLetterConfig: { Arn: unknown } }[];

    expect(written((check?.Properties.DeadLetterConfig as { TargetArn: unknown }).TargetArn)).toBe(`<${queue}.Arn>`);
    expect(written(target?.DeadLetterConfig.Arn)).toBe(`<${queue}.Arn>`);
  });
});

describe('a city with a domain', () => {
  it('is reached by it alone, over TLS 1.2, and says where its record points', () => {
    const { api: real } = synthesized(cityWith({ demonstration: false, region: 'cn-northwest-1', domain }));

    real.template.hasResourceProperties('AWS::ApiGateway::DomainName', {
      DomainName: domain.name,
      RegionalCertificateArn: domain.certificateArn,
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: 'TLS_1_2',
    });
    real.template.hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true });
    expect(real.json.Outputs).toHaveProperty('DomainTarget');
  });

  it('lets browsers upload from its own pages only', () => {
    const { data } = synthesized(cityWith({ demonstration: false, region: 'cn-northwest-1', domain }));

    data.template.hasResourceProperties('AWS::S3::Bucket', {
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['POST'], AllowedOrigins: [`https://${domain.name}`] }] },
    });
  });
});

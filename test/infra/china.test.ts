import { beforeAll, describe, expect, it } from 'vitest';
import { cities } from '../../cities/all.ts';
import { cityWith, domain, type SynthesizedCity, synthesized } from './a-synthesized-city.ts';

/**
 * What the China regions don't have, or what they have otherwise, by resource type.
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/services.html, each service's page
 */
const absentTypes: readonly (readonly [RegExp, string])[] = [
  [/^AWS::CloudFront::/, 'CloudFront there needs a certificate and a filing of its own'],
  [/^AWS::Cognito::/, 'there are no user pools'],
  [/^AWS::XRay::/, 'no X-Ray'],
  [/^AWS::SES::/, 'no SES'],
  [/^AWS::Pinpoint/, 'no Pinpoint, no text messages'],
  [/^AWS::Lambda::Url$/, 'no function URLs'],
  [/^AWS::Lambda::EventSourceMapping$/, 'by choice: no DynamoDB Streams'],
  [/^AWS::Lambda::CodeSigningConfig$/, 'no Signer'],
  [/^AWS::DynamoDB::GlobalTable$/, 'by choice: one region holds the data'],
  [/^AWS::(WAFv2|Shield|FMS)::/, 'by choice: the decision of the account that deploys'],
  [/^Custom::|^AWS::CloudFormation::CustomResource$/, 'by choice: no code of others runs at deployment'],
];

/** The same by property, wherever it stands, with the values that are refused. */
const absentProperties: readonly (readonly [name: string, refused: (value: unknown) => boolean, why: string])[] = [
  ['TracingConfig', () => true, 'no X-Ray'],
  ['TracingConfiguration', () => true, 'no X-Ray'],
  ['TracingEnabled', (value) => value !== false, 'no X-Ray'],
  ['StreamSpecification', () => true, 'by choice: no DynamoDB Streams'],
  ['SnapStart', () => true, 'not for Node, and not there'],
  ['RecursiveLoop', () => true, 'recursive loops are not detected there'],
  ['ProviderARNs', () => true, 'no authorizers by Cognito'],
  ['Types', (value) => JSON.stringify(value).includes('EDGE'), 'nothing is edge-optimized'],
  ['CertificateArn', (value) => JSON.stringify(value).includes('us-east-1'), 'nothing is edge-optimized'],
  ['MetricName', (value) => String(value).startsWith('AsyncEvent'), 'not measured there'],
  ['Protocol', (value) => value === 'sms', 'no text messages'],
];

/** Every property of a template with its value, however deep. */
function* properties(value: unknown): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    yield [name, inner];
    yield* properties(inner);
  }
}

const all = [...cities, cityWith({ demonstration: false, region: 'cn-northwest-1', domain })];

describe.each(all)('$name, in $deployment.region', (city) => {
  let synthesis: SynthesizedCity;
  const texts = (): string[] => synthesis.all.map(({ json }) => JSON.stringify(json));

  beforeAll(() => {
    synthesis = synthesized(city);
  });

  it.each(absentTypes)('has nothing like %s: %s', (type) => {
    const types = synthesis.all.flatMap(({ json }) => Object.values(json.Resources).map(({ Type }) => Type));

    expect(types.filter((each) => type.test(each))).toEqual([]);
  });

  it.each(absentProperties)('has no %s that is refused', (name, refused) => {
    const found = synthesis.all.flatMap(({ json }) => [...properties(json)]);

    expect(found.filter(([each, value]) => each === name && refused(value))).toEqual([]);
  });

  it('names things by its own partition only', () => {
    const partitions = new Set(texts().flatMap((text) => text.match(/\barn:aws[\w-]*(?=:)/g) ?? []));

    expect([...partitions]).toEqual(['arn:aws-cn']);
  });

  it('trusts services by the names that they have in every region', () => {
    const principals = synthesis.all
      .flatMap(({ json }) => [...properties(json)])
      .filter(([name]) => name === 'Service');

    expect([...new Set(principals.map(([, service]) => service))].sort()).toEqual([
      'cloudwatch.amazonaws.com',
      'events.amazonaws.com',
      'lambda.amazonaws.com',
      'states.amazonaws.com',
    ]);
  });

  it('has templates in ASCII, which CloudFormation gives back as they are', () => {
    expect(texts().filter((text) => /[^\x20-\x7e]/.test(text))).toEqual([]);
  });

  it('keeps every log for six months at least (Cybersecurity Law, article 21)', () => {
    const logs = synthesis.all.flatMap(({ json }) =>
      Object.values(json.Resources).filter(({ Type }) => Type === 'AWS::Logs::LogGroup'),
    );

    expect(logs.length).toBeGreaterThan(0);
    for (const { Properties, DeletionPolicy } of logs) {
      expect(Properties.RetentionInDays).toBeGreaterThanOrEqual(180);
      expect(DeletionPolicy).toBe('RetainExceptOnCreate');
    }
  });

  it('stays well below the 500 resources of a stack', () => {
    for (const { json, stack } of synthesis.all)
      expect(Object.keys(json.Resources).length, stack.stackName).toBeLessThan(400);
  });
});

it('a demonstration elsewhere names things by that partition', () => {
  const { all } = synthesized(cityWith({ demonstration: true, region: 'ap-southeast-1' }));

  expect(all.filter(({ json }) => JSON.stringify(json).includes('aws-cn'))).toEqual([]);
});

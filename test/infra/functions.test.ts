import { beforeAll, describe, expect, it } from 'vitest';
import { qingdao } from '../../cities/qingdao.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { Environment } from '../../functions/clients.ts';
import { type FunctionName, rights } from '../../infra/rights.ts';
import { functionNames } from '../../local/functions.ts';
import {
  type Resource,
  resources,
  type SynthesizedCity,
  type SynthesizedStack,
  synthesized,
  written,
} from './a-synthesized-city.ts';

let city: SynthesizedCity;
let deployed: readonly (readonly [stack: SynthesizedStack, id: string, Resource])[];

beforeAll(() => {
  city = synthesized();
  deployed = city.all.flatMap((stack) =>
    resources(stack, 'AWS::Lambda::Function').map(([id, resource]) => [stack, id, resource] as const),
  );
});

const procedures = Object.keys(currentPolicy(qingdao).procedures).sort();
const names = Object.keys(rights) as FunctionName[];
const physical = (name: FunctionName): string => `qingdao-${name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;

function functionOf(name: FunctionName): { stack: SynthesizedStack; properties: Resource['Properties'] } {
  const found = deployed.find(([, , { Properties }]) => Properties.FunctionName === physical(name));
  if (found === undefined) throw new Error(`there is no function ${name}`);
  return { stack: found[0], properties: found[2].Properties };
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: object;
}

/** What a function's role may do besides writing its log, each as `action on resource`. */
function allowed(name: FunctionName): string[] {
  const { stack, properties } = functionOf(name);
  const role = written(properties.Role).replace(/^<(.*)\.Arn>$/, '<$1>');
  const statements = resources(stack, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => (Properties.Roles as unknown[]).map(written).includes(role))
    .flatMap(([, { Properties }]) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
  return statements
    .flatMap(({ Action, Resource: on, Condition }) =>
      [Action]
        .flat()
        .flatMap((action) =>
          [on]
            .flat()
            .map(
              (each) => `${action} on ${short(written(each))}${Condition ? ` if ${JSON.stringify(Condition)}` : ''}`,
            ),
        ),
    )
    .filter((each) => !each.startsWith('logs:'))
    .sort();
}

/** Exports and ARNs by what they are of. */
const short = (resource: string): string =>
  resource
    .replace(/<qingdao-data:ExportsOutput(?:FnGetAtt|Ref)(\w+?)(?:Table|Bucket)[0-9A-F]{8}\w*>/, '$1')
    .replace(/<qingdao-data:ExportsOutputRef(Pepper)\w+>/, '$1')
    .replace(/^arn:aws-cn:states:cn-north-1:<AWS::AccountId>:/, '')
    .replace(/^<UncheckedUploads\w+\.Arn>$/, 'UncheckedUploads');

describe('the functions of a city', () => {
  it('are those of the rights, and those of the laptop', () => {
    const found = deployed.map(([, , { Properties }]) => Properties.FunctionName);

    expect([...found].sort()).toEqual(names.map(physical).sort());
    expect([...found].sort()).toEqual(functionNames.map((name) => `qingdao-${name}`).sort());
  });

  it.each(names)('%s has a role of its own, named so for good', (name) => {
    const { stack, properties } = functionOf(name);
    const [, role] =
      resources(stack, 'AWS::IAM::Role').find(([id]) => written(properties.Role) === `<${id}.Arn>`) ?? [];

    expect(role?.Properties.RoleName).toBe(physical(name));
    expect(role?.Properties.ManagedPolicyArns).toBeUndefined();
    expect(deployed.filter(([, , { Properties }]) => Properties.Role === properties.Role)).toHaveLength(1);
  });

  it.each(
    names,
  )('%s is told all that its code reads of the environment, and no pepper but where it has a right to it', (name) => {
    const { Variables } = functionOf(name).properties.Environment as { Variables: Record<string, unknown> };
    const said = Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, written(value)]));
    const { pepper = false } = rights[name];

    expect(Environment.parse(said)).toEqual(said);
    expect(said).not.toHaveProperty('KEY_PEPPER');
    expect('KEY_PEPPER_SECRET' in said).toBe(pepper);
  });

  it.each(names)('%s runs on Node 24 and logs where logs are kept for as long as the city says', (name) => {
    const { stack, properties } = functionOf(name);
    const log = resources(stack, 'AWS::Logs::LogGroup').find(
      ([id]) => written((properties.LoggingConfig as { LogGroup: unknown }).LogGroup) === `<${id}>`,
    );

    expect([properties.Runtime, properties.Architectures]).toEqual(['nodejs24.x', ['x86_64']]);
    expect(log?.[1].Properties).toEqual({ LogGroupName: `/aws/lambda/${physical(name)}`, RetentionInDays: 180 });
  });
});

describe('the rights of functions, as IAM has them', () => {
  it.each(names)('%s: no wildcard among the actions, and one resource of all only for what has none', (name) => {
    const all = allowed(name);

    expect(all.filter((each) => /\*.* on /.test(each))).toEqual([]);
    expect(
      all.filter((each) => each.endsWith(' on *')).filter((each) => !each.startsWith('states:SendTaskSuccess')),
    ).toEqual([]);
  });

  it.each(['about', 'authorizer'] as const)('%s may do nothing', (name) => {
    expect(allowed(name)).toEqual([]);
  });

  it('lets the await task look at nothing, only check and put', () => {
    expect(allowed('AwaitDecision')).toEqual(['dynamodb:ConditionCheckItem on Cases', 'dynamodb:PutItem on Cases']);
  });

  it('lets the broker sign for open data and count', () => {
    expect(allowed('downloads')).toEqual([
      'dynamodb:BatchGetItem on Access',
      'dynamodb:BatchGetItem on Catalog',
      'dynamodb:GetItem on Access',
      'dynamodb:GetItem on Catalog',
      'dynamodb:Query on Access',
      'dynamodb:Query on Catalog',
      // A unit's use of what is shared is recorded (ZW-29).
      'dynamodb:UpdateItem on Access',
      'dynamodb:UpdateItem on Catalog',
      's3:GetObject on Data/datasets/*',
    ]);
  });

  it('lets whoever prepares a release write it behind closed gates only', () => {
    const closed = ' if {"StringEquals":{"s3:RequestObjectTag/gate":"closed"}}';

    expect(allowed('uploads').filter((each) => each.startsWith('s3:'))).toEqual([
      's3:GetObject on Quarantine/attachments/*',
      's3:GetObject on Quarantine/uploads/*',
      's3:ListBucket on Quarantine',
      `s3:PutObject on Data/datasets/*${closed}`,
      's3:PutObject on Quarantine/cases/*',
      's3:PutObject on Quarantine/datasets/*',
      's3:PutObject on Quarantine/uploads/*',
      `s3:PutObjectTagging on Data/datasets/*${closed}`,
    ]);
  });

  it('lets only decisions and effects touch gates, of every version', () => {
    const gating = ['s3:GetObjectVersionTagging', 's3:ListBucketVersions', 's3:PutObjectVersionTagging'];
    const touching = names.filter((name) => allowed(name).some((each) => /^s3:\w+VersionTagging/.test(each)));

    expect(touching).toEqual(['cases', 'ApplyEffect']);
    expect(
      allowed('cases')
        .filter((each) => each.startsWith('s3:'))
        .map((each) => each.split(' ')[0]),
    ).toEqual(gating);
  });

  it('lets nobody delete from the catalog', () => {
    const deleting = names.filter((name) => allowed(name).includes('dynamodb:DeleteItem on Catalog'));

    expect(deleting).toEqual([]);
  });

  it('lets the cases’ function start flows and ring, and few others ring', () => {
    expect(allowed('cases').filter((each) => each.startsWith('states:'))).toEqual([
      'states:SendTaskSuccess on *',
      ...procedures.map((name) => `states:StartExecution on stateMachine:qingdao-${name}`),
    ]);
    const using = names.filter((name) => allowed(name).some((each) => each.startsWith('states:')));
    expect(using).toEqual(['cases', 'access', 'ApplyEffect', 'Lapse', 'Reconcile', 'SeeDuties']);
    const starting = using.filter((name) => allowed(name).some((each) => each.startsWith('states:StartExecution')));
    expect(starting).toEqual(['cases', 'Reconcile', 'SeeDuties']);
  });

  it('lets the reconciler stop flows, and never a clock', () => {
    const stopping = allowed('Reconcile').filter((each) => each.startsWith('states:StopExecution'));

    expect(stopping).toEqual(procedures.map((name) => `states:StopExecution on execution:qingdao-${name}:*`));
  });

  it('gives the pepper to those who make or check keys', () => {
    const reading = names.filter((name) => allowed(name).includes('secretsmanager:GetSecretValue on Pepper'));

    expect(reading).toEqual(['data', 'access']);
  });
});

import { describe, expect, it } from 'vitest';
import { compilePolicy, type PolicyStatement, type Verdict } from '../../../../local/s3/policy/bucket-policy.ts';

const PROCESSOR = 'arn:aws-cn:iam::123456789012:role/qingdao-processor';
const API = 'arn:aws-cn:iam::123456789012:role/qingdao-api';

interface Question {
  action?: string;
  resource?: string;
  context?: Record<string, string>;
}

function verdict(statement: Partial<PolicyStatement>, question: Question = {}): Verdict {
  const policy = compilePolicy('files', [
    {
      Effect: 'Deny',
      Principal: '*',
      Resource: 'arn:aws:s3:::files/*',
      ...(statement.NotAction === undefined ? { Action: 's3:*' } : {}),
      ...statement,
    },
  ]);
  const context = question.context ?? {};
  return policy({
    action: question.action ?? 's3:GetObject',
    resource: question.resource ?? 'files/a/b',
    context: (key) => context[key],
  });
}

describe('Action, NotAction and Resource (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html)', () => {
  const TABLE: { name: string; statement: Partial<PolicyStatement>; question?: Question; denied: boolean }[] = [
    { name: 'the action itself', statement: { Action: 's3:GetObject' }, denied: true },
    { name: 'the action in other letters', statement: { Action: 'S3:getobject' }, denied: true },
    { name: 'another action', statement: { Action: 's3:PutObject' }, denied: false },
    { name: 'a pattern of actions', statement: { Action: ['s3:Put*', 's3:GetObj?ct'] }, denied: true },
    {
      name: 'a version, which is an action of its own',
      statement: { Action: 's3:GetObject' },
      question: { action: 's3:GetObjectVersion' },
      denied: false,
    },
    { name: 'what NotAction does not name', statement: { NotAction: 's3:Put*' }, denied: true },
    { name: 'what NotAction names', statement: { NotAction: ['s3:Get*', 's3:Put*'] }, denied: false },
    { name: 'the partition of China', statement: { Resource: 'arn:aws-cn:s3:::files/*' }, denied: true },
    { name: 'any resource', statement: { Resource: '*' }, denied: true },
    { name: 'another prefix', statement: { Resource: 'arn:aws:s3:::files/c/*' }, denied: false },
    { name: 'the bucket, not its objects', statement: { Resource: 'arn:aws:s3:::files' }, denied: false },
    {
      name: 'the bucket itself',
      statement: { Resource: 'arn:aws:s3:::files' },
      question: { resource: 'files' },
      denied: true,
    },
    {
      name: 'one of several resources',
      statement: { Resource: ['arn:aws:s3:::files', 'arn:aws:s3:::files/a/*'] },
      denied: true,
    },
    { name: 'a key with a line break', statement: {}, question: { resource: 'files/a\nb' }, denied: true },
    { name: 'everyone, written as a map', statement: { Principal: { AWS: '*' } }, denied: true },
  ];
  for (const { name, statement, question, denied } of TABLE) {
    it(`${denied ? 'covers' : 'leaves out'} ${name}`, () => {
      expect(verdict(statement, question)).toBe(denied ? 'denied' : 'silent');
    });
  }
});

describe('conditions (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)', () => {
  const GATE = 's3:ExistingObjectTag/gate';
  const AGE = 's3:signatureAge';
  const WHO = 'aws:PrincipalArn';
  type Block = NonNullable<PolicyStatement['Condition']>;
  const TABLE: { condition: Block; context?: Record<string, string>; matches: boolean }[] = [
    { condition: { StringEquals: { [GATE]: 'open' } }, context: { [GATE]: 'open' }, matches: true },
    { condition: { StringEquals: { [GATE]: 'open' } }, context: { [GATE]: 'Open' }, matches: false },
    { condition: { StringEquals: { [GATE]: 'open' } }, matches: false },
    { condition: { StringEquals: { [GATE]: ['open', 'ajar'] } }, context: { [GATE]: 'ajar' }, matches: true },
    { condition: { StringEqualsIfExists: { [GATE]: 'open' } }, matches: true },
    { condition: { StringEqualsIfExists: { [GATE]: 'open' } }, context: { [GATE]: 'shut' }, matches: false },
    { condition: { StringNotEquals: { [GATE]: 'open' } }, context: { [GATE]: 'open' }, matches: false },
    { condition: { StringNotEquals: { [GATE]: 'open' } }, context: { [GATE]: 'shut' }, matches: true },
    { condition: { StringNotEquals: { [GATE]: 'open' } }, matches: true },
    { condition: { StringNotEquals: { [GATE]: ['open', 'ajar'] } }, context: { [GATE]: 'ajar' }, matches: false },
    { condition: { StringNotEqualsIfExists: { [GATE]: 'open' } }, matches: true },
    { condition: { StringLike: { [WHO]: '*:role/qingdao-*' } }, context: { [WHO]: API }, matches: true },
    { condition: { StringNotLike: { [WHO]: '*:role/qingdao-proc*' } }, context: { [WHO]: PROCESSOR }, matches: false },
    { condition: { StringNotLike: { [WHO]: '*:role/qingdao-proc*' } }, context: { [WHO]: API }, matches: true },
    { condition: { StringNotLike: { [WHO]: '*' } }, matches: true },
    { condition: { ArnEquals: { [WHO]: PROCESSOR } }, context: { [WHO]: PROCESSOR }, matches: true },
    {
      condition: { ArnLike: { [WHO]: 'arn:*:iam::*:role/qingdao-processor' } },
      context: { [WHO]: PROCESSOR },
      matches: true,
    },
    {
      condition: { ArnLike: { [WHO]: 'arn:*:role/qingdao-processor' } },
      context: { [WHO]: PROCESSOR },
      matches: false,
    },
    {
      condition: { ArnNotLike: { [WHO]: ['arn:*:iam::*:role/x', PROCESSOR] } },
      context: { [WHO]: PROCESSOR },
      matches: false,
    },
    { condition: { ArnNotEquals: { [WHO]: PROCESSOR } }, context: { [WHO]: API }, matches: true },
    { condition: { ArnNotEquals: { [WHO]: PROCESSOR } }, matches: true },
    { condition: { NumericGreaterThan: { [AGE]: '300000' } }, context: { [AGE]: '300001' }, matches: true },
    { condition: { NumericGreaterThan: { [AGE]: 300000 } }, context: { [AGE]: '300000' }, matches: false },
    { condition: { NumericGreaterThan: { [AGE]: '300000' } }, matches: false },
    { condition: { NumericGreaterThanIfExists: { [AGE]: '300000' } }, matches: true },
    { condition: { NumericLessThan: { [AGE]: '10' } }, context: { [AGE]: '9' }, matches: true },
    {
      condition: { Bool: { 'aws:SecureTransport': 'false' } },
      context: { 'aws:SecureTransport': 'true' },
      matches: false,
    },
    { condition: { Bool: { 'aws:SecureTransport': true } }, context: { 'aws:SecureTransport': 'true' }, matches: true },
    { condition: { Null: { [GATE]: 'true' } }, matches: true },
    { condition: { Null: { [GATE]: 'true' } }, context: { [GATE]: '' }, matches: false },
    { condition: { Null: { [GATE]: 'false' } }, context: { [GATE]: 'x' }, matches: true },
    {
      condition: { StringNotEquals: { [GATE]: 'open' }, ArnNotLike: { [WHO]: PROCESSOR } },
      context: { [WHO]: API },
      matches: true,
    },
    {
      condition: { StringNotEquals: { [GATE]: 'open' }, ArnNotLike: { [WHO]: PROCESSOR } },
      context: { [WHO]: PROCESSOR },
      matches: false,
    },
    {
      condition: { StringEquals: { [GATE]: 'open', 's3:ExistingObjectTag/level': 'L2' } },
      context: { [GATE]: 'open' },
      matches: false,
    },
  ];
  for (const { condition, context, matches } of TABLE) {
    it(`${JSON.stringify(condition)} ${matches ? 'matches' : 'does not match'} ${JSON.stringify(context ?? {})}`, () => {
      expect(verdict({ Condition: condition }, { context: context ?? {} })).toBe(matches ? 'denied' : 'silent');
    });
  }
});

describe('effects', () => {
  const everyone = { Principal: '*' as const, Action: 's3:*', Resource: '*' };
  const question = { action: 's3:GetObject', resource: 'files/a', context: () => undefined };

  it('lets a Deny outweigh an Allow', () => {
    const policy = compilePolicy('files', [
      { ...everyone, Effect: 'Allow' },
      { ...everyone, Effect: 'Deny' },
    ]);
    expect(policy(question)).toBe('denied');
  });

  it('leaves out what is allowed to named principals, conditions and all', () => {
    const Condition = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
    const policy = compilePolicy('files', [
      { ...everyone, Effect: 'Allow', Principal: { Service: 'logging.s3.amazonaws.com' }, Condition },
    ]);
    expect(policy(question)).toBe('silent');
  });
});

describe('what is not implemented is named at the start', () => {
  const TABLE: { statement: Partial<PolicyStatement> & Record<string, unknown>; named: RegExp }[] = [
    {
      statement: { Condition: { DateGreaterThan: { 's3:signatureAge': '1' } } },
      named: /statement Gate: the condition operator DateGreaterThan/,
    },
    {
      statement: { Condition: { 'ForAllValues:StringEquals': { 'aws:PrincipalArn': 'x' } } },
      named: /operator ForAllValues:StringEquals/,
    },
    { statement: { Condition: { NullIfExists: { 'aws:PrincipalArn': 'true' } } }, named: /operator NullIfExists/ },
    { statement: { Condition: { StringEquals: { 'aws:SourceIp': '10.0.0.0' } } }, named: /condition key aws:SourceIp/ },
    { statement: { Condition: { NumericLessThan: { 's3:signatureAge': 'ten' } } }, named: /ten is not a number/ },
    {
      statement: { Condition: { StringEquals: { 'aws:PrincipalArn': '${aws:username}' } } },
      named: /policy variables/,
    },
    { statement: { Principal: { AWS: PROCESSOR } }, named: /Deny for named principals/ },
    { statement: { Action: 's3:Get*', NotAction: 's3:Put*' }, named: /either Action or NotAction/ },
    { statement: { Resource: 'arn:aws:sqs:::queue' }, named: /arn:aws:sqs:::queue/ },
    { statement: { NotResource: 'arn:aws:s3:::files' }, named: /NotResource/ },
  ];
  for (const { statement, named } of TABLE) {
    it(`throws ${named} for ${JSON.stringify(statement)}`, () => {
      expect(() => verdict({ Sid: 'Gate', ...statement })).toThrow(named);
    });
  }
});

import { z } from 'zod';
import { type Condition, type ContextValue, compileConditions } from './conditions.ts';
import { wildcard } from './wildcard.ts';

const OneOrMore = z.union([z.string(), z.array(z.string()).readonly()]);
const Value = z.union([z.string(), z.number(), z.boolean()]);

/** A statement of a bucket policy as the synthesized template has it, references resolved. */
export const PolicyStatement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.record(z.string(), OneOrMore)]),
  Action: OneOrMore.optional(),
  NotAction: OneOrMore.optional(),
  Resource: OneOrMore,
  Condition: z.record(z.string(), z.record(z.string(), z.union([Value, z.array(Value).readonly()]))).optional(),
});
export type PolicyStatement = z.input<typeof PolicyStatement>;

export interface PolicyQuestion {
  /** Such as `s3:GetObject`. */
  readonly action: string;
  /** `bucket` or `bucket/key`. */
  readonly resource: string;
  readonly context: ContextValue;
}

export type Verdict = 'allowed' | 'denied' | 'silent';
export type BucketPolicy = (question: PolicyQuestion) => Verdict;

/**
 * Compiles a bucket's policy. Allow statements for named principals are left out: on the laptop every known
 * credential counts as having its role's IAM rights; what a policy takes away is taken away here as on AWS, and an
 * Allow for everyone decides what unsigned callers may do.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @throws Error naming the bucket and what of its policy is not implemented
 */
export function compilePolicy(bucket: string, statements: readonly PolicyStatement[]): BucketPolicy {
  const compiled = statements.flatMap((statement, index) => {
    try {
      return compileStatement(PolicyStatement.parse(statement));
    } catch (error) {
      const name = statement.Sid ?? `number ${index + 1}`;
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`policy of bucket ${bucket}, statement ${name}: ${why}`, { cause: error });
    }
  });
  return (question) => {
    const effects = compiled.filter((statement) => statement.applies(question)).map((statement) => statement.effect);
    return effects.includes('Deny') ? 'denied' : effects.includes('Allow') ? 'allowed' : 'silent';
  };
}

interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  applies(question: PolicyQuestion): boolean;
}

function compileStatement(statement: z.infer<typeof PolicyStatement>): CompiledStatement[] {
  const everyone = statement.Principal === '*' || listOf(statement.Principal.AWS).includes('*');
  if (!everyone && statement.Effect === 'Allow') return [];
  if (!everyone) throw new Error('a Deny for named principals is not implemented; use a condition on aws:PrincipalArn');
  const actions = actionTest(statement);
  const resources = listOf(statement.Resource).map(resourcePattern);
  const condition: Condition = compileConditions(conditionValues(statement.Condition));
  return [
    {
      effect: statement.Effect,
      applies: ({ action, resource, context }) =>
        actions(action) && resources.some((pattern) => pattern.test(resource)) && condition(context),
    },
  ];
}

function actionTest(statement: z.infer<typeof PolicyStatement>): (action: string) => boolean {
  if ((statement.Action === undefined) === (statement.NotAction === undefined)) {
    throw new Error('a statement has either Action or NotAction');
  }
  const patterns = listOf(statement.Action ?? statement.NotAction).map((action) => wildcard(action, 'i'));
  return (action) => patterns.some((pattern) => pattern.test(action)) === (statement.Action !== undefined);
}

/** The partition is left open: the same statement is written for `aws` and for `aws-cn`. */
function resourcePattern(arn: string): RegExp {
  if (arn.includes('${')) throw new Error(`policy variables (${arn}) are not implemented`);
  const rest = /^arn:[\w*-]+:s3:::(.+)$/s.exec(arn)?.[1];
  if (arn !== '*' && rest === undefined) throw new Error(`${arn} is not the ARN of a bucket or its objects`);
  return wildcard(rest ?? '*');
}

function conditionValues(
  block: z.infer<typeof PolicyStatement>['Condition'],
): Record<string, Record<string, string[]>> {
  return Object.fromEntries(
    Object.entries(block ?? {}).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [values].flat().map(String)])),
    ]),
  );
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

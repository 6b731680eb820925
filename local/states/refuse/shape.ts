/** Which states there are and which fields each has: everything else is refused by its name. */
import { z } from 'zod';
import type { Json } from '../../../workflows/asl.ts';
import { MAX_DELAY_SECONDS, MAX_SECONDS } from '../limits.ts';

const Value = z.custom<Json>((value) => value !== undefined);
const Template = z.record(z.string(), Value);
const Text = z.string();
const Expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'must be a JSONata expression, {% … %}');

const described = { Comment: Text.optional(), Output: Value.optional() };
const onward = { ...described, Next: Text, Assign: Template.optional() };
const errors = z.array(Text.min(1)).min(1);

const Retrier = z.strictObject({
  ErrorEquals: errors,
  IntervalSeconds: z.int().min(1).max(MAX_SECONDS).optional(),
  MaxAttempts: z.int().min(0).max(MAX_SECONDS).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().min(1).lt(MAX_DELAY_SECONDS).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});

const Catcher = z.strictObject({
  ErrorEquals: errors,
  Next: Text,
  Assign: Template.optional(),
  Output: Value.optional(),
  Comment: Text.optional(),
});

const Task = z.strictObject({
  Type: z.literal('Task'),
  ...onward,
  Resource: Text,
  Arguments: Template,
  TimeoutSeconds: z.int().min(1).max(MAX_SECONDS).optional(),
  Retry: z.array(Retrier).optional(),
  Catch: z.array(Catcher).optional(),
});

const Seconds = z.union([z.int().min(0).max(MAX_SECONDS), Expression]);
const Wait = z
  .strictObject({ Type: z.literal('Wait'), ...onward, Timestamp: Text.optional(), Seconds: Seconds.optional() })
  .refine(
    ({ Timestamp, Seconds }) => (Timestamp === undefined) !== (Seconds === undefined),
    'must have one of Timestamp and Seconds',
  );

const Rule = z.strictObject({
  Condition: Expression,
  Next: Text,
  Assign: Template.optional(),
  Output: Value.optional(),
  Comment: Text.optional(),
});

const Choice = z.strictObject({
  Type: z.literal('Choice'),
  ...described,
  Assign: Template.optional(),
  Choices: z.array(Rule).min(1),
  Default: Text,
});

const Pass = z.strictObject({ Type: z.literal('Pass'), ...onward });
const Succeed = z.strictObject({ Type: z.literal('Succeed'), ...described });
const Fail = z.strictObject({ Type: z.literal('Fail'), Comment: Text.optional(), Error: Text, Cause: Text });

const Machine = z.strictObject({
  Comment: Text,
  QueryLanguage: z.literal('JSONata'),
  StartAt: Text,
  States: z.record(z.string(), z.discriminatedUnion('Type', [Task, Wait, Choice, Pass, Succeed, Fail])),
});

/** What in a definition is no state, no field or no value that is implemented. */
export function shapeProblems(definition: unknown): string[] {
  const { error } = Machine.safeParse(definition);
  return (error?.issues ?? []).flatMap((issue) => {
    const place = issue.path.join('/') || 'the definition';
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${place}: ${key} is not supported`);
    if (issue.code === 'invalid_union' && issue.path.at(-1) === 'Type') {
      return [`${place}: ${JSON.stringify(at(definition, issue.path))} is not supported`];
    }
    return [`${place}: ${issue.message}`];
  });
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

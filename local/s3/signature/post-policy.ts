import { z } from 'zod';
import { S3Failure } from '../failure.ts';

const Scalar = z.union([z.string(), z.number()]).transform(String);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
const PostPolicy = z.strictObject({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), z.coerce.number().int().min(0), z.coerce.number().int().min(0)]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), Scalar]),
      z.record(z.string(), Scalar),
    ]),
  ),
});

export interface PostRules {
  /** Size of the file, in bytes. */
  readonly length: { readonly min: number; readonly max: number };
}

/** Fields that need no condition. */
const FREE = /^(x-amz-signature|policy|file|x-ignore-.*)$/;

/**
 * Checks a form against its policy: in time, every condition met, every field under a condition.
 * @param fields by lower-case name; `bucket` is the addressed one, `key` has its file name filled in
 * @returns the file size that the policy allows, which only the file itself can show
 */
export function checkPostPolicy(encoded: string, fields: ReadonlyMap<string, string>, now: number): PostRules {
  const policy = parsePolicy(encoded);
  if (now >= Date.parse(policy.expiration)) throw refused('Policy expired.');
  const conditioned = new Set<string>();
  let length = { min: 0, max: Number.POSITIVE_INFINITY };
  for (const condition of policy.conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, wanted] of Object.entries(condition)) {
        checkField('eq', name, wanted);
      }
    } else if (condition[0] === 'content-length-range') {
      const [, min, max] = condition;
      length = { min: Math.max(length.min, Number(min)), max: Math.min(length.max, Number(max)) };
    } else {
      const [operator, field, wanted] = condition;
      checkField(operator, field.slice(1), wanted);
    }
  }
  const extra = [...fields.keys()].filter((name) => !FREE.test(name) && !conditioned.has(name));
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(', ')}`);
  return { length };

  function checkField(operator: 'eq' | 'starts-with', field: string, wanted: string): void {
    const name = field.toLowerCase();
    conditioned.add(name);
    if (!holds(operator, name, wanted, fields.get(name) ?? '')) {
      throw refused(`Policy Condition failed: ${JSON.stringify([operator, `$${field}`, wanted])}`);
    }
  }
}

function parsePolicy(encoded: string): z.infer<typeof PostPolicy> {
  try {
    return PostPolicy.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  } catch (cause) {
    throw new S3Failure(
      'InvalidPolicyDocument',
      `Invalid Policy: ${cause instanceof SyntaxError ? 'Invalid JSON.' : 'Invalid expiration or conditions.'}`,
    );
  }
}

function holds(operator: 'eq' | 'starts-with', name: string, wanted: string, value: string): boolean {
  if (operator === 'eq') return value === wanted;
  // A list of content types must start so in each of its members.
  const members = name === 'content-type' ? value.split(',') : [value];
  return members.every((member) => member.trim().startsWith(wanted));
}

function refused(why: string): S3Failure {
  return new S3Failure('AccessDenied', `Invalid according to Policy: ${why}`);
}

import { arnPattern, wildcard } from './wildcard.ts';

/** The value of a condition key in a request; undefined where the request has none. */
export type ContextValue = (key: string) => string | undefined;
export type Condition = (context: ContextValue) => boolean;

type Test = (value: string) => boolean;

/** Matches when the key is there and one of the values fits; negated: when it is missing, or none of them fits. */
interface Operator {
  readonly negated: boolean;
  test(value: string): Test;
}

const equal =
  (wanted: string): Test =>
  (value) =>
    value === wanted;
const like = (wanted: string): Test => {
  const pattern = wildcard(wanted);
  return (value) => pattern.test(value);
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Record<string, Operator> = {
  StringEquals: { negated: false, test: equal },
  StringNotEquals: { negated: true, test: equal },
  StringLike: { negated: false, test: like },
  StringNotLike: { negated: true, test: like },
  ArnEquals: { negated: false, test: arnPattern },
  ArnLike: { negated: false, test: arnPattern },
  ArnNotEquals: { negated: true, test: arnPattern },
  ArnNotLike: { negated: true, test: arnPattern },
  NumericGreaterThan: { negated: false, test: (limit) => (value) => Number(value) > number(limit) },
  NumericLessThan: { negated: false, test: (limit) => (value) => Number(value) < number(limit) },
  Bool: { negated: false, test: (wanted) => (value) => value === wanted.toLowerCase() },
};

const KEYS = [/^aws:PrincipalArn$/i, /^aws:SecureTransport$/i, /^s3:signatureAge$/i, /^s3:ExistingObjectTag\/.+$/i];

/**
 * Compiles a statement's Condition: all operators and all keys must match, of several values one.
 * @throws Error naming an operator or a key that is not implemented
 */
export function compileConditions(block: Record<string, Record<string, readonly string[]>>): Condition {
  const conditions = Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileCondition(operator, key, values)),
  );
  return (context) => conditions.every((condition) => condition(context));
}

function compileCondition(name: string, key: string, values: readonly string[]): Condition {
  if (!KEYS.some((known) => known.test(key))) throw new Error(`the condition key ${key} is not implemented`);
  if (values.some((value) => value.includes('${')))
    throw new Error(`policy variables (${values.join()}) are not implemented`);
  if (name === 'Null') {
    const wanted = values.map((value) => value.toLowerCase() === 'true');
    return (context) => wanted.includes(context(key) === undefined);
  }
  const ifExists = name.endsWith('IfExists');
  const operator = OPERATORS[ifExists ? name.slice(0, -'IfExists'.length) : name];
  if (operator === undefined) throw new Error(`the condition operator ${name} is not implemented`);
  if (name.startsWith('Numeric')) values.forEach(number);
  const tests = values.map((value) => operator.test(value));
  return (context) => {
    const value = context(key);
    if (value === undefined) return operator.negated || ifExists;
    return tests.some((test) => test(value)) !== operator.negated;
  };
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new Error(`${text} is not a number`);
  return value;
}

import type { Explanation } from '../explained.ts';

const guide = 'https://docs.aws.amazon.com/step-functions/latest/dg';
const api = 'https://docs.aws.amazon.com/step-functions/latest/apireference';

const known = (page: string, why: string, ...cases: readonly RegExp[]): Explanation[] =>
  cases.map((pattern) => ({ subject: 'step-functions', case: pattern, why, page }));

/** What a linter refuses that is sound. */
const sound = (page: string, why: string, pattern: RegExp): Explanation => ({
  subject: 'step-functions',
  case: pattern,
  why,
  page,
  ours: '[]',
});

/** Where LocalStack and the linters see it otherwise than ours: the page says what Step Functions does. */
export const stateExplanations: readonly Explanation[] = [
  ...known(
    `${guide}/transforming-data.html`,
    'what throws, is undefined, or is of a type that the field or JSON does not know is a States.QueryEvaluationError; LocalStack ends the execution with an error of its own, or passes a function on as its text',
    /^mistaken (expression|condition) .* \| (path|events|outcome|cause)$/,
    /^Fail with a cause that is no text \| (events|outcome|cause)$/,
  ),
  ...known(
    `${guide}/concepts-error-handling.html`,
    'a catcher covers the whole state, its Output too; LocalStack evaluates that outside of it',
    /^caught: an error of its Output \| (path|events|outcome|cause)$/,
  ),
  ...known(
    `${guide}/workflow-variables.html`,
    'Assign and Output are evaluated side by side, both with the variables as on entry; LocalStack assigns first',
    /^Assign and Output see the variables as on entry \| outcome$/,
    /^caught: with Assign and Output \| outcome$/,
  ),
  ...known(
    `${guide}/state-choice.html`,
    'a rule that holds brings its own Assign and Output; LocalStack takes those of the state',
    /^a rule assigns and has an Output of its own \| outcome$/,
  ),
  ...known(
    `${guide}/input-output-contextobject.html`,
    'State.RetryCount is part of the context object everywhere; LocalStack has it in tasks only',
    /^expression \$states\.context\.State\.RetryCount \| (path|events|outcome|cause)$/,
  ),
  ...known(
    `${guide}/state-wait.html`,
    'Seconds is a whole number from 0 to 99,999,999, and a Timestamp is an RFC 3339 text; LocalStack takes other seconds, and fails a bad Timestamp with States.Runtime',
    /^wait: mistaken .* \| (path|events|outcome|cause|pauses)$/,
  ),
  ...known(
    `${guide}/state-wait.html`,
    'a Timestamp may have an offset instead of Z; LocalStack knows Z alone',
    /^wait: until, with an offset, .* \| (path|events|outcome|cause|pauses)$/,
  ),
  ...known(
    `${guide}/service-quotas.html`,
    'an execution is timed out after a year; LocalStack knows no such end',
    /^wait: longer than a year, .* \| (path|events|outcome)$/,
  ),
  ...known(
    `${guide}/connect-to-resource.html`,
    'a state that tries again gives out a new token and forgets the answer to the old one; LocalStack keeps both',
    /^token: (failure|nobody answers in time), tried again \| (path|events|outcome|cause|rings)$/,
  ),
  ...known(
    `${api}/API_SendTaskSuccess.html`,
    'the token of a task that is closed is refused with TaskTimedOut; LocalStack accepts it, or calls it invalid',
    /^token: (answered twice|answered after a failure|a token of an earlier visit is stale) \| rings$/,
  ),
  sound(
    `${guide}/transforming-data.html`,
    'Output may be any JSON; asl-validator has a list for none',
    /^read by asl-validator .*: an Output may be a constant of any kind$/,
  ),
  sound(
    `${guide}/state-wait.html`,
    'Seconds and Timestamp may be JSONata; statelint wants constants',
    /^read by statelint .*: (\w+ statutory-clock|wait: .*)$/,
  ),
];

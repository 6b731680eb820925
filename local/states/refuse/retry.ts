/** Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
import type { Catcher, Retrier, StateMachine } from '../../../workflows/asl.ts';

/** The reserved names that a task of ours can fail with or be matched by. */
const reserved = [
  'States.ALL',
  'States.DataLimitExceeded',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.TaskFailed',
  'States.Timeout',
];

/** Retriers and catchers that AWS refuses, or that could never match. */
export function retryProblems({ States }: StateMachine): string[] {
  return Object.entries(States).flatMap(([name, state]) => {
    if (state.Type !== 'Task') return [];
    return [
      ...errorProblems(`States/${name}/Retry`, state.Retry ?? []),
      ...errorProblems(`States/${name}/Catch`, state.Catch ?? []),
      ...delayProblems(`States/${name}/Retry`, state.Retry ?? []),
    ];
  });
}

function errorProblems(place: string, list: readonly (Retrier | Catcher)[]): string[] {
  return list.flatMap(({ ErrorEquals }, index) => {
    const at = `${place}/${index}/ErrorEquals`;
    const problems = ErrorEquals.filter((name) => name.startsWith('States.') && !reserved.includes(name)).map((name) =>
      name === 'States.Runtime'
        ? `${at}: States.Runtime can't be caught`
        : `${at}: ${name} is not an error that can come here`,
    );
    if (!ErrorEquals.includes('States.ALL')) return problems;
    if (ErrorEquals.length > 1) problems.push(`${at}: States.ALL must stand alone`);
    if (index < list.length - 1) problems.push(`${at}: States.ALL must come last`);
    return problems;
  });
}

function delayProblems(place: string, retriers: readonly Retrier[]): string[] {
  return retriers.flatMap(({ IntervalSeconds = 1, MaxDelaySeconds }, index) =>
    MaxDelaySeconds !== undefined && MaxDelaySeconds <= IntervalSeconds
      ? [`${place}/${index}/MaxDelaySeconds: must be greater than IntervalSeconds`]
      : [],
  );
}

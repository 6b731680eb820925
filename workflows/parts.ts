import type { Retrier, TaskState, Template } from './asl.ts';

/** The tasks that the machines call: one Lambda function each, and one placeholder of the definitions each. */
export const taskNames = [
  'LoadCase',
  'AwaitDecision',
  'ApplyEffect',
  'EvaluateClock',
  'SendReminder',
  'EscalateOverdue',
  'Lapse',
] as const;
export type TaskName = (typeof taskNames)[number];

/** What runs by a schedule beside the machines: the reconciler every hour, the duties every day. */
export const scheduledNames = ['Reconcile', 'SeeDuties'] as const;
export type ScheduledName = (typeof scheduledNames)[number];

/** What a definition needs to know of where it is deployed. */
export interface Arns {
  partition: string;
  task: (name: TaskName) => string;
  /** The machine of the statutory clock, by its alias. */
  clock: string;
}

/**
 * Errors that trying again can't mend come first, for the first retrier that matches decides; States.ALL stands
 * alone and last. An outage of 20 min passes unnoticed (5 s doubled, eight times, at most 15 min between); a longer
 * one is the reconciler's.
 */
export const retryOutages: readonly Retrier[] = [
  { ErrorEquals: ['StageMoved', 'States.Timeout', 'States.QueryEvaluationError'], MaxAttempts: 0 },
  {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 5,
    BackoffRate: 2,
    MaxAttempts: 8,
    MaxDelaySeconds: 900,
    JitterStrategy: 'FULL',
  },
];

/** A state that calls a task and goes on with its answer. */
export const invoke = (
  arns: Arns,
  task: TaskName,
  payload: Template,
  rest: Pick<TaskState, 'Next'> & Partial<TaskState>,
): TaskState => ({
  Type: 'Task',
  Resource: `arn:${arns.partition}:states:::lambda:invoke`,
  Arguments: { FunctionName: arns.task(task), Payload: payload },
  Retry: [...retryOutages],
  ...rest,
});

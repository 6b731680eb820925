import type { Platform } from '../../functions/platform.ts';
import type { TaskName } from '../parts.ts';
import { applyEffect } from './apply-effect.ts';
import { awaitDecision } from './await-decision.ts';
import { evaluateClock } from './evaluate-clock.ts';
import { loadCase } from './load-case.ts';
import { escalateOverdue, sendReminder } from './mark.ts';
import { reconcile } from './reconcile.ts';

export type Task = (input: unknown) => Promise<object>;

/** The machines' tasks, one Lambda function each, and the hourly reconciler beside them. */
export const tasks: Readonly<Record<TaskName | 'Reconcile', (p: Platform) => Task>> = {
  LoadCase: loadCase,
  AwaitDecision: awaitDecision,
  ApplyEffect: applyEffect,
  EvaluateClock: evaluateClock,
  SendReminder: sendReminder,
  EscalateOverdue: escalateOverdue,
  Reconcile: reconcile,
};

import type { Platform } from '../../functions/platform.ts';
import type { ScheduledName, TaskName } from '../parts.ts';
import { applyEffect } from './apply-effect.ts';
import { awaitDecision } from './await-decision.ts';
import { evaluateClock } from './evaluate-clock.ts';
import { lapse } from './lapse.ts';
import { loadCase } from './load-case.ts';
import { escalateOverdue, sendReminder } from './mark.ts';
import { reconcile } from './reconcile.ts';
import { seeDuties } from './see-duties.ts';

export type Task = (input: unknown) => Promise<object>;

/** The machines' tasks, one Lambda function each, and what runs by a schedule beside them. */
export const tasks: Readonly<Record<TaskName | ScheduledName, (p: Platform) => Task>> = {
  LoadCase: loadCase,
  AwaitDecision: awaitDecision,
  ApplyEffect: applyEffect,
  EvaluateClock: evaluateClock,
  SendReminder: sendReminder,
  EscalateOverdue: escalateOverdue,
  Lapse: lapse,
  Reconcile: reconcile,
  SeeDuties: seeDuties,
};

import { connect } from '../functions/clients.ts';
import { tasks } from './tasks/tasks.ts';

// One bundle, one function and one role per export.
const platform = connect();

export const LoadCase = tasks.LoadCase(platform);
export const AwaitDecision = tasks.AwaitDecision(platform);
export const ApplyEffect = tasks.ApplyEffect(platform);
export const EvaluateClock = tasks.EvaluateClock(platform);
export const SendReminder = tasks.SendReminder(platform);
export const EscalateOverdue = tasks.EscalateOverdue(platform);
export const Lapse = tasks.Lapse(platform);
export const Reconcile = tasks.Reconcile(platform);
export const SeeDuties = tasks.SeeDuties(platform);

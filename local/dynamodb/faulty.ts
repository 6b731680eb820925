import { setTimeout } from 'node:timers/promises';
import type { Json } from 'dynalite/db/index.js';
import type { Fault } from '../faults.ts';
import { internalError } from './errors.ts';

export interface Reply {
  status: number;
  body: Json;
}

/** How late a delayed answer is, in milliseconds of the host: the laptop's clock may stand still. */
export const delay = 2_000;

export function hostPause(milliseconds: number): Promise<void> {
  return setTimeout(milliseconds);
}

/** Carries out a call under the fault ordered for it: before it happens or, `afterCommit`, before its answer. */
export async function underFault(
  fault: Fault | undefined,
  carryOut: () => Promise<Reply>,
  pause: (milliseconds: number) => Promise<void>,
): Promise<Reply | 'hang up'> {
  if (fault === undefined) return carryOut();
  const done = fault.afterCommit ? await carryOut() : undefined;
  switch (fault.action) {
    case 'fail':
      return { status: 500, body: internalError };
    case 'drop':
      return 'hang up';
    case 'delay':
      await pause(delay);
      return done ?? carryOut();
    default:
      return fault.action satisfies never;
  }
}

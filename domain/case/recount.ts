import type { Calendar } from '../calendar/calendar.ts';
import { type Case, isOpen } from './case.ts';
import { isRunning } from './clock.ts';
import { dueOf } from './deadline.ts';

/** How many running deadlines were counted again by another calendar, and how many of them now fall due on another day. */
export interface Recount {
  recomputed: number;
  changed: number;
}

export function recount(cases: readonly Case[], before: Calendar, after: Calendar): Recount {
  const running = cases.filter(isOpen).flatMap((kase) => kase.clocks.filter(isRunning));
  const changed = running.filter((clock) => dueOf(clock, before).dueOn !== dueOf(clock, after).dueOn);
  return { recomputed: running.length, changed: changed.length };
}

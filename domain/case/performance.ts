import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/dates.ts';
import type { Outcome } from '../policy/words.ts';
import { type Case, isOpen } from './case.ts';
import { type Clock, isRunning } from './clock.ts';
import { overdueSince } from './deadline.ts';

/** How the periods of one clause were kept. */
export interface Keeping {
  clause: string;
  kind: 'statutory' | 'service-target';
  onTime: number;
  late: number;
  running: number;
  /** Of those that have ended or fallen due; none where there are none. */
  rate?: number;
}

/** What became of cases, and how their periods were kept. */
export interface Performance {
  received: number;
  closed: number;
  refused: number;
  returned: number;
  outcomes: Partial<Record<Outcome, number>>;
  onTime: Omit<Keeping, 'clause' | 'kind'>;
  clauses: Keeping[];
}

/**
 * Figures of the cases that were received in some time, from their clocks alone. `answersFor` says whose periods count:
 * a unit answers for its own stages, not for its regulator's. How long a measure lasts is nobody's period.
 */
export function performanceOf(
  cases: readonly Case[],
  {
    calendar,
    now,
    answersFor,
  }: { calendar: Calendar; now: Instant; answersFor: (kase: Case, clock: Clock) => boolean },
): Performance {
  const outcomes: Performance['outcomes'] = {};
  const clauses = new Map<string, Keeping>();
  const total = { onTime: 0, late: 0, running: 0 };
  for (const kase of cases) {
    if (kase.outcome !== undefined) outcomes[kase.outcome] = (outcomes[kase.outcome] ?? 0) + 1;
    for (const clock of kase.clocks) {
      const { clause, rule } = clock;
      if (rule.kind === 'duration' || !answersFor(kase, clock)) continue;
      const kept = clauses.get(clause) ?? { clause, kind: rule.kind, onTime: 0, late: 0, running: 0 };
      clauses.set(clause, kept);
      const how = keptHow(clock, calendar, now);
      kept[how] += 1;
      total[how] += 1;
    }
  }
  return {
    received: cases.length,
    closed: cases.filter((kase) => !isOpen(kase)).length,
    refused: outcomes.refused ?? 0,
    returned: outcomes.returned ?? 0,
    outcomes,
    onTime: rated(total),
    clauses: [...clauses.values()].map(rated).sort((a, b) => (a.clause < b.clause ? -1 : 1)),
  };
}

function keptHow(clock: Clock, calendar: Calendar, now: Instant): 'onTime' | 'late' | 'running' {
  if (overdueSince(clock, calendar, now) !== undefined) return 'late';
  return isRunning(clock) ? 'running' : 'onTime';
}

function rated<Kept extends { onTime: number; late: number }>(kept: Kept): Kept & { rate?: number } {
  const rate = rateOf(kept.onTime, kept.onTime + kept.late);
  return rate === undefined ? kept : { ...kept, rate };
}

/** To four places, as bulletins print it. */
export const rateOf = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((10_000 * part) / whole) / 10_000;

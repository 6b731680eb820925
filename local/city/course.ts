import type { Calendar } from '../../domain/calendar/calendar.ts';
import { addDays, type LocalDate, startOfDay } from '../../domain/calendar/dates.ts';
import { type Case, evolve } from '../../domain/case/case.ts';
import { type Clock, type ClockMoves, isRunning } from '../../domain/case/clock.ts';
import { dueOf } from '../../domain/case/deadline.ts';
import type { EventBody } from '../../domain/case/event.ts';
import { clocksOnArrival, clocksOnReceipt } from '../../domain/case/move.ts';
import { defined } from '../../domain/defined.ts';
import { CaseId } from '../../domain/ids.ts';
import type { PeriodRule } from '../../domain/policy/period.ts';
import { type Policy, procedureOf } from '../../domain/policy/policy.ts';
import type { Step } from '../../domain/policy/procedure.ts';
import { CommandName, type ProcedureName } from '../../domain/policy/words.ts';

/** How a case begins, and by what calendar its days are counted. */
export interface Beginning {
  procedure: ProcedureName;
  at: string;
  kind?: string | undefined;
  from: LocalDate;
  calendar: Calendar;
}

/** What led a case from one step to the next: a command, or the platform itself. */
interface Leg {
  from: string;
  by: CommandName | 'effect' | 'lapse' | 'fulfilment';
  on: LocalDate;
}

/** A step to which a case comes, as it then stands. */
export interface Stop {
  id: string;
  step: Step;
  on: LocalDate;
  kase: Case;
  way: readonly Leg[];
}

/**
 * Where a case comes to when every stage takes all its time: each step once, the first time a way leads to it. The case
 * is a real one, the fold of its events, so that its periods begin, go on, are lengthened and end as everybody's do.
 */
export function courseOf(policy: Policy, beginning: Beginning): Stop[] {
  const procedure = procedureOf(policy, beginning.procedure);
  const stops: Stop[] = [];
  const visit = (kase: Case, on: LocalDate, way: readonly Leg[]): void => {
    const id = kase.stands;
    const step = procedure.steps[id];
    if (step === undefined || stops.some((stop) => stop.id === id)) return;
    stops.push({ id, step, on, kase, way });
    const leaves = leavingOn(step, { kase, on }, beginning.calendar);
    for (const { by, to, body } of exitsOf(step, id)) {
      // What lasts to the end of a day lapses as the next one begins.
      const then = by === 'lapse' ? addDays(leaves, 1) : leaves;
      const arrival = clocksOnArrival(kase, procedure, to, startOfDay(then));
      visit(happened(kase, body(arrival), then), then, [...way, { from: id, by, on: then }]);
    }
  };
  visit(received(policy, beginning), beginning.from, []);
  return stops;
}

/** A filing of the day on which what obliged to it happened, and which names that day where a rule asks for one. */
function received(policy: Policy, { procedure, at, kind, from }: Beginning): Case {
  const said = { eventOn: from, due: { from, on: from }, kind };
  const clocks = clocksOnReceipt(procedureOf(policy, procedure), at, startOfDay(from), said);
  const { version: policyVersion } = policy;
  return happened(
    undefined,
    { type: 'received', procedure, policyVersion, to: at, ...defined({ kind }), clocks },
    from,
  );
}

const id = CaseId.parse('course');

/** The chain of such a case is nobody's to check. */
function happened(kase: Case | undefined, body: EventBody, on: LocalDate): Case {
  const link = { seq: (kase?.seq ?? 0) + 1, prevHash: '', hash: '' };
  return evolve(id, kase, { event: { at: startOfDay(on), by: { role: 'platform' }, body, ...link } });
}

interface Exit {
  by: Leg['by'];
  to: string;
  body: (clocks: ClockMoves) => EventBody;
}

function exitsOf(step: Step, stage: string): Exit[] {
  if (step.kind === 'effect') {
    const { does, then } = step;
    return [
      {
        by: 'effect',
        to: then,
        body: (clocks) => ({ type: 'applied', step: stage, effect: does, to: then, clocks }),
      },
    ];
  }
  const decided = Object.entries(step.decisions).map(([name, decision]): Exit => {
    const { to, extends: extended } = decision;
    const command = CommandName.parse(name);
    return {
      by: command,
      to,
      body: (clocks) => ({ type: 'decided', stage, command, to, clocks: { ...clocks, ...defined({ extended }) } }),
    };
  });
  const { fulfilment, clause } = step;
  return [
    ...decided,
    ...step.within.flatMap((rule): Exit[] => (rule.lapsesTo === undefined ? [] : [lapse(stage, rule, rule.lapsesTo)])),
    ...(fulfilment === undefined
      ? []
      : [
          {
            by: 'fulfilment' as const,
            to: fulfilment.to,
            body: (clocks: ClockMoves) =>
              ({ type: 'moved', stage, why: 'fulfilled', clause, to: fulfilment.to, clocks }) as const,
          },
        ]),
  ];
}

const lapse = (stage: string, { clause }: PeriodRule, to: string): Exit => ({
  by: 'lapse',
  to,
  body: ({ opened, ended }) => {
    const clocks = { opened, ended: [...new Set([...ended, clause])] };
    return { type: 'moved', stage, why: 'lapsed', clause, to, clocks };
  },
});

/** The day on which the first of the stage's periods ends; at once where it has none. */
function leavingOn(step: Step, { kase, on }: Pick<Stop, 'kase' | 'on'>, calendar: Calendar): LocalDate {
  const [first = on] = periodsAt(step, kase)
    .flatMap(({ rule, clock }) => (isNamedByFiling(rule) || !isRunning(clock) ? [] : dueOf(clock, calendar).dueOn))
    .sort();
  return first < on ? on : first;
}

/** The periods of a stage that run, or that the filing had to keep, each with its clock. */
export function periodsAt(step: Step, { clocks }: Case): { rule: PeriodRule; clock: Clock }[] {
  if (step.kind === 'effect') return [];
  return step.within.flatMap((rule) => {
    const ofEvent = rule.from === 'event';
    const clock = clocks.findLast(
      (each) => each.clause === rule.clause && (each.rule.from === 'event') === ofEvent && (ofEvent || isRunning(each)),
    );
    return clock === undefined ? [] : [{ rule, clock }];
  });
}

/** Its day is told by no regulation. */
export const isNamedByFiling = (rule: PeriodRule): boolean => rule.unit === 'date' && rule.on.length === 0;

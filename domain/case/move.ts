import { type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';
import type { PeriodRule } from '../policy/period.ts';
import { type Procedure, reachable } from '../policy/procedure.ts';
import type { Case } from './case.ts';
import { type Clock, type ClockMoves, type ClockOpening, isRunning } from './clock.ts';

type Standing = Pick<Case, 'clocks' | 'epoch' | 'stands' | 'kind'>;

/** What a filing or decision says of the periods that it starts. */
export interface Said {
  /** For a rule that leaves the number of days to it. */
  days?: number | undefined;
  /** What kind of filing it is. */
  kind?: string | undefined;
  /** The day of the event that obliged to file. */
  eventOn?: LocalDate | undefined;
  /** Whether the period that the filing had to keep was lengthened before. */
  eventExtended?: boolean | undefined;
  /** For a rule that leaves its day to the filing: the day, and the one from which it is counted. */
  due?: { from: LocalDate; on: LocalDate } | undefined;
}

/**
 * What arriving at a step does to the clocks. A period counted from the stage lives as long as the stage;
 * one counted from receipt belongs to the whole case and ends only when the case is closed.
 */
export function clocksOnArrival(
  kase: Standing,
  procedure: Procedure,
  to: string,
  now: Instant,
  said: Said = {},
): ClockMoves {
  const running = kase.clocks.filter(isRunning);
  const ended = running
    .filter((clock) => to === 'closed' || (endsOnLeaving(clock, kase.stands, to) && !goesOn(clock, procedure, to)))
    .map((clock) => clock.clause);
  const step = procedure.steps[to];
  const due =
    step?.kind === 'stage' ? step.within.filter((rule) => rule.from !== 'event' && isOf(rule, kase.kind)) : [];
  const fresh = due.filter(({ clause }) => !running.some((c) => c.clause === clause && !ended.includes(clause)));
  const rules = fresh.map((rule) => (rule.unit !== 'date' && rule.setBy === 'decision' ? withDays(rule, said) : rule));
  return { opened: openings(rules, to, kase.epoch, now), ended };
}

/**
 * The clocks that begin with the receipt: the first stage's, and every period counted from receipt of a stage to which
 * a way leads from where the case opens.
 */
export function clocksOnReceipt(procedure: Procedure, to: string, now: Instant, said: Said = {}): ClockMoves {
  const ahead = reachable(procedure.steps, to);
  const stages = Object.entries(procedure.steps).flatMap(([id, step]) =>
    step.kind === 'stage' && ahead.has(id) ? [{ id, within: step.within }] : [],
  );
  const first = stages.flatMap(({ id, within }) =>
    within
      .filter((rule) => rule.from === 'receipt' || id === to)
      .map((rule) => ({
        rule: rule.unit !== 'date' && rule.setBy === 'filing' ? withDays(rule, said) : rule,
        stage: id,
      })),
  );
  // A clause may set one period for the filing itself and one for what follows.
  const once = first.filter(
    ({ rule }, i) =>
      first.findIndex((f) => f.rule.clause === rule.clause && (f.rule.from === 'event') === (rule.from === 'event')) ===
      i,
  );
  const known = once.filter(
    ({ rule }) => (rule.from !== 'event' || said.eventOn !== undefined) && isOf(rule, said.kind),
  );
  return {
    opened: known.flatMap(({ rule, stage }, i) =>
      openings([rule], stage, i, now).map((opening) => asSaid(opening, said)),
    ),
    ended: [],
  };
}

/** With the days that the filing names, where the rule leaves them to it. */
function asSaid(opening: ClockOpening, { eventOn, eventExtended, due }: Said): ClockOpening {
  const { rule } = opening;
  if (rule.from === 'event' && eventOn !== undefined) {
    return { ...opening, startedOn: eventOn, ...lengthened(rule, eventExtended) };
  }
  if (rule.unit !== 'date' || rule.setBy === undefined) return opening;
  if (due === undefined) throw new Error(`a filing that starts ${rule.clause} must say on what day that ends`);
  return { ...opening, startedOn: due.from, rule: { ...rule, on: [due.on.slice(5)] } };
}

const lengthened = (rule: PeriodRule, extended = false): Pick<ClockOpening, 'extendedBy'> =>
  rule.unit === 'date' || rule.extension === undefined || !extended ? {} : { extendedBy: rule.extension.days };

const endsOnLeaving = (clock: Clock, from: string, to: string): boolean => clock.rule.from === 'stage' && from !== to;

function goesOn({ clause }: Clock, { steps }: Procedure, to: string): boolean {
  const step = steps[to];
  return step?.kind === 'stage' && step.within.some((rule) => rule.clause === clause && rule.continues === true);
}

const isOf = ({ kinds }: PeriodRule, kind: string | undefined): boolean =>
  kinds === undefined || (kind !== undefined && kinds.includes(kind));

/** Never more days than the rule has. */
const withDays = (rule: Exclude<PeriodRule, { unit: 'date' }>, { days }: Said): PeriodRule =>
  days === undefined ? rule : { ...rule, length: Math.min(days, rule.length) };

const openings = (rules: readonly PeriodRule[], stage: string, epochs: number, now: Instant): ClockMoves['opened'] =>
  rules.map((rule, i) => ({ clause: rule.clause, stage, rule, epoch: epochs + i + 1, startedOn: localDateOf(now) }));

import type { Calendar } from '../../domain/calendar/calendar.ts';
import { type LocalDate, localDateOf, startOfDay } from '../../domain/calendar/dates.ts';
import type { Clock } from '../../domain/case/clock.ts';
import { deadlinesOf, dueOf, reminderOf } from '../../domain/case/deadline.ts';
import type { PeriodRule } from '../../domain/policy/period.ts';
import { type Policy, procedureOf } from '../../domain/policy/policy.ts';
import { type Decision, filersOf, type Opening, type Stage } from '../../domain/policy/procedure.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';
import { courseOf, isNamedByFiling, periodsAt, type Stop } from './course.ts';
import { kindsOf } from './kinds.ts';

/**
 * A procedure as it runs when every stage takes all its time: who acts, from when to when, and where each decision
 * leads. Ways of opening are told one after the other, and kinds apart where they have other periods.
 */
export function timelineOf(policy: Policy, name: ProcedureName, from: LocalDate, calendar: Calendar): string[] {
  const procedure = procedureOf(policy, name);
  const ways = procedure.opens.flatMap((opening, i) => {
    const told = Map.groupBy(kindsOf(procedure, i), (kind) =>
      courseOf(policy, { procedure: name, at: opening.at, kind, from, calendar })
        .flatMap((stop) => linesOf(stop, calendar))
        .join('\n'),
    );
    return [...told].map(([lines, kinds]) => ({ opening, kinds, lines }));
  });
  return [
    `${procedure.title.zh} ${procedure.title.en} (${procedure.clause}) — filed by ${filersOf(procedure).join(', ')}`,
    ...ways.flatMap(({ opening, kinds, lines }) => [
      ...(ways.length === 1 && kinds[0] === undefined ? [] : [`  — ${whose(opening, kinds)}:`]),
      ...lines.split('\n'),
    ]),
  ];
}

/** What opens so. */
function whose({ level, unit }: Opening, kinds: readonly (string | undefined)[]): string {
  const named = kinds.filter((kind) => kind !== undefined);
  const conditions = [
    ...(named.length === 0 ? [] : [`of the kinds ${named.join(', ')}`]),
    ...(level === undefined ? [] : [`of the ${level} level`]),
    ...(unit === undefined ? [] : [`of a unit: ${unit}`]),
  ];
  return conditions.length === 0 ? 'any other' : conditions.join(', ');
}

/** What is told of a step to which the case comes. */
export function linesOf(stop: Stop, calendar: Calendar): string[] {
  const { step, on, kase } = stop;
  if (step.kind === 'effect') return [`  ${on}  ⚙ ${step.title.zh} (${step.clause})`];
  const below = [
    ...periodsAt(step, kase).map(({ rule, clock }) => periodLine(rule, clock, stop, calendar)),
    ...decisionLines(step, stop, calendar),
    ...step.within.flatMap(({ lapsesTo }) => (lapsesTo === undefined ? [] : [`when over → ${lapsesTo}`])),
    ...(step.fulfilment === undefined ? [] : [`${step.fulfilment.by} → ${step.fulfilment.to}`]),
  ];
  return [
    `  ${on}  ${step.title.zh} (${step.clause}) — ${actorsOf(step)}`,
    ...below.map((line) => `              ${line}`),
  ];
}

const actorsOf = ({ by, jointly }: Stage): string => by.join(jointly === undefined ? ' or ' : ' and ');

const decisionLines = ({ decisions }: Stage, stop: Stop, calendar: Calendar): string[] =>
  Object.entries(decisions).map(([command, decision]) => {
    const { to, outcome, needs, carries = [] } = decision;
    const said = [needs, ...carries].filter((each) => each !== undefined).map((each) => `, with ${each}`);
    return `${command} → ${to}${outcome === undefined ? '' : ` (${outcome})`}${said.join('')}${lengthening(decision, stop, calendar)}`;
  });

/** What the decision adds to a period by itself. */
function lengthening({ extends: more }: Decision, { kase }: Stop, calendar: Calendar): string {
  const clock = kase.clocks.findLast(({ clause }) => clause === more?.clause);
  if (more === undefined || clock === undefined) return '';
  const { dueOn } = dueOf({ ...clock, extendedBy: more.days }, calendar);
  return `; ${more.clause} is ${more.days} ${clock.rule.unit}s longer without anybody's consent: due 24:00 ${dueOn}`;
}

function periodLine(rule: PeriodRule, clock: Clock, { kase, on }: Stop, calendar: Calendar): string {
  if (isNamedByFiling(rule)) return `by the day that the filing names (${rule.clause}, ${rule.kind})`;
  const deadlines = deadlinesOf(kase.clocks, calendar, startOfDay(on));
  const { dueOn, targetOn, provisional } = deadlines[kase.clocks.indexOf(clock)] ?? dueOf(clock, calendar);
  return [
    `${lengthOf(clock)} (${clock.clause}, ${rule.kind})`,
    `due 24:00 ${dueOn}${targetOn === undefined || targetOn === dueOn ? '' : `, target ${targetOn}`}`,
    // What the filing had to keep is over.
    ...(rule.from === 'event' ? [] : [`reminder ${localDateOf(reminderOf(clock, calendar))}`]),
    ...extensionWords(clock),
    ...(provisional ? ['provisional: the calendar of that year is not published'] : []),
  ].join('; ');
}

function lengthOf({ rule, startedOn, extendedBy }: Clock): string {
  if (rule.unit === 'date') return `by ${rule.on.join(', ')}`;
  const more = extendedBy === undefined ? '' : ` and ${extendedBy}`;
  const since = rule.from === 'event' ? `what obliges to file, as if on ${startedOn}` : startedOn;
  return `${rule.length}${more} ${rule.unit}s from ${since}`;
}

const extensionWords = ({ rule }: Clock): string[] =>
  rule.unit === 'date' || rule.extension === undefined
    ? []
    : [
        `extensible ${rule.extension.mode} ${rule.extension.days} by ${rule.extension.approves} (${rule.extension.clause})`,
      ];

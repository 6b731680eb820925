import type { Calendar } from '../../domain/calendar/calendar.ts';
import { type Instant, type LocalDate, localDateOf, startOfDay } from '../../domain/calendar/dates.ts';
import type { Clock } from '../../domain/case/clock.ts';
import { dueOf, reminderOf } from '../../domain/case/deadline.ts';
import type { PeriodRule } from '../../domain/policy/period.ts';
import { filersOf, type Procedure, type Stage } from '../../domain/policy/procedure.ts';

/**
 * A procedure as it runs when every stage takes all its time: who acts, from when to when, and where each decision
 * leads. A stage is told once, the first time the way comes to it.
 */
export function timelineOf(procedure: Procedure, from: LocalDate, calendar: Calendar): string[] {
  const told = new Set<string>();
  const lines = [
    `${procedure.title.zh} ${procedure.title.en} (${procedure.clause}) — filed by ${filersOf(procedure).join(', ')}`,
  ];
  const tell = (id: string, since: LocalDate): void => {
    const step = procedure.steps[id];
    if (step === undefined || told.has(id)) return;
    told.add(id);
    if (step.kind === 'effect') {
      lines.push(`  ${since}  ⚙ ${step.title.zh} (${step.clause})`);
      tell(step.then, since);
      return;
    }
    const periods = step.within.map((rule) => periodLine(rule, { id, from, since }, calendar));
    lines.push(
      `  ${since}  ${step.title.zh} (${step.clause}) — ${actorsOf(step)}`,
      ...periods.map(({ text }) => `              ${text}`),
      ...decisionLines(step).map((line) => `              ${line}`),
    );
    const until = periods.map(({ dueOn }) => dueOn).sort()[0] ?? since;
    for (const { to } of Object.values(step.decisions)) tell(to, until);
    for (const { lapsesTo } of step.within) if (lapsesTo !== undefined) tell(lapsesTo, until);
  };
  for (const { at, kinds } of procedure.opens) {
    if (kinds !== undefined) lines.push(`  — of the kinds ${kinds.join(', ')}:`);
    tell(at, from);
  }
  return lines;
}

const actorsOf = ({ by, jointly }: Stage): string => by.join(jointly === undefined ? ' or ' : ' and ');

const decisionLines = ({ decisions }: Stage): string[] =>
  Object.entries(decisions).map(
    ([command, { to, outcome, needs, carries = [] }]) =>
      `${command} → ${to}${outcome === undefined ? '' : ` (${outcome})`}${[needs, ...carries]
        .filter((each) => each !== undefined)
        .map((each) => `, with ${each}`)
        .join('')}`,
  );

interface Counting {
  id: string;
  from: LocalDate;
  since: LocalDate;
}

function periodLine(rule: PeriodRule, { id, from, since }: Counting, calendar: Calendar) {
  if (rule.unit === 'date' && rule.on.length === 0) {
    return { text: `by the day that the filing names (${rule.clause}, ${rule.kind})`, dueOn: since };
  }
  const startedOn = rule.from === 'receipt' ? from : since;
  const openedAt: Instant = startOfDay(startedOn);
  const clock: Clock = {
    clause: rule.clause,
    epoch: 1,
    stage: id,
    rule,
    startedOn,
    openedAt,
    reminded: [],
    overdue: [],
  };
  const { dueOn, targetOn, provisional } = dueOf(clock, calendar);
  const length = rule.unit === 'date' ? `by ${rule.on.join(', ')}` : `${rule.length} ${rule.unit}s from ${startedOn}`;
  const words = [
    `${length} (${rule.clause}, ${rule.kind})`,
    `due 24:00 ${dueOn}${targetOn === undefined || targetOn === dueOn ? '' : `, target ${targetOn}`}`,
    `reminder ${localDateOf(reminderOf(clock, calendar))}`,
    ...extensionWords(rule),
    ...(provisional ? ['provisional: the calendar of that year is not published'] : []),
  ];
  return { text: words.join('; '), dueOn };
}

const extensionWords = (rule: PeriodRule): string[] =>
  rule.unit === 'date' || rule.extension === undefined
    ? []
    : [
        `extensible ${rule.extension.mode} ${rule.extension.days} by ${rule.extension.approves} (${rule.extension.clause})`,
      ];

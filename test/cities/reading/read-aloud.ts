import type { PeriodRule } from '../../../domain/policy/period.ts';
import type { Decision, Opening, Procedure, Stage, Step } from '../../../domain/policy/procedure.ts';

// A procedure as one reads it aloud, every rule of it in a few words, so that it can be held against the regulation:
//
//   QD-18a: filed by registered (QD-18a)                          who may file, and by which clause
//   opens at formal-review
//   formal-review QD-18a: municipal-regulator, 5 wd QD-18a        a stage: who acts, within what period
//   - return → tell-reasons = returned, all reasons               a decision, where it leads, the outcome, what it needs
//   tell-reasons QD-18a → closed                                  what the platform does by itself
//
// wd are working days, d calendar days; † is the city's own target, where the text says 及时 or nothing.

export function readAloud({ clause, filing, portal, opens, steps, withdraw, referral, duty }: Procedure): string[] {
  return [
    sentence(
      `${clause}: filed by ${list(filing.by, ' or ')} (${filing.clause})`,
      filing.refusesDishonest && 'nobody dishonest',
      filing.asks && `telling ${list(filing.asks)}`,
      filing.oneOpenAtATime && 'one at a time',
      filing.confidential && 'in confidence',
    ),
    ...(portal === undefined ? [] : [`applied for at ${portal} first`]),
    ...(duty === undefined
      ? []
      : [sentence(`a duty for each ${list(duty.for, ' and ')}`, duty.daysAhead && `${duty.daysAhead} days ahead`)]),
    `opens at ${opens.map(opening).join('; else ')}`,
    ...(withdraw === undefined ? [] : [`withdrawn from ${list(withdraw.from, ', ')} → ${withdraw.to}`]),
    ...(referral === undefined ? [] : [`experts asked by ${list(referral.by, ' or ')} (${referral.clause})`]),
    ...Object.entries(steps).flatMap(step),
  ];
}

/** The lines of a table, however they are indented and aligned. */
export const lines = (table: string): string[] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().replaceAll(/ +/g, ' '));

/** What a table lists, however it is broken into lines. */
export const words = (table: string): string[] => table.trim().split(/\s+/);

const opening = ({ at, unit, level, kinds }: Opening): string =>
  [at, kinds && `for ${list(kinds, ' or ')}`, unit && `of a ${unit} unit`, level && `in a ${level}`]
    .filter((part) => part !== undefined)
    .join(' ');

function step([id, of]: [string, Step]): string[] {
  if (of.kind === 'effect') return [`${id}${of.does === id ? '' : ` (${of.does})`} ${of.clause} → ${of.then}`];
  const { fulfilment } = of;
  return [
    sentence(
      `${id} ${of.clause}: ${actors(of)}`,
      of.rests && 'rests',
      ...of.within.map(period),
      of.agreement && `signs ${of.agreement.zh}`,
      of.supplementedBy && `${list(of.supplementedBy, ' or ')} may add`,
      of.reminds && `${of.reminds} is reminded`,
    ),
    ...(fulfilment === undefined
      ? []
      : [
          `- ${fulfilment.by}${fulfilment.names === undefined ? '' : ` naming ${list(fulfilment.names)}`} → ${fulfilment.to} = ${fulfilment.outcome}`,
        ]),
    ...Object.entries(of.decisions).map(decision),
  ];
}

function actors({ by, jointly }: Stage): string {
  if (jointly === undefined) return list(by, ' or ');
  const { prevails, aloneWhenOverdue } = jointly;
  return `${list(by)} together${prevails === undefined ? '' : `, ${prevails} prevails`}${aloneWhenOverdue ? ', alone when overdue' : ''}`;
}

const units = { 'working-day': 'wd', 'calendar-day': 'd' };
const begins = { stage: '', receipt: 'from receipt', event: 'from the event' };
const kinds = { statutory: '', 'service-target': '†', duration: 'lasts ' };

function period(rule: PeriodRule): string {
  const { clause, from, kind, continues, lapsesTo, setBy } = rule;
  const days = rule.unit === 'date' ? undefined : rule;
  const length =
    rule.unit === 'date' ? `by ${list(rule.on, ', ') || 'the day named'}` : `${rule.length} ${units[rule.unit]}`;
  return [
    `${kinds[kind]}${length} ${clause}`,
    String(begins[from]),
    continues && 'going on',
    rule.kinds && `for ${list(rule.kinds, ' or ')}`,
    setBy && `or as the ${setBy} says`,
    lapsesTo && `then ${lapsesTo}`,
    days?.remindOnDay && `reminded on day ${days.remindOnDay}`,
    days?.suspendedWhileReferred && `standing still while referred (${days.suspendedWhileReferred})`,
    days?.extension &&
      `extended ${days.extension.mode} ${days.extension.days} (${days.extension.asks} asks, ${days.extension.approves} consents, ${days.extension.clause})`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

const decision = ([command, to]: [string, Decision]): string =>
  sentence(
    `- ${command} → ${to.to}${to.outcome === undefined ? '' : ` = ${to.outcome}`}`,
    to.needs?.replace('-', ' '),
    to.carries?.length && `with ${list(to.carries)}`,
    to.mayCarry && `perhaps ${list(to.mayCarry)}`,
    to.informs &&
      `informing ${list(
        to.informs.map(({ zh }) => zh),
        '、',
      )}`,
    to.by && `only ${list(to.by, ' or ')}`,
    to.alone && 'alone',
    to.extends && `${to.extends.days} more days (${to.extends.clause})`,
    to.onlyAfter && `only after ${to.onlyAfter}`,
  );

const list = (words: string | readonly string[], between = ' and '): string => [words].flat().join(between);

const sentence = (...parts: (string | number | false | undefined)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join(', ');

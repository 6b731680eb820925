import type { Person } from '../access/caller.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { LocalDate } from '../calendar/dates.ts';
import type { Stage } from '../policy/procedure.ts';
import { Refusal } from '../refusal.ts';
import type { Case } from './case.ts';
import { type Clock, isRunning } from './clock.ts';
import type { Command } from './command.ts';
import { dueOf } from './deadline.ts';
import type { Circumstances } from './decide.ts';
import type { EventBody } from './event.ts';
import { isActor } from './permissions.ts';

type Asking = Extract<Command, { command: 'request-extension' }>;

type Time = Pick<Circumstances, 'calendar' | 'now'>;

/** Whether an extension may be asked for now: once, of a running period that its clause lets be extended. */
export const mayAskExtension = (kase: Case, stage: Stage, time: Time): boolean =>
  kase.extensionAsked === undefined && extensible(kase, stage).some((clock) => isAskable(kase, clock, time));

const isAskable = (kase: Case, clock: Clock, { calendar, now }: Time): boolean =>
  clock.extendedBy === undefined && dueOf(clock, calendar).dueAt > now && allowedBy(kase, clock, calendar).most > 0;

/**
 * An extension is asked for once, before the period ends, within what the clause allows; all of it where no days are
 * named, and of the first period that can be lengthened where no clause is.
 */
export function askExtension(kase: Case, command: Asking, stage: Stage, time: Time): EventBody {
  const found = extensible(kase, stage, command.clause);
  const clock = found.find((each) => isAskable(kase, each, time)) ?? found[0];
  if (clock === undefined) {
    const named = command.clause ?? '';
    throw new Refusal('not-now', {
      zh: `办件 ${kase.id} 此时没有可以延长的期限${named && `(${named})`}`,
      en: `case ${kase.id} has no period${named && ` of ${named}`} that can be extended now`,
    });
  }
  if (clock.extendedBy !== undefined || kase.extensionAsked !== undefined) {
    throw refused(kase, clock, '只能申请延长一次', 'may be extended once only');
  }
  if (dueOf(clock, time.calendar).dueAt <= time.now) {
    throw refused(kase, clock, '已届满,不能再延长', 'has ended already');
  }
  const { most, by } = allowedBy(kase, clock, time.calendar);
  if (most === 0) throw refused(kase, clock, `不能再延长(${by})`, `can't be extended any more (${by})`);
  const { days = most } = command;
  if (days > most) {
    throw refused(kase, clock, `最多可延长 ${most} 日(${by})`, `may be extended by at most ${most} (${by})`);
  }
  return { type: 'extension-requested', stage: kase.stands, clause: clock.clause, days };
}

/** Granted or denied by the approver the clause names, who isn't the one who asked, before the period ends. */
export function answerExtension(
  kase: Case,
  granted: boolean,
  person: Person,
  { calendar, now }: Circumstances,
): EventBody {
  const asked = kase.extensionAsked;
  const clock = kase.clocks.find((c) => isRunning(c) && c.clause === asked?.clause);
  if (asked === undefined || clock === undefined) {
    throw new Refusal('not-now', {
      zh: `办件 ${kase.id} 没有待批的延期申请`,
      en: `case ${kase.id} has no extension to decide on`,
    });
  }
  if (asked.subject === person.subject) {
    throw new Refusal('forbidden', {
      zh: '延期的申请人不得自行批准',
      en: 'whoever asks for an extension does not decide on it',
    });
  }
  const approver = clock.rule.unit === 'date' ? undefined : clock.rule.extension?.approves;
  if (approver === undefined || !isActor(approver, person, kase)) {
    throw refused(kase, clock, '不由您批准延长', 'is not extended by you');
  }
  if (granted && dueOf(clock, calendar).dueAt <= now)
    throw refused(kase, clock, '已届满,不能再延长', 'has ended already');
  return { type: 'extension-decided', stage: kase.stands, clause: clock.clause, granted, days: asked.days };
}

/** The running periods of the stage, or of one clause there, that may be lengthened on request. */
function extensible(kase: Case, stage: Stage, clause?: string): Clock[] {
  const clauses = stage.within
    // What the filing itself had to keep is over.
    .filter((rule) => rule.unit !== 'date' && rule.from !== 'event' && rule.extension !== undefined)
    .map((rule) => rule.clause)
    .filter((each) => clause === undefined || each === clause);
  return kase.clocks.filter((clock) => isRunning(clock) && clauses.includes(clock.clause));
}

/**
 * By how many days at most, and by which clause. What is extended *to* so many days in all ends by as many from when the
 * period first began in the case, however often that was sent back and began anew.
 */
function allowedBy({ clocks }: Case, clock: Clock, calendar: Calendar): { most: number; by: string } {
  const { rule, clause } = clock;
  if (rule.unit === 'date' || rule.extension === undefined) return { most: 0, by: clause };
  const { mode, days, clause: by } = rule.extension;
  if (mode === 'by') return { most: days, by };
  const first = clocks.find((each) => each.clause === clause && each.rule.from !== 'event') ?? clock;
  const endsOn = (extendedBy: number, startedOn = clock.startedOn): LocalDate =>
    dueOf({ ...clock, startedOn, extendedBy }, calendar).dueOn;
  const last = endsOn(days - rule.length, first.startedOn);
  let most = days - rule.length;
  while (most > 0 && endsOn(most) > last) most--;
  return { most, by };
}

const refused = (kase: Case, clock: Clock, zh: string, en: string): Refusal =>
  new Refusal('not-now', {
    zh: `办件 ${kase.id} 的期限(${clock.clause})${zh}`,
    en: `the period of ${clock.clause} of case ${kase.id} ${en}`,
  });

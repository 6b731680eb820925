import type { Person } from '../access/caller.ts';
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

/** An extension is asked for once, before the period ends, within what the clause allows. */
export function askExtension(kase: Case, command: Asking, stage: Stage, { calendar, now }: Circumstances): EventBody {
  const clock = extensible(kase, stage, command.clause);
  const { rule } = clock;
  if (rule.unit === 'date' || rule.extension === undefined)
    throw refused(kase, clock, '不得延长', 'can not be extended');
  if (clock.extendedBy !== undefined || kase.extensionAsked !== undefined) {
    throw refused(kase, clock, '只能申请延长一次', 'may be extended once only');
  }
  if (dueOf(clock, calendar).dueAt <= now) throw refused(kase, clock, '已届满,不能再延长', 'has ended already');
  const { extension } = rule;
  const most = extension.mode === 'by' ? extension.days : extension.days - rule.length;
  if (command.days > most) {
    throw refused(
      kase,
      clock,
      `最多可延长 ${most} 日(${extension.clause})`,
      `may be extended by at most ${most} (${extension.clause})`,
    );
  }
  return { type: 'extension-requested', stage: kase.stands, clause: clock.clause, days: command.days };
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

function extensible(kase: Case, stage: Stage, clause: string | undefined): Clock {
  const rules = stage.within.filter(
    (rule) =>
      rule.unit !== 'date' &&
      rule.from !== 'event' &&
      rule.extension !== undefined &&
      (clause === undefined || rule.clause === clause),
  );
  const found = kase.clocks.find((c) => isRunning(c) && rules.some((rule) => rule.clause === c.clause));
  if (found !== undefined) return found;
  throw new Refusal('not-now', {
    zh: `办件 ${kase.id} 此时没有可以延长的期限${clause === undefined ? '' : `(${clause})`}`,
    en: `case ${kase.id} has no period${clause === undefined ? '' : ` of ${clause}`} that can be extended now`,
  });
}

const refused = (kase: Case, clock: Clock, zh: string, en: string): Refusal =>
  new Refusal('not-now', {
    zh: `办件 ${kase.id} 的期限(${clock.clause})${zh}`,
    en: `the period of ${clock.clause} of case ${kase.id} ${en}`,
  });

import { qingdao } from '../../cities/qingdao.ts';
import type { Person } from '../../domain/access/caller.ts';
import { genesis } from '../../domain/audit/chain.ts';
import { type Calendar, calendarOf } from '../../domain/calendar/calendar.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { type Case, evolve } from '../../domain/case/case.ts';
import { Command } from '../../domain/case/command.ts';
import { type Deadline, deadlinesOf } from '../../domain/case/deadline.ts';
import { decide, type Ruling } from '../../domain/case/decide.ts';
import type { EventBody, RecordedEvent } from '../../domain/case/event.ts';
import { clocksOnArrival } from '../../domain/case/move.ts';
import { receive } from '../../domain/case/receive.ts';
import { milestone } from '../../domain/case/tick.ts';
import { type AgencyId, AgreementId, CaseId, DatasetId } from '../../domain/ids.ts';
import { currentPolicy, organisationOf, type Policy, procedureOf } from '../../domain/policy/policy.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import type { CommandName, ProcedureName } from '../../domain/policy/words.ts';
import { record } from '../../functions/stores/cases.ts';
import { callers } from './callers.ts';
import { at } from './instants.ts';

interface Filed {
  procedure?: ProcedureName;
  kind?: string;
  policy?: Policy;
  calendar?: Calendar;
  /** An organisation of Qingdao's file. */
  agency?: string;
  by?: Person;
  now?: Instant;
  content?: unknown;
}

/** More than the name of a command: what is said with it. */
type Said = { command: CommandName } & { readonly [field: string]: unknown };

const id = CaseId.parse('case-1');

/** A case as it was filed on Monday, 2026-09-21: an application by a company, unless said otherwise. */
export function filed(over: Filed = {}): CaseStory {
  const procedure = over.procedure ?? 'application';
  const policy = over.policy ?? currentPolicy(qingdao);
  const now = over.now ?? at('2026-09-21 09:00');
  const filing = {
    procedure,
    datasetId: DatasetId.parse('air'),
    agency: organisationOf(qingdao, over.agency ?? 'ecology-bureau'),
    ...(procedure === 'objection' ? { kind: over.kind ?? 'error' } : {}),
    content: over.content ?? { purpose: '科研' },
  };
  const by = over.by ?? (procedure === 'publication' ? callers['agency-clerk'] : callers.company);
  const ruling = receive(filing, by, policy, now);
  const rules = { procedure: procedureOf(policy, procedure), calendar: over.calendar ?? calendarOf() };
  return new CaseStory([recorded(undefined, ruling, now, by.name)], rules);
}

interface Rules {
  procedure: Procedure;
  calendar: Calendar;
}

/** A case and what happened to it; each step makes another story and leaves this one as it is. */
export class CaseStory {
  readonly recorded: readonly RecordedEvent[];
  readonly kase: Case;
  readonly rules: Rules;

  constructor(recorded: readonly RecordedEvent[], rules: Rules) {
    this.recorded = recorded;
    this.rules = rules;
    let kase: Case | undefined;
    for (const each of recorded) kase = evolve(id, kase, each);
    if (kase === undefined) throw new Error('a story begins with a receipt');
    this.kase = kase;
  }

  get procedure(): Procedure {
    return this.rules.procedure;
  }

  /** What the command becomes, or a refusal. */
  ruling(said: Said | CommandName, by: Person, now: Instant): Ruling {
    const command = Command.parse(typeof said === 'string' ? { command: said, ...usual(said) } : said);
    const agreement = () => ({ id: AgreementId.parse(id), textSha256: 'a'.repeat(64) });
    const unit = (agency: AgencyId) => ({ id: agency });
    return decide(this.kase, command, by, { ...this.rules, now, unit, agreement });
  }

  given(said: Said | CommandName, by: Person, now: Instant = this.kase.changedAt): CaseStory {
    return this.#with(this.ruling(said, by, now), now);
  }

  /** The platform carries out the effects at which the case stands, until it waits for people or is closed. */
  effected(now: Instant = this.kase.changedAt): CaseStory {
    const step = this.procedure.steps[this.kase.stands];
    if (step?.kind !== 'effect') return this;
    const clocks = clocksOnArrival(this.kase, this.procedure, step.then, now);
    const body: EventBody = { type: 'applied', step: this.kase.stands, effect: step.does, to: step.then, clocks };
    return this.#with(platform(body), now).effected(now);
  }

  /** The milestone that is due on the newest running clock; fails if none is. */
  marked(kind: 'reminded' | 'overdue', now: Instant): CaseStory {
    const clock = this.kase.clocks.findLast((c) => c.endedAt === undefined);
    const body = clock && milestone(clock, kind, this.rules.calendar, now);
    if (body === undefined) throw new Error(`nothing is ${kind} at ${now}`);
    return this.#with(platform(body), now);
  }

  restarted(body: Extract<EventBody, { type: 'clock-restarted' | 'flow-restarted' }>): CaseStory {
    return this.#with(platform(body), this.kase.changedAt);
  }

  /** The same events, counted by another calendar. */
  by(calendar: Calendar): CaseStory {
    return new CaseStory(this.recorded, { ...this.rules, calendar });
  }

  deadlines(now: Instant = this.kase.changedAt): Deadline[] {
    return deadlinesOf(this.kase.clocks, this.rules.calendar, now);
  }

  #with(ruling: Ruling, now: Instant): CaseStory {
    return new CaseStory([...this.recorded, recorded(this.kase, ruling, now)], this.rules);
  }
}

const recorded = (kase: Case | undefined, ruling: Ruling, now: Instant, name?: string): RecordedEvent =>
  record(kase ?? { seq: 0, hash: genesis }, {
    ruling,
    now,
    salt: String(kase?.seq ?? 0).padStart(32, '0'),
    ...(name === undefined ? {} : { name }),
  });

const platform = (body: EventBody): Ruling => ({ body, by: { role: 'platform' }, subject: 'platform' });

/** What a command needs to be well-formed, and reasons with those that must give them. */
function usual(command: CommandName): object {
  if (command === 'supplement') return { statement: '补充说明' };
  if (command === 'request-extension') return { days: 1 };
  return ['pass', 'approve', 'sign', 'resubmit', 'withdraw'].includes(command) ? {} : { reasons: ['理由'] };
}

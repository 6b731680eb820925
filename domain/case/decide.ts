import type { Person } from '../access/caller.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/dates.ts';
import { defined } from '../defined.ts';
import type { AgencyId } from '../ids.ts';
import type { Decision, Procedure, Stage } from '../policy/procedure.ts';
import type { Actor, CommandName, StepId } from '../policy/words.ts';
import { Refusal } from '../refusal.ts';
import type { Case } from './case.ts';
import type { Command } from './command.ts';
import type { AgreementRef, By, EventBody, Terms, Unit } from './event.ts';
import { answerExtension, askExtension } from './extension.ts';
import { jointFinding } from './joint.ts';
import { clocksOnArrival } from './move.ts';
import { type Permission, permissionsFor } from './permissions.ts';
import { carriedBy, requireCarried, requireReasons, requireSameText, requireUnit, said } from './said.ts';
import { notNow } from './standing.ts';

/** What a command becomes: the event's body, the capacity in which it was given, and what stands beside the chain. */
export interface Ruling {
  body: EventBody;
  by: By;
  subject: string;
  /** Of a receipt: whose use is in question. */
  respondent?: string;
  content?: unknown;
}

export interface Circumstances {
  procedure: Procedure;
  calendar: Calendar;
  now: Instant;
  /** The unit to which a command passes the case; throws where there is none. */
  unit: (id: AgencyId) => Unit;
  /** Draws up the agreement that the parties are to sign; called when an approval leads there. */
  agreement: (terms: Terms, at: Stage & { id: StepId }) => AgreementRef;
}

/**
 * Decides on a command: the event it becomes, or a refusal.
 * 403 for whoever never has the command in this case, 409 for whoever has it elsewhere but not now.
 */
export function decide(kase: Case, command: Command, person: Person, circumstances: Circumstances): Ruling {
  const { procedure } = circumstances;
  const permission = permitted(kase, command.command, person, procedure);
  const stage = procedure.steps[kase.stands];
  if (stage?.kind !== 'stage') throw notNow(kase, command.command);
  requireCarried(kase, command, stage.decisions[command.command] ?? {});
  const ruling = (body: EventBody, content?: unknown): Ruling => ({
    body,
    by: capacity(permission.actor, person),
    subject: person.subject,
    ...(content === undefined ? {} : { content }),
  });
  switch (command.command) {
    case 'supplement':
      return ruling(
        { type: 'supplemented', stage: kase.stands },
        { statement: command.statement, attachments: command.attachments ?? [] },
      );
    case 'request-extension':
      return ruling(askExtension(kase, command, stage, circumstances), said(command));
    case 'grant-extension':
    case 'deny-extension':
      return ruling(answerExtension(kase, command.command === 'grant-extension', person, circumstances), said(command));
    case 'refer':
      if (kase.referred === true) throw notNow(kase, 'refer');
      return ruling({ type: 'referred', stage: kase.stands }, said(command));
    case 'advise':
      if (kase.referred !== true) throw notNow(kase, 'advise');
      requireReasons(kase, command, { needs: 'reason' });
      return ruling({ type: 'advised', stage: kase.stands }, said(command));
    case 'withdraw':
      return ruling(withdrawal(kase, circumstances), said(command));
    default:
      return ruling(actAtStage(kase, command, permission.actor, stage, circumstances), said(command));
  }
}

/** In what capacity the person may give the command now; a refusal where it may not, or not now. */
export function permitted(kase: Case, name: CommandName, person: Person, procedure: Procedure): Permission {
  const had = permissionsFor(person, kase, procedure).filter((p) => p.command === name);
  if (had.length === 0) {
    throw new Refusal('forbidden', {
      zh: `您在办件 ${kase.id} 中无权执行“${name}”`,
      en: `"${name}" is not yours to give in case ${kase.id}`,
    });
  }
  const now = had.find((p) => p.stage === kase.stands);
  if (now === undefined) throw notNow(kase, name);
  return now;
}

function actAtStage(kase: Case, command: Command, actor: Actor, stage: Stage, circumstances: Circumstances): EventBody {
  const decision = stage.decisions[command.command];
  if (decision === undefined) throw notNow(kase, command.command);
  requireReasons(kase, command, decision);
  requireSameText(kase, command);
  if (stage.jointly === undefined || decision.alone === true) return decided(kase, command, decision, circumstances);
  return actJointly(kase, command, actor, stage, circumstances);
}

/** Each act is a contribution; the last missing one is the decision. */
function actJointly(kase: Case, command: Command, actor: Actor, stage: Stage, circumstances: Circumstances): EventBody {
  const { source } = carriedBy(command);
  const act = { as: actor, command: command.command, ...defined({ source: source && circumstances.unit(source).id }) };
  const found = jointFinding(kase, act, stage, circumstances);
  if (found === 'others-missing') return { type: 'contributed', stage: kase.stands, ...act };
  const decision = stage.decisions[found.finding];
  if (decision === undefined) throw notNow(kase, found.finding);
  const made = decided(kase, { ...command, command: found.finding } as Command, decision, circumstances);
  return { ...made, findings: found.findings };
}

function decided(
  kase: Case,
  command: Command,
  decision: Decision,
  circumstances: Circumstances,
): Extract<EventBody, { type: 'decided' }> {
  const { procedure, now } = circumstances;
  const target = procedure.steps[decision.to];
  const terms = command.command === 'approve' ? termsOf(command) : undefined;
  requireUnit(kase, command, target);
  const carried = carriedBy(command);
  const signs = target?.kind === 'stage' && target.decisions.sign !== undefined;
  return {
    type: 'decided',
    stage: kase.stands,
    command: command.command,
    to: decision.to,
    ...(decision.outcome === undefined ? {} : { outcome: decision.outcome }),
    ...(terms === undefined ? {} : { terms }),
    ...(signs ? { agreement: circumstances.agreement(terms ?? kase.terms ?? {}, { id: decision.to, ...target }) } : {}),
    ...(carried.agency === undefined ? {} : { agency: circumstances.unit(carried.agency) }),
    ...defined({ source: carried.source && circumstances.unit(carried.source).id }),
    ...(carried.datasetId === undefined ? {} : { datasetId: carried.datasetId }),
    clocks: {
      ...clocksOnArrival(kase, procedure, decision.to, now, { days: carried.days }),
      ...defined({ extended: decision.extends }),
    },
  };
}

const termsOf = ({ columns, rows, quota }: Extract<Command, { command: 'approve' }>): Terms => ({
  ...(columns === undefined ? {} : { columns }),
  ...(rows === undefined ? {} : { rows }),
  ...(quota === undefined ? {} : { quota }),
});

function withdrawal(kase: Case, { procedure, now }: Circumstances): EventBody {
  const to = procedure.withdraw?.to ?? 'closed';
  return {
    type: 'decided',
    stage: kase.stands,
    command: 'withdraw',
    to,
    outcome: 'withdrawn',
    clocks: clocksOnArrival(kase, procedure, to, now),
  };
}

const capacity = (actor: Actor, person: Person): By => {
  const role =
    actor === 'applicant' || actor === 'respondent'
      ? actor
      : (roleAs[actor].find((r) => person.roles.includes(r)) ?? 'applicant');
  return {
    role,
    ...(unitActors.has(actor) && person.agency !== undefined ? { agency: person.agency } : {}),
    ...(actor.endsWith('regulator') && person.district !== undefined ? { district: person.district } : {}),
  };
};

const unitActors: ReadonlySet<Actor> = new Set([
  'agency',
  'agency-staff',
  'agency-principal',
  'department',
  'counterpart',
  'counterpart-principal',
]);

const roleAs = {
  agency: ['agency-principal', 'agency-reviewer'],
  'agency-staff': ['agency-principal', 'agency-reviewer', 'agency-clerk'],
  'agency-principal': ['agency-principal'],
  department: ['agency-principal', 'agency-reviewer'],
  counterpart: ['agency-principal', 'agency-reviewer'],
  'counterpart-principal': ['agency-principal'],
  'municipal-regulator': ['regulator'],
  'same-level-regulator': ['regulator'],
  government: ['government'],
  'common-regulator': ['regulator'],
  'common-government': ['government'],
  expert: ['expert'],
} as const;

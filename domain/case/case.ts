import { z } from 'zod';
import { type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';
import { defined } from '../defined.ts';
import type { AgencyId, CaseId, DatasetId, DistrictId, GrantId } from '../ids.ts';
import type { CommandName, Outcome, ProcedureName } from '../policy/words.ts';
import { type Clock, type ClockMoves, isRunning, isSuspended } from './clock.ts';
import {
  type AgreementRef,
  type By,
  countsAsVersion,
  type EventBody,
  type RecordedEvent,
  type Terms,
  type Unit,
} from './event.ts';

type Decided = Extract<EventBody, { type: 'decided' }>;

/** One party's act at a joint stage, before the last missing one makes it a decision. */
export interface Contribution {
  as: string;
  command: CommandName;
  subject: string;
  /** The unit that was named as the source. */
  source?: AgencyId;
  reasons?: unknown;
}

/** A case (办件): the fold of its events. */
export interface Case {
  id: CaseId;
  procedure: ProcedureName;
  policyVersion: string;
  /** Counts what people and effects did; marks and restarts leave it alone. */
  version: number;
  /** The last event's place in the chain; every append is conditional on it. */
  seq: number;
  hash: string;
  receivedAt: Instant;
  changedAt: Instant;
  /** What it is about, and what came of it: a dataset, a grant, or neither. */
  datasetId?: DatasetId;
  kind?: string;
  /** The unit whose matter it is, and the other one of a matter between two. */
  agency?: Unit;
  counterpart?: Unit;
  /** Whose regulator looks after it; none for the municipal one. */
  district?: DistrictId;
  applicant: { subject: string; name?: string };
  /** In what capacity it was filed. */
  filedAs: By['role'];
  /** Whose use is in question. */
  respondent?: string;
  /** It lies with the expert committee while its stage lasts. */
  referred?: boolean;
  /** Experts were asked, now or before. */
  consulted?: boolean;
  /** What was filed; gone once erased. */
  filing: unknown;
  /** A step of the procedure, or `closed`. */
  stands: string;
  /** Where the case went on first, or ended with an outcome. */
  first?: { stage: string; outcome?: Outcome };
  contributions: readonly Contribution[];
  clocks: readonly Clock[];
  /** Executions started for its clocks, and for its flow. */
  epoch: number;
  run: number;
  outcome?: Outcome;
  terms?: Terms;
  /** The unit that was found to be the source of the data. */
  source?: AgencyId;
  agreement?: AgreementRef;
  grantId?: GrantId;
  extensionAsked?: { clause: string; days: number; subject: string } | undefined;
  /** What the public was told in it. */
  notices?: readonly { at: Instant; title: string; text: string }[];
  /** The reasons given with the last decision. */
  reasons?: unknown;
}

/** The dataset of a case whose procedure is about one. */
export function datasetOf({ id, datasetId }: Pick<Case, 'id' | 'datasetId'>): DatasetId {
  if (datasetId === undefined) throw new Error(`case ${id} is about no dataset`);
  return datasetId;
}

/** The unit of a case whose procedure has one. */
export function agencyOf({ id, agency }: Pick<Case, 'id' | 'agency'>): Unit {
  if (agency === undefined) throw new Error(`case ${id} is no unit's yet`);
  return agency;
}

/** Rebuilds a case from its recorded events, or answers undefined for none. */
export function fold(id: CaseId, recorded: readonly RecordedEvent[]): Case | undefined {
  let kase: Case | undefined;
  for (const each of recorded) kase = evolve(id, kase, each);
  return kase;
}

/** The case after one more event. */
export function evolve(id: CaseId, kase: Case | undefined, recorded: RecordedEvent): Case {
  const { event, aside } = recorded;
  const { body } = event;
  if (body.type === 'received' && kase === undefined) {
    return {
      id,
      procedure: body.procedure,
      policyVersion: body.policyVersion,
      version: 1,
      seq: event.seq,
      hash: event.hash,
      receivedAt: event.at,
      changedAt: event.at,
      ...defined({
        datasetId: body.datasetId,
        grantId: body.grantId,
        kind: body.kind,
        agency: body.agency,
        counterpart: body.counterpart,
        district: body.district ?? body.agency?.district,
        respondent: aside?.respondent,
      }),
      applicant: { subject: aside?.subject ?? '', ...defined({ name: aside?.name }) },
      filedAs: event.by.role,
      filing: aside?.content ?? null,
      stands: body.to,
      contributions: [],
      clocks: movedClocks([], body.clocks, event.at),
      epoch: body.clocks.opened.length,
      run: 1,
    };
  }
  if (kase === undefined) throw new Error(`case ${id} begins with ${body.type}, not with its receipt`);
  const next: Case = {
    ...kase,
    seq: event.seq,
    hash: event.hash,
    changedAt: event.at,
    version: kase.version + (countsAsVersion(body) ? 1 : 0),
  };
  return { ...next, ...changes(kase, recorded) };
}

/** What an event other than the receipt changes. */
function changes(kase: Case, { event: { body, at }, aside }: RecordedEvent): Partial<Case> {
  switch (body.type) {
    case 'received':
      throw new Error(`case ${kase.id} was received already`);
    case 'contributed':
      return {
        contributions: [
          // Who names another unit than the others did asks them anew.
          ...kase.contributions.filter((c) => c.as !== body.as && c.source === body.source),
          {
            as: body.as,
            command: body.command,
            subject: aside?.subject ?? '',
            ...defined({ source: body.source }),
            ...(aside?.content === undefined ? {} : { reasons: aside.content }),
          },
        ],
      };
    case 'decided':
      return {
        ...moved(kase, body.to, body.clocks, at),
        first: kase.first ?? { stage: body.stage, ...defined({ outcome: body.outcome }) },
        ...defined({
          outcome: body.outcome,
          terms: body.terms,
          agreement: body.agreement,
          datasetId: body.datasetId,
          agency: body.agency,
          source: body.source,
          district: body.agency?.district,
        }),
        reasons: reasonsOf(kase, body, aside?.content),
        ...noticeOf(kase, aside?.content, at),
      };
    case 'applied':
      return { ...moved(kase, body.to, body.clocks, at), ...defined({ grantId: body.grantId }) };
    case 'moved':
      return { ...moved(kase, body.to, body.clocks, at), ...defined({ outcome: body.outcome }) };
    case 'referred':
      return {
        referred: true,
        consulted: true,
        clocks: kase.clocks.map((clock) => suspendedFrom(clock, localDateOf(at))),
      };
    case 'advised':
      return { clocks: kase.clocks.map((clock) => resumedAfter(clock, localDateOf(at))) };
    case 'supplemented':
      return {};
    case 'extension-requested':
      return { extensionAsked: { clause: body.clause, days: body.days, subject: aside?.subject ?? '' } };
    case 'extension-decided':
      return {
        extensionAsked: undefined,
        ...withClock(kase, body.clause, (c) => (body.granted ? { ...c, extendedBy: body.days } : c)),
      };
    case 'reminded':
      return withClock(kase, body.clause, (c) => ({
        ...c,
        reminded: [...c.reminded, { dueOn: body.dueOn, at: body.legalAt }],
      }));
    case 'overdue':
      return withClock(kase, body.clause, (c) => ({
        ...c,
        overdue: [...c.overdue, { dueOn: body.dueOn, at: body.legalAt }],
      }));
    case 'clock-restarted':
      return { ...withClock(kase, body.clause, (c) => ({ ...c, epoch: body.epoch })), epoch: body.epoch };
    case 'flow-restarted':
      return { run: body.run };
    default:
      return body satisfies never;
  }
}

/** What the public is told with a decision; nothing once it is erased. */
function noticeOf({ notices = [] }: Case, content: unknown, at: Instant): Pick<Case, 'notices'> {
  const said = Told.safeParse(content).data?.notice;
  return said === undefined ? {} : { notices: [...notices, { at, ...said }] };
}

const Told = z.object({ notice: z.object({ title: z.string(), text: z.string() }) });

/** The reasons of a decision; where findings differed they are those of the finding that counts, whoever acted last. */
const reasonsOf = (kase: Case, { command, findings }: Decided, said: unknown): unknown =>
  findings === undefined || findings.at(-1)?.command === command
    ? said
    : kase.contributions.find((c) => c.command === command)?.reasons;

/** The day on which it is referred to experts doesn't count any more, where a clause says so. */
function suspendedFrom(clock: Clock, from: LocalDate): Clock {
  const { rule, suspended = [] } = clock;
  if (rule.unit === 'date' || rule.suspendedWhileReferred === undefined || !isRunning(clock)) return clock;
  return { ...clock, suspended: [...suspended, { from }] };
}

/** The day after the first opinion counts again. */
const resumedAfter = (clock: Clock, to: LocalDate): Clock =>
  isSuspended(clock) ? { ...clock, suspended: (clock.suspended ?? []).map((each) => ({ to, ...each })) } : clock;

/** The running clock of the clause, changed. */
const withClock = (kase: Case, clause: string, change: (clock: Clock) => Clock): Pick<Case, 'clocks'> => ({
  clocks: kase.clocks.map((clock) => (clock.clause === clause && clock.endedAt === undefined ? change(clock) : clock)),
});

function moved(kase: Case, to: string, clocks: ClockMoves, at: Instant): Partial<Case> {
  return {
    stands: to,
    contributions: [],
    referred: false,
    clocks: movedClocks(kase.clocks, clocks, at),
    epoch: kase.epoch + clocks.opened.length,
    // What was asked of a period ends with it.
    extensionAsked: clocks.ended.some((clause) => clause === kase.extensionAsked?.clause)
      ? undefined
      : kase.extensionAsked,
  };
}

function movedClocks(clocks: readonly Clock[], moves: ClockMoves, at: Instant): Clock[] {
  const { ended, extended } = moves;
  const kept = clocks.map((before) => {
    if (before.endedAt !== undefined) return before;
    // Whoever leads the case on no longer waits for the experts.
    const clock = resumedAfter(before, localDateOf(at));
    if (ended.includes(clock.clause)) return { ...clock, endedAt: at };
    return clock.clause === extended?.clause ? { ...clock, extendedBy: extended.days } : clock;
  });
  const opened = moves.opened.map((opening) => ({
    ...opening,
    openedAt: at,
    reminded: [],
    overdue: [],
    // What the filing itself had to keep has ended with it.
    ...(opening.rule.from === 'event' ? { endedAt: at } : {}),
  }));
  return [...kept, ...opened];
}

export const isOpen = (kase: Case): boolean => kase.stands !== 'closed';

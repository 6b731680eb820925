import { qingdao } from '../../../cities/qingdao.ts';
import { currentPolicy, procedureOf } from '../../../domain/policy/policy.ts';
import { sentence } from '../../../workflows/procedure.ts';
import type { HostProcess } from '../../builders/host.ts';
import { type CaseView, type Deadline, get, type Page, running, seen } from '../acting.ts';
import type { Life } from './wave.ts';

interface Event {
  at: string;
  seq: number;
  body: {
    type: string;
    stage?: string;
    step?: string;
    to?: string;
    effect?: string;
    outcome?: string;
    clause?: string;
    epoch?: number;
    dueOn?: string;
    legalAt?: string;
    clocks?: { opened: { clause: string }[] };
  };
}

interface Looked {
  life: Life;
  kase: CaseView;
  events: Event[];
}

function breach(broken: boolean, life: Life, what: string): void {
  if (broken) throw new Error(`case ${life.id} (${life.procedure}): ${what}`);
}

/** What must hold of each case once all is at rest: all of it asked of the API. Throws the first breach. */
export async function checkAtRest(host: HostProcess, lives: readonly Life[]): Promise<void> {
  const workingDays = new Set([...(await workingDaysOf(host, 2025)), ...(await workingDaysOf(host, 2026))]);
  const overdue = await overdueIds(host);
  for (const life of lives) {
    const looked = await look(host, life);
    oneDecisionPerStage(looked);
    nothingGivenIsLost(looked);
    await noGrantAfterWithdrawal(host, looked);
    marksOnceAndNotEarly(looked);
    const { now } = await get<{ now: string }>(host, '/local/clock');
    overdueFromItsInstant(looked, workingDays, now);
    const late = isOverdue(looked.kase);
    breach(late !== overdue.has(life.id), life, `is ${late ? '' : 'not '}overdue, and its list says otherwise`);
    await itsFlowStandsWhereItDoes(host, looked);
  }
}

/** Once closed cases have had a day, nothing of them runs. */
export async function checkNothingRuns(host: HostProcess, lives: readonly Life[]): Promise<void> {
  for (const life of lives) {
    breach((await seen(host, life.id)).state !== 'closed', life, 'is not closed');
    const [leaked] = await running(host, life.id);
    breach(leaked !== undefined, life, `closed, but ${leaked?.name} still stands at ${leaked?.state}`);
  }
}

export const isOverdue = ({ deadlines }: CaseView): boolean =>
  deadlines.some(({ endedAt, overdueSince }) => endedAt === undefined && overdueSince !== undefined);

async function look(host: HostProcess, life: Life): Promise<Looked> {
  const kase = await host.settled<CaseView>(life.id);
  const audit = await get<{ intact: boolean; events: Event[] }>(host, `/v1/cases/${life.id}/audit`, 'auditor');
  breach(!audit.intact, life, 'its chain is broken');
  return { life, kase, events: audit.events };
}

/** Every decision and effect was made where the case stood, and led where the policy leads. */
function oneDecisionPerStage({ life, kase, events }: Looked): void {
  const { steps } = procedureOf(currentPolicy(qingdao), life.procedure);
  let stands = events[0]?.body.to;
  for (const { body, seq } of events.slice(1)) {
    if (body.type === 'decided')
      breach(body.stage !== stands, life, `event ${seq} decides at ${body.stage}, not at ${stands}`);
    if (body.type === 'applied') {
      const step = steps[body.step ?? ''];
      const right = body.step === stands && step?.kind === 'effect' && step.then === body.to;
      breach(!right, life, `event ${seq} applies ${body.step} where it stood at ${stands}`);
    }
    stands = body.to ?? stands;
  }
  breach(stands !== kase.stage, life, `stands at ${kase.stage}, its events say ${stands}`);
}

/** Whoever was told that a command was carried out finds it in the ledger, and nothing is there that nobody sent. */
function nothingGivenIsLost({ life, events }: Looked): void {
  const acts = events.filter(({ body }) => body.type === 'decided' || body.type === 'contributed').length;
  const most = life.given + life.unknown;
  breach(acts < life.given || acts > most, life, `${acts} acts, but ${life.given} to ${most} were given`);
}

async function noGrantAfterWithdrawal(host: HostProcess, { life, kase, events }: Looked): Promise<void> {
  const decisive = events.filter(({ body }) => body.type === 'decided' && body.outcome !== undefined);
  breach(
    kase.outcome === 'withdrawn' && decisive.at(-1)?.body.outcome !== 'withdrawn',
    life,
    'decided after withdrawal',
  );
  if (life.procedure !== 'application') return;
  const effects = events.filter(({ body }) => body.effect === 'grant-access').length;
  breach(effects !== (kase.outcome === 'granted' ? 1 : 0), life, `${effects} grants, outcome ${kase.outcome}`);
  const { status } = await host.call('GET', `/v1/grants/${life.id}`, { as: life.filer });
  breach(
    status !== (kase.outcome === 'granted' ? 200 : 404),
    life,
    `outcome ${kase.outcome}, its grant answers ${status}`,
  );
}

function marksOnceAndNotEarly({ life, events }: Looked): void {
  const given = new Set<string>();
  let openings = 0;
  for (const { body, at, seq } of events) {
    openings += body.clocks?.opened.length ?? 0;
    if (body.type !== 'overdue' && body.type !== 'reminded') continue;
    const mark = `${body.type} of ${body.clause} for ${body.dueOn} (clock ${openings})`;
    breach(given.has(mark), life, `${mark} twice`);
    breach(body.legalAt === undefined || at < body.legalAt, life, `event ${seq} comes before its instant`);
    given.add(mark);
  }
}

/** Counted by hand: overdue from 24:00 of the last working day on, not a moment before; and marked by now. */
function overdueFromItsInstant({ life, kase, events }: Looked, working: ReadonlySet<string>, now: string): void {
  for (const deadline of kase.deadlines) {
    if (deadline.endedAt === undefined) {
      const dueOn = counted(deadline, working);
      breach(deadline.dueOn !== dueOn, life, `${deadline.clause} is due on ${deadline.dueOn}, by hand on ${dueOn}`);
    }
    const until = deadline.endedAt ?? now;
    const late = deadline.dueAt <= until;
    breach(
      (deadline.overdueSince !== undefined) !== late,
      life,
      `due at ${deadline.dueAt}, overdue ${deadline.overdueSince}`,
    );
    breach(late && deadline.overdueSince !== deadline.dueAt, life, `overdue since ${deadline.overdueSince}`);
    const dayAgo = new Date(Date.parse(now) - 26 * 3600_000).toISOString();
    const marked = events.some(({ body }) => body.type === 'overdue' && body.dueOn === deadline.dueOn);
    const missing = deadline.endedAt === undefined && deadline.dueAt < dayAgo && !marked;
    breach(missing, life, `${deadline.clause} was due at ${deadline.dueAt} and isn't marked`);
  }
}

function counted({ startedOn, length }: Deadline & { length?: number }, working: ReadonlySet<string>): string {
  let day = startedOn;
  for (let left = length ?? 0; left > 0; ) {
    day = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3600_000).toISOString().slice(0, 10);
    if (working.has(day)) left -= 1;
  }
  return day;
}

async function itsFlowStandsWhereItDoes(host: HostProcess, { life, kase }: Looked): Promise<void> {
  if (kase.state === 'closed') return;
  const states = (await running(host, life.id)).map(({ state }) => state).sort();
  const clocks = kase.deadlines.filter(({ endedAt }) => endedAt === undefined).map(() => 'Wait until next milestone');
  // Whatever ran longer than a day for clocks that have ended is a leak.
  const due = [sentence(kase.stage), ...clocks].sort();
  breach(states.join() !== due.join(), life, `stands at ${kase.stage}, runs at ${states.join(', ')}`);
}

async function workingDaysOf(host: HostProcess, year: number): Promise<Set<string>> {
  const { days } = await get<{ days: { date: string; working: boolean }[] }>(host, `/v1/calendar/${year}`);
  return new Set(days.filter(({ working }) => working).map(({ date }) => date));
}

async function overdueIds(host: HostProcess): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let page = 1; ; page++) {
    const path = `/v1/cases?box=all&overdue=true&pageSize=100&page=${page}`;
    const { items, total } = await get<Page<CaseView>>(host, path, 'auditor');
    for (const { id } of items) ids.add(id);
    if (page * 100 >= total) return ids;
  }
}

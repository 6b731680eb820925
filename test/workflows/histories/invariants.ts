import { firstBreak } from '../../../domain/audit/chain.ts';
import { millisOf } from '../../../domain/calendar/dates.ts';
import { fold, isOpen } from '../../../domain/case/case.ts';
import { isRunning } from '../../../domain/case/clock.ts';
import { dueOf, reminderOf } from '../../../domain/case/deadline.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { sentence } from '../../../workflows/procedure.ts';
import { DAY, HOUR, type World } from './world.ts';

/** What must hold at every moment; throws the first breach, by its number. */
export async function check(world: World): Promise<void> {
  const recorded = await world.platform.cases.history(world.caseId);
  chainHolds(recorded);
  oneDecisionPerStage(world, recorded);
  nothingGivenIsLost(world, recorded);
  noEffectAfterWithdrawal(recorded);
  marksOnceAndNotEarly(recorded);
  await marksNotMissing(world);
}

/** What must hold once all is quiet and the reconciler has had its hours. */
export async function checkAtRest(world: World): Promise<void> {
  await check(world);
  const kase = await world.kase();
  const { flow, clocks } = await world.ushers();
  if (!isOpen(kase)) {
    const leaked = world.executions.find((e) => e.status === 'RUNNING');
    breach(leaked !== undefined, 'I5', `closed, but ${leaked?.name} still stands at ${leaked?.state}`);
    return;
  }
  breach(flow === undefined, 'I6', `open at ${kase.stands}, but no flow ushers it`);
  breach(flow?.state !== sentence(kase.stands), 'I7', `stands at ${kase.stands}, but its flow at ${flow?.state}`);
  breach(clocks.includes(undefined), 'I8', 'a running clock has no execution');
  await oneFlow(world);
}

function breach(broken: boolean, invariant: string, what: string): void {
  if (broken) throw new Error(`${invariant}: ${what}`);
}

function chainHolds(recorded: readonly RecordedEvent[]): void {
  const broken = firstBreak(recorded.map(({ event }) => event));
  breach(broken !== undefined, 'I0', broken?.why ?? '');
}

/** Every decision and effect was made where the case stood, and led where the policy leads. */
function oneDecisionPerStage({ caseId, procedure }: World, recorded: readonly RecordedEvent[]): void {
  recorded.forEach(({ event: { body, seq } }, i) => {
    const before = fold(caseId, recorded.slice(0, i));
    if (body.type === 'decided') {
      breach(
        before?.stands !== body.stage,
        'I1',
        `event ${seq} decides at ${body.stage}, but the case stood at ${before?.stands}`,
      );
    }
    if (body.type === 'applied') {
      const step = procedure.steps[body.step];
      breach(
        before?.stands !== body.step || step?.kind !== 'effect' || step.then !== body.to,
        'I1',
        `event ${seq} applies ${body.step} where the case stood at ${before?.stands}`,
      );
    }
  });
}

/** Whoever was told that a command was carried out finds it in the ledger. */
function nothingGivenIsLost({ seen }: World, recorded: readonly RecordedEvent[]): void {
  const acts = recorded.filter(({ event: { body, by } }) => body.type !== 'received' && by.role !== 'platform').length;
  breach(acts !== seen.given, 'I10', `${seen.given} commands were carried out, but the ledger has ${acts}`);
}

function noEffectAfterWithdrawal(recorded: readonly RecordedEvent[]): void {
  const withdrawn = recorded.findIndex(
    ({ event: { body } }) => body.type === 'decided' && body.outcome === 'withdrawn',
  );
  if (withdrawn < 0) return;
  const later = recorded.slice(withdrawn + 1).map(({ event: { body } }) => body);
  breach(
    later.some((body) => body.type === 'decided'),
    'I2',
    'decided after it was withdrawn',
  );
  breach(
    later.some((body) => body.type === 'applied' && ['grant-access', 'publish', 'take-down'].includes(body.effect)),
    'I2',
    'granted after it was withdrawn',
  );
}

function marksOnceAndNotEarly(recorded: readonly RecordedEvent[]): void {
  const marks = recorded.flatMap(({ event: { at, body } }) =>
    body.type === 'overdue' || body.type === 'reminded' ? [{ at, ...body }] : [],
  );
  // A resubmission opens a new clock of the same clause: what was opened before counts apart.
  const openings = recorded.flatMap(({ event: { body, seq } }) =>
    'clocks' in body ? body.clocks.opened.map((c) => ({ clause: c.clause, seq })) : [],
  );
  const seen = new Set<string>();
  for (const { event } of recorded) {
    const { body, at, seq } = event;
    if (body.type !== 'overdue' && body.type !== 'reminded') continue;
    const opened = openings.filter((o) => o.clause === body.clause && o.seq < seq).at(-1)?.seq;
    const key = `${body.type} of ${body.clause} (opened by event ${opened}) for ${body.dueOn}`;
    breach(seen.has(key), 'I3', `${key} twice`);
    breach(at < body.legalAt, 'I3', `${key} early`);
    seen.add(key);
  }
  breach(marks.length !== seen.size, 'I3', 'a mark was lost in counting');
}

/** A milestone is enforced a day after its instant at the latest: the midnight re-check, its spread, and a retried outage. */
async function marksNotMissing(world: World): Promise<void> {
  const kase = await world.kase();
  for (const clock of kase.clocks.filter(isRunning)) {
    const { dueAt, dueOn, provisional } = dueOf(clock, world.calendar);
    if (provisional) continue;
    const patience = DAY + 2 * HOUR;
    const since = Math.max(millisOf(dueAt), millisOf(clock.openedAt), world.troubledUntil, world.calendarAt);
    const marked = clock.overdue.some((mark) => mark.dueOn === dueOn);
    breach(
      world.now > since + patience && !marked,
      'I4',
      `${clock.clause} was due at ${dueAt} and isn't marked overdue`,
    );
    const remindAt = Math.max(
      millisOf(reminderOf(clock, world.calendar)),
      millisOf(clock.openedAt),
      world.troubledUntil,
      world.calendarAt,
    );
    const reminded = clock.reminded.some((mark) => mark.dueOn === dueOn);
    const over = world.now >= millisOf(dueAt);
    breach(!over && world.now > remindAt + patience && !reminded, 'I4', `${clock.clause} isn't reminded of ${dueAt}`);
  }
}

async function oneFlow(world: World): Promise<void> {
  const flows = world.executions.filter((e) => e.status === 'RUNNING' && e.machine.endsWith(world.name));
  breach(flows.length !== 1, 'I9', `${flows.length} flows usher one case`);
}

import { millisOf } from '../../domain/calendar/dates.ts';
import { type Case, isOpen } from '../../domain/case/case.ts';
import { type Clock, isRunning } from '../../domain/case/clock.ts';
import type { EventBody } from '../../domain/case/event.ts';
import type { CaseId } from '../../domain/ids.ts';
import { policyOf, procedureOf } from '../../domain/policy/policy.ts';
import type { Platform } from '../../functions/platform.ts';
import { type Door, Outrun } from '../../functions/stores/cases.ts';

// One hour: a flow that retries an outage by the definitions' rules has given up or arrived within 22 minutes.
const PATIENCE_MS = 3600 * 1000;

/**
 * Hourly: rings where the case moved on but its flow still waits, restarts missing flows and clocks (epoch + 1), and
 * lets go of what is closed and quiet. It is also the way back after a restore, and the way to new definitions.
 */
export const reconcile = (p: Platform) => async (): Promise<{ tended: number }> => {
  const ids = await p.cases.tended();
  const faults: unknown[] = [];
  for (const id of ids) {
    // What ails one case must not keep the others from being looked after.
    await tend(p, id).catch((error: unknown) => {
      p.log({ event: 'not-tended', caseId: id, message: String(error) });
      faults.push(error);
    });
  }
  // The alarm is raised by this run's failing.
  if (faults.length > 0) throw faults[0];
  return { tended: ids.length };
};

async function tend(p: Platform, id: CaseId): Promise<void> {
  const kase = await p.cases.find(id);
  if (kase === undefined) return;
  const door = await p.cases.door(id);
  if (isBehind(door, kase)) await ringLate(p, kase, door);
  else if (isOpen(kase)) await seeThatItRuns(p, kase, door);
  else await letGo(p, kase);
  for (const clock of kase.clocks.filter(isRunning)) await seeThatItTicks(p, kase, clock);
}

const isBehind = (door: Door | undefined, kase: Case): door is Door =>
  door !== undefined && door.version < kase.version;

/** The case has moved on since the flow began to wait: the ring was lost, or nobody waits behind the door any more. */
async function ringLate(p: Platform, kase: Case, door: Door): Promise<void> {
  const answer = await p.executions.ring(door.token);
  await p.cases.closeDoor(kase.id, door.token);
  p.log({ event: 'rung-late', caseId: kase.id, answer });
}

/** A flow stands at an effect or waits behind an open door; one that does neither for an hour is started anew. */
async function seeThatItRuns(p: Platform, kase: Case, door: Door | undefined): Promise<void> {
  const runs = await p.executions.flowRuns(kase.procedure, kase.id, kase.run);
  if (runs && (door !== undefined || quietFor(p, kase) < PATIENCE_MS)) return;
  if (runs) await p.executions.stopFlow(kase.procedure, kase.id, kase.run);
  const run = kase.run + 1;
  if (await note(p, kase, { type: 'flow-restarted', run })) await p.executions.startFlow(kase.procedure, kase.id, run);
  p.log({ event: 'flow-restarted', caseId: kase.id, run });
}

/** A closed case is let go of when its flow has ended; one that waits for a ring nobody can give any more is stopped. */
async function letGo(p: Platform, kase: Case): Promise<void> {
  if (!(await p.executions.flowRuns(kase.procedure, kase.id, kase.run))) await p.cases.release(kase.id);
  else if (quietFor(p, kase) >= PATIENCE_MS) await p.executions.stopFlow(kase.procedure, kase.id, kase.run);
}

const quietFor = (p: Platform, kase: Case): number => millisOf(p.now()) - millisOf(kase.changedAt);

async function seeThatItTicks(p: Platform, kase: Case, { clause, epoch }: Clock): Promise<void> {
  if (await p.executions.clockRuns({ caseId: kase.id, clause, epoch })) return;
  const current = await p.cases.load(kase.id);
  if (!current.clocks.some((clock) => isRunning(clock) && clock.clause === clause && clock.epoch === epoch)) return;
  const next = current.epoch + 1;
  if (await note(p, current, { type: 'clock-restarted', clause, epoch: next })) {
    await p.executions.startClock({ caseId: kase.id, clause, epoch: next });
  }
  p.log({ event: 'clock-restarted', caseId: kase.id, clause, epoch: next });
}

/** Whether the restart could be noted; if not, the case moved on and the next hour looks again. */
async function note(p: Platform, kase: Case, body: EventBody): Promise<boolean> {
  const procedure = procedureOf(policyOf(p.city, kase.policyVersion), kase.procedure);
  try {
    await p.cases.append(
      kase,
      { ruling: { body, by: { role: 'platform' }, subject: 'platform' }, now: p.now(), salt: p.salt() },
      procedure,
    );
    return true;
  } catch (error) {
    if (error instanceof Outrun) return false;
    throw error;
  }
}

import { z } from 'zod';
import type { Grant } from '../../domain/access/grant.ts';
import { datasetBox } from '../../domain/case/boxes.ts';
import { type Case, isOpen } from '../../domain/case/case.ts';
import { isRunning } from '../../domain/case/clock.ts';
import { dutyId } from '../../domain/case/duties.ts';
import { clocksOnArrival } from '../../domain/case/move.ts';
import { type Dataset, listedOf } from '../../domain/catalog/dataset.ts';
import { renewalOf } from '../../domain/catalog/update-due.ts';
import type { DatasetId } from '../../domain/ids.ts';
import { currentPolicy, procedureOfCase } from '../../domain/policy/policy.ts';
import type { Fulfilment } from '../../domain/policy/procedure.ts';
import type { Outcome } from '../../domain/policy/words.ts';
import type { Platform } from '../platform.ts';
import { Outrun } from './cases.ts';
import { ring } from './doorbell.ts';
import { arrivals } from './notices.ts';

type Parts = Pick<Platform, 'cases' | 'executions' | 'city' | 'now' | 'salt' | 'log'>;

/** For what the case waits that happens elsewhere. */
export function awaitedElsewhere(p: Pick<Platform, 'city'>, kase: Case): Fulfilment | undefined {
  const step = procedureOfCase(p.city, kase).steps[kase.stands];
  return step?.kind === 'stage' ? step.fulfilment : undefined;
}

/** Leads a case on for which has happened elsewhere what it waited for. Whoever moved it meanwhile has moved it. */
export async function fulfil(p: Parts, kase: Case, outcome?: Outcome): Promise<void> {
  const awaited = awaitedElsewhere(p, kase);
  if (awaited === undefined) return;
  const procedure = procedureOfCase(p.city, kase);
  const now = p.now();
  const clause = kase.clocks.find(isRunning)?.clause ?? procedure.clause;
  const body = {
    type: 'moved' as const,
    stage: kase.stands,
    why: 'fulfilled' as const,
    clause,
    to: awaited.to,
    outcome: outcome ?? awaited.outcome,
    clocks: clocksOnArrival(kase, procedure, awaited.to, now),
  };
  const ruling = { body, by: { role: 'platform' as const }, subject: 'platform' };
  try {
    const next = await p.cases.append(kase, { ruling, now, salt: p.salt() }, procedure, (after) =>
      arrivals(after, procedure, now),
    );
    await ring(p, next);
    p.log({ event: 'fulfilled', caseId: kase.id, clause });
  } catch (error) {
    // A mark came first, or somebody acted: the next one to look finds it as it then stands.
    if (!(error instanceof Outrun)) throw error;
  }
}

// A mark comes first now and then; three at once don't.
const TRIES = 3;

/** The oldest report on the use of a grant that is still asked for (QD-7b, DZ-29) has now been given. */
export async function fulfilUsageReport(p: Parts, { id, datasetId }: Pick<Grant, 'id' | 'datasetId'>): Promise<void> {
  const listed = await p.cases.listed(datasetBox(datasetId));
  const open = listed.filter(({ procedure, state }) => procedure === 'usage-report' && state === 'open');
  if (open.length === 0) return;
  const asked = (await p.cases.snapshots(open.map((each) => each.id))).filter(({ grantId }) => grantId === id);
  const [oldest] = asked.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
  if (oldest === undefined) return;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const kase = await p.cases.load(oldest.id);
    if (awaitedElsewhere(p, kase)?.by !== 'usage-report') return;
    await fulfil(p, kase);
  }
}

/** Ends the upkeep of a dataset as soon as it is renewed, or taken from the public. */
export async function endUpkeepOf(p: Parts & Pick<Platform, 'catalog'>, datasetId: DatasetId): Promise<void> {
  const listed = await p.cases.listed(datasetBox(datasetId));
  const open = listed.filter(({ procedure, state }) => procedure === 'upkeep' && state === 'open');
  if (open.length === 0) return;
  const cases = await p.cases.snapshots(open.map(({ id }) => id));
  await endUpkeep(p, cases, [await p.catalog.load(datasetId)]);
}

/** Ends the upkeep (QD-14b, JF-18) of these datasets where it has been done, or nothing is to be renewed any more. */
export async function endUpkeep(p: Parts, cases: readonly Case[], datasets: readonly Dataset[]): Promise<void> {
  for (const kase of cases) {
    if (!isOpen(kase) || awaitedElsewhere(p, kase)?.by !== 'newer-release') continue;
    const dataset = datasets.find(({ id }) => id === kase.datasetId);
    const outcome = dataset && endOf(p, kase, dataset);
    if (outcome !== undefined) await fulfil(p, kase, outcome);
  }
}

/**
 * How the upkeep of a release has ended: it was renewed, its update cycle is another one now, or it need not be renewed
 * any more, being archived, discontinued or taken down. Nothing while it is due.
 */
function endOf(
  p: Pick<Platform, 'city' | 'now'>,
  { id, procedure, filing }: Case,
  dataset: Dataset,
): Outcome | undefined {
  const renewal = renewalOf(dataset, currentPolicy(p.city).catalog, p.now());
  if (renewal !== undefined && id === dutyId(procedure, { id: `dataset#${dataset.id}` }, renewal.name))
    return undefined;
  const current = listedOf(dataset) && dataset.published?.release?.id;
  if (current === undefined) return 'ended';
  if (current !== releaseOf(filing)) return 'done';
  return renewal === undefined ? 'ended' : 'superseded';
}

/** For which release the case was opened. */
const releaseOf = (filing: unknown): string | undefined =>
  z.object({ release: z.string() }).safeParse(filing).data?.release;

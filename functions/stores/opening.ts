import type { Instant } from '../../domain/calendar/dates.ts';
import type { Case } from '../../domain/case/case.ts';
import { corrected, published, restored, sourceRecorded, suspended, takenDown } from '../../domain/catalog/acts.ts';
import { type Change, submissionReleased, submitted } from '../../domain/catalog/changes.ts';
import { type Dataset, heldOf, isOpenNow } from '../../domain/catalog/dataset.ts';
import { emergencyEnded, openedForEmergency } from '../../domain/catalog/emergency.ts';
import { changedAsFiled } from '../../domain/catalog/entry-change.ts';
import type { Act, DatasetEventBody } from '../../domain/catalog/event.ts';
import { datasetPrefix, releasePrefix } from '../../domain/catalog/release.ts';
import type { CaseId, DatasetId } from '../../domain/ids.ts';
import type { Platform } from '../platform.ts';
import { datasetWrites } from './catalog.ts';
import type { Write } from './engine.ts';

type Parts = Pick<Platform, 'catalog' | 'objects' | 'now' | 'salt' | 'log'>;

/** Locks the dataset for the review of a case, in that case's own transaction. Refuses one that is under review. */
export const submitWrites = (dataset: Dataset, caseId: CaseId, now: Instant): Write[] =>
  writesOf(dataset, submitted(dataset, caseId), now);

/** Gives the dataset back to its agency, in the transaction of the decision that ends the review. */
export const releaseSubmissionWrites = (dataset: Dataset, caseId: CaseId, now: Instant): Write[] =>
  writesOf(dataset, submissionReleased(dataset, caseId), now);

/** The first lock of a suspension (QD-19b), in the transaction that opens the case. */
export const markSuspendedWrites = (dataset: Dataset, caseId: CaseId, now: Instant): Write[] =>
  writesOf(dataset, suspended(dataset, caseId), now);

/** None of these events has content, so none needs a salt. */
const writesOf = (dataset: Dataset, change: Change | undefined, now: Instant): Write[] =>
  change === undefined ? [] : datasetWrites(dataset, change, now, '');

// The acts below are done by the platform for a case and may be repeated at any time: each changes the dataset once
// per case, and brings the gates of its objects to where the dataset now stands.

/** QD-12.2a: puts what was reviewed before the public. */
export async function publish(p: Parts, datasetId: DatasetId, caseId: CaseId): Promise<void> {
  await act(p, datasetId, caseId, ['published'], (dataset) => published(dataset, caseId, p.now()));
}

/**
 * QD-19b: marks the dataset, closes the gates of all its objects and reads them back.
 * @throws Error when a gate isn't closed; the caller must not say that the dataset is suspended
 */
export async function suspend(p: Parts, datasetId: DatasetId, caseId: CaseId): Promise<void> {
  await act(p, datasetId, caseId, ['suspended'], (dataset) => suspended(dataset, caseId));
}

/** QD-19b: takes this objection from the dataset; it opens again when no other stands against it. */
export async function restore(p: Parts, datasetId: DatasetId, caseId: CaseId): Promise<void> {
  await act(p, datasetId, caseId, ['restored'], (dataset) => restored(dataset, caseId));
}

/** QD-19b: takes the dataset from the public for good. */
export async function takeDown(p: Parts, datasetId: DatasetId, caseId: CaseId): Promise<void> {
  await act(p, datasetId, caseId, ['taken-down'], (dataset) => takenDown(dataset, caseId));
}

/**
 * QD-19a: publishes what the agency has corrected, or notes that a correction is due. Answers which of the two. Once for
 * each round, for whoever verifies a correction may send it back (JF-19a).
 */
export async function correct(
  p: Parts,
  datasetId: DatasetId,
  caseId: CaseId,
  round: number,
): Promise<'published' | 'due'> {
  const acts = ['corrected', 'correction-due'] as const;
  const decide = (dataset: Dataset) => corrected(dataset, caseId, p.now(), round);
  const done = await act(p, datasetId, caseId, acts, decide, (body) => 'round' in body && body.round === round);
  return done === 'corrected' ? 'published' : 'due';
}

/** CQ-I4: opens to everybody what is conditional or closed, for as long as the emergency lasts. */
export async function openForEmergency(p: Parts, datasetId: DatasetId, caseId: CaseId): Promise<void> {
  await act(p, datasetId, caseId, ['emergency-opened'], (dataset) => openedForEmergency(dataset, caseId, p.now()));
}

/** CQ-I4: it is as open as before the emergency again. */
export async function endEmergency(p: Parts, datasetId: DatasetId, caseId: CaseId): Promise<void> {
  await act(p, datasetId, caseId, ['emergency-ended'], (dataset) => emergencyEnded(dataset, caseId));
}

/** What was approved of a change of the catalog: other fields of the entry, or its withdrawal. */
export async function changeEntry(p: Parts, datasetId: DatasetId, kase: Case): Promise<void> {
  await act(p, datasetId, kase.id, ['entry-changed', 'taken-down'], (dataset) =>
    changedAsFiled(dataset, kase, p.now()),
  );
}

/** DZ-14, 一数一源: records which unit is the source, as a dispute ended. */
export async function recordSource(p: Parts, datasetId: DatasetId, kase: Case): Promise<void> {
  const { id, source } = kase;
  if (source === undefined) throw new Error(`case ${id} has found no source`);
  await act(p, datasetId, id, ['source-recorded'], (dataset) => sourceRecorded(dataset, id, source, p.now()));
}

/** Changes the dataset, unless the case has done so before, and sets its gates. Answers the act that was done, now or before. */
async function act(
  p: Parts,
  datasetId: DatasetId,
  caseId: CaseId,
  acts: readonly Act[],
  decide: (dataset: Dataset) => Change | undefined,
  isSame: (body: DatasetEventBody) => boolean = () => true,
): Promise<string | undefined> {
  let done: string | undefined;
  const dataset = await p.catalog.change(datasetId, p, async (current) => {
    // Asked of the chain, so that a task that was overtaken doesn't suspend again what was restored since.
    done = (await p.catalog.history(datasetId))
      .map(({ event: { body } }) => body)
      .find((body) => 'caseId' in body && body.caseId === caseId && acts.includes(body.type) && isSame(body))?.type;
    if (done !== undefined) return undefined;
    const change = decide(current);
    done = change?.body.type;
    return change;
  });
  await setGates(p, dataset);
  p.log({ event: done ?? 'nothing-to-do', datasetId, caseId });
  return done;
}

/**
 * Brings the gates to where the dataset stands: of what the public has open, of all else closed, each read back.
 * A suspension may come while gates are being opened: who opens looks again afterwards and then closes.
 */
async function setGates(p: Parts, dataset: Dataset): Promise<void> {
  const everything = datasetPrefix(dataset.id);
  if (!isOpenNow(dataset)) return closeAll(p, everything);
  const open = releasePrefix(dataset.id, heldOf(dataset)?.id ?? '');
  await p.objects.setGate(everything, 'closed', { except: open });
  await p.objects.setGate(open, 'open');
  const after = await p.catalog.load(dataset.id);
  if (after.version !== dataset.version) await setGates(p, after);
}

async function closeAll({ objects }: Parts, prefix: string): Promise<void> {
  await objects.setGate(prefix, 'closed');
  const gates = await objects.gates(prefix);
  const open = gates.filter((gate) => gate !== 'closed').length;
  if (open > 0) throw new Error(`${open} of ${gates.length} gates under ${prefix} are not closed`);
}

import { canonicalJson } from '../audit/canonical.ts';
import type { Instant } from '../calendar/dates.ts';
import type { By } from '../case/event.ts';
import { defined } from '../defined.ts';
import type { AgencyId, CaseId } from '../ids.ts';
import type { Change } from './changes.ts';
import { type Dataset, dataOf } from './dataset.ts';
import { emergencyUnder } from './emergency.ts';
import type { DatasetEntry } from './entry.ts';
import { readiness } from './readiness.ts';
import type { Release } from './release.ts';
import { sharingOf } from './sharing.ts';

// What a case does to a dataset. Each answers nothing where there is nothing to change; that a case does each only
// once is seen to by `functions/stores/opening.ts`.

const by: By = { role: 'platform' };

/** QD-12.2a: what the regulator has reviewed is published. A dataset that is not to be opened is published by its entry alone. */
export function published(dataset: Dataset, caseId: CaseId, now: Instant): Change {
  if (dataset.submission !== caseId)
    throw new Error(`dataset ${dataset.id} isn't submitted in case ${caseId}, but in ${dataset.submission ?? 'none'}`);
  const { submission: _, ...rest } = dataset;
  return putBeforeThePublic(rest, dataset.entry, { type: 'published', caseId }, now);
}

/** QD-19b, 立即中止开放: the first lock. */
export function suspended(dataset: Dataset, caseId: CaseId): Change | undefined {
  if (dataset.suspendedBy.includes(caseId)) return undefined;
  return {
    next: { ...dataset, suspendedBy: [...dataset.suspendedBy, caseId] },
    body: { type: 'suspended', caseId },
    by,
  };
}

/** QD-19b, 恢复开放: this objection no longer stands against it; others may. */
export function restored(dataset: Dataset, caseId: CaseId): Change | undefined {
  if (!dataset.suspendedBy.includes(caseId)) return undefined;
  return { next: released(dataset, caseId), body: { type: 'restored', caseId }, by };
}

/** QD-19b, 下架: the public no longer has it, until a corrected release is reviewed and published. */
export function takenDown(dataset: Dataset, caseId: CaseId): Change | undefined {
  if (dataset.takenDownBy === caseId) return undefined;
  return { next: { ...released(dataset, caseId), takenDownBy: caseId }, body: { type: 'taken-down', caseId }, by };
}

/**
 * QD-19a, 纠错、补正: publishes what the agency has corrected, as open as it was; says that a correction is due where
 * nothing was corrected, where a step before opening is missing (QD-12.1, QD-25), or where what was corrected has to
 * pass a review anyway.
 */
export function corrected(dataset: Dataset, caseId: CaseId, now: Instant, round?: number): Change {
  const { published: before, release, submission, takenDownBy } = dataset;
  const entry = before && asOpenAs(before.entry, dataset.entry);
  const shown = before && dataOf(before);
  const nothingNew = canonicalJson([before?.entry, shown?.id]) === canonicalJson([entry, release?.id]);
  const underReview = submission !== undefined && submission !== caseId;
  const awaitsReview = underReview || takenDownBy !== undefined || opensMore(shown, release);
  if (entry === undefined || release === undefined || nothingNew || awaitsReview || readiness(dataset).length > 0) {
    return {
      next: { ...unlocked(dataset, caseId), correctionDue: caseId },
      body: { type: 'correction-due', caseId, ...defined({ round }) },
      by,
    };
  }
  const body = { type: 'corrected' as const, caseId, ...defined({ round }) };
  return putBeforeThePublic(unlocked(dataset, caseId), entry, body, now);
}

/** The working copy is the agency's again; another case's review goes on. */
function unlocked(dataset: Dataset, caseId: CaseId): Dataset {
  const { submission, ...rest } = dataset;
  return submission === undefined || submission === caseId ? rest : dataset;
}

/** Whether data shows what no review has seen: another column, or one that is masked no longer or by another rule. */
function opensMore(before: Release | undefined, after: Release | undefined): boolean {
  return (after?.dictionary.fields ?? []).some(({ name }) => {
    const shown = before?.dictionary.fields.some((field) => field.name === name) ?? false;
    return !shown || (ruleFor(before, name) ?? ruleFor(after, name)) !== ruleFor(after, name);
  });
}

const ruleFor = (release: Release | undefined, name: string) =>
  release?.masking?.find(({ column }) => column === name)?.rule;

/** An objection corrects what is wrong; on what terms data is open is for a review to decide. */
const asOpenAs = (before: DatasetEntry, { title, description, keyword }: DatasetEntry): DatasetEntry => ({
  ...before,
  title,
  description,
  keyword,
});

/** Which unit is the source, as a dispute over it was settled. */
export const sourceRecorded = (dataset: Dataset, caseId: CaseId, agency: AgencyId, at: Instant): Change => ({
  next: { ...dataset, source: { agency, caseId, at } },
  body: { type: 'source-recorded', caseId, agency },
  by,
});

function putBeforeThePublic(
  dataset: Dataset,
  entry: DatasetEntry,
  body: Extract<Change['body'], { type: 'published' | 'corrected' }>,
  now: Instant,
): Change {
  const { takenDownBy: _, correctionDue: __, emergency: ___, ...rest } = dataset;
  const closed = entry.openness === 'closed';
  const release = closed ? undefined : dataset.release;
  // What is closed to the public may be shared between units (DZ-20a, JF-25c).
  const gathered = closed && sharingOf(entry) !== undefined ? dataset.release : undefined;
  const { emergency } = emergencyUnder(entry, dataset);
  return {
    next: {
      ...rest,
      // What was corrected meanwhile is what everybody has in an emergency, too.
      ...(emergency ? { emergency: { ...emergency, release: dataset.release ?? emergency.release } } : {}),
      published: { entry, ...defined({ release, gathered }), caseId: body.caseId, at: now },
      issued: dataset.issued ?? now,
    },
    body: { ...body, ...(release === undefined ? {} : { releaseId: release.id }) },
    by,
  };
}

const released = (dataset: Dataset, caseId: CaseId): Dataset => ({
  ...dataset,
  suspendedBy: dataset.suspendedBy.filter((id) => id !== caseId),
});

import { canonicalJson } from '../audit/canonical.ts';
import { genesis } from '../audit/chain.ts';
import type { Instant } from '../calendar/dates.ts';
import type { By } from '../case/event.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { AgencyId, CaseId, DatasetId, DistrictId } from '../ids.ts';
import type { CatalogRules } from '../policy/catalog-rules.ts';
import { Refusal } from '../refusal.ts';
import type { Dataset } from './dataset.ts';
import type { DatasetEntry } from './entry.ts';
import type { DatasetEventBody } from './event.ts';
import { narrowed, rewritesConditions } from './narrowing.ts';
import type { Release } from './release.ts';

/** A dataset after a change, and the event that says so; `content` stands beside the chain, hashed in it. */
export interface Change {
  next: Dataset;
  body: DatasetEventBody;
  by: By;
  content?: unknown;
}

interface Draft {
  id: DatasetId;
  publisher: { id: AgencyId; district?: DistrictId | undefined };
  entry: DatasetEntry;
  maskingSalt: string;
}

export function created({ id, publisher, entry, maskingSalt }: Draft, by: By, now: Instant): Change {
  return {
    next: {
      id,
      publisher: publisher.id,
      ...(publisher.district === undefined ? {} : { district: publisher.district }),
      entry,
      suspendedBy: [],
      modified: now,
      maskingSalt,
      version: 0,
      chain: { seq: 0, hash: genesis },
    },
    body: { type: 'created', datasetId: id },
    by,
    content: entry,
  };
}

/** The agency rewrites the entry; nothing where it says the same. `changes`: what the city asks of a change of the catalog. */
export function revised(
  dataset: Dataset,
  entry: DatasetEntry,
  by: By,
  now: Instant,
  changes: CatalogRules['changes'] = {},
): Change | undefined {
  refuseWhileSubmitted(dataset);
  refuseNarrowing(dataset, entry, changes);
  if (same(dataset.entry, entry)) return undefined;
  return { next: { ...dataset, entry, modified: now }, body: { type: 'revised' }, by, content: entry };
}

/** The agency binds the dictionary; a release that was prepared by another one is dropped. */
export function dictionaryBound(dataset: Dataset, dictionary: Dictionary, by: By, now: Instant): Change | undefined {
  refuseWhileSubmitted(dataset);
  if (same(dataset.dictionary, dictionary)) return undefined;
  const { release: _, ...rest } = dataset;
  return {
    next: { ...rest, dictionary, modified: now },
    body: { type: 'dictionary-bound', columns: dictionary.fields.length },
    by,
    content: dictionary,
  };
}

/** The agency prepares the data, by the dictionary that was bound when its files were written. */
export function releasePrepared(
  dataset: Dataset,
  { release, dictionary }: { release: Release; dictionary: Dictionary },
  by: By,
  now: Instant,
): Change {
  refuseWhileSubmitted(dataset);
  if (!same(dataset.dictionary, dictionary)) throw changedMeanwhile(dataset);
  const { securityReview = null, riskAssessment = null } = release;
  return {
    next: { ...dataset, release, modified: now },
    body: {
      type: 'release-prepared',
      releaseId: release.id,
      distributions: release.distributions.map(({ id, sha256 }) => ({ id, sha256 })),
    },
    by,
    content: { securityReview, riskAssessment },
  };
}

export function refuseWhileSubmitted({ id, submission }: Dataset): void {
  if (submission === undefined) return;
  throw new Refusal(
    'conflict',
    {
      zh: `数据集 ${id} 正在办件 ${submission} 中审核,审核结束前不能修改`,
      en: `dataset ${id} is under review in case ${submission}; it can't be changed until that ends`,
    },
    { state: { submission } },
  );
}

/**
 * QD-11a: opening less of what is open takes the regulator's consent, in a procedure of its own. So does a change of its
 * conditions (QD-11b 其他调整), be it of their words alone.
 */
function refuseNarrowing(
  { id, published }: Dataset,
  entry: DatasetEntry,
  { basisOrReason, event, reason }: CatalogRules['changes'],
): void {
  if (published === undefined) return;
  const { openness } = published.entry;
  const narrower = narrowed(published.entry, entry);
  if (narrower.length > 0) {
    const cited = citing(basisOrReason ?? event);
    throw new Refusal(
      'conflict',
      {
        zh: `数据集 ${id} 已${openness === 'unconditional' ? '无' : '有'}条件开放,缩小开放范围须经主管部门同意${cited}`,
        en: `dataset ${id} is open as ${openness}; narrowing that takes the regulator's consent${cited}`,
      },
      {
        faults: narrower.map((field) => ({ pointer: `/${field}`, detail: { zh: '缩小了开放范围', en: 'opens less' } })),
      },
    );
  }
  if (!rewritesConditions(published.entry, entry)) return;
  const cited = citing(reason ?? event);
  throw new Refusal('conflict', {
    zh: `数据集 ${id} 的开放条件已经发布,须通过目录变更调整${cited}`,
    en: `the conditions of dataset ${id} are published; a change of the catalog changes them${cited}`,
  });
}

const citing = (rule: { clause: string } | undefined): string => (rule === undefined ? '' : ` (${rule.clause})`);

const changedMeanwhile = ({ id }: Dataset): Refusal =>
  new Refusal('conflict', {
    zh: `数据集 ${id} 的数据字典刚刚有改动,请重新提交`,
    en: `the dictionary of dataset ${id} has just changed; please send the release again`,
  });

const same = (left: unknown, right: unknown): boolean => canonicalJson(left) === canonicalJson(right);

const platform: By = { role: 'platform' };

/** Locks the working copy for the review of a case; repeated, it stays as it is. */
export function submitted(dataset: Dataset, caseId: CaseId): Change | undefined {
  if (dataset.submission === caseId) return undefined;
  refuseWhileSubmitted(dataset);
  return { next: { ...dataset, submission: caseId }, body: { type: 'submitted', caseId }, by: platform };
}

/** Gives the working copy back to the agency. */
export function submissionReleased(dataset: Dataset, caseId: CaseId): Change | undefined {
  if (dataset.submission !== caseId) return undefined;
  const { submission: _, ...rest } = dataset;
  return { next: rest, body: { type: 'submission-released', caseId }, by: platform };
}

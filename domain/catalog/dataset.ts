import { z } from 'zod';
import { Instant } from '../calendar/dates.ts';
import { Dictionary } from '../data/dictionary.ts';
import { AgencyId, CaseId, DatasetId, DistrictId } from '../ids.ts';
import { DatasetEntry } from './entry.ts';
import { Distribution, Release } from './release.ts';
import type { DatasetState } from './words.ts';

/** What the public has: an entry as it was reviewed, and its data unless it is closed. */
export const Publication = z.strictObject({
  entry: DatasetEntry,
  release: Release.optional(),
  /** The case that last published or corrected it. */
  caseId: CaseId,
  at: Instant,
});
export type Publication = z.infer<typeof Publication>;

/**
 * A dataset (公共数据资源). `entry`, `dictionary` and `release` are the agency's working copy; `published` is what
 * the public has and changes only by a case.
 */
export const Dataset = z.strictObject({
  id: DatasetId,
  publisher: AgencyId,
  district: DistrictId.optional(),
  entry: DatasetEntry,
  dictionary: Dictionary.optional(),
  release: Release.optional(),
  published: Publication.optional(),
  /** The case in whose review it is; until that ends the working copy can't be changed. */
  submission: CaseId.optional(),
  /** The objections for which it is suspended; one is enough. */
  suspendedBy: z.array(CaseId),
  takenDownBy: CaseId.optional(),
  /** The objection that was found right, while no corrected data was published yet. */
  correctionDue: CaseId.optional(),
  /** First publication. */
  issued: Instant.optional(),
  /** Last change of the working copy. */
  modified: Instant,
  /** Keys the pseudonyms of its masked columns, so that they are equal from release to release. */
  maskingSalt: z.string(),
  version: z.int().nonnegative(),
  chain: z.strictObject({ seq: z.int().nonnegative(), hash: z.string() }),
});
export type Dataset = z.infer<typeof Dataset>;

export function stateOf(dataset: Dataset): DatasetState {
  if (dataset.takenDownBy !== undefined) return 'taken-down';
  if (dataset.suspendedBy.length > 0) return 'suspended';
  if (dataset.published !== undefined) return 'published';
  return dataset.submission === undefined ? 'draft' : 'submitted';
}

/** Whether anything of its data may leave the platform: the state in which the gates of its objects stand open. */
export const isOpenNow = (dataset: Dataset): boolean =>
  stateOf(dataset) === 'published' && dataset.published?.release !== undefined;

/** What lists and search know of a dataset that the public has. */
export const Listed = z.strictObject({
  id: DatasetId,
  publisher: AgencyId,
  district: DistrictId.optional(),
  state: z.enum(['published', 'suspended']),
  entry: DatasetEntry,
  distributions: z.array(Distribution),
  rows: z.int().nonnegative().optional(),
  warnings: z.int().nonnegative().optional(),
  issued: Instant,
  modified: Instant,
});
export type Listed = z.infer<typeof Listed>;

/** Nothing for what was never published or is taken down. */
export function listedOf(dataset: Dataset): Listed | undefined {
  const { id, publisher, district, published, issued } = dataset;
  const state = stateOf(dataset);
  if (published === undefined || issued === undefined || (state !== 'published' && state !== 'suspended'))
    return undefined;
  return {
    id,
    publisher,
    ...(district === undefined ? {} : { district }),
    state,
    entry: published.entry,
    distributions: downloadsOf(published),
    ...(published.release === undefined ? {} : { rows: published.release.rows, warnings: published.release.warnings }),
    issued,
    modified: published.at,
  };
}

/** The files that the public is offered. */
export const downloadsOf = ({ entry, release }: Publication): Distribution[] =>
  entry.openingModes.includes('download') ? (release?.distributions ?? []) : [];

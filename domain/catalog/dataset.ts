import { z } from 'zod';
import { Instant } from '../calendar/dates.ts';
import { Dictionary } from '../data/dictionary.ts';
import { AgencyId, CaseId, DatasetId, DistrictId } from '../ids.ts';
import { DatasetEntry } from './entry.ts';
import { Distribution, Release } from './release.ts';
import { DatasetState } from './words.ts';

/** What the public has: an entry as it was reviewed, and its data unless it is closed. */
export const Publication = z.strictObject({
  entry: DatasetEntry,
  release: Release.optional(),
  /** Data that the public doesn't get, held for sharing between units. */
  gathered: Release.optional(),
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
  /** What everybody has of it for as long as an emergency lasts (CQ-I4). */
  emergency: z.strictObject({ entry: DatasetEntry, release: Release, caseId: CaseId, at: Instant }).optional(),
  /** The case in whose review it is; until that ends the working copy can't be changed. */
  submission: CaseId.optional(),
  /** Which unit is the source of its data, where that was in dispute. */
  source: z.strictObject({ agency: AgencyId, caseId: CaseId, at: Instant }).optional(),
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
  stateOf(dataset) === 'published' && heldOf(dataset) !== undefined;

/** The release whose objects may be read: what is open, or what is held for sharing. */
export function heldOf(dataset: Dataset): Release | undefined {
  const opened = openedOf(dataset);
  return opened && dataOf(opened);
}

/** Its data, whoever may have it. */
export const dataOf = ({ release, gathered }: Pick<Publication, 'release' | 'gathered'>): Release | undefined =>
  release ?? gathered;

/** What the public has: in an emergency what was opened for it, else what was published. */
export const openedOf = ({ emergency, published }: Pick<Dataset, 'emergency' | 'published'>): Publication | undefined =>
  emergency ?? published;

/** What lists and search show of a dataset. */
export const Listed = z.strictObject({
  id: DatasetId,
  publisher: AgencyId,
  district: DistrictId.optional(),
  state: DatasetState,
  entry: DatasetEntry,
  distributions: z.array(Distribution),
  rows: z.int().nonnegative().optional(),
  warnings: z.int().nonnegative().optional(),
  /** When the data that the public has was prepared. */
  updated: Instant.optional(),
  issued: Instant.optional(),
  modified: Instant,
});
export type Listed = z.infer<typeof Listed>;

/** What the public is shown in lists; nothing of what was never published or is taken down. */
export function listedOf(dataset: Dataset): Listed | undefined {
  const state = stateOf(dataset);
  return state === 'published' || state === 'suspended' ? shownOf(dataset) : undefined;
}

/** What is shown of a dataset by itself: what was published, or to officials what will be. */
export function shownOf(dataset: Dataset): Listed {
  const { id, publisher, district, published, issued } = dataset;
  const state = stateOf(dataset);
  const opened = openedOf(dataset);
  const release = opened?.release;
  return {
    id,
    publisher,
    ...(district === undefined ? {} : { district }),
    state,
    entry: opened?.entry ?? dataset.entry,
    distributions: opened === undefined || state === 'taken-down' ? [] : downloadsOf(opened),
    ...(release === undefined ? {} : { rows: release.rows, warnings: release.warnings, updated: release.preparedAt }),
    ...(issued === undefined ? {} : { issued }),
    modified: published?.at ?? dataset.modified,
  };
}

/** The files that the public is offered. */
export const downloadsOf = ({ entry, release }: Publication): Distribution[] =>
  entry.openingModes.includes('download') ? (release?.distributions ?? []) : [];

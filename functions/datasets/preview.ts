import { z } from 'zod';
import type { Caller } from '../../domain/access/caller.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { refuseUnlessIdentified } from '../../domain/catalog/entitlement.ts';
import { openNow, suspendedRefusal } from '../../domain/catalog/openness.ts';
import { previewKey, type Release } from '../../domain/catalog/release.ts';
import { isOfficial } from '../../domain/catalog/visibility.ts';
import { ColumnProfile } from '../../domain/data/profile.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';
import type { Preview } from '../routes/datasets.ts';
import { type BucketName, ObjectMissing, ObjectRefused } from '../stores/objects.ts';

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What is written of a release to be shown before it is downloaded: masked as it is published. */
export const StoredPreview = z.strictObject({ columns: z.array(ColumnProfile), rows: z.array(z.array(Cell)) });
export type StoredPreview = z.infer<typeof StoredPreview>;

// Modes in which rows leave; of a model's results and of a sandbox they don't (CQ-13).
const byRows = ['download', 'interface'] as const;

/**
 * Shows the first rows and the profile of its columns. Of conditional data, and of data that isn't opened by its rows,
 * the public sees which columns there are and no value, not even the smallest. Officials see what is prepared or published in every state, from quarantine, for
 * they have to judge it; everybody else reads through the gate.
 */
export async function preview(p: Platform, dataset: Dataset, caller: Caller): Promise<Preview> {
  if (isOfficial(caller, dataset)) {
    const release = dataset.release ?? dataset.published?.release;
    if (release === undefined) throw nothingYet(dataset.id);
    return withRows(p, dataset, release, 'quarantine');
  }
  const { entry, release } = openNow(dataset);
  const shown = byRows.some((mode) => entry.openingModes.includes(mode));
  if (entry.openness === 'conditional' || !shown) return columnsOnly(dataset, release);
  refuseUnlessIdentified(caller, currentPolicy(p.city));
  return withRows(p, dataset, release, 'data');
}

const columnsOnly = ({ id }: Dataset, { dictionary, rows }: Release): Preview => ({
  datasetId: id,
  shows: 'columns',
  columns: dictionary.fields.map(({ name, title, type }) => ({ name, title, type })),
  totalRows: rows,
});

async function withRows(p: Platform, { id }: Dataset, release: Release, bucket: BucketName): Promise<Preview> {
  const { columns, rows } = await stored(p, id, release, bucket);
  const names = columns.map(({ name }) => name);
  return {
    datasetId: id,
    shows: 'rows',
    columns,
    rows: rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]))),
    totalRows: release.rows,
  };
}

async function stored(p: Platform, id: string, release: Release, bucket: BucketName): Promise<StoredPreview> {
  try {
    const bytes = await p.objects.read(bucket, previewKey(id, release.id));
    return StoredPreview.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    // Suspended between our reading of the dataset and of its preview, or published and not yet open.
    if (error instanceof ObjectRefused) throw suspendedRefusal(id);
    if (error instanceof ObjectMissing) throw nothingYet(id);
    throw error;
  }
}

const nothingYet = (id: string): Refusal =>
  new Refusal('not-found', { zh: `数据集 ${id} 没有可预览的数据`, en: `dataset ${id} has no data to preview` });

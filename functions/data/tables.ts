import { z } from 'zod';
import { type Open, suspendedRefusal } from '../../domain/catalog/openness.ts';
import { rowsKey } from '../../domain/catalog/release.ts';
import type { Table } from '../../domain/data/evaluate.ts';
import type { DatasetId } from '../../domain/ids.ts';
import { ObjectRefused, type ObjectStore } from '../stores/objects.ts';

/** The rows of a release as they lie in the storage. */
const StoredRows = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

// As text; in memory some four times that, which leaves most of a function's 1769 MB to its answers.
const KEPT_BYTES = 96 * 1024 * 1024;

interface Kept {
  etag: string;
  bytes: number;
  table: Table;
}

/**
 * The tables of open releases, kept in the process while the storage says that they are the same. The storage is
 * asked each time, so that it also refuses each time when the dataset's gate is closed.
 */
export function openTables(objects: Pick<ObjectStore, 'read' | 'etag'>, keptBytes = KEPT_BYTES) {
  /** In the order of their last use. */
  const kept = new Map<string, Kept>();
  const loading = new Map<string, Promise<Table>>();

  const keep = (key: string, loaded: Kept): void => {
    kept.set(key, loaded);
    let sum = [...kept.values()].reduce((total, { bytes }) => total + bytes, 0);
    for (const [oldest, { bytes }] of kept) {
      if (sum <= keptBytes) break;
      kept.delete(oldest);
      sum -= bytes;
    }
  };

  const load = async (key: string, etag: string, { release }: Open): Promise<Table> => {
    const bytes = await objects.read('data', key);
    const { columns, rows } = StoredRows.parse(JSON.parse(new TextDecoder().decode(bytes)));
    const { dictionary } = release;
    if (columns.join() !== dictionary.fields.map(({ name }) => name).join())
      throw new Error(`${key} has other columns than its dictionary`);
    const table = { dictionary, rows };
    keep(key, { etag, bytes: bytes.byteLength, table });
    return table;
  };

  const table = async (key: string, open: Open): Promise<Table> => {
    const etag = await objects.etag('data', key);
    if (etag === undefined) throw new Error(`${key} is published, but there is no such object`);
    const found = kept.get(key);
    kept.delete(key);
    if (found?.etag === etag) {
      kept.set(key, found);
      return found.table;
    }
    // Calls that come together read it together.
    const version = `${etag} ${key}`;
    const begun = loading.get(version) ?? load(key, etag, open).finally(() => loading.delete(version));
    loading.set(version, begun);
    return begun;
  };

  return async (datasetId: DatasetId, open: Open): Promise<Table> => {
    try {
      return await table(rowsKey(datasetId, open.release.id), open);
    } catch (error) {
      if (error instanceof ObjectRefused) throw suspendedRefusal(datasetId);
      throw error;
    }
  };
}
export type OpenTables = ReturnType<typeof openTables>;

import { Distribution, previewKey, type ReleaseId, releasePrefix, rowsKey } from '../../domain/catalog/release.ts';
import type { Row, Rows } from '../../domain/data/cell.ts';
import type { Dictionary } from '../../domain/data/dictionary.ts';
import { profileColumns } from '../../domain/data/profile.ts';
import type { DatasetId } from '../../domain/ids.ts';
import type { StoredPreview } from '../datasets/preview.ts';
import type { ObjectStore } from '../stores/objects.ts';
import { sha256Of } from './check.ts';
import { writeCsv, writeJson } from './csv/write.ts';

interface Published {
  datasetId: DatasetId;
  releaseId: ReleaseId;
  /** As they are published: masked. */
  dictionary: Dictionary;
  rows: readonly Row[];
}

// Enough to see what a table is like on one screen.
const previewRows = 20;

const json = 'application/json';

/**
 * Writes the files of a release, every one behind a closed gate: the distributions, the typed rows for the data
 * service, and the preview, which officials read from quarantine before and beside the publication.
 */
export async function writeRelease(objects: ObjectStore, published: Published): Promise<Distribution[]> {
  const { datasetId, releaseId, dictionary, rows } = published;
  const table = { columns: dictionary.fields.map(({ name }) => name), rows };
  const preview: StoredPreview = {
    columns: profileColumns(dictionary, rows),
    rows: rows.slice(0, previewRows).map((row) => [...row]),
  };
  const distributions = [
    fileOf(published, 'CSV', 'text/csv; charset=utf-8', csvOf(table)),
    fileOf(published, 'JSON', json, jsonOf(table)),
  ];
  const closed = { contentType: json, gate: 'closed' } as const;
  await Promise.all([
    ...distributions.map(({ body, distribution: { key, mediaType } }) =>
      objects.write('data', key, body, { contentType: mediaType, gate: 'closed' }),
    ),
    objects.write('data', rowsKey(datasetId, releaseId), JSON.stringify(table), closed),
    objects.write('data', previewKey(datasetId, releaseId), JSON.stringify(preview), closed),
    objects.write('quarantine', previewKey(datasetId, releaseId), JSON.stringify(preview), { contentType: json }),
  ]);
  return distributions.map(({ distribution }) => distribution);
}

function fileOf(
  { datasetId, releaseId, rows }: Published,
  format: Distribution['format'],
  mediaType: string,
  bytes: Uint8Array,
): { distribution: Distribution; body: Uint8Array } {
  const id = format.toLowerCase();
  const distribution = Distribution.parse({
    id,
    format,
    mediaType,
    key: `${releasePrefix(datasetId, releaseId)}data.${id}`,
    byteSize: bytes.length,
    sha256: sha256Of(bytes),
    rows: rows.length,
  });
  return { distribution, body: bytes };
}

// A string holds half a gigabyte at most, which the rows of a large file exceed; so many rows at a time never do.
const chunk = 10_000;

/** The whole table in pieces that are written alone and joined. */
function inChunks({ columns, rows }: Rows, write: (piece: Rows, first: boolean) => string): Uint8Array {
  const starts = Array.from({ length: Math.max(1, Math.ceil(rows.length / chunk)) }, (_, i) => i * chunk);
  return Buffer.concat(
    starts.map((from) => Buffer.from(write({ columns, rows: rows.slice(from, from + chunk) }, from === 0), 'utf8')),
  );
}

function csvOf(table: Rows): Uint8Array {
  const head = writeCsv({ columns: table.columns, rows: [] }).length;
  return inChunks(table, (piece, first) => (first ? writeCsv(piece) : writeCsv(piece).slice(head)));
}

/** Each piece comes as an array; its brackets give way to a comma between the pieces. */
function jsonOf(table: Rows): Uint8Array {
  const rows = inChunks(table, (piece, first) => `${first ? '' : ',\n'}${writeJson(piece).slice(1, -1)}`);
  return Buffer.concat([Buffer.from('['), rows, Buffer.from(']')]);
}

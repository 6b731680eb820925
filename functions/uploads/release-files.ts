import { Distribution, previewKey, type ReleaseId, releasePrefix, rowsKey } from '../../domain/catalog/release.ts';
import type { Row } from '../../domain/data/cell.ts';
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
    fileOf(published, 'CSV', 'text/csv; charset=utf-8', writeCsv(table)),
    fileOf(published, 'JSON', json, writeJson(table)),
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
  body: string,
): { distribution: Distribution; body: Uint8Array } {
  const bytes = Buffer.from(body, 'utf8');
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

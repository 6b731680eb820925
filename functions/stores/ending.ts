import { ended } from '../../domain/access/restriction.ts';
import { datasetBox } from '../../domain/case/boxes.ts';
import type { DatasetId } from '../../domain/ids.ts';
import type { Platform } from '../platform.ts';

/**
 * What is taken down ends every grant of it for good, what is closed to the public those that were applied for: published
 * or opened anew, it has to be applied for anew. Nothing for a dataset that is neither.
 */
export async function endGrantsIfWithdrawn(
  p: Pick<Platform, 'access' | 'cases' | 'catalog' | 'now'>,
  datasetId: DatasetId,
): Promise<void> {
  const { takenDownBy, published } = await p.catalog.load(datasetId);
  const takenDown = takenDownBy !== undefined;
  if (!takenDown && published?.entry.openness !== 'closed') return;
  const ids = (await p.cases.listed(datasetBox(datasetId)))
    .filter(({ procedure }) => takenDown || procedure === 'application')
    .map(({ id }) => id);
  const batches = Array.from({ length: Math.ceil(ids.length / 100) }, (_, i) => ids.slice(i * 100, (i + 1) * 100));
  // The grant of a case has the case's id, where there is one.
  const grants = (await Promise.all(batches.map((batch) => p.access.grants(batch)))).flat();
  for (const { id } of grants) await p.access.changeGrant(id, (grant) => ended(grant, p.now()));
}

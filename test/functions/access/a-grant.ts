import { Grant } from '../../../domain/access/grant.ts';
import type { Dataset } from '../../../domain/catalog/dataset.ts';
import { accessHandlers } from '../../../functions/access/handlers.ts';
import type { Platform } from '../../../functions/platform.ts';
import { access } from '../../../functions/routes/access.ts';
import { caller } from '../../builders/calls.ts';

/** A grant of the company on all columns of a dataset, ten calls a day until the end of the year. */
export async function granted(p: Platform, dataset: Dataset, over: object = {}): Promise<Grant> {
  const id = `grant-${p.newId()}`.slice(0, 26);
  const grant = Grant.parse({
    id,
    caseId: id,
    holder: 'company',
    datasetId: dataset.id,
    agency: { id: dataset.publisher },
    columns: dataset.published?.release?.dictionary.fields.map(({ name }) => name) ?? [],
    purpose: '研究',
    validFrom: '2026-09-01',
    validTo: '2026-12-31',
    quota: { calls: 10, per: 'day' },
    grantedAt: p.now(),
    ...over,
  });
  await p.access.openGrant(grant);
  return grant;
}

export const accessOf = (p: Platform) => caller(access, accessHandlers(p));

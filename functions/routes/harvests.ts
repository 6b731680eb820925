import { z } from 'zod';
import { DatasetEntry } from '../../domain/catalog/entry.ts';
import { line } from '../../domain/catalog/text.ts';
import { AgencyId, DatasetId } from '../../domain/ids.ts';
import { route } from '../http.ts';

// What is refused as too large before: a request may have 10 MB, and each entry is a few kB.
const MOST = 100;

const Harvested = z.object({
  datasetId: DatasetId,
  title: z.string(),
  /** A draft was made, or the agency has catalogued it already. */
  outcome: z.enum(['drafted', 'merged']),
  /** Entries of other agencies of the same datum. */
  duplicates: z.array(
    z.object({
      datasetId: DatasetId,
      publisher: AgencyId,
      by: z.enum(['title', 'code', 'items']),
      /** The clause of one datum, one source. */
      clause: z.string().optional(),
    }),
  ),
});

/** Catalogs of channels that were built before are taken over (CQ-8, DZ-10, JF-7). */
export const harvests = {
  harvest: route({
    method: 'POST',
    path: '/v1/harvests',
    access: ['regulator'],
    summary: { zh: '归并已建渠道的目录', en: 'Take over the catalog of a channel that was built before' },
    body: z.strictObject({
      /** Where it was: the channel's name or address. */
      source: line(300),
      agency: AgencyId,
      entries: z.array(DatasetEntry).min(1).max(MOST),
    }),
    answers: { 200: z.object({ source: z.string(), items: z.array(Harvested) }) },
  }),
};

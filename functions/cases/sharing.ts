import type { Case } from '../../domain/case/case.ts';
import type { EventBody } from '../../domain/case/event.ts';
import { type Dataset, dataOf } from '../../domain/catalog/dataset.ts';
import { sharingTypeOf } from '../../domain/catalog/sharing-kind.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import { incomplete, Refusal } from '../../domain/refusal.ts';
import { refuseUngrantable } from './terms.ts';

interface Sharing {
  kase: Case;
  dataset: Dataset;
  procedure: Procedure;
}

/** What is decided in a sharing request must be such that the platform can really share it. */
export function refuseUnsharable(body: EventBody, { kase, dataset, procedure }: Sharing): void {
  if (kase.procedure !== 'sharing-request' || body.type !== 'decided') return;
  if (body.terms !== undefined) {
    refuseUngrantable(body.terms, dataset);
    refuseUntreated(body.terms.columns, kase, dataset);
  }
  const step = procedure.steps[body.to];
  if (step?.kind === 'effect' && step.does === 'share-data') refuseUnlessGathered(dataset);
}

/** JF-25c: what isn't shared as it is leaves only masked, or without the columns that are held back. */
function refuseUntreated(columns: readonly string[] | undefined, { kind }: Case, dataset: Dataset): void {
  const { id, published } = dataset;
  const masked = (published && dataOf(published)?.masking) ?? [];
  // Across levels the kind doesn't say so, and the catalog may say so only since the request.
  const withheld = kind?.startsWith('none') === true || sharingTypeOf(dataset) === 'none';
  if (!withheld || columns !== undefined || masked.length > 0) return;
  const detail = {
    zh: '不予共享的数据须经脱敏,或者限定数据项后提供',
    en: 'data that is not shared is given only masked, or with the columns named that are',
  };
  throw new Refusal(
    'invalid-request',
    { zh: `数据集 ${id}:${detail.zh}`, en: `dataset ${id}: ${detail.en}` },
    { faults: [{ pointer: '/columns', detail }] },
  );
}

function refuseUnlessGathered({ id, published }: Dataset): void {
  if (published !== undefined && dataOf(published) !== undefined) return;
  throw incomplete(
    { zh: `数据集 ${id} 的数据尚未归集到平台`, en: `the data of dataset ${id} isn't gathered on the platform yet` },
    [
      {
        pointer: '/datasetId',
        detail: {
          zh: '请先归集数据并更新目录',
          en: 'please gather the data and publish the entry with it first',
        },
      },
    ],
  );
}

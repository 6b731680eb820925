import type { Caller } from '../../domain/access/caller.ts';
import { refuseUnlessIdentified, refuseUnlessWhole, signInFirst } from '../../domain/catalog/entitlement.ts';
import { type Open, openNow } from '../../domain/catalog/openness.ts';
import { fileNameOf } from '../../domain/catalog/release.ts';
import { maySee } from '../../domain/catalog/visibility.ts';
import type { DatasetId } from '../../domain/ids.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Answer, Handlers, Request } from '../http.ts';
import type { Platform } from '../platform.ts';
import type { downloads } from '../routes/downloads.ts';
import { noDataset } from '../stores/catalog.ts';

// The longest that a link outlives a suspension, were the gate not closed too.
const signedFor = 300;

export const downloadsHandlers = (p: Platform): Handlers<typeof downloads> => ({
  get: async (request) => {
    const answer = await broker(p, request, 'GET');
    await count(p, request.params.id);
    return answer;
  },

  // API Gateway renames a Lambda's own Content-Length, so the storage answers the HEAD itself.
  head: (request) => broker(p, request, 'HEAD'),
});

/** Sends whoever may have the file on to the storage. The dataset is read as it stands at this moment. */
async function broker(
  p: Platform,
  { params, caller }: Pick<Request<(typeof downloads)['get']>, 'params' | 'caller'>,
  method: 'GET' | 'HEAD',
): Promise<Answer> {
  const dataset = await p.catalog.find(params.id);
  if (dataset === undefined || !maySee(caller, dataset)) throw noDataset(params.id);
  const open = openNow(dataset, 'download');
  await refuseUnlessEntitled(p, dataset.id, open, caller);
  const distribution = open.release.distributions.find(({ id }) => id === params.distributionId);
  if (distribution === undefined) {
    throw new Refusal('not-found', {
      zh: `数据集 ${dataset.id} 没有文件 ${params.distributionId}`,
      en: `dataset ${dataset.id} has no distribution ${params.distributionId}`,
    });
  }
  const url = await p.objects.signDownload('data', distribution.key, {
    method,
    seconds: signedFor,
    fileName: fileNameOf(open.entry.title, distribution.format),
    contentType: distribution.mediaType,
  });
  p.log({ event: 'download-signed', datasetId: dataset.id, distribution: distribution.id, method });
  return { status: 302, headers: { Location: url } };
}

/** QD-15: unconditional data is for everybody; conditional data for whoever was granted all of it. */
async function refuseUnlessEntitled(
  p: Platform,
  id: DatasetId,
  { entry, release }: Open,
  caller: Caller,
): Promise<void> {
  if (entry.openness === 'unconditional') return refuseUnlessIdentified(caller, currentPolicy(p.city));
  if (caller.kind === 'anonymous') throw signInFirst();
  refuseUnlessWhole(id, release.dictionary, await p.access.activeGrant(caller.subject, id, p.now()));
}

/** A download that couldn't be counted is still a download. */
async function count(p: Platform, id: DatasetId): Promise<void> {
  try {
    await p.catalog.countDownload(id);
  } catch (error) {
    p.log({
      event: 'download-not-counted',
      datasetId: id,
      why: error instanceof Error ? error.message : String(error),
    });
  }
}

import type { Caller } from '../../domain/access/caller.ts';
import { usableGrant } from '../../domain/access/grant.ts';
import { localDateOf } from '../../domain/calendar/dates.ts';
import { type Dataset, openedOf } from '../../domain/catalog/dataset.ts';
import { refuseUnlessIdentified, refuseUnlessWhole, signInFirst } from '../../domain/catalog/entitlement.ts';
import { heldNow, type Open, openNow, refuseWithheld } from '../../domain/catalog/openness.ts';
import { fileNameOf } from '../../domain/catalog/release.ts';
import { maySee } from '../../domain/catalog/visibility.ts';
import { defined } from '../../domain/defined.ts';
import type { DatasetId } from '../../domain/ids.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Answer, Handlers, Request } from '../http.ts';
import type { Platform } from '../platform.ts';
import type { downloads } from '../routes/downloads.ts';
import { refuseUnlessAccepted } from '../stores/accepted.ts';
import { noDataset } from '../stores/catalog.ts';
import { sharedWith, type UnitUse } from '../stores/shared.ts';

// The longest that a link outlives a suspension, were the gate not closed too.
const signedFor = 300;

export const downloadsHandlers = (p: Platform): Handlers<typeof downloads> => ({
  get: async (request) => {
    const { answer, used } = await broker(p, request, 'GET');
    await count(p, request.params.id, used);
    return answer;
  },

  // API Gateway renames a Lambda's own Content-Length, so the storage answers the HEAD itself.
  head: async (request) => (await broker(p, request, 'HEAD')).answer,
});

interface Brokered {
  answer: Answer;
  /** The unit that uses what was shared with it. */
  used?: UnitUse;
}

/** Sends whoever may have the file on to the storage. The dataset is read as it stands at this moment. */
async function broker(
  p: Platform,
  { params, caller }: Pick<Request<(typeof downloads)['get']>, 'params' | 'caller'>,
  method: 'GET' | 'HEAD',
): Promise<Brokered> {
  const dataset = await p.catalog.find(params.id);
  if (dataset === undefined || !maySee(caller, dataset)) throw noDataset(params.id);
  if (caller.kind === 'person') await refuseUnlessAccepted(p, caller);
  const { open, used } = await openTo(p, dataset, caller);
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
  return { answer: { status: 302, headers: { Location: url } }, ...defined({ used }) };
}

/**
 * QD-15: unconditional data is for everybody; conditional data for whoever was granted all of it; and what is shared
 * with a unit for its staff, however open it is.
 */
async function openTo(p: Platform, dataset: Dataset, caller: Caller): Promise<{ open: Open; used?: UnitUse }> {
  refuseWithheld(dataset);
  const { id } = dataset;
  const openness = openedOf(dataset)?.entry.openness;
  if (openness === 'unconditional') {
    refuseUnlessIdentified(caller, currentPolicy(p.city));
    return { open: openNow(dataset, 'download') };
  }
  const shared = await sharedWith(p, dataset, caller);
  if (shared?.directly === true) return { open: heldNow(dataset), used: shared.used };
  if (shared !== undefined) {
    const open = heldNow(dataset);
    refuseUnlessWhole(id, open.release.dictionary, usableGrant(shared.grants, id, p.now()));
    return { open, used: shared.used };
  }
  const own = caller.kind === 'person' ? await p.access.activeGrant(caller.subject, id, p.now()) : undefined;
  const open = openness === 'closed' && own !== undefined ? heldNow(dataset) : openNow(dataset, 'download');
  if (caller.kind === 'anonymous') throw signInFirst();
  refuseUnlessWhole(id, open.release.dictionary, own);
  return { open };
}

/** A download that couldn't be counted is still a download; the unit's own records of use are not left out (ZW-29). */
async function count(p: Platform, id: DatasetId, used: UnitUse | undefined): Promise<void> {
  if (used !== undefined) {
    await p.access.countCall(used.holder, { day: localDateOf(p.now()), datasetId: id, keyId: used.keyId });
  }
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

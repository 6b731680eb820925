import { unitHolder } from '../../domain/access/shared-grant.ts';
import { refuseUnlessShareable, sharingKind, sharingTypeOf } from '../../domain/catalog/sharing-kind.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { invalid } from '../middleware/faults.ts';
import type { Platform } from '../platform.ts';
import { AuthorisedOperationForm, SharingForm } from '../routes/sharing-filings.ts';
import type { Judge, Matter } from './filings.ts';
import { refusePast } from './requirements.ts';

// What is asked of filings between two units, and of one who would operate a unit's data.

export const sharingJudges = {
  'sharing-request': {
    suits: ({ dataset, policy }) => dataset && refuseUnlessShareable(dataset, policy.sharing),
    kind: ({ dataset, agency, counterpart }) =>
      dataset && agency && counterpart && sharingKind(sharingTypeOf(dataset), agency, counterpart),
    complete: (_dataset, form, { policy, now }) => {
      const { commitment } = policy.sharing;
      const request = SharingForm.parse(form);
      refusePast(request.until, '/until', now);
      if (commitment === undefined || request.commitment === true) return;
      throw invalid([
        {
          pointer: '/commitment',
          detail: {
            zh: `应当承诺仅用于本单位工作需要、予以保密、不提供给第三方(${commitment.clause})`,
            en: `the unit commits to use it for its own work only, in confidence and for no third party (${commitment.clause})`,
          },
        },
      ]);
    },
  },
  'sharing-termination': { suits: refuseUnlessPartyToSharing },
  'authorised-operation': {
    suits: refuseUnlessAuthorisable,
    complete: (_dataset, form, { now }) =>
      refusePast(AuthorisedOperationForm.parse(form).usePeriod.to, '/usePeriod/to', now),
  },
} satisfies Record<string, Judge>;

/** ZW-26: what a department finds wrong in data that another shares; anybody else objects by what is wrong. */
export function refuseUnlessBetweenDepartments({ kind, agency, counterpart, policy }: Matter): void {
  if (kind !== 'shared-data') return;
  const known = policy.overlays?.some(({ letters }) => letters === 'ZW') === true;
  const bound = [agency, counterpart].every((unit) => unit !== undefined && unit.kind !== 'public-service');
  if (known && bound) return;
  const detail = {
    zh: '共享数据的校核由需求部门提出;其他情形请按错误、遗漏等提出',
    en: 'shared data is reported by a department that uses it; otherwise say what is wrong: error, omission …',
  };
  throw invalid([{ pointer: '/kind', detail }]);
}

/** The provider ends for misuse or for a cause, the requester when its purpose has ended; to others there is no such grant. */
function refuseUnlessPartyToSharing({ grant, person, kind }: Matter): void {
  if (grant === undefined) return;
  const { sharedWith, agency, id, endedAt } = grant;
  const mine = person.agency !== undefined && [sharedWith, agency.id].includes(person.agency);
  if (sharedWith === undefined || !mine) {
    throw new Refusal('not-found', { zh: `没有共享权限 ${id}`, en: `there is no sharing grant ${id}` });
  }
  if (endedAt !== undefined) throw new Refusal('not-now', { zh: `共享 ${id} 已终止`, en: `sharing ${id} has ended` });
  const filer = kind === 'purpose-ended' ? sharedWith : agency.id;
  if (person.agency === filer) return;
  throw new Refusal('forbidden', {
    zh: kind === 'purpose-ended' ? '只有需求部门可以申报使用目的已实现' : '只有提供部门可以提出',
    en:
      kind === 'purpose-ended' ? 'only the requester says that its purpose has ended' : 'only the provider files this',
  });
}

/** DZ-30: an organisation operates what government departments hold; the data of public service bodies isn't reached. */
function refuseUnlessAuthorisable({ agency, person, policy }: Matter): void {
  const clause = policy.procedures['authorised-operation']?.filing.clause;
  if (person.realName === 'person') {
    throw new Refusal('forbidden', {
      zh: `授权运营单位应当是法人或者非法人组织(${clause})`,
      en: `only an organisation, incorporated or not, is authorised (${clause})`,
    });
  }
  if (agency?.kind !== 'public-service') return;
  throw new Refusal('forbidden', {
    zh: `${agency.title.zh}是公共服务组织,其数据不在授权运营范围内(${clause})`,
    en: `${agency.title.en} is a public service body; only data of government departments is operated by authorisation (${clause})`,
  });
}

/** A dataset of the same item whose source was settled to be another unit isn't published again (一数一源). */
export async function refuseUnlessSource(p: Platform, { dataset }: Matter): Promise<void> {
  const { oneSource } = currentPolicy(p.city).catalog;
  if (oneSource === undefined || dataset === undefined) return;
  const same = await p.catalog.sameItem(dataset);
  const settled = [dataset, ...same.map((each) => each.dataset)].find(
    ({ source }) => source !== undefined && source.agency !== dataset.publisher,
  );
  if (settled?.source === undefined) return;
  throw new Refusal('conflict', {
    zh: `该数据项的数源单位已在办件 ${settled.source.caseId} 中确定为 ${settled.source.agency},一数一源(${oneSource.clause})`,
    en: `case ${settled.source.caseId} settled ${settled.source.agency} as the source of this item; one datum has one source (${oneSource.clause})`,
  });
}

/** JF-23b: what a unit was given by sharing it doesn't put into a catalog of its own. */
export async function refuseIfReceived(p: Platform, { dataset, policy, person }: Matter): Promise<void> {
  const { notPassedOn } = policy.sharing;
  if (notPassedOn === undefined || dataset === undefined || person.agency === undefined) return;
  const received = (await p.access.grantsOf(unitHolder(dataset.publisher))).map(({ datasetId }) => datasetId);
  const same = await p.catalog.sameItem(dataset);
  const found = same.find((each) => received.includes(each.dataset.id));
  if (found === undefined) return;
  throw new Refusal('forbidden', {
    zh: `与本单位通过共享获得的数据集 ${found.dataset.id} 是同一数据项,不得提供给第三方(${notPassedOn.clause})`,
    en: `this is the same item as dataset ${found.dataset.id}, which your unit was given by sharing and doesn't pass on (${notPassedOn.clause})`,
  });
}

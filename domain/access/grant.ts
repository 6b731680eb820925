import { z } from 'zod';
import { endOfDay, Instant, LocalDate, startOfDay } from '../calendar/dates.ts';
import { agencyOf, type Case, datasetOf } from '../case/case.ts';
import type { Terms } from '../case/event.ts';
import { type Dataset, dataOf } from '../catalog/dataset.ts';
import { agencyRoles } from '../catalog/visibility.ts';
import type { DatasetState } from '../catalog/words.ts';
import { defined } from '../defined.ts';
import { AgencyId, AgreementId, CaseId, DatasetId, DistrictId, GrantId } from '../ids.ts';
import { Quota } from '../policy/policy.ts';
import { Refusal } from '../refusal.ts';
import { has, type Person } from './caller.ts';
import { isRestricted } from './restriction.ts';

/** What an application says of the use it is for; the rest of the form is the reviewers' matter. */
export const IntendedUse = z.object({
  purpose: z.string(),
  scenario: z.string(),
  safeguards: z.string(),
  usePeriod: z.object({ from: LocalDate, to: LocalDate }),
});
export type IntendedUse = z.infer<typeof IntendedUse>;

/** 数据使用权限: what one holder may use of one conditional dataset, by the contract of one case. */
export const Grant = z.object({
  id: GrantId,
  caseId: CaseId,
  agreementId: AgreementId.optional(),
  holder: z.string().min(1),
  /** The unit whose staff hold it, where data is shared between units. */
  sharedWith: AgencyId.optional(),
  datasetId: DatasetId,
  agency: z.object({ id: AgencyId, district: DistrictId.optional() }),
  /** Named one by one: a column that the dataset gains later isn't granted. */
  columns: z.array(z.string()).min(1),
  /** PostgREST filters by column; all rows where absent. */
  rows: z.record(z.string(), z.string()).optional(),
  purpose: z.string(),
  validFrom: LocalDate,
  /** The last day, until its 24:00. */
  validTo: LocalDate,
  quota: Quota,
  grantedAt: Instant,
  endedAt: Instant.optional(),
  /** The cases of misuse for which it was restricted, until the restriction was lifted. */
  restrictions: z.array(z.object({ caseId: CaseId, at: Instant, liftedAt: Instant.exactOptional() })).exactOptional(),
});
export type Grant = z.infer<typeof Grant>;

export const GrantState = z.enum(['pending', 'active', 'suspended', 'restricted', 'expired', 'ended']);
export type GrantState = z.infer<typeof GrantState>;

/** Where a grant stands now: what is over for good comes before what may pass. */
export function grantState(grant: Grant, dataset: DatasetState, now: Instant): GrantState {
  if (grant.endedAt !== undefined || dataset === 'taken-down') return 'ended';
  const { from, until } = validityOf(grant);
  if (now >= until) return 'expired';
  if (isRestricted(grant)) return 'restricted';
  if (dataset === 'suspended') return 'suspended';
  return now < from ? 'pending' : 'active';
}

/** From 00:00 of the first day to 24:00 of the last, in the city. */
export const validityOf = ({ validFrom, validTo }: Pick<Grant, 'validFrom' | 'validTo'>) => ({
  from: startOfDay(validFrom),
  until: endOfDay(validTo),
});

/** The grant that an approved and signed application leads to (QD-17.3). Its id is its case's: one case, one grant. */
export function grantOf(kase: Case, dataset: Dataset, cityQuota: Quota, now: Instant): Grant {
  const { purpose, usePeriod } = IntendedUse.parse(kase.filing);
  const { rows } = kase.terms ?? {};
  const agency = agencyOf(kase);
  return {
    id: GrantId.parse(kase.id),
    caseId: kase.id,
    ...(kase.agreement === undefined ? {} : { agreementId: kase.agreement.id }),
    holder: kase.applicant.subject,
    datasetId: datasetOf(kase),
    agency: { id: agency.id, ...defined({ district: agency.district }) },
    ...(rows === undefined ? {} : { rows }),
    purpose,
    validFrom: usePeriod.from,
    validTo: usePeriod.to,
    ...extentOf(kase.terms ?? {}, dataset, cityQuota),
    grantedAt: now,
  };
}

/** The columns and the quota that are granted: what the approval leaves open is every published column, and the dataset's own quota or else the city's. */
export function extentOf(terms: Terms, { id, published }: Dataset, cityQuota: Quota): Pick<Grant, 'columns' | 'quota'> {
  const release = published && dataOf(published);
  if (published === undefined || release === undefined)
    throw new Error(`dataset ${id} has no published data to be granted`);
  return {
    columns: terms.columns ?? release.dictionary.fields.map(({ name }) => name),
    quota: terms.quota ?? published.entry.defaultQuota ?? cityQuota,
  };
}

/** The first of the grants that opens the dataset now; refuses with the reason of the one that would. */
export function usableGrant(grants: readonly Grant[], datasetId: DatasetId, now: Instant): Grant {
  const ofDataset = grants.filter((grant) => grant.datasetId === datasetId);
  const active = ofDataset.find((grant) => grantState(grant, 'published', now) === 'active');
  if (active !== undefined) return active;
  const [first] = ofDataset;
  if (first === undefined) {
    throw new Refusal('grant-required', {
      zh: `数据集 ${datasetId} 是有条件开放的,请先申请获取使用权限`,
      en: `dataset ${datasetId} is conditional: a grant is needed, please apply for one`,
    });
  }
  throw new Refusal('grant-not-active', notActiveText(first, grantState(first, 'published', now)));
}

function notActiveText({ id, validFrom, validTo }: Grant, state: GrantState) {
  if (state === 'pending')
    return { zh: `使用权限 ${id} 自 ${validFrom} 起生效`, en: `grant ${id} is active from ${validFrom} on` };
  if (state === 'expired')
    return { zh: `使用权限 ${id} 已于 ${validTo} 到期`, en: `grant ${id} expired on ${validTo}` };
  if (state === 'restricted')
    return { zh: `使用权限 ${id} 因违规已被限制`, en: `grant ${id} is restricted on account of a violation` };
  return { zh: `使用权限 ${id} 已终止`, en: `grant ${id} has ended` };
}

/** A grant is seen by its holder, by the agency whose data it is of, and by the regulators above that agency. */
export function maySeeGrant(
  person: Person,
  { holder, agency, sharedWith }: Pick<Grant, 'holder' | 'agency' | 'sharedWith'>,
): boolean {
  if (person.subject === holder) return true;
  if (has(person, 'operator')) return false;
  const parties: readonly (string | undefined)[] = [agency.id, sharedWith];
  if (person.agency !== undefined && parties.includes(person.agency) && agencyRoles.some((role) => has(person, role)))
    return true;
  return has(person, 'regulator') && (person.district === undefined || person.district === agency.district);
}

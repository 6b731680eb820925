import type { Person } from '../../domain/access/caller.ts';
import { canonicalJson } from '../../domain/audit/canonical.ts';
import { type Instant, type LocalDate, localDateOf } from '../../domain/calendar/dates.ts';
import type { Case } from '../../domain/case/case.ts';
import { corrected } from '../../domain/catalog/acts.ts';
import { type Dataset, stateOf } from '../../domain/catalog/dataset.ts';
import { proofsOf, refuseUntrusted } from '../../domain/catalog/eligibility.ts';
import { openNow } from '../../domain/catalog/openness.ts';
import { readiness, told } from '../../domain/catalog/readiness.ts';
import { sharingOf } from '../../domain/catalog/sharing.ts';
import type { DatasetId } from '../../domain/ids.ts';
import type { CatalogRules } from '../../domain/policy/catalog-rules.ts';
import { type Policy, procedureOf } from '../../domain/policy/policy.ts';
import type { FilingRule } from '../../domain/policy/procedure.ts';
import { type Fault, incomplete, Refusal } from '../../domain/refusal.ts';
import type { IndustryEntryForm } from '../routes/catalog-filings.ts';
import type { ApplicationForm } from '../routes/filings.ts';

// What a filing asks of its dataset, and of its own completeness.

/** An objection is to what the public has, or had until an objection. */
export function refuseUnlessPublished({ id, published }: Dataset): void {
  if (published !== undefined) return;
  throw new Refusal('dataset-not-open', { zh: `数据集 ${id} 尚未发布`, en: `dataset ${id} isn't published yet` });
}

/** QD-18c: a demand is met by a dataset that its unit has really opened: its data is there for the public. */
export function refuseUnlessOpened(kase: Case, id: DatasetId, dataset: Dataset | undefined): void {
  if (dataset !== undefined && dataset.publisher === kase.agency?.id && isOpenToSome(dataset)) return;
  throw new Refusal(
    'invalid-request',
    {
      zh: `数据集 ${id} 不是该单位已开放的数据集`,
      en: `dataset ${id} is none that this unit has opened`,
    },
    {
      faults: [
        {
          pointer: '/datasetId',
          detail: { zh: '应为该单位已开放的数据集', en: 'must be a dataset that this unit has opened' },
        },
      ],
    },
  );
}

/** DZ-22: a demand of another unit is met by a dataset that its unit has published and shares. */
export function refuseUnlessListed(kase: Case, id: DatasetId, dataset: Dataset | undefined): void {
  const shared = sharingOf(dataset?.published?.entry ?? {})?.type ?? 'none';
  const own = dataset !== undefined && dataset.publisher === kase.agency?.id;
  if (own && stateOf(dataset) === 'published' && shared !== 'none') return;
  const detail = {
    zh: '应为该单位已编目并共享的数据集',
    en: 'must be a dataset that this unit has published and shares',
  };
  throw new Refusal(
    'invalid-request',
    { zh: `数据集 ${id}:${detail.zh}`, en: `dataset ${id}: ${detail.en}` },
    { faults: [{ pointer: '/datasetId', detail }] },
  );
}

const isOpenToSome = (dataset: Dataset): boolean =>
  stateOf(dataset) === 'published' && dataset.published?.release !== undefined;

export function refuseUnlessOwn({ publisher }: Dataset, person: Person): void {
  if (person.agency === publisher) return;
  throw new Refusal('forbidden', {
    zh: '只能提交本单位的数据集',
    en: 'only datasets of your own agency can be submitted',
  });
}

/** QD-12.1: whatever step is missing is named. What is under review is refused as that when it is submitted. */
export function refuseUnlessReady(dataset: Dataset, rules: CatalogRules): void {
  const missing = dataset.submission === undefined ? readiness(dataset, rules) : [];
  if (missing.length === 0) return;
  throw incomplete(
    {
      zh: `数据集 ${dataset.id} 还缺少 ${missing.length} 个提交开放的步骤`,
      en: `dataset ${dataset.id} lacks ${missing.length} step(s) before it can be submitted`,
    },
    missing,
  );
}

/** An application is for conditional data that is open now, by somebody whom its conditions don't shut out (CQ-24d). */
export function refuseUnlessApplicable(dataset: Dataset, person: Person): void {
  const { entry } = openNow(dataset);
  refuseUntrusted(entry, person);
  if (entry.openness === 'conditional') return;
  throw new Refusal('not-now', {
    zh: `数据集 ${dataset.id} 是无条件开放的,无需申请`,
    en: `dataset ${dataset.id} is unconditional; it needs no application`,
  });
}

/** QD-17.1: every proof that the agency asks for, each missing one named. */
export function refuseUnlessProven({ published }: Dataset, { attachments = [] }: ApplicationForm): void {
  const given = new Set(attachments.map((a) => (typeof a === 'string' ? a : a.title)));
  const faults: Fault[] = proofsOf(published?.entry)
    .filter((proof) => !given.has(proof))
    .map((proof) => ({
      pointer: '/attachments',
      detail: { zh: `缺少证明材料:${proof}`, en: `the proof "${proof}" is missing` },
    }));
  if (faults.length > 0) {
    throw incomplete(
      { zh: `申请缺少 ${faults.length} 项证明材料`, en: `the application lacks ${faults.length} required proof(s)` },
      faults,
    );
  }
}

/** What a city's regulation has its applicants tell beside what all ask for (DZ-27b 列明理由、依据、用途), each missing one named. */
export function refuseUnlessAsked(form: ApplicationForm, { asks = [], clause }: FilingRule): void {
  const faults: Fault[] = asks
    .filter((name) => form[name] === undefined)
    .map((name) => ({
      pointer: `/${name}`,
      detail: { zh: `应当列明${titleOf[name].zh}(${clause})`, en: `${titleOf[name].en} must be given (${clause})` },
    }));
  if (faults.length === 0) return;
  throw incomplete(
    { zh: `申请缺少 ${faults.length} 项`, en: `the application lacks ${faults.length} item(s)` },
    faults,
  );
}

const titleOf = {
  reason: { zh: '申请理由', en: 'the reason' },
  basis: { zh: '申请依据', en: 'the basis' },
};

/** A use that is over already can't be granted any more; one that has begun meanwhile still can. */
export function refusePast(to: LocalDate | undefined, pointer: string, now: Instant): void {
  if (to === undefined || to >= localDateOf(now)) return;
  const detail = { zh: `使用期限已于 ${to} 届满`, en: `the period of use ended on ${to}` };
  throw new Refusal('invalid-request', detail, { faults: [{ pointer, detail }] });
}

/** 处理后再开放 (QD-19b): only what the agency has dealt with, and can be put before the public as it is, is opened again. */
export function refuseUnlessCorrected(kase: Case, dataset: Dataset, rules: CatalogRules, now: Instant): void {
  const { next, body } = corrected(dataset, kase.id, now);
  const same =
    canonicalJson(next.published && told(next.published)) ===
    canonicalJson(dataset.published && told(dataset.published));
  if (body.type === 'corrected' && !same) return;
  const missing = readiness(dataset, rules);
  const nothing: Fault = {
    pointer: '/release',
    detail: {
      zh: '开放主体尚未处理数据,或者处理后的数据须先经审核',
      en: 'its publisher has not dealt with the data yet, or what it made of it needs a review first',
    },
  };
  throw incomplete(
    {
      zh: `数据集 ${dataset.id} 尚未处理,不能再开放`,
      en: `dataset ${dataset.id} was not dealt with yet; it can't be opened again`,
    },
    missing.length === 0 ? [nothing] : missing,
  );
}

/** QD-12.3: what is applied for at the province's portal has a number there. */
export function refuseUnnumbered({ provinceNumber }: IndustryEntryForm, policy: Policy): void {
  const { portal, clause } = procedureOf(policy, 'industry-entry');
  if (portal === undefined || provinceNumber !== undefined) return;
  const detail = {
    zh: `应当先通过 ${portal} 申请,并填写其编号(${clause})`,
    en: `it is applied for at ${portal} first and has a number there (${clause})`,
  };
  throw new Refusal('invalid-request', detail, { faults: [{ pointer: '/provinceNumber', detail }] });
}

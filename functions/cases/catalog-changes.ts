import { canonicalJson } from '../../domain/audit/canonical.ts';
import { type Instant, type LocalDate, localDateOf, yearOf } from '../../domain/calendar/dates.ts';
import { firstYear } from '../../domain/calendar/year.ts';
import type { Case } from '../../domain/case/case.ts';
import type { EventBody } from '../../domain/case/event.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { DatasetEntry } from '../../domain/catalog/entry.ts';
import { fieldsProposed, kindOfChange, narrowsSince } from '../../domain/catalog/entry-change.ts';
import { entryFaults } from '../../domain/catalog/entry-rules.ts';
import { evidenceFaults } from '../../domain/catalog/evidence.ts';
import type { CatalogRules } from '../../domain/policy/catalog-rules.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import { type Fault, incomplete, Refusal } from '../../domain/refusal.ts';
import { parsed } from '../middleware/faults.ts';
import type { CatalogChangeForm, CatalogExtensionForm, OpennessProposalForm } from '../routes/catalog-filings.ts';
import type { Rules } from './filings.ts';
import { refuseUnlessPublished } from './requirements.ts';

/** A change of a published entry is filed with what the regulation asks, and leaves an entry that may be published. */
export function refuseUnlessChangeable(
  dataset: Dataset,
  form: CatalogChangeForm,
  { policy: { catalog }, now }: Rules,
): void {
  refuseUnlessPublished(dataset);
  refuse(dataset, [
    ...groundFaults(dataset, form, catalog),
    ...eventFaults(form, now),
    ...changeFaults(dataset, form, catalog),
    ...treatmentFaults(dataset, form, catalog),
  ]);
}

/** More days are asked for to file what has come to be changed. */
export const refuseUnlessExtendable = (dataset: Dataset, form: CatalogExtensionForm, { now }: Rules): void =>
  refuse(dataset, eventFaults(form, now));

/** What a regulator proposes would leave such an entry too. */
export function refuseUnlessProposable(
  dataset: Dataset,
  form: OpennessProposalForm,
  { policy: { catalog } }: Rules,
): void {
  refuseUnlessPublished(dataset);
  refuse(dataset, changeFaults(dataset, form, catalog));
}

/** A change is approved of the entry as it then is: one that would open less by now has to be filed as that (QD-11a). */
export function refuseNarrowingSince(
  body: EventBody,
  { kase, dataset: { id, published }, procedure: { steps } }: { kase: Case; dataset: Dataset; procedure: Procedure },
): void {
  const step = body.type === 'decided' ? steps[body.to] : undefined;
  const changes = step?.kind === 'effect' && step.does === 'change-entry';
  if (!changes || published === undefined || !narrowsSince(published.entry, kase)) return;
  throw new Refusal('conflict', {
    zh: `办件 ${kase.id} 提出后,数据集 ${id} 的开放范围已经扩大,照此变更会缩小开放;须按缩小开放重新提出`,
    en: `dataset ${id} has been opened wider since case ${kase.id} was filed; the change would narrow it now and has to be filed as that`,
  });
}

type Form = CatalogChangeForm | OpennessProposalForm;

/** QD-11a: 未提供依据且无合理理由的,不予调整. */
function groundFaults({ published }: Dataset, form: CatalogChangeForm, { changes }: CatalogRules): Fault[] {
  if (published === undefined) return [];
  const { basisOrReason, reason, event } = changes;
  const kind = kindOfChange(published.entry, form.change);
  const opensLess = kind === 'narrowing' || kind === 'withdrawal';
  const grounds = [form.reason, form.legalBasis, form.attachments?.[0]].filter((ground) => ground !== undefined);
  return [
    ...(opensLess && basisOrReason !== undefined && grounds.length === 0
      ? [
          lacks('/legalBasis', '缺少法律法规及相关文件依据', 'its basis in law is missing', basisOrReason.clause),
          lacks('/reason', '也没有说明合理理由', 'so is a reasonable cause', basisOrReason.clause),
        ]
      : []),
    ...(!opensLess && reason !== undefined && form.reason === undefined
      ? [lacks('/reason', '应当说明原因', 'its reason must be given', reason.clause)]
      : []),
    ...(opensLess && event !== undefined && form.effectiveFrom === undefined
      ? [
          lacks(
            '/effectiveFrom',
            '应当填写法律法规修改或者职能职责变更的日期',
            'the day of the change of law or duties must be given',
            event.clause,
          ),
        ]
      : []),
  ];
}

/** 自法律法规作出修改或者职能职责发生变更之日起: a day that has come, and from which the calendar can count. */
function eventFaults({ effectiveFrom }: { effectiveFrom?: LocalDate | undefined }, now: Instant): Fault[] {
  const today = localDateOf(now);
  if (effectiveFrom === undefined || (yearOf(effectiveFrom) >= firstYear && effectiveFrom <= today)) return [];
  const detail = {
    zh: `应在 ${firstYear}-01-01 至今日(${today})之间`,
    en: `must lie between ${firstYear}-01-01 and today, ${today}`,
  };
  return [{ pointer: '/effectiveFrom', detail }];
}

const lacks = (pointer: string, zh: string, en: string, clause: string): Fault => ({
  pointer,
  detail: { zh: `${zh}(${clause})`, en: `${en} (${clause})` },
});

/** The entry as it would be, judged as any other; and something must differ. */
function changeFaults({ published }: Dataset, form: Form, rules: CatalogRules): Fault[] {
  if (published === undefined || form.change.withdrawn === true) return [];
  const proposed = { ...published.entry, ...fieldsProposed(published.entry, form) };
  if (canonicalJson(proposed) === canonicalJson(published.entry))
    return [{ pointer: '/change', detail: { zh: '与现行目录没有区别', en: 'the entry says so already' } }];
  const faults: Fault[] = [];
  const entry = parsed(DatasetEntry, proposed, '', faults);
  return [...faults, ...(entry === undefined ? [] : entryFaults(entry, rules))].map(ofChange);
}

/** QD-11b: what was closed is opened only after treatment or consent. */
function treatmentFaults(dataset: Dataset, form: Form, rules: CatalogRules): Fault[] {
  const { published } = dataset;
  if (published === undefined || kindOfChange(published.entry, form.change) !== 'widening') return [];
  const entry = { ...published.entry, ...fieldsProposed(published.entry, form) };
  return evidenceFaults({ ...dataset, entry }, rules).map(({ pointer, detail }) =>
    ofChange({ pointer: pointer.replace(/^\/entry/, ''), detail }),
  );
}

const ofChange = ({ pointer, detail }: Fault): Fault => ({ pointer: `/change${pointer}`, detail });

function refuse({ id }: Dataset, faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw incomplete(
    {
      zh: `对数据集 ${id} 的变更有 ${faults.length} 处不符`,
      en: `the change of dataset ${id} has ${faults.length} fault(s)`,
    },
    faults,
  );
}

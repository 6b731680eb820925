import { maySeeGrant } from '../../domain/access/grant.ts';
import { type Instant, localDateOf } from '../../domain/calendar/dates.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { refuseUnlessEmergencyOpenable } from '../../domain/catalog/emergency.ts';
import { type Policy, procedureOf } from '../../domain/policy/policy.ts';
import { type Fault, Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';
import { EmergencyForm, ProductForm, ViolationForm } from '../routes/supervision-filings.ts';
import type { Judges, Matter } from './filings.ts';
import { refuseUnlessPublished } from './requirements.ts';

/** What is asked of the filings by which use is supervised, beyond their forms. */
export const supervisionJudges: Judges = {
  violation: { suits: refuseUnlessSeen, looksUp: refuseUnknownAct },
  product: {
    suits: ({ dataset }) => dataset && refuseUnlessPublished(dataset),
    complete: (dataset, form, { now }) => refuseUnlessAcquirable(dataset, ProductForm.parse(form), now),
  },
  complaint: { suits: ({ dataset }) => dataset && refuseUnlessPublished(dataset) },
  'emergency-opening': {
    complete: (dataset, form, { policy }) => {
      refuseLongerThan(EmergencyForm.parse(form).days, policy);
      refuseUnlessEmergencyOpenable(dataset);
    },
  },
};

/** A grant is named only by those who know of it: its parties, their regulators, and the department above its unit. */
function refuseUnlessSeen({ grant, person, agency }: Matter): void {
  if (grant === undefined || maySeeGrant(person, grant)) return;
  if (person.agency !== undefined && person.agency === agency?.department) return;
  throw new Refusal('not-found', { zh: `没有使用权限 ${grant.id}`, en: `there is no grant ${grant.id}` });
}

/** CQ-I5: what is named a prohibited act is one by the rules in force; the platform has no list of its own. */
async function refuseUnknownAct(p: Platform, _matter: Matter, form: unknown): Promise<void> {
  const { act } = ViolationForm.parse(form);
  if (act === undefined) return;
  const { prohibited = [] } = (await p.access.rules()) ?? {};
  if (prohibited.some(({ name }) => name === act)) return;
  throw wrong('/act', {
    zh: `现行行为规范没有规定“${act}”这一禁止行为`,
    en: `the rules in force name no prohibited act "${act}"`,
  });
}

/** QD-20: data is acquired while it is open to be acquired: after its first publication, and not tomorrow. */
function refuseUnlessAcquirable({ issued }: Dataset, { acquiredOn }: ProductForm, now: Instant): void {
  const possible = issued !== undefined && localDateOf(issued) <= acquiredOn && acquiredOn <= localDateOf(now);
  if (possible) return;
  throw wrong('/acquiredOn', {
    zh: '获取日期应在该数据首次开放之后,且不晚于今日',
    en: 'the data was acquired on a day since it was first opened, and not after today',
  });
}

/** No emergency opening lasts longer than the city's file lets it. */
function refuseLongerThan(days: number, policy: Policy): void {
  const rules = Object.values(procedureOf(policy, 'emergency-opening').steps).flatMap((step) =>
    step.kind === 'stage' ? step.within : [],
  );
  const longest = rules.find((rule) => rule.unit !== 'date' && rule.setBy === 'filing');
  if (longest === undefined || longest.unit === 'date' || days <= longest.length) return;
  throw wrong('/days', {
    zh: `应急开放最长 ${longest.length} 日(${longest.clause})`,
    en: `an emergency opening lasts at most ${longest.length} days (${longest.clause})`,
  });
}

const wrong = (pointer: string, detail: Fault['detail']): Refusal =>
  new Refusal('invalid-request', detail, { faults: [{ pointer, detail }] });

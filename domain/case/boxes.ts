import { has, type Person } from '../access/caller.ts';
import type { Procedure } from '../policy/procedure.ts';
import type { Actor } from '../policy/words.ts';
import { type Case, isOpen } from './case.ts';
import { respondingUnit } from './respondent.ts';

/** Where a party receives its cases and messages: `person:…`, `agency:…`, `regulator:municipal`, `regulator:<district>`. */
export type Address = string;

/** The boxes in which a case is listed. Lists are read by box, so that nobody's list is filtered after reading. */
export function boxesOf(kase: Case, procedure: Procedure): string[] {
  const regulator = addressOf('same-level-regulator', kase);
  const { agency, counterpart, datasetId, respondent } = kase;
  const asked = hasLeft(kase, procedure) ? [agency?.id, agency?.department] : [];
  const units = [...asked, counterpart?.id].filter((unit) => unit !== undefined);
  const boxes = [
    ...(kase.filedAs === 'platform' ? [] : [`mine#${addressOf('applicant', kase)}`]),
    ...(respondent === undefined ? [] : [respondentBox(respondent)]),
    ...units.map((unit) => `all#agency:${unit}`),
    `all#${regulator}`,
    'all#regulator:municipal',
    ...(datasetId === undefined ? [] : [datasetBox(datasetId)]),
    procedureBox(kase.procedure),
  ];
  if (isOpen(kase)) {
    boxes.push(
      `open#${regulator}`,
      'open#regulator:municipal',
      ...awaited(kase, procedure).map((actor) => `inbox#${addressOf(actor, kase)}`),
      ...(kase.referred === true ? ['inbox#expert'] : []),
    );
  }
  return [...new Set(boxes)];
}

/** A person finds it among its own cases, a unit among its unit's. */
const respondentBox = (respondent: string): string =>
  respondingUnit(respondent) === undefined ? `mine#person:${respondent}` : `all#${respondent}`;

/**
 * Whether a filing has left the unit that makes it: not before its own head has approved it (ZW-20), and never where it
 * was declined there or withdrawn.
 */
export const hasLeft = ({ stands, first }: Case, procedure: Procedure): boolean =>
  first === undefined
    ? !isOwnHeads(stands, procedure)
    : first.outcome === undefined || !isOwnHeads(first.stage, procedure);

const isOwnHeads = (stands: string, { steps }: Procedure): boolean => {
  const step = steps[stands];
  return step?.kind === 'stage' && step.by.every((actor) => actor === 'counterpart-principal');
};

/** Every case about a dataset, and of a procedure: what lists and figures are derived from. */
export const datasetBox = (id: string): string => `dataset#${id}`;
export const procedureBox = (name: string): string => `procedure#${name}`;

/** Whose act the case waits for: the stage's actors, at a joint stage those that haven't acted yet. */
export function awaited(kase: Case, procedure: Procedure): Actor[] {
  const step = procedure.steps[kase.stands];
  if (step?.kind !== 'stage' || step.rests === true || Object.keys(step.decisions).length === 0) return [];
  return step.by.filter((actor) => !kase.contributions.some((c) => c.as === actor));
}

type Parties = Pick<Case, 'agency' | 'counterpart' | 'district' | 'respondent' | 'applicant'>;

/** Where an actor of the case is reached; what belongs to no unit yet lies with the municipal regulator. */
export function addressOf(actor: Actor, kase: Parties): Address {
  const unit = (id: string | undefined): Address => (id === undefined ? 'regulator:municipal' : `agency:${id}`);
  switch (actor) {
    case 'applicant':
      return `person:${kase.applicant.subject}`;
    case 'respondent':
      return respondingUnit(kase.respondent) === undefined ? `person:${kase.respondent ?? ''}` : `${kase.respondent}`;
    case 'agency':
    case 'agency-staff':
    case 'agency-principal':
      return unit(kase.agency?.id);
    case 'department':
      return unit(kase.agency?.department);
    case 'counterpart':
    case 'counterpart-principal':
      return unit(kase.counterpart?.id);
    case 'municipal-regulator':
      return 'regulator:municipal';
    case 'same-level-regulator':
      return `regulator:${kase.district ?? 'municipal'}`;
    case 'common-regulator':
      return `regulator:${commonDistrict(kase) ?? 'municipal'}`;
    case 'government':
      return governmentOf(kase.district);
    case 'common-government':
      return governmentOf(commonDistrict(kase));
    case 'expert':
      return 'expert';
    default:
      return actor satisfies never;
  }
}

const governmentOf = (district: string | undefined): Address =>
  district === undefined ? 'government' : `government:${district}`;

/** The district of both units of a matter; none where they are of different levels, or municipal. */
export const commonDistrict = ({ agency, counterpart }: Pick<Case, 'agency' | 'counterpart'>) =>
  agency?.district === counterpart?.district ? agency?.district : undefined;

/** All addresses at which a person is reached; the first is its own. */
export function addressesOf(person: Person): Address[] {
  const addresses = [`person:${person.subject}`];
  if (has(person, 'operator')) return addresses;
  if (person.agency !== undefined) addresses.push(`agency:${person.agency}`);
  if (has(person, 'regulator')) addresses.push(`regulator:${person.district ?? 'municipal'}`);
  if (has(person, 'government'))
    addresses.push(person.district === undefined ? 'government' : `government:${person.district}`);
  if (has(person, 'expert')) addresses.push('expert');
  return addresses;
}

/** The addresses whose `all` box a person may read. */
export const overseenBy = (person: Person): Address[] =>
  has(person, 'auditor')
    ? ['regulator:municipal']
    : addressesOf(person).filter((a) => a.startsWith('agency:') || a.startsWith('regulator:'));

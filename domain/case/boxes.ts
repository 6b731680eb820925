import { has, type Person } from '../access/caller.ts';
import type { Procedure } from '../policy/procedure.ts';
import type { Actor } from '../policy/words.ts';
import { type Case, isOpen } from './case.ts';

/** Where a party receives its cases and messages: `person:…`, `agency:…`, `regulator:municipal`, `regulator:<district>`. */
export type Address = string;

/** The boxes in which a case is listed. Lists are read by box, so that nobody's list is filtered after reading. */
export function boxesOf(kase: Case, procedure: Procedure): string[] {
  const regulator = addressOf('same-level-regulator', kase);
  const boxes = [
    `mine#${addressOf('applicant', kase)}`,
    `all#${addressOf('agency', kase)}`,
    `all#${regulator}`,
    'all#regulator:municipal',
  ];
  if (isOpen(kase)) {
    boxes.push(
      `open#${regulator}`,
      'open#regulator:municipal',
      ...awaited(kase, procedure).map((actor) => `inbox#${addressOf(actor, kase)}`),
    );
  }
  return [...new Set(boxes)];
}

/** Whose act the case waits for: the stage's actors, at a joint stage those that haven't acted yet. */
export function awaited(kase: Case, procedure: Procedure): Actor[] {
  const step = procedure.steps[kase.stands];
  if (step?.kind !== 'stage') return [];
  return step.by.filter((actor) => !kase.contributions.some((c) => c.as === actor));
}

export function addressOf(actor: Actor, kase: Pick<Case, 'agency' | 'applicant'>): Address {
  switch (actor) {
    case 'applicant':
      return `person:${kase.applicant.subject}`;
    case 'agency':
    case 'agency-staff':
    case 'agency-principal':
      return `agency:${kase.agency.id}`;
    case 'municipal-regulator':
      return 'regulator:municipal';
    case 'same-level-regulator':
      return `regulator:${kase.agency.district ?? 'municipal'}`;
    case 'government':
      return 'government';
    case 'expert':
      return 'expert';
    default:
      return actor satisfies never;
  }
}

/** All addresses at which a person is reached; the first is its own. */
export function addressesOf(person: Person): Address[] {
  const addresses = [`person:${person.subject}`];
  if (has(person, 'operator')) return addresses;
  if (person.agency !== undefined) addresses.push(`agency:${person.agency}`);
  if (has(person, 'regulator')) addresses.push(`regulator:${person.district ?? 'municipal'}`);
  if (has(person, 'government')) addresses.push('government');
  if (has(person, 'expert')) addresses.push('expert');
  return addresses;
}

/** The addresses whose `all` box a person may read. */
export const overseenBy = (person: Person): Address[] =>
  has(person, 'auditor')
    ? ['regulator:municipal']
    : addressesOf(person).filter((a) => a.startsWith('agency:') || a.startsWith('regulator:'));

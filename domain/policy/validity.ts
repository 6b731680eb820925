import type { LocalDate } from '../calendar/dates.ts';
import type { Text } from '../refusal.ts';
import type { Policy } from './policy.ts';

type Rule = Pick<Policy, 'regulation' | 'inForce' | 'transition'>;

/** Whether a regulation is in force on a day; the days that it names itself are both within it. */
export type Validity = 'in-force' | 'not-yet' | 'expired';

export function validityOf({ inForce: { from, to } }: Pick<Policy, 'inForce'>, on: LocalDate): Validity {
  if (to !== undefined && on > to) return 'expired';
  return from !== undefined && on < from ? 'not-yet' : 'in-force';
}

/** What is to be said of a regulation that isn't in force on that day; nothing of one that is (DZ-53, JF-35). */
export function validityNotice(rule: Rule, on: LocalDate): Text | undefined {
  const validity = validityOf(rule, on);
  if (validity === 'in-force') return undefined;
  const { regulation, inForce, transition } = rule;
  const state: Text =
    validity === 'expired'
      ? { zh: `有效期至 ${inForce.to},已经届满`, en: `was in force to ${inForce.to} and has expired` }
      : { zh: `自 ${inForce.from} 起施行,尚未施行`, en: `comes into force on ${inForce.from}, not before` };
  return {
    zh: `${regulation.zh}${state.zh}。${transition.zh}`,
    en: `${regulation.en} ${state.en}. ${transition.en}`,
  };
}

import type { DateRule, DaysRule } from './period.ts';
import type { Carried, Duty, Filer, FilingRule, Fulfilment, Opening } from './procedure.ts';
import type { Actor, CommandName, EffectName, Outcome } from './words.ts';

/**
 * The words in which a city's file is written. They make plain data; `Policy.parse` judges it.
 * Sources of each rule stand beside it as a clause id.
 */
type Titles = { zh: string; en: string };

interface DecisionDraft {
  to: string;
  outcome?: Outcome;
  needs?: 'reason' | 'all-reasons';
  carries?: Carried[];
  mayCarry?: Carried[];
  informs?: Titles[];
  by?: Actor[];
  alone?: boolean;
  extends?: { clause: string; days: number };
  onlyAfter?: 'correction';
}

interface StageDraft {
  zh: string;
  en: string;
  clause: string;
  by: Actor[];
  jointly?: { prevails?: Actor; aloneWhenOverdue?: boolean };
  within?: ({ [K in keyof DaysRule]: unknown } | { [K in keyof DateRule]: unknown })[];
  supplementedBy?: Actor[];
  rests?: true;
  reminds?: 'every-agency';
  agreement?: Titles;
  fulfilment?: Fulfilment;
  decisions?: Partial<Record<CommandName, DecisionDraft>>;
}

/** A stage waits for people: who decides, within what period, and where each decision leads. */
export const stage = ({ zh, en, within = [], decisions = {}, ...rest }: StageDraft) =>
  ({ kind: 'stage', title: { zh, en }, within, decisions, ...rest }) as const;

/** An effect is done by the platform itself and leads on. */
export const effect = (does: EffectName, title: Titles, clause: string, then: string) =>
  ({ kind: 'effect', does, title, clause, then }) as const;

/** `leads('agency-review')`, `leads('tell-reasons', { outcome: 'refused', needs: 'reason' })`. */
export const leads = (to: string, more: Omit<DecisionDraft, 'to'> = {}): DecisionDraft => ({ to, ...more });

type StepDraft = ReturnType<typeof stage> | ReturnType<typeof effect>;

interface ProcedureDraft extends Titles {
  clause: string;
  filing: { by: Filer | Filer[]; clause: string } & Omit<FilingRule, 'by' | 'clause'>;
  portal?: string;
  opens: Partial<Opening>[];
  withdraw?: { from: string[]; to: string };
  referral?: { by: Actor[]; clause: string };
  duty?: Duty;
  steps: Record<string, StepDraft>;
}

export const procedure = ({ zh, en, ...rest }: ProcedureDraft) => ({ title: { zh, en }, ...rest });

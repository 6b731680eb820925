import type { ExtensionRule, PeriodRule } from '../../domain/policy/period.ts';
import type { Procedure, Stage } from '../../domain/policy/procedure.ts';

/** The stages of a procedure, in the regulation's order. */
export const stagesOf = ({ steps }: Procedure): [string, Stage][] =>
  Object.entries(steps).flatMap(([id, step]) => (step.kind === 'stage' ? [[id, step]] : []));
export const effectsOf = ({ steps }: Procedure): string[] =>
  Object.entries(steps).flatMap(([id, step]) => (step.kind === 'effect' ? [`${id} → ${step.then}`] : []));

const lengthOf = (rule: PeriodRule): string =>
  rule.unit === 'date' ? `by ${rule.on.join(', ')}` : `${rule.length} ${rule.unit}`;

/** How a period may be lengthened, if at all. */
export const extensionOf = (rule: PeriodRule | undefined): ExtensionRule | undefined =>
  rule === undefined || rule.unit === 'date' ? undefined : rule.extension;

interface Read {
  stage: string;
  by: string[];
  /** `5 wd QD-17.2a` from the stage, `10 wd QD-19c from receipt`. */
  within: string[];
  decisions: string[];
}

/** A stage as one reads it aloud. */
export const read = ([stage, { by, within, decisions }]: [string, Stage]): Read => ({
  stage,
  by,
  within: within.map(
    (rule) =>
      `${lengthOf(rule)} ${rule.clause} from ${rule.from}, ${rule.kind}${extensionOf(rule) === undefined ? '' : ', extensible'}${rule.kinds === undefined ? '' : `, of ${rule.kinds.join(' and ')}`}`,
  ),
  decisions: Object.entries(decisions).map(
    ([command, { to, outcome, needs, onlyAfter }]) =>
      `${command} → ${to}${outcome === undefined ? '' : ` (${outcome})`}${needs === undefined ? '' : `, ${needs}`}${onlyAfter === undefined ? '' : `, only after ${onlyAfter}`}`,
  ),
});

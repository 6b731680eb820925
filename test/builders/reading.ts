import type { ExtensionRule, PeriodRule } from '../../domain/policy/period.ts';
import type { Procedure, Stage } from '../../domain/policy/procedure.ts';

/** The stages of a procedure, in the regulation's order. */
export const stagesOf = ({ steps }: Procedure): [string, Stage][] =>
  Object.entries(steps).flatMap(([id, step]) => (step.kind === 'stage' ? [[id, step]] : []));

/** How a period may be lengthened, if at all. */
export const extensionOf = (rule: PeriodRule | undefined): ExtensionRule | undefined =>
  rule === undefined || rule.unit === 'date' ? undefined : rule.extension;

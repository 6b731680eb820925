import type { Instant, LocalDate } from '../calendar/dates.ts';
import type { CatalogRules } from '../policy/catalog-rules.ts';
import type { Listed } from './dataset.ts';
import { updateDueOf } from './update-due.ts';

/** 真实性、完整性 (QD-14a)、规范性 (CQ-21c)、准确性、及时性、可用性: for each the agency answers. */
export const dimensions = ['truth', 'integrity', 'conformity', 'accuracy', 'timeliness', 'availability'] as const;
export type Dimension = (typeof dimensions)[number];

/** How a dimension is known, and how well it is met, from 0 to 1. */
export interface Measure {
  dimension: Dimension;
  how: 'attested' | 'measured';
  value: number;
}

export interface Quality {
  rows: number;
  warnings: number;
  /** When the data was prepared. */
  updated?: Instant;
  updateDueOn?: LocalDate;
  updateClause?: string;
  overdue: boolean;
  dimensions: Measure[];
}

/** What is known of the quality of published data; nothing where there is none. */
export function qualityOf(listed: Listed, rules: CatalogRules, now: Instant): Quality | undefined {
  const { rows, warnings, updated, state } = listed;
  if (rows === undefined || warnings === undefined) return undefined;
  const due = updateDueOf(listed, rules, now);
  const overdue = due?.overdue ?? false;
  const measured = (dimension: Dimension, value: number): Measure => ({ dimension, how: 'measured', value });
  return {
    rows,
    warnings,
    ...(updated === undefined ? {} : { updated }),
    ...(due === undefined ? {} : { updateDueOn: due.dueOn, updateClause: due.clause }),
    overdue,
    dimensions: [
      // By submitting it, the agency says that it is true and that nothing is left out; nobody else can.
      { dimension: 'truth', how: 'attested', value: 1 },
      { dimension: 'integrity', how: 'attested', value: 1 },
      // A release has no row that isn't as the dictionary says; what is doubtful in it is counted.
      measured('conformity', 1),
      measured('accuracy', rows === 0 ? 1 : Math.max(0, 1 - warnings / rows)),
      measured('timeliness', overdue ? 0 : 1),
      measured('availability', state === 'published' ? 1 : 0),
    ],
  };
}

import type { Instant, LocalDate } from '../calendar/dates.ts';
import type { CatalogRules } from '../policy/catalog-rules.ts';
import type { Listed } from './dataset.ts';
import { updateDueOf } from './update-due.ts';

/** 真实性、规范性、准确性、及时性、可用性 (CQ-21c, QD-14a): for each the agency answers. */
export type Dimension = 'truth' | 'conformity' | 'accuracy' | 'timeliness' | 'availability';

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
      // By submitting it, the agency says that it is true; nobody else can.
      { dimension: 'truth', how: 'attested', value: 1 },
      // A release has no row that isn't as the dictionary says; what is doubtful in it is counted.
      measured('conformity', 1),
      measured('accuracy', rows === 0 ? 1 : Math.max(0, 1 - warnings / rows)),
      measured('timeliness', overdue ? 0 : 1),
      measured('availability', state === 'published' ? 1 : 0),
    ],
  };
}

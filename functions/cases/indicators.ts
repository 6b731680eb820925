import { defined } from '../../domain/defined.ts';
import type { Figures, Indicator } from '../routes/performance.ts';

export const indicatorColumns = ['unit', 'title', 'district', 'area', 'indicator', 'value', 'clause'] as const;

type OfUnit = Figures & { agency: { id: string; title: string }; district?: Indicator['district'] };

/**
 * The figures of a unit as rows that another platform takes as they are (JF-32), each in its area: 编目 cataloguing,
 * 汇聚 gathering, 共享 sharing, 开放 opening, 应用 use, and how periods were kept.
 */
export function indicatorsOf({ agency, district, ...figures }: OfUnit): Indicator[] {
  const { cases, onTime, clauses, cataloguing, gathering, sharing, opening, updates, use } = figures;
  const areas = { cataloguing, gathering, sharing, opening, updates, use, onTime };
  const unit = { unit: agency.id, title: agency.title, ...defined({ district }) };
  return [
    ...Object.entries(areas).flatMap(([area, values]) =>
      Object.entries(values).map(([indicator, value]) => ({ ...unit, area, indicator, value: Number(value) })),
    ),
    ...(['received', 'closed', 'refused', 'returned'] as const).map((indicator) => ({
      ...unit,
      area: 'cases',
      indicator,
      value: cases[indicator],
    })),
    ...clauses.map(({ clause, late }) => ({ ...unit, area: 'clauses', indicator: 'late', value: late, clause })),
  ];
}

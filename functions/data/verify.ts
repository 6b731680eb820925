import type { Dictionary, Field } from '../../domain/data/dictionary.ts';
import { evaluate, type Table } from '../../domain/data/evaluate.ts';
import { parseValue, typeName } from '../../domain/data/parsing.ts';
import type { ColumnView, Condition } from '../../domain/data/query.ts';
import type { Fault } from '../../domain/refusal.ts';
import { pointerOf } from '../middleware/faults.ts';
import type { Match } from '../routes/data.ts';

/** What a row must be to match: equal in every column that is named, of those that the caller may see. */
export function matchCondition(
  match: Match,
  dictionary: Dictionary,
  view: ColumnView,
  place: readonly PropertyKey[],
): { condition: Condition; faults: Fault[] } {
  const visible = dictionary.fields.filter(({ name }) => view.columns?.includes(name) ?? true);
  const faults: Fault[] = [];
  const members = Object.entries(match).flatMap(([column, value]): Condition[] => {
    const field = visible.find(({ name }) => name === column);
    const found = field === undefined ? unknownColumn(column) : equals(field, value);
    if ('kind' in found) return [found];
    faults.push({ pointer: pointerOf(['', ...place, column]), detail: found });
    return [];
  });
  return { condition: { kind: 'all', members }, faults };
}

/** Whether there is such a row among those of the view; nothing else of it. */
export const isMatched = (table: Table, where: Condition, view: ColumnView): boolean =>
  evaluate(table, { select: [], where, order: [], offset: 0, limit: 1 }, view).rows.length > 0;

function equals({ name, type }: Field, value: Match[string]): Condition | Fault['detail'] {
  if (value === null) return { kind: 'is', column: name, value: 'null' };
  const typed = parseValue(type, String(value));
  if (typed !== undefined) return { kind: 'compare', column: name, operator: 'eq', value: typed };
  return { zh: `应为${typeName(type).zh}`, en: `should be ${typeName(type).en}` };
}

const unknownColumn = (name: string): Fault['detail'] => ({
  zh: `没有名为“${name}”的列`,
  en: `there is no column ${name}`,
});

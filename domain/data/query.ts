import { type Fault, Refusal, type Text } from '../refusal.ts';
import type { Cell } from './cell.ts';
import type { Dictionary, Field } from './dictionary.ts';
import type { Mask } from './masking.ts';
import { bindFilter, faultOf } from './query-filter.ts';
import { readColumnFilter, readLogic, readOrder, readParameterName, readSelect, SyntaxFault } from './query-syntax.ts';

export type Comparison = 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte';

/** What a row must fulfil; columns by name, values already of the column's type. */
export type Condition =
  | { kind: 'all' | 'any'; members: readonly Condition[] }
  | { kind: 'not'; member: Condition }
  | { kind: 'compare'; column: string; operator: Comparison; value: Exclude<Cell, null> }
  | { kind: 'like'; column: string; pattern: string; ignoreCase: boolean }
  | { kind: 'in'; column: string; values: readonly Exclude<Cell, null>[] }
  | { kind: 'is'; column: string; value: 'null' | 'not_null' | 'true' | 'false' };

export interface SelectedColumn {
  column: string;
  /** The name in the answer. */
  as: string;
}

export interface Ordering {
  column: string;
  direction: 'asc' | 'desc';
  nulls: 'first' | 'last';
}

/** One page of a table: a request of PostgREST's read dialect with everything found and typed. */
export interface Query {
  select: readonly SelectedColumn[];
  where: Condition;
  order: readonly Ordering[];
  limit?: number;
  offset: number;
}

/** What a caller may see of a table. */
export interface ColumnView {
  /** The visible columns; all of the dictionary's where absent. */
  columns?: readonly string[];
  /** The rows that the grant gives; its own columns need not be visible. */
  rows?: Condition;
  /** Masks by column, for rows that hold raw values: such a column is given masked, never filtered or ordered by. */
  masks?: ReadonlyMap<string, Mask>;
}

/**
 * Reads a query string of PostgREST's dialect against a dictionary. A column outside of the view is as unknown as one
 * that doesn't exist. Refuses with every fault of the request at once.
 */
export function parseQuery(
  parameters: Iterable<readonly [string, string]>,
  dictionary: Dictionary,
  view: ColumnView = {},
): Query {
  const reading = new QueryReading(dictionary, view);
  for (const [name, value] of parameters) reading.read(name, value);
  if (reading.faults.length > 0)
    throw new Refusal(
      'invalid-request',
      { zh: '查询参数有误', en: 'the query has faults' },
      { faults: reading.faults },
    );
  return reading.query();
}

/**
 * Reads the filters of a grant's rows, such as `province=eq.37&level=in.(1,2)`, over all columns of the dictionary.
 * A `limit` there would be ignored and grant more than was meant, so it and its like are refused.
 */
export function parseRowFilter(text: string, dictionary: Dictionary): Condition {
  const parameters = new URLSearchParams(text);
  const faults = onceOnly
    .filter((name) => parameters.has(name))
    .map((name) => faultOf(name, { zh: `行范围不能含 ${name}`, en: `a row filter can't have ${name}` }));
  if (faults.length > 0)
    throw new Refusal('invalid-request', { zh: '行范围有误', en: 'the row filter has faults' }, { faults });
  return parseQuery(parameters, dictionary).where;
}

/** The parameters that shape the page; every other one is a filter. */
const onceOnly = ['select', 'order', 'limit', 'offset'];

const logicNames: ReadonlyMap<string, { kind: 'all' | 'any'; negated: boolean }> = new Map([
  ['and', { kind: 'all', negated: false }],
  ['or', { kind: 'any', negated: false }],
  ['not.and', { kind: 'all', negated: true }],
  ['not.or', { kind: 'any', negated: true }],
]);

class QueryReading {
  readonly faults: Fault[] = [];
  private readonly visible: ReadonlyMap<string, Field>;
  private readonly masked: ReadonlySet<string>;
  private readonly conditions: Condition[] = [];
  private readonly once = new Set<string>();
  private select: SelectedColumn[] | undefined;
  private order: Ordering[] = [];
  private limit: number | undefined;
  private offset = 0;

  constructor(dictionary: Dictionary, view: ColumnView) {
    const fields = dictionary.fields.filter(({ name }) => view.columns?.includes(name) ?? true);
    this.visible = new Map(fields.map((field) => [field.name, field]));
    this.masked = new Set(view.masks?.keys());
  }

  query(): Query {
    const select = this.select ?? [...this.visible.keys()].map((column) => ({ column, as: column }));
    const where: Condition = { kind: 'all', members: this.conditions };
    return {
      select,
      where,
      order: this.order,
      offset: this.offset,
      ...(this.limit !== undefined && { limit: this.limit }),
    };
  }

  read(name: string, value: string): void {
    try {
      this.readParameter(name, value);
    } catch (error) {
      // Syntax ends the reading of this parameter only: the others may have faults too.
      if (!(error instanceof SyntaxFault)) throw error;
      this.faults.push(faultOf(name, error.detail));
    }
  }

  private readParameter(name: string, value: string): void {
    const fault = (detail: Text) => this.faults.push(faultOf(name, detail));
    if (onceOnly.includes(name)) {
      if (this.once.has(name)) return void fault({ zh: `参数 ${name} 重复`, en: `${name} is given twice` });
      this.once.add(name);
    }
    if (name === 'select') this.select = this.selected(value, fault);
    else if (name === 'order') this.order = this.ordered(value, fault);
    else if (name === 'limit') this.limit = natural(name, value, fault);
    else if (name === 'offset') this.offset = natural(name, value, fault) ?? 0;
    else this.filter(name, value, fault);
  }

  private filter(name: string, value: string, fault: (detail: Text) => void): void {
    const logic = logicNames.get(name);
    const syntax = logic
      ? readLogic(logic.kind, logic.negated, value)
      : readColumnFilter(readParameterName(name), value);
    const condition = bindFilter(syntax, (column) => this.filterable(column), fault);
    if (condition) this.conditions.push(condition);
  }

  private filterable(name: string): { field: Field } | { refused: Text } {
    const field = this.visible.get(name);
    if (!field) return { refused: unknownColumn(name) };
    if (!this.masked.has(name)) return { field };
    return {
      refused: {
        zh: `列“${name}”已脱敏，不能用于筛选或排序`,
        en: `column ${name} is masked: it can be neither filtered nor ordered by`,
      },
    };
  }

  private selected(value: string, fault: (detail: Text) => void): SelectedColumn[] {
    const found = readSelect(value).flatMap(({ column, alias }) => {
      if (column === '*') return [...this.visible.keys()].map((each) => ({ column: each, as: each }));
      if (this.visible.has(column)) return [{ column, as: alias ?? column }];
      fault(unknownColumn(column));
      return [];
    });
    const byName = new Map<string, SelectedColumn>();
    for (const item of found) {
      const same = byName.get(item.as);
      if (same && same.column !== item.column)
        fault({ zh: `结果中有两列名为“${item.as}”`, en: `two columns would be named ${item.as}` });
      else byName.set(item.as, item);
    }
    return [...byName.values()];
  }

  private ordered(value: string, fault: (detail: Text) => void): Ordering[] {
    return readOrder(value).flatMap(({ column, direction, nulls }) => {
      const found = this.filterable(column);
      // As in PostgreSQL, null counts as larger than every value unless the request says otherwise.
      if ('field' in found) return [{ column, direction, nulls: nulls ?? (direction === 'asc' ? 'last' : 'first') }];
      fault(found.refused);
      return [];
    });
  }
}

const unknownColumn = (name: string): Text => ({ zh: `没有名为“${name}”的列`, en: `there is no column ${name}` });

function natural(name: string, value: string, fault: (detail: Text) => void): number | undefined {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  fault({ zh: `${name} 应为非负整数，而非“${value}”`, en: `${name} is a whole number from 0 on, not "${value}"` });
  return undefined;
}

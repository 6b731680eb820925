import { type Cell, compareCells, type Row } from './cell.ts';
import { likeMatcher } from './like.ts';
import type { Comparison, Condition } from './query.ts';

/** SQL's three-valued truth: null is unknown. A row is taken only where a condition is true. */
export type Predicate = (row: Row) => boolean | null;

/** Compiles a condition once, so that a scan does no look-up by name. `placeOf` gives a column's place in a row. */
export function compile(condition: Condition, placeOf: (column: string) => number): Predicate {
  switch (condition.kind) {
    case 'all':
      return conjunction(
        condition.members.map((member) => compile(member, placeOf)),
        false,
      );
    case 'any':
      return conjunction(
        condition.members.map((member) => compile(member, placeOf)),
        true,
      );
    case 'not':
      return negation(compile(condition.member, placeOf));
    case 'compare':
      return onValue(placeOf(condition.column), comparison(condition.operator, condition.value));
    case 'like': {
      const matches = likeMatcher(condition.pattern, condition.ignoreCase);
      return onValue(placeOf(condition.column), (cell) => matches?.(String(cell)) ?? false);
    }
    case 'in':
      return membership(placeOf(condition.column), condition.values);
    case 'is':
      return identity(placeOf(condition.column), condition.value);
    default:
      return condition satisfies never;
  }
}

/** AND is false as soon as one member is; OR is true as soon as one is; otherwise an unknown member makes it unknown. */
function conjunction(members: readonly Predicate[], decisive: boolean): Predicate {
  return (row) => {
    let truth: boolean | null = !decisive;
    for (const member of members) {
      const found = member(row);
      if (found === decisive) return decisive;
      if (found === null) truth = null;
    }
    return truth;
  };
}

function negation(member: Predicate): Predicate {
  return (row) => {
    const truth = member(row);
    return truth === null ? null : !truth;
  };
}

type Value = Exclude<Cell, null>;

function onValue(place: number, test: (cell: Value) => boolean): Predicate {
  return (row) => {
    const cell = row[place] ?? null;
    return cell === null ? null : test(cell);
  };
}

function comparison(operator: Comparison, value: Value): (cell: Value) => boolean {
  switch (operator) {
    case 'eq':
      return (cell) => cell === value;
    case 'neq':
      return (cell) => cell !== value;
    case 'gt':
      return (cell) => compareCells(cell, value) > 0;
    case 'gte':
      return (cell) => compareCells(cell, value) >= 0;
    case 'lt':
      return (cell) => compareCells(cell, value) < 0;
    case 'lte':
      return (cell) => compareCells(cell, value) <= 0;
    default:
      return operator satisfies never;
  }
}

/** Nothing is in the empty list, not even null: there it is false, not unknown. */
function membership(place: number, values: readonly Value[]): Predicate {
  if (values.length === 0) return () => false;
  const known = new Set(values);
  return onValue(place, (cell) => known.has(cell));
}

function identity(place: number, value: 'null' | 'not_null' | 'true' | 'false'): Predicate {
  switch (value) {
    case 'null':
      return (row) => (row[place] ?? null) === null;
    case 'not_null':
      return (row) => (row[place] ?? null) !== null;
    case 'true':
      return (row) => row[place] === true;
    case 'false':
      return (row) => row[place] === false;
    default:
      return value satisfies never;
  }
}

import type { Fault, Text } from '../refusal.ts';
import type { Cell } from './cell.ts';
import type { Field, FieldType } from './dictionary.ts';
import { likeMatcher } from './like.ts';
import { parseValue, typeName } from './parsing.ts';
import type { Comparison, Condition } from './query.ts';
import type { FilterSyntax } from './query-syntax.ts';

/** Finds a column that may be filtered by, or says why not. */
export type ColumnLookup = (name: string) => { field: Field } | { refused: Text };

/** Gives a filter its meaning: column found, value read by the column's type. Every fault goes to `faults`. */
export function bindFilter(
  syntax: FilterSyntax,
  lookup: ColumnLookup,
  fault: (detail: Text) => void,
): Condition | undefined {
  if (syntax.kind === 'filter') {
    const column = lookup(syntax.column);
    if ('refused' in column) {
      fault(column.refused);
      return undefined;
    }
    return negated(bindOperation(syntax, column.field, fault), syntax.negated);
  }
  const members = syntax.members
    .map((member) => bindFilter(member, lookup, fault))
    .filter((member) => member !== undefined);
  return negated({ kind: syntax.kind, members }, syntax.negated);
}

const negated = (member: Condition | undefined, isNegated: boolean): Condition | undefined =>
  member && isNegated ? { kind: 'not', member } : member;

type Operation = Extract<FilterSyntax, { kind: 'filter' }>;

function bindOperation(
  { operator, operand }: Operation,
  field: Field,
  fault: (detail: Text) => void,
): Condition | undefined {
  if (Array.isArray(operand)) {
    const values = operand.map((text) => typedValue(field, text, fault)).filter((value) => value !== undefined);
    return { kind: 'in', column: field.name, values };
  }
  if (isComparison(operator)) {
    const value = typedValue(field, operand, fault);
    return value === undefined ? undefined : { kind: 'compare', column: field.name, operator, value };
  }
  if (operator === 'like' || operator === 'ilike') return bindLike(operator, operand, field, fault);
  if (operator === 'is') return bindIs(operand.toLowerCase(), field, fault);
  fault({
    zh: `不支持运算符“${operator}”，可用的有 ${operators.join(' ')}`,
    en: `unknown operator ${operator}; there are ${operators.join(' ')}`,
  });
  return undefined;
}

const comparisons = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte'] as const satisfies readonly Comparison[];
const operators = [...comparisons, 'like', 'ilike', 'in', 'is', 'not'];
const isComparison = (operator: string): operator is Comparison => comparisons.some((known) => known === operator);

/** An integer column may be compared with any number: `gt.2.5` has a clear answer. */
const comparedAs = (type: FieldType): FieldType => (type === 'integer' ? 'number' : type);

function typedValue(
  { name, type }: Field,
  text: string,
  fault: (detail: Text) => void,
): Exclude<Cell, null> | undefined {
  const value = parseValue(comparedAs(type), text);
  if (value !== undefined) return value;
  const hint =
    text.toLowerCase() === 'null' ? { zh: '；查空值请用 is.null', en: '; ask for null with is.null' } : undefined;
  fault({
    zh: `“${text}”不是列“${name}”的有效${typeName(type).zh}${hint?.zh ?? ''}`,
    en: `"${text}" is not ${typeName(type).en}, which column ${name} needs${hint?.en ?? ''}`,
  });
  return undefined;
}

function bindLike(
  operator: 'like' | 'ilike',
  pattern: string,
  { name, type }: Field,
  fault: (detail: Text) => void,
): Condition | undefined {
  if (type !== 'string')
    fault({
      zh: `${operator} 只能用于文本列，列“${name}”是${typeName(type).zh}`,
      en: `${operator} is for text; column ${name} is ${typeName(type).en}`,
    });
  else if (!likeMatcher(pattern, false))
    fault({ zh: `模式“${pattern}”不能以反斜杠结尾`, en: `pattern "${pattern}" can't end in a backslash` });
  else return { kind: 'like', column: name, pattern, ignoreCase: operator === 'ilike' };
  return undefined;
}

function bindIs(word: string, { name, type }: Field, fault: (detail: Text) => void): Condition | undefined {
  if (word === 'null') return { kind: 'is', column: name, value: 'null' };
  if (word === 'not_null' || word === 'not.null') return { kind: 'is', column: name, value: 'not_null' };
  const isTruth = word === 'true' || word === 'false' || word === 'unknown';
  if (isTruth && type === 'boolean') return { kind: 'is', column: name, value: word === 'unknown' ? 'null' : word };
  if (isTruth)
    fault({
      zh: `is.${word} 只能用于是否列，列“${name}”是${typeName(type).zh}`,
      en: `is.${word} is for true or false; column ${name} is ${typeName(type).en}`,
    });
  else
    fault({
      zh: `is 之后应为 null、not_null、true、false 或 unknown，而非“${word}”`,
      en: `is takes null, not_null, true, false or unknown, not "${word}"`,
    });
  return undefined;
}

/** Where a fault of the query string points to. */
export const faultOf = (parameter: string, detail: Text): Fault => ({ pointer: `query/${parameter}`, detail });

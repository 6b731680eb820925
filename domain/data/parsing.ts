import type { Text } from '../refusal.ts';
import type { Cell } from './cell.ts';
import { excelSerialDate, parseDate, parseInstant } from './dates.ts';
import type { Constraints, Field, FieldType } from './dictionary.ts';
import { excerpt } from './finding.ts';
import { patternOf } from './pattern.ts';

/** Why a cell isn't a value of its column. */
export interface CellFault {
  code: string;
  detail: Text;
}

export const isCellFault = (parsed: Cell | CellFault): parsed is CellFault =>
  typeof parsed === 'object' && parsed !== null;

/** Makes the reader of a column: text in, typed cell or fault out. The rules of the field are compiled once. */
export function cellReader(field: Field, missingValues: readonly string[]): (text: string) => Cell | CellFault {
  const missing = new Set(missingValues);
  const refusalOf = constraintCheck(field.title, field.constraints ?? {});
  const required = field.constraints?.required === true;
  return (text) => {
    if (missing.has(text) || missing.has(text.trim())) return required ? missingFault(field) : null;
    const value = parseValue(field.type, text);
    if (value === undefined) return typeFault(field, text);
    return refusalOf(value) ?? value;
  };
}

/**
 * The value that a text writes in a type; undefined if none. Text stays exactly as written, anything else may have
 * blanks around it. Numbers have no thousands separators, and integers no more than a double keeps exactly.
 */
export function parseValue(type: FieldType, text: string): string | number | boolean | undefined {
  switch (type) {
    case 'string':
      return text;
    case 'integer':
      return parseInteger(text.trim());
    case 'number':
      return parseNumber(text.trim());
    case 'boolean':
      return booleans.get(text.trim().toLowerCase());
    case 'date':
      return parseDate(text.trim());
    case 'datetime':
      return parseInstant(text.trim());
    default:
      return type satisfies never;
  }
}

export const isNumeric = (text: string): boolean => numeric.test(text);

const numeric = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;
const booleans = new Map([
  ...['true', 't', '1', '是'].map((word) => [word, true] as const),
  ...['false', 'f', '0', '否'].map((word) => [word, false] as const),
]);

function parseInteger(text: string): number | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

function parseNumber(text: string): number | undefined {
  if (!isNumeric(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

const typeNames: Record<FieldType, Text> = {
  string: { zh: '文本', en: 'text' },
  integer: { zh: '整数', en: 'an integer' },
  number: { zh: '数值', en: 'a number' },
  boolean: { zh: '是否值', en: 'true or false' },
  date: { zh: '日期', en: 'a date' },
  datetime: { zh: '日期时间', en: 'a date and time' },
};
export const typeName = (type: FieldType): Text => typeNames[type];

const missingFault = (field: Field): CellFault => ({
  code: 'required',
  detail: { zh: `“${field.title}”为必填项，此处为空`, en: `${field.title} is required and missing here` },
});

function typeFault(field: Field, text: string): CellFault {
  const serial = field.type === 'date' || field.type === 'datetime' ? excelSerialDate(text.trim()) : undefined;
  if (serial)
    return {
      code: 'excel-serial-date',
      detail: {
        zh: `“${text}”像是 Excel 的日期序列号（${serial}），请改为日期格式后重新上传`,
        en: `${text} looks like Excel's serial number of ${serial}; write it as a date`,
      },
    };
  return {
    code: `not-${field.type}`,
    detail: {
      zh: `“${excerpt(text)}”不是有效的${typeNames[field.type].zh}`,
      en: `"${excerpt(text)}" is not ${typeNames[field.type].en}`,
    },
  };
}

function constraintCheck(
  title: string,
  constraints: Constraints,
): (value: string | number | boolean) => CellFault | undefined {
  const { minimum, maximum, maxLength } = constraints;
  const hasForm = constraints.pattern === undefined ? undefined : patternOf(constraints.pattern);
  const allowed = constraints.enum && new Set<string | number | boolean>(constraints.enum);
  return (value) => {
    // A bound is of its field's type (the dictionary checks it), and dates order as text.
    if (minimum !== undefined && value < minimum)
      return broken('minimum', title, value, `小于最小值 ${minimum}`, `is below ${minimum}`);
    if (maximum !== undefined && value > maximum)
      return broken('maximum', title, value, `大于最大值 ${maximum}`, `is above ${maximum}`);
    if (maxLength !== undefined && [...String(value)].length > maxLength)
      return broken('max-length', title, value, `超过 ${maxLength} 个字符`, `is longer than ${maxLength} characters`);
    if (hasForm && !hasForm(String(value)))
      return broken('pattern', title, value, '不符合规定的格式', 'does not have the required form');
    if (allowed && !allowed.has(value))
      return broken('enum', title, value, '不在规定的取值范围内', 'is not one of the allowed values');
    return undefined;
  };
}

const broken = (code: string, title: string, value: unknown, zh: string, en: string): CellFault => ({
  code,
  detail: { zh: `“${title}”的值“${excerpt(String(value))}”${zh}`, en: `${title} "${excerpt(String(value))}" ${en}` },
});

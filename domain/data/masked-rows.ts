import { Refusal } from '../refusal.ts';
import type { Cell, Row } from './cell.ts';
import { Dictionary, type Field } from './dictionary.ts';
import { type ColumnMasking, type Mask, maskableTypes, maskOf } from './masking.ts';
import type { ColumnView, Condition } from './query.ts';

/** Writes an agency's masking rules into the dictionary; refuses, all at once, columns and rules that don't fit. */
export function withMasking(dictionary: Dictionary, masking: readonly ColumnMasking[]): Dictionary {
  const rules = new Map(masking.map(({ column, rule }) => [column, rule]));
  const faults = masking.flatMap(({ column, rule }, at) => {
    const field = dictionary.fields.find(({ name }) => name === column);
    const pointer = `/masking/${at}`;
    if (!field)
      return [{ pointer, detail: { zh: `数据字典中没有列“${column}”`, en: `the dictionary has no column ${column}` } }];
    if (maskableTypes[rule].includes(field.type)) return [];
    const detail = {
      zh: `脱敏规则 ${rule} 不适用于 ${field.type} 类型的列“${column}”`,
      en: `masking rule ${rule} does not fit column ${column} of type ${field.type}`,
    };
    return [{ pointer, detail }];
  });
  if (faults.length > 0)
    throw new Refusal('invalid-request', { zh: '脱敏规则有误', en: 'the masking rules have faults' }, { faults });
  return {
    ...dictionary,
    fields: dictionary.fields.map(({ masking: _before, ...field }): Field => {
      const rule = rules.get(field.name);
      return rule ? { ...field, masking: rule } : field;
    }),
  };
}

/** The table as it may be published: masks applied, removed columns gone, and a dictionary that says what it has now. */
export function maskRows(
  dictionary: Dictionary,
  rows: readonly Row[],
  salt: string,
): { dictionary: Dictionary; rows: Row[] } {
  const columns = dictionary.fields.flatMap((field, at): [number, Mask][] => {
    if (field.masking === 'remove') return [];
    return [[at, field.masking ? maskOf(field.masking, salt) : asItIs]];
  });
  return {
    dictionary: publishedDictionary(dictionary),
    rows: rows.map((row) => columns.map(([at, mask]) => mask(row[at] ?? null))),
  };
}

/** What a caller with a grant may see of a table that still holds raw values. */
export function columnView(
  dictionary: Dictionary,
  salt: string,
  grant: { columns?: readonly string[]; rows?: Condition } = {},
): ColumnView {
  const shown = dictionary.fields.filter(
    ({ name, masking }) => masking !== 'remove' && (grant.columns?.includes(name) ?? true),
  );
  return {
    columns: shown.map(({ name }) => name),
    masks: new Map(shown.flatMap(({ name, masking }) => (masking ? [[name, maskOf(masking, salt)] as const] : []))),
    ...(grant.rows && { rows: grant.rows }),
  };
}

const asItIs: Mask = (cell: Cell) => cell;

/** What a masked column promises: another type where the rule makes one, no constraint but that it is there. */
function publishedDictionary(dictionary: Dictionary): Dictionary {
  const fields = dictionary.fields
    .filter(({ masking }) => masking !== 'remove')
    .map((field): Field => {
      if (field.masking === undefined) return field;
      const { masking, constraints, format: _raw, ...rest } = field;
      const type = masking === 'year-only' ? 'integer' : masking === 'hash' ? 'string' : field.type;
      return { ...rest, type, ...(constraints?.required && { constraints: { required: true } }) };
    });
  const kept = dictionary.primaryKey?.every((name) =>
    dictionary.fields.some((field) => field.name === name && field.masking === undefined),
  );
  return Dictionary.parse({
    fields,
    missingValues: dictionary.missingValues,
    ...(kept && { primaryKey: dictionary.primaryKey }),
  });
}

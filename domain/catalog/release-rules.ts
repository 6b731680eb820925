import type { Dictionary } from '../data/dictionary.ts';
import { type ColumnMasking, maskableTypes } from '../data/masking.ts';
import type { Fault } from '../refusal.ts';
import type { Dataset } from './dataset.ts';

/** The masking in effect: what the dictionary binds, unless the agency now decides otherwise for that column. */
export function maskingOf(dictionary: Dictionary | undefined, decided: readonly ColumnMasking[] = []): ColumnMasking[] {
  const overruled = new Set(decided.map(({ column }) => column));
  const bound = (dictionary?.fields ?? []).flatMap(({ name, masking }) =>
    masking === undefined || overruled.has(name) ? [] : [{ column: name, rule: masking }],
  );
  return [...bound, ...decided];
}

/** Everything that is wrong with the masking rules of a release; pointers are into what the agency decided. */
export function maskingFaults(
  { dictionary, entry }: Pick<Dataset, 'dictionary' | 'entry'>,
  masking: readonly ColumnMasking[],
  decided: readonly ColumnMasking[],
): Fault[] {
  if (dictionary === undefined) return [];
  const masked = new Map(masking.map(({ column, rule }) => [column, rule]));
  const raw = dictionary.fields.filter(({ name }) => !masked.has(name));
  const kept = dictionary.fields.filter(({ name }) => masked.get(name) !== 'remove');
  return [
    ...decided.flatMap((each, at) => ruleFaults(dictionary, each, decided, `/masking/${at}`)),
    ...raw
      .filter(({ sensitivity }) => sensitivity > entry.securityLevel)
      .map(({ title, sensitivity }) => ({
        pointer: '/masking',
        detail: {
          zh: `列“${title}”为 ${sensitivity} 级,高于数据集的 ${entry.securityLevel} 级,须确定脱敏规则`,
          en: `column ${title} is ${sensitivity}, above the dataset's ${entry.securityLevel}: it needs a masking rule`,
        },
      })),
    ...(kept.length > 0
      ? []
      : [{ pointer: '/masking', detail: { zh: '不能去除全部列', en: 'not every column can be removed' } }]),
  ];
}

function ruleFaults(
  { fields }: Dictionary,
  { column, rule }: ColumnMasking,
  decided: readonly ColumnMasking[],
  pointer: string,
): Fault[] {
  const field = fields.find(({ name }) => name === column);
  if (field === undefined)
    return [{ pointer, detail: { zh: `数据字典中没有列“${column}”`, en: `the dictionary has no column "${column}"` } }];
  if (decided.filter((other) => other.column === column).length > 1)
    return [{ pointer, detail: { zh: `列“${column}”有多条脱敏规则`, en: `column "${column}" has several rules` } }];
  if (maskableTypes[rule].includes(field.type)) return [];
  return [
    {
      pointer,
      detail: {
        zh: `脱敏规则 ${rule} 不适用于 ${field.type} 类型的列“${column}”`,
        en: `masking rule ${rule} does not fit column "${column}" of type ${field.type}`,
      },
    },
  ];
}

import type { z } from 'zod';
import { en, zhCN } from 'zod/locales';
import type { Text } from '../../domain/refusal.ts';

const english = en().localeError;
const chinese = zhCN().localeError;

/** What is wrong with a value, in both languages: a schema's own complaint, or zod's words for it. */
export function wordingOf(issue: z.core.$ZodIssue): Text {
  if (issue.code === 'custom') {
    const { zh } = issue.params ?? {};
    return { zh: typeof zh === 'string' ? zh : issue.message, en: issue.message };
  }
  return { zh: inChinese(issue) ?? said(chinese(raw(issue))), en: said(english(raw(issue))) };
}

export const requiredText: Text = { zh: '必填', en: 'required' };
export const unknownText: Text = { zh: '没有这一项', en: 'there is no such field' };
export const noFormText: Text = { zh: '不符合任何一种允许的写法', en: 'matches none of the allowed forms' };

/** Where zod's Chinese would speak of "string" and "object" to a citizen. */
function inChinese(issue: z.core.$ZodIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${typeName(issue.expected)}，而不是${typeName(typeOf(issue.input))}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined ? oneOf(issue.options) : noFormText.zh;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return formats[issue.format];
    default:
      return undefined;
  }
}

const oneOf = (values: readonly z.core.util.Primitive[]): string =>
  `应为${values.length === 1 ? ' ' : '以下之一：'}${values.map(String).join('、')}`;

function tooSmall({ origin, minimum, inclusive, exact }: z.core.$ZodIssueTooSmall): string {
  const unit = units[origin];
  if (unit === undefined) return `${inclusive ? '不得小于' : '应大于'} ${minimum}`;
  if (exact === true) return `应为 ${minimum} ${unit}`;
  return minimum === 1 ? '不能为空' : `至少 ${minimum} ${unit}`;
}

function tooBig({ origin, maximum, inclusive, exact }: z.core.$ZodIssueTooBig): string {
  const unit = units[origin];
  if (unit === undefined) return `${inclusive ? '不得大于' : '应小于'} ${maximum}`;
  return exact === true ? `应为 ${maximum} ${unit}` : `最多 ${maximum} ${unit}`;
}

const units: Readonly<Record<string, string>> = { string: '个字符', array: '项' };

const formats: Readonly<Record<string, string>> = {
  date: '应为存在的日期，如 2026-10-16',
  datetime: '应为 RFC 3339 的 UTC 时刻，如 2026-10-16T08:00:00.000Z',
};

const typeNames: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  null: 'null',
  array: '列表',
  object: '对象',
  record: '对象',
};

const typeName = (type: string): string => typeNames[type] ?? type;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  // A query's words are text until they are read as numbers.
  if (typeof value === 'number') return Number.isNaN(value) ? 'string' : Number.isInteger(value) ? 'int' : '小数';
  return typeof value;
}

const raw = (issue: z.core.$ZodIssue): z.core.$ZodRawIssue => issue as z.core.$ZodRawIssue;

const said = (message: { message: string } | string | undefined | null): string =>
  (typeof message === 'string' ? message : message?.message) ?? '';

// 政务信息资源目录编制指南: 类 one digit (1 base, 2 theme, 3 department), 项 two, 目 three, 细目 as many as it takes, and
// behind the stroke the running number of the resource.
const form = /^(?<kind>[123])(?<group>\d{2})(?<list>\d{3})(?<detail>\d{0,20})\/(?<number>\d{1,20})$/;

/** The parts of a resource code (信息资源代码). */
export interface ResourceCode {
  kind: 'base' | 'theme' | 'department';
  group: string;
  list: string;
  detail: string;
  number: string;
}

const kinds = { 1: 'base', 2: 'theme', 3: 'department' } as const;

/** The parts of a code by the national guide; undefined for what is none. 项 and 目 count from 1. */
export function partsOfResourceCode(text: string): ResourceCode | undefined {
  const { kind, group = '', list = '', detail = '', number = '' } = form.exec(text)?.groups ?? {};
  if (kind === undefined || Number(group) === 0 || Number(list) === 0) return undefined;
  return { kind: kinds[kind as '1' | '2' | '3'], group, list, detail, number };
}

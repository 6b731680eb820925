import type { Text } from '../refusal.ts';

/** A filter as it is written, before anything is known of its column. */
export type FilterSyntax =
  | { kind: 'all' | 'any'; negated: boolean; members: FilterSyntax[] }
  | { kind: 'filter'; column: string; negated: boolean; operator: string; operand: string | string[] };

export interface SelectSyntax {
  column: string;
  alias?: string;
}

export interface OrderSyntax {
  column: string;
  direction: 'asc' | 'desc';
  nulls?: 'first' | 'last';
}

/** The text can't be read; carries what to tell the caller. */
export class SyntaxFault extends Error {
  readonly detail: Text;

  constructor(detail: Text) {
    super(detail.en);
    this.name = 'SyntaxFault';
    this.detail = detail;
  }
}

/** `eq.x`, `not.in.(a,"b,c")`: the value of a query parameter that is a column; what follows the operator is taken raw. */
export function readColumnFilter(column: string, value: string): FilterSyntax {
  const cursor = new Cursor(value);
  const filter = readOperation(cursor, column, () => cursor.rest());
  cursor.expectEnd();
  return filter;
}

/** `(a.eq.1,or(b.is.null,c.like."x,*"))`: the value of the query parameters `and` and `or`. */
export function readLogic(kind: 'all' | 'any', negated: boolean, value: string): FilterSyntax {
  const cursor = new Cursor(value);
  const members = readMembers(cursor);
  cursor.expectEnd();
  return { kind, negated, members };
}

/** `a,alias:b,*` */
export function readSelect(value: string): SelectSyntax[] {
  const cursor = new Cursor(value);
  return cursor.list(() => {
    if (cursor.eat('*')) return { column: '*' };
    const name = cursor.fieldName();
    const aliased = cursor.peek() === ':' && cursor.peek(1) !== ':' && cursor.eat(':');
    const item = aliased ? { column: cursor.fieldName(), alias: name } : { column: name };
    refuseExtension(cursor);
    return item;
  });
}

/** `a,b.desc,c.asc.nullsfirst` */
export function readOrder(value: string): OrderSyntax[] {
  const cursor = new Cursor(value);
  return cursor.list(() => {
    const column = cursor.fieldName();
    const direction = cursor.eat('.desc') ? 'desc' : cursor.eat('.asc') ? 'asc' : 'asc';
    const nulls = cursor.eat('.nullsfirst') ? 'first' : cursor.eat('.nullslast') ? 'last' : undefined;
    return { column, direction, ...(nulls && { nulls }) };
  });
}

/** A column's name as a query parameter: quoted if it has reserved characters. */
export function readParameterName(name: string): string {
  if (!name.startsWith('"')) return name;
  const cursor = new Cursor(name);
  const column = cursor.quoted();
  cursor.expectEnd();
  return column;
}

function readMembers(cursor: Cursor): FilterSyntax[] {
  cursor.spaces();
  cursor.expect('(');
  const members: FilterSyntax[] = [];
  do members.push(readMember(cursor));
  while (cursor.eat(','));
  cursor.expect(')');
  cursor.spaces();
  return members;
}

function readMember(cursor: Cursor): FilterSyntax {
  cursor.spaces();
  const group = cursor.match(/(not\.)?(and|or)\s*(?=\()/y);
  if (group)
    return { kind: group[2] === 'and' ? 'all' : 'any', negated: group[1] !== undefined, members: readMembers(cursor) };
  const column = cursor.fieldName();
  cursor.expect('.');
  const filter = readOperation(cursor, column, () => cursor.quotedOrUntil(',)'));
  cursor.spaces();
  return filter;
}

function readOperation(cursor: Cursor, column: string, readOperand: () => string): FilterSyntax {
  const negated = cursor.eat('not.');
  const operator = cursor.match(/[a-z_]+/y)?.[0] ?? '';
  if (cursor.peek() === '(' && operator !== '')
    throw new SyntaxFault({
      zh: `不支持运算符修饰“${operator}(…)”`,
      en: `operator modifiers such as ${operator}(any) are not supported`,
    });
  if (operator === '' || !cursor.eat('.'))
    throw new SyntaxFault({
      zh: `“${cursor.text}”缺少运算符，应写作 eq.值 这样的形式`,
      en: `"${cursor.text}" has no operator; write it like eq.value`,
    });
  const operand = operator === 'in' ? readList(cursor) : readOperand();
  return { kind: 'filter', column, negated, operator, operand };
}

/** `(a,"b,c")`; `()` is the empty list, which nothing is in. As in PostgREST blanks inside belong to the values. */
function readList(cursor: Cursor): string[] {
  cursor.spaces();
  cursor.expect('(');
  cursor.spaces();
  const values: string[] = [];
  do values.push(cursor.quotedOrUntil(',)'));
  while (cursor.eat(','));
  cursor.expect(')');
  cursor.spaces();
  return values.length === 1 && values[0] === '' ? [] : values;
}

function refuseExtension(cursor: Cursor): void {
  const [found, zh, en] = extensions.find(([mark]) => cursor.peek() === mark) ?? [];
  if (found) throw new SyntaxFault({ zh: `select 不支持${zh}`, en: `select does not support ${en}` });
}

const extensions = [
  ['(', '关联资源', 'embedded resources'],
  ['!', '关联资源', 'embedded resources'],
  [':', '类型转换（::）', 'casts (::)'],
  ['-', 'JSON 路径', 'JSON paths'],
  ['.', '聚合函数', 'aggregates'],
] as const;

class Cursor {
  readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  peek(ahead = 0): string | undefined {
    return this.text[this.at + ahead];
  }

  eat(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** The pattern must be sticky. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found ?? undefined;
  }

  spaces(): void {
    this.match(/[ \t]*/y);
  }

  rest(): string {
    const rest = this.text.slice(this.at);
    this.at = this.text.length;
    return rest;
  }

  expect(expected: string): void {
    if (this.eat(expected)) return;
    const place = this.at + 1;
    throw new SyntaxFault({
      zh: `“${this.text}”第 ${place} 个字符处应为“${expected}”`,
      en: `"${this.text}" should have "${expected}" at character ${place}`,
    });
  }

  expectEnd(): void {
    const rest = this.text.slice(this.at);
    if (rest !== '')
      throw new SyntaxFault({ zh: `“${rest}”多余，无法识别`, en: `"${rest}" is left over and can't be read` });
  }

  list<Item>(readItem: () => Item): Item[] {
    const items: Item[] = [];
    do {
      this.spaces();
      items.push(readItem());
      this.spaces();
    } while (this.eat(','));
    this.expectEnd();
    return items;
  }

  fieldName(): string {
    if (this.peek() === '"') return this.quoted();
    // A dash is part of a name unless it begins a JSON arrow.
    const name = this.match(/(?:[\p{L}\p{N}_$ ]|-(?!>))+/uy)?.[0].trim();
    if (name) return name;
    throw new SyntaxFault({ zh: `“${this.text}”缺少列名`, en: `"${this.text}" lacks the name of a column` });
  }

  quoted(): string {
    const found = this.match(/"((?:[^"\\]|\\.)*)"/sy);
    if (!found) throw new SyntaxFault({ zh: `“${this.text}”的引号没有闭合`, en: `"${this.text}" has an open quote` });
    return (found[1] ?? '').replace(/\\(.)/gs, '$1');
  }

  /** Quotes count only around a whole value, as in PostgREST: `a"b` is four characters. */
  quotedOrUntil(stops: string): string {
    const begun = this.at;
    if (this.peek() === '"' && /"(?:[^"\\]|\\.)*"/sy.test(this.text.slice(begun))) {
      const value = this.quoted();
      const next = this.peek();
      if (next === undefined || stops.includes(next)) return value;
      this.at = begun;
    }
    while (this.at < this.text.length && !stops.includes(this.text[this.at] ?? '')) this.at++;
    return this.text.slice(begun, this.at);
  }
}

import { describe, expect, it } from 'vitest';
import type { Dictionary, FieldType } from '../../../domain/data/dictionary.ts';
import { maskOf } from '../../../domain/data/masking.ts';
import { type ColumnView, parseQuery, parseRowFilter } from '../../../domain/data/query.ts';
import { type Fault, Refusal } from '../../../domain/refusal.ts';

const columns: [string, FieldType][] = [
  ['id', 'integer'],
  ['名称', 'string'],
  ['price', 'number'],
  ['open', 'boolean'],
  ['day', 'date'],
  ['at', 'datetime'],
];
const dictionary: Dictionary = {
  fields: columns.map(([name, type]) => ({ name, title: name, type, sensitivity: 'L1' })),
  missingValues: [''],
};

const parse = (query: string, view?: ColumnView) => parseQuery(new URLSearchParams(query), dictionary, view);
const where = (query: string) => {
  const condition = parse(query).where;
  return 'members' in condition ? condition.members[0] : condition;
};
function faultsOf(query: string, view?: ColumnView): readonly Fault[] {
  try {
    parse(query, view);
  } catch (error) {
    if (error instanceof Refusal) return error.faults;
    throw error;
  }
  return [];
}

describe('select', () => {
  it('is every column where none is named', () => {
    expect(parse('').select.map(({ as }) => as)).toEqual(columns.map(([name]) => name));
  });

  it('takes columns, renamed ones and the star', () => {
    expect(parse('select=价格:price,id').select).toEqual([
      { column: 'price', as: '价格' },
      { column: 'id', as: 'id' },
    ]);
    expect(parse('select=*,again:id').select).toHaveLength(columns.length + 1);
  });

  it('gives a column once that is named twice', () => {
    expect(parse('select=id, id,"id"').select).toEqual([{ column: 'id', as: 'id' }]);
  });

  it.each([
    ['id,nothing', 'there is no column nothing'],
    ['a:id,a:price', 'two columns would be named a'],
    ['id,other(*)', 'embedded resources'],
    ['id::text', 'casts'],
    ['id->>x', 'JSON paths'],
    ['id.sum()', 'aggregates'],
    ['count()', 'embedded resources'],
    ['', 'lacks the name of a column'],
    ['id,', 'lacks the name of a column'],
  ])('refuses %j', (select, detail) => {
    expect(faultsOf(`select=${select}`)).toMatchObject([
      { pointer: 'query/select', detail: { en: expect.stringContaining(detail) } },
    ]);
  });
});

describe('filters', () => {
  it.each([
    ['id=eq.5', { kind: 'compare', column: 'id', operator: 'eq', value: 5 }],
    ['id=gt.2.5', { kind: 'compare', column: 'id', operator: 'gt', value: 2.5 }],
    ['名称=eq.a.b,(c)', { kind: 'compare', column: '名称', operator: 'eq', value: 'a.b,(c)' }],
    ['名称=eq."x"', { kind: 'compare', column: '名称', operator: 'eq', value: '"x"' }],
    ['名称=eq.', { kind: 'compare', column: '名称', operator: 'eq', value: '' }],
    ['"名称"=neq.x', { kind: 'compare', column: '名称', operator: 'neq', value: 'x' }],
    ['day=gte.2026/1/5', { kind: 'compare', column: 'day', operator: 'gte', value: '2026-01-05' }],
    [
      'at=lt.2026-01-05T00:00:00Z',
      { kind: 'compare', column: 'at', operator: 'lt', value: '2026-01-05T08:00:00+08:00' },
    ],
    ['open=eq.true', { kind: 'compare', column: 'open', operator: 'eq', value: true }],
    ['名称=like.*x*', { kind: 'like', column: '名称', pattern: '*x*', ignoreCase: false }],
    ['名称=ilike.X%25', { kind: 'like', column: '名称', pattern: 'X%', ignoreCase: true }],
    ['id=in.(1,2)', { kind: 'in', column: 'id', values: [1, 2] }],
    ['名称=in.("a,b","q\\"\\\\",c)', { kind: 'in', column: '名称', values: ['a,b', 'q"\\', 'c'] }],
    ['名称=in.(a"b)', { kind: 'in', column: '名称', values: ['a"b'] }],
    ['名称=in.()', { kind: 'in', column: '名称', values: [] }],
    ['名称=is.null', { kind: 'is', column: '名称', value: 'null' }],
    ['名称=is.NOT_NULL', { kind: 'is', column: '名称', value: 'not_null' }],
    ['open=is.unknown', { kind: 'is', column: 'open', value: 'null' }],
    ['open=is.true', { kind: 'is', column: 'open', value: 'true' }],
    ['id=not.in.(1)', { kind: 'not', member: { kind: 'in', column: 'id', values: [1] } }],
    ['id=not.is.null', { kind: 'not', member: { kind: 'is', column: 'id', value: 'null' } }],
  ])('%s', (query, condition) => {
    expect(where(query)).toEqual(condition);
  });

  it('all hold that are given, several of one column too', () => {
    expect(parse('id=gt.1&id=lt.9&名称=eq.x').where).toMatchObject({ kind: 'all', members: { length: 3 } });
  });

  it.each([
    ['nothing=eq.1', 'query/nothing', 'there is no column nothing'],
    ['id=5', 'query/id', 'write it like eq.value'],
    ['id=equals.5', 'query/id', 'unknown operator equals'],
    ['名称=match.x', 'query/名称', 'unknown operator match'],
    ['名称=like(any).{a,b}', 'query/名称', 'operator modifiers'],
    ['id=eq.x', 'query/id', '"x" is not an integer'],
    ['id=eq.null', 'query/id', 'ask for null with is.null'],
    ['day=gt.2026-02-30', 'query/day', 'not a date'],
    ['id=in.1', 'query/id', 'should have "("'],
    ['id=in.(1,2', 'query/id', 'should have ")"'],
    ['id=in.(1)x', 'query/id', 'left over'],
    ['id=like.1*', 'query/id', 'like is for text'],
    ['名称=like.x\\', 'query/名称', 'backslash'],
    ['id=is.true', 'query/id', 'is.true is for true or false'],
    ['id=is.5', 'query/id', 'is takes null'],
    ['__proto__=eq.1', 'query/__proto__', 'there is no column __proto__'],
    ['constructor=is.null', 'query/constructor', 'there is no column constructor'],
  ])('refuses %s', (query, pointer, detail) => {
    expect(faultsOf(query)).toMatchObject([{ pointer, detail: { en: expect.stringContaining(detail) } }]);
  });
});

describe('and, or, not', () => {
  it('nest, with blanks, quotes and negation', () => {
    expect(where('or=(id.eq.1, and( id.not.gt.2 ,not.or(名称.eq."a,b)",open.is.true)))')).toEqual({
      kind: 'any',
      members: [
        { kind: 'compare', column: 'id', operator: 'eq', value: 1 },
        {
          kind: 'all',
          members: [
            { kind: 'not', member: { kind: 'compare', column: 'id', operator: 'gt', value: 2 } },
            {
              kind: 'not',
              member: {
                kind: 'any',
                members: [
                  { kind: 'compare', column: '名称', operator: 'eq', value: 'a,b)' },
                  { kind: 'is', column: 'open', value: 'true' },
                ],
              },
            },
          ],
        },
      ],
    });
  });

  it('are negated as parameters too', () => {
    expect(where('not.and=(id.eq.1)')).toMatchObject({ kind: 'not', member: { kind: 'all' } });
  });

  it.each([
    ['or=()', 'lacks the name of a column'],
    ['or=id.eq.1', 'should have "("'],
    ['or=(id.eq.1', 'should have ")"'],
    ['or=(id.eq.1))', 'left over'],
    ['or=(id)', 'should have "."'],
    ['and=(xor(id.eq.1))', 'should have "."'],
    ['or=(名称.eq."a)', undefined],
  ])('%s', (query, detail) => {
    const faults = detail
      ? [{ pointer: `query/${query.split('=')[0]}`, detail: { en: expect.stringContaining(detail) } }]
      : [];
    expect(faultsOf(query)).toMatchObject(faults);
  });
});

describe('order and page', () => {
  it('order by several columns; null counts as the largest unless told otherwise', () => {
    expect(parse('order=id.desc,名称,price.asc.nullsfirst,day.desc.nullslast,"at".nullsfirst').order).toEqual([
      { column: 'id', direction: 'desc', nulls: 'first' },
      { column: '名称', direction: 'asc', nulls: 'last' },
      { column: 'price', direction: 'asc', nulls: 'first' },
      { column: 'day', direction: 'desc', nulls: 'last' },
      { column: 'at', direction: 'asc', nulls: 'first' },
    ]);
  });

  it('limit and offset are whole numbers', () => {
    expect(parse('limit=0&offset=20')).toMatchObject({ limit: 0, offset: 20 });
  });

  it.each([
    ['order=id.up', 'left over'],
    ['order=nothing', 'there is no column nothing'],
    ['limit=-1', 'whole number'],
    ['limit=1.5', 'whole number'],
    ['offset=x', 'whole number'],
    ['limit=1&limit=2', 'given twice'],
    ['select=id&select=id', 'given twice'],
  ])('refuses %s', (query, detail) => {
    expect(faultsOf(query)).toMatchObject([{ detail: { en: expect.stringContaining(detail) } }]);
  });
});

it('every fault of a request is named at once, in both languages', () => {
  const faults = faultsOf('select=a,b&id=eq.x&or=(c.eq.1,名称.foo.1)&day=&order=d&limit=x');

  expect(faults.map(({ pointer }) => pointer)).toEqual([
    ...['query/select', 'query/select', 'query/id', 'query/or', 'query/or', 'query/day', 'query/order', 'query/limit'],
  ]);
  expect(faults.every(({ detail }) => /\p{sc=Han}/u.test(detail.zh) && detail.en !== detail.zh)).toBe(true);
});

describe('a view', () => {
  it('makes a hidden column as unknown as one that does not exist', () => {
    const view = { columns: ['id'] };

    const hidden = faultsOf('select=price&price=gt.1&order=price', view);
    const absent = faultsOf('select=nope&nope=gt.1&order=nope', view);

    expect(hidden.map(({ detail }) => detail.en.replace('price', 'nope'))).toEqual(
      absent.map(({ detail }) => detail.en),
    );
    expect(parse('', view).select).toEqual([{ column: 'id', as: 'id' }]);
  });

  it('lets a masked column be selected, but neither filtered nor ordered by', () => {
    const view = { masks: new Map([['名称', maskOf('keep-first-last', 's')]]) };

    const faults = faultsOf('select=名称&名称=eq.张三&or=(id.eq.1,名称.like.张*)&order=名称', view);

    expect(faults.map(({ pointer }) => pointer)).toEqual(['query/名称', 'query/or', 'query/order']);
  });
});

it('a grant writes its rows in the same dialect', () => {
  expect(parseRowFilter('id=in.(1,2)&open=is.true', dictionary)).toMatchObject({ kind: 'all', members: { length: 2 } });
  expect(() => parseRowFilter('other=eq.1', dictionary)).toThrow(Refusal);
  expect(() => parseRowFilter('id=eq.1&limit=5', dictionary)).toThrow(Refusal);
});

import { DatabaseSync } from 'node:sqlite';
import { PostgrestClient } from '@supabase/postgrest-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../domain/data/cell.ts';
import type { Dictionary, FieldType } from '../../../domain/data/dictionary.ts';
import { evaluate, type Table } from '../../../domain/data/evaluate.ts';
import { maskOf } from '../../../domain/data/masking.ts';
import { type ColumnView, type Condition, parseQuery, parseRowFilter } from '../../../domain/data/query.ts';

const dictionaryOf = (...columns: [string, FieldType][]): Dictionary => ({
  fields: columns.map(([name, type]) => ({ name, title: name, type, sensitivity: 'L1' })),
  missingValues: [''],
});

const table: Table = {
  dictionary: dictionaryOf(
    ['id', 'integer'],
    ['name', 'string'],
    ['price', 'number'],
    ['open', 'boolean'],
    ['day', 'date'],
  ),
  rows: [
    [1, '张三', 9.5, true, '2026-01-05'],
    [2, '李四, 五', 10, false, '2026-02-01'],
    [3, null, null, null, null],
    [4, '张小三', -1, true, '2025-12-31'],
    [5, 'Zhang', 10, null, '2026-02-01'],
  ],
};

const ask = (query: string, view?: ColumnView, count = false) =>
  evaluate(table, parseQuery(new URLSearchParams(query), table.dictionary, view), view, { count });
const idsOf = (query: string): unknown[] => ask(`select=id&${query}`).rows.map(([id]) => id);

describe('filters on typed rows', () => {
  it.each([
    ['price=gt.9.5', [2, 5]],
    ['price=lte.9.50', [1, 4]],
    ['price=eq.10.0', [2, 5]],
    ['day=gte.2026/1/5', [1, 2, 5]],
    ['name=like.张*', [1, 4]],
    ['name=ilike.zh*', [5]],
    ['name=in.("李四, 五",Zhang)', [2, 5]],
    ['open=is.true', [1, 4]],
    ['open=is.unknown', [3, 5]],
    ['open=is.not_null', [1, 2, 4]],
    ['id=in.()', []],
    ['id=not.in.()', [1, 2, 3, 4, 5]],
    ['or=(name.eq."李四, 五",price.lt.0)', [2, 4]],
  ])('%s', (query, ids) => {
    expect(idsOf(query)).toEqual(ids);
  });

  it.each([
    ['price=neq.10', [1, 4]],
    ['price=not.eq.10', [1, 4]],
    ['price=not.gt.9', [4]],
    ['name=not.like.张*', [2, 5]],
    ['name=not.in.(Zhang)', [1, 2, 4]],
    ['open=not.is.true', [2, 3, 5]],
    ['or=(price.gt.100,open.is.true)', [1, 4]],
    ['not.or=(price.gt.9,id.eq.4)', []],
    ['not.and=(price.gt.9,id.lt.3)', [3, 4, 5]],
  ])('null is unknown: %s', (query, ids) => {
    expect(idsOf(query)).toEqual(ids);
  });
});

describe('pages', () => {
  it('order by type, null as the largest', () => {
    expect(idsOf('order=price')).toEqual([4, 1, 2, 5, 3]);
    expect(idsOf('order=price.desc')).toEqual([3, 2, 5, 1, 4]);
    expect(idsOf('order=price.desc.nullslast,id.desc')).toEqual([5, 2, 1, 4, 3]);
  });

  it('take limit and offset after filter and order, and count everything that fits', () => {
    expect(ask('select=id&order=id.desc&id=gt.1&limit=2&offset=1', undefined, true)).toEqual({
      columns: ['id'],
      rows: [[4], [3]],
      total: 4,
    });
  });

  it('beyond the end are empty', () => {
    expect(ask('offset=9', undefined, true)).toMatchObject({ rows: [], total: 5 });
  });

  it('give renamed columns in the order asked for', () => {
    expect(ask('select=名:name,id&limit=1')).toEqual({ columns: ['名', 'id'], rows: [['张三', 1]] });
  });

  it('look at no row after the page, if neither sorted nor counted', () => {
    let looked = 0;
    const rows = new Proxy(table.rows, {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looked++;
        return Reflect.get(target, key, receiver);
      },
    });

    evaluate({ ...table, rows }, parseQuery([['limit', '2']], table.dictionary));

    expect(looked).toBeLessThanOrEqual(3);
  });
});

describe('a view', () => {
  it('gives the rows of the grant only, by columns that the caller need not see', () => {
    const view = { columns: ['id'], rows: parseRowFilter('open=is.true', table.dictionary) };

    expect(ask('or=(id.gt.0,id.is.null)', view, true)).toEqual({ columns: ['id'], rows: [[1], [4]], total: 2 });
  });

  it('gives masked columns masked', () => {
    const view = { masks: new Map([['name', maskOf('keep-first-last', 's')]]) };

    expect(ask('select=name&id=eq.4', view).rows).toEqual([['张*三']]);
  });

  it('gives nothing, not everything, if its filter names a column that the table lost', () => {
    const view: ColumnView = { rows: { kind: 'is', column: 'gone', value: 'null' } };

    expect(() => ask('', view)).toThrow('no column gone');
  });
});

describe('what @supabase/postgrest-js sends', () => {
  /** Builds a request with the real client and answers it here. */
  async function answer(
    build: (from: ReturnType<PostgrestClient['from']>) => PromiseLike<unknown>,
  ): Promise<unknown[]> {
    let sent = new URL('http://unsent');
    const client = new PostgrestClient('http://host/data', {
      fetch: async (input) => {
        sent = new URL(String(input));
        return new Response('[]');
      },
    });
    await build(client.from('people'));
    return evaluate(table, parseQuery(sent.searchParams, table.dictionary)).rows.map(([id]) => id);
  }

  it.each<[string, Parameters<typeof answer>[0], number[]]>([
    ['select with blanks', (from) => from.select('id, 名: name').eq('name', '张三'), [1]],
    ['neq and gt', (from) => from.select().neq('id', 1).gt('price', 9.5), [2, 5]],
    ['in with a comma', (from) => from.select().in('name', ['李四, 五', 'Zhang']), [2, 5]],
    ['notIn', (from) => from.select().notIn('name', ['李四, 五', 'Zhang']), [1, 4]],
    ['is null', (from) => from.select().is('open', null), [3, 5]],
    ['not is null', (from) => from.select().not('open', 'is', null), [1, 2, 4]],
    ['like', (from) => from.select().like('name', '%三'), [1, 4]],
    ['or', (from) => from.select().or('price.lt.0,and(open.is.false,id.eq.2)'), [2, 4]],
    ['match', (from) => from.select().match({ open: true, price: 9.5 }), [1]],
    ['filter', (from) => from.select().filter('id', 'in', '(1,2)'), [1, 2]],
    [
      'order and range',
      (from) => from.select().order('price', { ascending: false, nullsFirst: false }).order('id').range(1, 2),
      [5, 1],
    ],
    ['order with its default', (from) => from.select().order('price', { ascending: false }).limit(1), [3]],
    ['a date', (from) => from.select().gte('day', '2026-02-01'), [2, 5]],
  ])('%s', async (_what, build, ids) => {
    expect(await answer(build)).toEqual(ids);
  });
});

describe('a second opinion: SQLite, whose NULL, text order (by UTF-8 byte) and NULLS FIRST are those of the standard', () => {
  const dictionary = dictionaryOf(['n', 'integer'], ['s', 'string']);
  const n = fc.constantFrom(null, -1, 0, 1, 2, 10);
  const s = fc.constantFrom(null, '', 'a', 'B', '甲', '乙', '𠮷', '\uFF01');
  const filter = fc.oneof(
    fc.tuple(
      fc.constant('n'),
      fc.constantFrom('eq', 'neq', 'gt', 'gte', 'lt', 'lte'),
      n.filter((value) => value !== null),
    ),
    fc.tuple(
      fc.constant('s'),
      fc.constantFrom('eq', 'neq', 'gt', 'gte', 'lt', 'lte'),
      s.filter((value) => value !== null),
    ),
    fc.tuple(fc.constantFrom('n', 's'), fc.constant('is'), fc.constant('null')),
    fc.tuple(fc.constant('n'), fc.constant('in'), fc.constant('(1,2)')),
  );
  const condition = fc.tuple(filter, fc.constantFrom('', 'not.')).map(([[column, operator, value], not]) => {
    const operand = operator === 'in' || operator === 'is' ? value : JSON.stringify(value);
    return `${column}.${not}${operator}.${operand}`;
  });
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      condition,
      fc
        .tuple(fc.constantFrom('and', 'or', 'not.and', 'not.or'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
        .map(([kind, members]) => `${kind}(${members.join(',')})`),
    ),
  }));
  const order = fc.constantFrom('s', 's.desc', 'n.desc', 'n.asc.nullsfirst', 'n.desc.nullslast', 's.asc.nullsfirst');

  it('agrees on every random filter and order', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, s TEXT)');
    const insert = database.prepare('INSERT INTO t (n, s) VALUES (?, ?)');
    fc.assert(
      fc.property(fc.array(fc.tuple(n, s), { maxLength: 12 }), tree, order, (rows: Row[], logic, ordering) => {
        database.exec('DELETE FROM t');
        for (const [left = null, right = null] of rows) insert.run(left as number | null, right as string | null);
        const query = parseQuery(
          [
            ['and', `(${logic})`],
            ['order', ordering],
          ],
          dictionary,
        );
        const [{ column, direction, nulls } = { column: '', direction: '', nulls: '' }] = query.order;

        const sql = `SELECT n, s FROM t WHERE ${sqlOf(query.where)} ORDER BY ${column} ${direction} NULLS ${nulls}, id`;

        expect(evaluate({ dictionary, rows }, query).rows).toEqual(
          database
            .prepare(sql)
            .all()
            .map((row) => [row.n, row.s]),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

/** An independent reading of the conditions: as SQL text. */
function sqlOf(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
      return `(${condition.members.map(sqlOf).join(' AND ') || 'TRUE'})`;
    case 'any':
      return `(${condition.members.map(sqlOf).join(' OR ')})`;
    case 'not':
      return `(NOT ${sqlOf(condition.member)})`;
    case 'compare': {
      const operators = { eq: '=', neq: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };
      const value = typeof condition.value === 'string' ? `'${condition.value}'` : String(condition.value);
      return `(${condition.column} ${operators[condition.operator]} ${value})`;
    }
    case 'in':
      return `(${condition.column} IN (${condition.values.join(',')}))`;
    case 'is':
      return `(${condition.column} IS NULL)`;
    case 'like':
      throw new Error('LIKE is tested against regular expressions');
    default:
      return condition satisfies never;
  }
}

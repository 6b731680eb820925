import { describe, expect, it } from 'vitest';
import { ConditionFailed, type Engine, type Item } from '../../../functions/stores/engine.ts';

const item = (sk: string, more: object = {}): Item => ({ pk: 'p', sk, ...more });
const key = (sk: string) => ({ pk: 'p', sk });

/** What both engines must do; `fresh` answers an engine on empty tables. */
export function engineContract(name: string, fresh: () => Promise<Engine>): void {
  const refused = async (act: Promise<unknown>): Promise<ConditionFailed> => {
    const error = await act.then(
      () => undefined,
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(ConditionFailed);
    return error as ConditionFailed;
  };

  describe(`the engine (${name})`, () => {
    it('answers what was put, with numbers, nested values, empty strings and null as they were', async () => {
      const engine = await fresh();
      const put = item('a', { n: 1.5, text: '', none: null, list: [1, 'x', { y: true }], map: { 汉: '字' } });
      await engine.write([{ table: 'cases', put }]);
      expect(await engine.get('cases', key('a'))).toEqual(put);
      expect(await engine.get('cases', key('b'))).toBeUndefined();
    });

    it('keeps tables apart', async () => {
      const engine = await fresh();
      await engine.write([{ table: 'cases', put: item('a') }]);
      expect(await engine.get('catalog', key('a'))).toBeUndefined();
    });

    it('answers many in the order of the keys and leaves out what is absent', async () => {
      const engine = await fresh();
      await engine.write([
        { table: 'cases', put: item('a') },
        { table: 'cases', put: item('c') },
      ]);
      const found = await engine.getMany('cases', [key('c'), key('b'), key('a')]);
      expect(found.map(({ sk }) => sk)).toEqual(['c', 'a']);
      expect(await engine.getMany('cases', [])).toEqual([]);
    });

    it('answers the same item as often as it is asked for', async () => {
      const engine = await fresh();
      await engine.write([{ table: 'cases', put: item('a') }]);
      const found = await engine.getMany('cases', [key('a'), key('none'), key('a')]);
      expect(found.map(({ sk }) => sk)).toEqual(['a', 'a']);
    });

    it('answers a partition in the order of its sort keys, forwards, backwards, by prefix, range and limit', async () => {
      const engine = await fresh();
      await engine.write(['e#2', 'e#1', 'f#1', 'e#3'].map((sk) => ({ table: 'cases', put: item(sk) })));
      const of = async (range: object) => (await engine.query('cases', { pk: 'p', ...range })).map(({ sk }) => sk);
      expect(await of({})).toEqual(['e#1', 'e#2', 'e#3', 'f#1']);
      expect(await of({ backwards: true, limit: 2 })).toEqual(['f#1', 'e#3']);
      expect(await of({ begins: 'e#' })).toEqual(['e#1', 'e#2', 'e#3']);
      expect(await of({ from: 'e#2', to: 'e#3' })).toEqual(['e#2', 'e#3']);
      expect(await of({ from: 'e#3' })).toEqual(['e#3', 'f#1']);
      expect(await of({ to: 'e#1' })).toEqual(['e#1']);
    });

    it('answers a partition of more than a megabyte whole', async () => {
      const engine = await fresh();
      const text = 'x'.repeat(200_000);
      for (let n = 0; n < 8; n++) await engine.write([{ table: 'cases', put: item(`n${n}`, { text }) }]);
      expect(await engine.query('cases', { pk: 'p' })).toHaveLength(8);
    });

    it('writes all or nothing and names the write whose condition failed, with the item as it stands', async () => {
      const engine = await fresh();
      await engine.write([{ table: 'cases', put: item('a', { seq: 1 }) }]);
      const failed = await refused(
        engine.write([
          { table: 'catalog', put: item('z') },
          { table: 'cases', put: item('a', { seq: 3 }), when: [['seq', '=', 2]] },
        ]),
      );
      expect(failed.index).toBe(1);
      expect(failed.item).toEqual(item('a', { seq: 1 }));
      expect(await engine.get('catalog', key('z'))).toBeUndefined();
    });

    it('tells absent from present', async () => {
      const engine = await fresh();
      await engine.write([{ table: 'cases', put: item('a'), when: 'absent' }]);
      await refused(engine.write([{ table: 'cases', put: item('a'), when: 'absent' }]));
      await engine.write([{ table: 'cases', check: key('a'), when: 'present' }]);
      await refused(engine.write([{ table: 'cases', check: key('b'), when: 'present' }]));
      await engine.write([{ table: 'cases', remove: key('a'), when: 'present' }]);
      expect(await engine.get('cases', key('a'))).toBeUndefined();
      await refused(engine.write([{ table: 'cases', remove: key('a'), when: 'present' }]));
    });

    it.each([
      ['=', 5, true],
      ['=', 4, false],
      ['<', 6, true],
      ['<', 5, false],
      ['<=', 5, true],
      ['>', 4, true],
      ['>', 5, false],
      ['>=', 5, true],
      ['>=', 6, false],
    ] as const)('compares 5 %s %d: %s', async (operator, value, holds) => {
      const engine = await fresh();
      await engine.write([{ table: 'cases', put: item('a', { n: 5 }) }]);
      const check = engine.write([{ table: 'cases', check: key('a'), when: [['n', operator, value]] }]);
      if (holds) await check;
      else await refused(check);
    });

    it('fails the test of an absent attribute or of another type', async () => {
      const engine = await fresh();
      await engine.write([{ table: 'cases', put: item('a', { n: 5 }) }]);
      await refused(engine.write([{ table: 'cases', check: key('a'), when: [['m', '<', 9]] }]));
      await refused(engine.write([{ table: 'cases', check: key('a'), when: [['n', '=', '5']] }]));
    });

    it('updates: sets and counts on condition, answers the item after it, and makes what is absent', async () => {
      const engine = await fresh();
      expect(await engine.update({ table: 'access', update: key('u'), set: { day: 'd1' }, add: { used: 1 } })).toEqual(
        item('u', { day: 'd1', used: 1 }),
      );
      const again = await engine.update({
        table: 'access',
        update: key('u'),
        add: { used: 2 },
        when: [['used', '<', 3]],
      });
      expect(again.used).toBe(3);
      const failed = await refused(
        engine.update({ table: 'access', update: key('u'), add: { used: 1 }, when: [['used', '<', 3]] }),
      );
      expect(failed.item).toEqual(item('u', { day: 'd1', used: 3 }));
    });

    it('admits no more than the condition allows, however many ask at once', async () => {
      const engine = await fresh();
      await engine.write([{ table: 'access', put: item('u', { used: 0 }) }]);
      const admit = () =>
        engine.update({ table: 'access', update: key('u'), add: { used: 1 }, when: [['used', '<', 10]] });
      const answers = await Promise.allSettled(Array.from({ length: 40 }, admit));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    });

    it('lets exactly one of those win who put on the same condition at once', async () => {
      const engine = await fresh();
      await engine.write([{ table: 'cases', put: item('a', { seq: 1 }) }]);
      const append = (n: number) =>
        engine.write([
          { table: 'cases', put: item('a', { seq: 2, by: n }), when: [['seq', '=', 1]] },
          { table: 'cases', put: item(`event#${n}`) },
        ]);
      const answers = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => append(n)));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await engine.query('cases', { pk: 'p', begins: 'event#' })).toHaveLength(1);
    });

    it('refuses two writes of one transaction on the same item', async () => {
      const engine = await fresh();
      const twice = engine.write([
        { table: 'cases', put: item('a') },
        { table: 'cases', remove: key('a') },
      ]);
      await expect(twice).rejects.toThrow(/one item|multiple operations/i);
    });

    it('answers copies: changing what was read or put changes nothing stored', async () => {
      const engine = await fresh();
      const put = item('a', { list: [1] });
      await engine.write([{ table: 'cases', put }]);
      (put.list as number[]).push(2);
      const read = await engine.get('cases', key('a'));
      (read?.list as number[]).push(3);
      expect(await engine.get('cases', key('a'))).toEqual(item('a', { list: [1] }));
    });
  });
}

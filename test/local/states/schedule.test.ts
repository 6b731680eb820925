import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Schedule } from '../../../local/states/schedule.ts';

describe('the schedule', () => {
  it('takes keys in the order of their instants, and of their setting where these are equal', () => {
    const schedule = new Schedule();
    for (const [key, at] of [
      ['c', 3],
      ['a', 1],
      ['b2', 2],
      ['b1', 2],
    ] as const)
      schedule.set(key, at);
    expect(schedule.first()).toBe(1);
    expect([2, 2, 2, 2, 3].map((now) => schedule.takeDue(now))).toEqual(['a', 'b2', 'b1', undefined, 'c']);
    expect(schedule.first()).toBeUndefined();
  });

  it('does for any calls what a plain list would do', () => {
    const key = fc.constantFrom(...'abcdefgh');
    const calls = fc.array(
      fc.oneof(
        fc.record({ call: fc.constant('set' as const), key, at: fc.nat(50) }),
        fc.record({ call: fc.constant('delete' as const), key, at: fc.constant(0) }),
        fc.record({ call: fc.constant('take' as const), key, at: fc.nat(50) }),
      ),
      { maxLength: 400, size: 'max' },
    );
    fc.assert(
      fc.property(calls, (steps) => {
        const schedule = new Schedule();
        let list: { key: string; at: number }[] = [];
        const first = () => list.toSorted((a, b) => a.at - b.at)[0];
        for (const { call, key, at } of steps) {
          if (call === 'take') {
            const due = first();
            const expected = due !== undefined && due.at <= at ? due.key : undefined;
            list = list.filter((entry) => entry.key !== expected);
            expect(schedule.takeDue(at)).toBe(expected);
          } else {
            const same = call === 'set' && list.some((entry) => entry.key === key && entry.at === at);
            if (!same) list = list.filter((entry) => entry.key !== key);
            if (call === 'set' && !same) list.push({ key, at });
            if (call === 'set') schedule.set(key, at);
            else schedule.delete(key);
          }
          expect(schedule.first()).toBe(first()?.at);
        }
      }),
      { seed: 5 },
    );
  });
});
